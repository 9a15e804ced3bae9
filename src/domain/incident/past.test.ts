import fc from 'fast-check';
import { fromResource, toResource } from '../record/resource';
import { readTable } from '../text/table';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';
import { guessColumns, isThere, pastRows } from './past';

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
    [5, ['unreadable']],
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
  expect(isThere(row, [head('Down (PD7)')])).toBe(true);
  expect(isThere(row, [head('Down (PD8)')])).toBe(false);
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
