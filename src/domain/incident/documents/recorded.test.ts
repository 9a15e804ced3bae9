import { declare } from '../declare/declare';
import { type Evidence, type Incident } from '../schema';
import { documentMarkdown } from './documents';

const BY = { uid: 'u-ana', name: 'Ana' };
const AT = '2026-11-20T14:30:00.000Z';

function captured(title: string, value: number, unit: string, minutes: number, expr = 'x'): Incident['timeline'] {
  const at = new Date(Date.parse(AT) + minutes * 60_000).toISOString();
  const evidence: Evidence = {
    title,
    value,
    unit,
    expr,
    datasource: 'prom',
    from: AT,
    to: at,
    step: 15,
    series: [],
    digest: 'd',
  };
  return { [`${title}-${minutes}`]: { at, entered: at, by: BY, kind: 'evidence', text: '', evidence } };
}

const incident: Incident = {
  ...declare({
    name: 'inc-2026-0142',
    id: 'uuid',
    at: AT,
    by: BY,
    zone: 'Europe/Paris',
    title: 'Quotes service down',
    severity: 'sev2',
    services: { quotes: 'Quotes' },
    impact: { users: 'many', loss: 'partial' },
  }),
  costs: { errors: 0.1234 },
  graphs: { errors: { title: 'Error rate', expr: 'x', datasource: 'prom' } },
  timeline: {
    ...captured('CPU of the node', 0.93, 'percentunit', 1),
    ...captured('CPU of the node', 0.41, 'percentunit', 20),
    ...captured('Resident', 1_073_741_824, 'bytes', 1, 'process_resident_memory_bytes'),
    ...captured('Latency P95', 2.1, 's', 2),
    ...captured('Error rate', 0.062, 'percentunit', 1),
    ...captured('Error rate', 0.001, 'percentunit', 20),
  },
};
const written = (section: 'cpu' | 'affectedUsers', text: string): Incident => ({
  ...incident,
  sections: { [section]: { text, at: AT, by: BY } },
});
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

it('fills the ticket with what the impact and the evidence know', () => {
  const ticket = plain(documentMarkdown('ticket', incident, 'en'));
  expect(ticket).toContain('- **Affected users**: many users');
  expect(ticket).toContain('- **Affected features**: Quotes (a function is missing)');
  expect(ticket).toContain('- **CPU**: 93 % (CPU of the node, 2026-11-20 15:31)');
  expect(ticket).toContain('- **Memory**: 1 GiB (Resident, 2026-11-20 15:31)');
  expect(ticket).toContain('- **Response time**: 2.1 s (Latency P95, 2026-11-20 15:32)');
  expect(ticket).toContain('- **Other evidence**: Error rate: 6.2 % → 0.1 %');
});

it('says it in French, and lists all evidence in the report', () => {
  const report = plain(documentMarkdown('report', incident, 'fr'));
  expect(report).toContain('- **Impact** : Élevé (de nombreux utilisateurs)');
  expect(report).toMatch(/Autres preuves\*\* : .*Error rate : 6,2 % → 0,1 %/);
  expect(report).toMatch(/CPU of the node : 93 % → 41 %/);
});

it('prefers what people wrote, with the unit that they left out', () => {
  expect(documentMarkdown('ticket', written('cpu', '97'), 'en')).toContain('- **CPU**: 97 %');
  expect(documentMarkdown('ticket', written('cpu', 'all of it'), 'en')).toContain('- **CPU**: all of it\n');
  expect(documentMarkdown('report', written('affectedUsers', '300 of 500'), 'en')).toContain('High (300 of 500)');
});

it('gives the budget as the room does', () => {
  expect(plain(documentMarkdown('postmortem', incident, 'en'))).toContain('- **Error budget used**: Error rate 12 %');
  expect(plain(documentMarkdown('postmortem', { ...incident, costs: { errors: 0.0512 } }, 'fr'))).toContain(
    'Error rate 5,1 %'
  );
});

it.each([
  [
    'cpu',
    [
      ['hostCpu', 55, 'percent'],
      ['vCPU', 0.97, 'percentunit'],
    ],
    '- **CPU**: 97 % (vCPU,',
  ],
  [
    'memory',
    [
      ['Heap', 3_000_000_000, 'bytes'],
      ['mem_used_percent', 88, '%'],
    ],
    '- **Memory**: 88 % (mem',
  ],
  [
    'memory',
    [
      ['Available memory', 900, 'mbytes'],
      ['Available memory', 12, 'mbytes'],
    ],
    '- **Memory**: 12 MiB (Avail',
  ],
  [
    'response time',
    [
      ['Response time', 450, 'ms'],
      ['Response time', 0.9, 's'],
    ],
    '- **Response time**: 900 ms (Resp',
  ],
] as const)('takes the worst %s, whatever its name and unit', (_metric, values, line) => {
  const timeline = Object.assign(
    {},
    ...values.map(([title, value, unit], index) => captured(title, value, unit, index, 'x'))
  );
  expect(plain(documentMarkdown('ticket', { ...incident, timeline }, 'en')).replaceAll('\\_', '_')).toContain(line);
});

it.each([
  ['Error rate', 0.062, 'percentunit', 'sum(rate(http_request_duration_seconds_count{code=~"5.."}[5m]))'],
  ['HTTP responses 5xx', 12, 'reqps', 'sum(rate(http_responses_total[5m]))'],
  ['Traffic', 12, '', 'sum(rate(http_request_duration_seconds_count[5m]))'],
  ['Errors of the memory cache', 0.5, 'percentunit', 'x'],
])('takes “%s” for no response time, CPU or memory', (title, value, unit, expr) => {
  const ticket = documentMarkdown('ticket', { ...incident, timeline: captured(title, value, unit, 1, expr) }, 'en');
  expect(ticket).toMatch(/\*\*CPU\*\*: unknown\n- \*\*Memory\*\*: unknown\n- \*\*Response time\*\*: unknown\n/);
  expect(ticket).toContain(`- **Other evidence**: ${title}: `);
});

it('leaves a gap where nothing is known', () => {
  const ticket = documentMarkdown('ticket', { ...incident, impact: undefined, timeline: {} }, 'en');
  expect(ticket).toContain('- **Affected users**: unknown');
  expect(ticket).toContain('- **CPU**: unknown');
  expect(ticket).not.toContain('Other evidence');
});

it.each(['owner', 'reviewer'])('never translates the name of the %s of the review', (person) => {
  const change = { field: `review.${person}`, to: 'commander' };
  const timeline: Incident['timeline'] = { a: { at: AT, entered: AT, by: BY, kind: 'status', text: '', change } };
  expect(documentMarkdown('postmortem', { ...incident, timeline }, 'fr')).toMatch(/: commander \(Ana\)/);
});
