import { type Table, readTable } from '../../text/table';
import { guessColumns, isOrderUnknown, pastRows } from './table';

const options = {
  at: '2026-11-28T01:00:00.000Z',
  by: { uid: 'u', name: 'Ana' },
  zone: 'UTC',
  source: 'export.csv',
  newId: (index: number) => `id-${index}`,
};

const NONE: Table = { columns: [], rows: [] };

/** What becomes of the first row of a file, with the columns as they are guessed. */
function first(text: string) {
  const table = readTable(text) ?? NONE;
  const [{ reasons, foreign, incident }] = pastRows(table, guessColumns(table.columns), options);
  return {
    reasons: reasons.map(({ code }) => code),
    foreign,
    title: incident?.title,
    severity: incident?.severity,
    services: Object.values(incident?.services ?? {}),
    started: incident?.milestones.started,
    resolved: incident?.milestones.resolved,
    status: incident?.status,
  };
}

const FROM = '2024-03-02T10:00:00.000Z';
const TO = '2024-03-02T10:45:00.000Z';

// columns as the tools' own documentation and exports have them
it.each([
  [
    'PagerDuty, incidents as CSV',
    'id,incident_number,description,service_id,service_name,escalation_policy_id,created_on,resolved_on,seconds_to_first_ack,seconds_to_resolve,urgency,status\n' +
      'PT4KHLK,1234,Checkout down,PIJ90N7,checkout,PT20YPA,2024-03-02T10:00:00Z,2024-03-02T10:45:00Z,61,2700,high,resolved',
    { foreign: '1234', title: 'Checkout down (1234)', severity: 'sev2', services: ['checkout'] },
  ],
  [
    'PagerDuty, its API',
    JSON.stringify({
      incidents: [
        {
          id: 'PT4KHLK',
          incident_number: 1234,
          title: 'Checkout down',
          summary: '[#1234] Checkout down',
          created_at: FROM,
          resolved_at: TO,
          status: 'resolved',
          urgency: 'low',
          priority: { id: 'P53', summary: 'P1' },
          service: { id: 'PIJ90N7', summary: 'checkout' },
          assignments: [{ at: FROM, assignee: { summary: 'Ana' } }],
        },
      ],
      limit: 25,
      more: false,
    }),
    { foreign: '1234', title: 'Checkout down (1234)', severity: 'sev1', services: ['checkout'] },
  ],
  [
    'Opsgenie, its API',
    JSON.stringify({
      data: [
        {
          id: '70413a06-38d6-4c85-92b8-5ebc900d42e2',
          tinyId: '1791',
          message: 'Checkout down',
          status: 'closed',
          tags: ['eu'],
          createdAt: FROM,
          closedAt: TO,
          priority: 'P1',
          impactedServices: ['checkout'],
        },
      ],
    }),
    { foreign: '1791', title: 'Checkout down (1791)', severity: 'sev1', services: ['checkout'] },
  ],
  [
    'incident.io',
    'ID,Reference,Name,Status,Severity,Summary,Reported at,Resolved at,Created at\n' +
      '01FDAG4SAP5TYPT98WGR2N7W91,INC-123,Checkout down,Closed,Critical,It was Redis,2024-03-02T10:00:00.000Z,2024-03-02T10:45:00.000Z,2024-03-03T09:00:00.000Z',
    { foreign: 'INC-123', title: 'Checkout down (INC-123)', severity: 'sev1', services: [] },
  ],
  [
    'Jira, all fields, one column for each component',
    'Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Created,Resolved,Component/s,Component/s,Description\n' +
      'Checkout down,OPS-12,10012,Incident,Done,High,Done,02/Mar/24 10:00 AM,02/Mar/24 10:45 AM,checkout,cart,"It was ""Redis"",\nagain"',
    { foreign: 'OPS-12', title: 'Checkout down (OPS-12)', severity: 'sev2', services: ['checkout', 'cart'] },
  ],
  [
    'Jira, its API',
    JSON.stringify({
      issues: [
        {
          id: '10012',
          key: 'OPS-12',
          fields: {
            summary: 'Checkout down',
            created: '2024-03-02T11:00:00.000+0100',
            resolutiondate: '2024-03-02T11:45:00.000+0100',
            priority: { name: 'Highest' },
            status: { name: 'Done' },
            components: [{ id: '1', name: 'checkout' }, { name: 'cart' }],
          },
        },
      ],
    }),
    { foreign: 'OPS-12', title: 'Checkout down (OPS-12)', severity: 'sev1', services: ['checkout', 'cart'] },
  ],
  [
    'FireHydrant',
    'Number,Name,Severity,Current Milestone,Created At,Started At,Detected At,Resolved At,Impacted Services\n' +
      '7,Checkout down,SEV1,resolved,2024-03-02T11:00:00Z,2024-03-02T10:00:00Z,2024-03-02T10:05:00Z,2024-03-02T10:45:00Z,checkout',
    { foreign: '7', title: 'Checkout down (7)', severity: 'sev1', services: ['checkout'] },
  ],
  [
    'Statuspage, its API',
    JSON.stringify({
      page: { id: 'y2j98763l56x', name: 'Shop' },
      incidents: [
        {
          id: 'p31zjtct2jer',
          name: 'Checkout down',
          status: 'resolved',
          created_at: FROM,
          started_at: FROM,
          resolved_at: TO,
          impact: 'major',
          shortlink: 'http://stspg.co/p31zjtct2jer',
          incident_updates: [{ status: 'resolved', body: 'All is well', created_at: TO }],
          components: [{ id: 'a', name: 'checkout' }],
        },
      ],
    }),
    { foreign: 'p31zjtct2jer', title: 'Checkout down (p31zjtct2jer)', severity: 'sev2', services: ['checkout'] },
  ],
  [
    'Rootly, its API',
    JSON.stringify({
      data: [
        {
          id: '8a2b',
          type: 'incidents',
          attributes: {
            sequential_id: 42,
            title: 'Checkout down',
            started_at: FROM,
            resolved_at: TO,
            status: 'resolved',
            severity: { data: { id: 'x', attributes: { name: 'SEV2', slug: 'sev2' } } },
            services: [{ data: { id: 's' }, name: 'checkout' }],
          },
        },
      ],
      included: [],
    }),
    { foreign: '42', title: 'Checkout down (42)', severity: 'sev2', services: ['checkout'] },
  ],
  [
    'ServiceNow',
    '"number","short_description","priority","state","opened_at","resolved_at","cmdb_ci","close_notes"\n' +
      '"INC0010023","Checkout down","1 - Critical","Closed","2024-03-02 10:00:00","2024-03-02 10:45:00","checkout","Restarted"',
    { foreign: 'INC0010023', title: 'Checkout down (INC0010023)', severity: 'sev1', services: ['checkout'] },
  ],
  [
    'one object a line',
    `{"incident_id":"X1","title":"Checkout down","severity":"sev3","started":"${FROM}","ended":"${TO}"}\n\n{"incident_id":"X2","title":"Other","started":"${FROM}"}\n`,
    { foreign: 'X1', title: 'Checkout down (X1)', severity: 'sev3', services: [] },
  ],
  [
    'a French spreadsheet',
    'sep=;\nNuméro;Intitulé;Gravité;Début;Durée (h);Composants\n12;Panne du paiement;P1;02/03/2024 10:00;0,75;paiement\n13;Autre;P3;14/03/2024 10:00;1;x',
    { foreign: '12', title: 'Panne du paiement (12)', severity: 'sev1', services: ['paiement'] },
  ],
  [
    'an American one with minutes',
    'Incident ID,Incident Name,Start Time,Duration (min)\n55,Checkout down,3/2/24 10:00 AM,45\n56,Other,3/14/24 1:00 PM,5',
    { foreign: '55', title: 'Checkout down (55)', services: [] },
  ],
])('reads %s', (_, text, expected) => {
  expect(first(text)).toEqual({
    reasons: [],
    severity: undefined,
    started: FROM,
    resolved: TO,
    status: 'closed',
    ...expected,
  });
});

it.each([
  ['Duration', '45'],
  ['Duration', '0:45'],
  ['Duration', '45m'],
  ['duration', 'PT45M'],
  ['Downtime', '0 days, 0:45:00'],
  ['seconds_to_resolve', '2700'],
  ['Durée (h)', '0.75'],
])('takes the end from %s: %s', (column, text) => {
  expect(first(`title;started;${column}\nDown;2024-03-02 10:00;${text}`).resolved).toBe(TO);
});

it('says of a duration that it cannot be read, and takes a time of the end before it', () => {
  expect(first('title;started;duration\nDown;2024-03-02 10:00;a while').reasons).toEqual(['past.duration']);
  expect(first(`title;started;ended;duration\nDown;2024-03-02 10:00;${TO};a while`)).toMatchObject({
    reasons: [],
    resolved: TO,
  });
  expect(first('title;started;duration\nDown;2024-03-02 10:00;').status).toBe('declared'); // it has no end yet
});

it('asks which of two numbers is the day only where the file does not tell', () => {
  const table = (dates: string[]) =>
    readTable(['title,started', ...dates.map((date) => `x,${date}`)].join('\n')) ?? NONE;
  const columns = { title: 'title', started: 'started' };
  expect(isOrderUnknown(table(['3/4/2024 10:00', '5/6/24']), columns)).toBe(true);
  expect(isOrderUnknown(table(['3/4/2024 10:00', '3/14/2024']), columns)).toBe(false);
  expect(isOrderUnknown(table(['2024-03-04', '04.03.2024']), columns)).toBe(false);
  const started = (order: 'day' | 'month') =>
    pastRows(table(['3/4/2024 10:00']), columns, { ...options, order })[0].incident?.milestones.started;
  expect([started('day'), started('month')]).toEqual(['2024-04-03T10:00:00.000Z', '2024-03-04T10:00:00.000Z']);
});

it.each([
  '1709373600',
  '1709373600.0',
  '1709373600000',
  '2024-03-02T10:00:00.123456Z',
  'Sat, 02 Mar 2024 10:00:00 GMT',
  'March 2, 2024 at 10:00 AM (UTC)',
  '2024-03-02T11:00:00+0100',
  '2024/03/02 10:00',
  '02.03.2024 10:00',
  '2-Mar-2024 10:00',
  'Mar 2, 2024, 10:00:00 AM',
  '2024-03-02 10:00:00 +0000 UTC',
])('reads the time %s', (text) => {
  expect(first(`title;started\nDown;${text}`).started?.slice(0, 19)).toBe(FROM.slice(0, 19));
});
