import { declare } from './declare/declare';
import { exampleIncident } from './example';
import { filterIncidents, stripOf } from './filter';
import { readIncidentHead } from './head';
import { incidentKind } from './kind';
import { type Incident } from './schema';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const head = (incident: Incident) => {
  const { title, tags, head: fields } = incidentKind.describe(incident);
  return readIncidentHead({ name: incident.name, title, tags, head: fields, hasHead: true });
};
const open = declare({
  name: 'inc-2026-0002',
  id: 'b',
  at: '2026-11-01T00:30:00Z',
  by: { uid: 'u-ana', name: 'Ana' },
  zone: 'UTC',
  title: 'Réseau coupé',
  severity: 'sev1',
  services: { users: 'Users' },
});
const heads = [head(open), head(exampleIncident())];
const names = (filter: Parameters<typeof filterIncidents>[1]) =>
  filterIncidents(heads, filter, NOW).map(({ ref }) => ref);

it.each([
  [{}, ['INC-2026-0002', 'INC-2024-001']],
  [{ status: 'open' }, ['INC-2026-0002']],
  [{ status: 'closed' }, ['INC-2024-001']],
  [{ severity: 'sev3' }, ['INC-2024-001']],
  [{ service: 'quotes' }, ['INC-2024-001']],
  [{ days: 30 }, ['INC-2026-0002']],
  [{ days: 7 }, ['INC-2026-0002']], // open: shown however old
  [{ text: 'reseau COUPE' }, ['INC-2026-0002']],
  [{ text: 'oom-killed' }, ['INC-2024-001']],
  [{ mine: 'u-ana' }, ['INC-2026-0002']],
] as const)('%j finds %j', (filter, expected) => {
  expect(names(filter)).toEqual(expected);
});

it.each([
  '1',
  '001',
  '0001',
  '#1',
  '2024-1',
  '2024-0001',
  '2024/1',
  'inc-2024-1',
  'INC 2024 1',
  'INC-2024-001',
  '#2024-1',
])('finds the incident numbered %s', (text) => {
  expect(names({ text })).toContain('INC-2024-001');
});

it('takes a number with its year, or after #, for that one', () => {
  expect(names({ text: '#2' })).toEqual(['INC-2026-0002']);
  expect(names({ text: '2026-2' })).toEqual(['INC-2026-0002']);
  expect(names({ text: '2024-2' })).toEqual([]);
});

it('counts in the zone of the team, and tells how many recovered', () => {
  expect(stripOf(heads, heads, NOW, 'UTC')).toEqual({ open: 1, thisMonth: 1, recovery: 45 * 60_000, n: 1, reviews: 0 });
  expect(stripOf(heads, heads, NOW, 'America/New_York').thisMonth).toBe(0); // there it was still October
  expect(stripOf([], [], NOW, 'UTC')).toEqual({ open: 0, thisMonth: 0, recovery: undefined, n: 0, reviews: 0 });
});
