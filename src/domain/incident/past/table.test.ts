import fc from 'fast-check';
import { fromResource, toResource } from '../../record/resource';
import { readTable } from '../../text/table';
import { readIncidentHead } from '../head';
import { incidentKind } from '../kind';
import { severityIn, rowStandings } from './made';
import { guessColumns, pastRows } from './table';

const options = {
  at: '2026-11-28T01:00:00.000Z',
  by: { uid: 'u', name: 'Ana' },
  zone: 'UTC',
  source: 'jira.csv',
  newId: (index: number) => `id-${index}`,
};

const JIRA = `\uFEFFIssue key;Summary;Priority;Created;Resolved;Components;Description
OPS-12;"Checkout ""down""; all of it";P1;2024-03-02 10:00;2024-03-02T10:45:00+01:00;checkout, cart;"first line
second line"
OPS-13;;P2;2024-03-03;;;
OPS-14;Search slow;High;yesterday;;search;
`;

it('reads CSV as other tools write it, and guesses the columns', () => {
  const table = readTable(JIRA);
  expect(table?.rows.map(({ line }) => line)).toEqual([2, 4, 5]);
  expect(guessColumns(table?.columns ?? [])).toEqual({
    title: 'Summary',
    id: 'Issue key',
    started: 'Created',
    resolved: 'Resolved',
    severity: 'Priority',
    services: 'Components',
    summary: 'Description',
  });
});

it('makes incidents with their own times, entered later, and says what is wrong by line', () => {
  const table = readTable(JIRA) ?? { columns: [], rows: [] };
  const rows = pastRows(table, guessColumns(table.columns), options);
  // resolved at 09:45Z, before it began
  expect(rows.map(({ line, reasons }) => [line, reasons.map(({ code }) => code)])).toEqual([
    [2, [expect.any(String)]],
    [4, ['required']],
    [5, ['past.time']],
  ]);
  const mended = readTable(JIRA.replace('10:45:00+01:00', '10:45:00Z')) ?? table;
  const [first] = pastRows(mended, guessColumns(mended.columns), options);
  expect(first.reasons).toEqual([]);
  expect(first.incident).toMatchObject({
    title: 'Checkout "down"; all of it (OPS-12)',
    status: 'closed',
    severity: 'sev1',
    services: { checkout: 'checkout', cart: 'cart' },
    milestones: { started: '2024-03-02T10:00:00.000Z', resolved: '2024-03-02T10:45:00.000Z' },
    sections: { summary: { text: 'first line\nsecond line' } },
  });
  const entries = Object.values(first.incident?.timeline ?? {});
  expect(entries.every(({ at, entered }) => entered === options.at && at < entered)).toBe(true);
  const stored = incidentKind.numbering?.named(first.incident as never, 'inc-2024-0001');
  expect(
    stored && fromResource(incidentKind, toResource(incidentKind, stored, { name: 'inc-2024-0001', folder: 'f' })).state
  ).toBe('ok');
});

it('finds again what a first import made', () => {
  const json = JSON.stringify({
    incidents: [{ number: 'PD7', title: 'Down', created_at: '2024-01-01T00:00:00Z', service: { summary: 'api' } }],
  });
  const table = readTable(json) ?? { columns: [], rows: [] };
  const [row] = pastRows(table, guessColumns(table.columns), options);
  expect(row.incident?.services).toEqual({ api: 'api' });
  const head = (title: string) =>
    readIncidentHead({
      name: 'inc-2024-0001',
      title: `INC-2024-0001 · ${title}`,
      tags: [],
      head: { declared: '2024-01-01T00:00:00Z' },
    });
  expect(rowStandings([row], [head('Down (PD7)')])).toEqual(['there']);
  expect(rowStandings([row], [head('Down (PD8)')])).toEqual(['fresh']);
  expect(rowStandings([row, row, { title: '', reasons: [{ code: 'required' }] }], [])).toEqual([
    'fresh',
    'there',
    'wrong',
  ]);
});

it('takes what stands in brackets for a foreign id only where the file says so', () => {
  const table = readTable('title,started\nDown (eu),2024-03-02\nDown (eu),2024-04-02') ?? { columns: [], rows: [] };
  const rows = pastRows(table, guessColumns(table.columns), options);
  expect(rowStandings(rows, [])).toEqual(['fresh', 'fresh']);
  const named = readTable('id,title,started\nINC-7,INC-7: down,2024-03-02') ?? { columns: [], rows: [] };
  const again = pastRows(named, guessColumns(named.columns), options);
  const head = readIncidentHead({
    name: 'inc-2024-0001',
    title: 'INC-2024-0001 · INC-7: down',
    tags: [],
    head: { declared: '2024-03-02T00:00:00Z' },
  });
  expect(rowStandings(again, [head])).toEqual(['there']);
});

const one = (columns: string, cells: string) => {
  const table = readTable(`title;${columns}\nDown;${cells}`) ?? { columns: [], rows: [] };
  return pastRows(table, guessColumns(table.columns), options)[0];
};

it('is over and reviewed unless the file says that it still runs', () => {
  expect(one('started;resolved', '2024-03-02;2024-03-03').incident).toMatchObject({
    status: 'closed',
    review: { state: 'closed' },
  });
  expect(one('started;resolved', '2024-03-02;').incident?.status).toBe('declared');
  expect(one('started;severity', '2024-03-02;P1').incident?.status).toBe('closed'); // it has no column of ends
  expect(one('started;status', '2024-03-02;In progress').incident?.status).toBe('declared');
  expect(one('started;resolved;status', '2024-03-02;;Closed').incident?.status).toBe('closed');
});

it.each([
  ['02/Mar/24 10:00 AM', '2024-03-02T10:00:00.000Z'], // Jira
  ['Mar 2, 2024 10:00 PM', '2024-03-02T22:00:00.000Z'], // PagerDuty
  ['2024-03-02 10:00:00 +0100', '2024-03-02T09:00:00.000Z'], // GitLab
  ['2024-03-02 10:00:00 UTC', '2024-03-02T10:00:00.000Z'],
  ['14/3/2024 10:00', '2024-03-14T10:00:00.000Z'],
  ['1709373600', '2024-03-02T10:00:00.000Z'],
])('reads %s', (text, at) => {
  expect(one('started', text).incident?.milestones.started).toBe(at);
});

it('does not guess which of two numbers is the month, unless another row tells', () => {
  expect(one('started', '3/4/2024 10:00').reasons).toEqual([
    { code: 'past.time', field: 'started', values: { text: '3/4/2024 10:00' } },
  ]);
  const table = readTable('title;started\nA;3/4/2024\nB;3/14/2024') ?? { columns: [], rows: [] };
  const [first] = pastRows(table, guessColumns(table.columns), options);
  expect(first.incident?.milestones.started).toBe('2024-03-04T00:00:00.000Z');
});

it('says of a time in the future that it is one', () => {
  expect(one('started', '2099-01-01').reasons.map(({ code }) => code)).toEqual(['future']);
});

it('keeps a description that is longer than a field, the rest of it as notes', () => {
  const { incident } = one('started;description', `2024-03-02;${'word '.repeat(9_000)}`);
  const kept = [
    incident?.sections.summary?.text,
    ...Object.values(incident?.timeline ?? {}).map(({ text }) => text),
  ].join(' ');
  expect(kept.match(/word/g)).toHaveLength(9_000);
});

it.each([
  ['SEV-0', 'sev1'],
  ['P2', 'sev2'],
  ['1 - Critical', 'sev1'],
  ['High (P3)', 'sev3'],
  ['major', 'sev2'],
  ['40 % of users', undefined],
  ['5 - Planning', undefined],
])('reads the severity %s', (text, severity) => {
  expect(severityIn(text)).toBe(severity);
});

it('never throws, whatever the file holds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const table = readTable(`title,started\n${text}`);
      pastRows(table ?? { columns: [], rows: [] }, guessColumns(table?.columns ?? []), options);
      readTable(text);
    })
  );
});
