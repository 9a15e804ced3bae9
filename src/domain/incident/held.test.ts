import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { exampleIncident } from './example';
import { heldIn, readIncidentHead } from './head';
import { incidentKind } from './kind';
import { type Incident } from './schema';

const at = '2026-11-19T14:18:00Z';
const ana = { uid: 'u-ana', name: 'Ana' };

function headOf(incident: Incident) {
  const { title, tags, head } = incidentKind.describe(incident);
  return readIncidentHead({ name: incident.name, title, tags, head: parseLogfmt(formatLogfmt(head)), hasHead: true });
}

const open: Incident = {
  ...exampleIncident('en'),
  status: 'investigating',
  roles: { scribe: { person: ana, since: at }, commander: { person: { name: 'Luc' }, since: at } },
  tasks: {
    a: { title: 'Restart | the "index"', state: 'open', created: at, by: ana, owner: ana },
    b: { title: 'Tell support', state: 'open', created: at, by: ana, owner: { name: 'Luc' } },
    c: { title: 'Nobody’s', state: 'open', created: at, by: ana },
    d: { title: 'Done', state: 'done', created: at, by: ana, owner: ana },
  },
};

it('says who has which role and which open task', () => {
  expect(headOf(open).held).toEqual(
    heldIn(open).map((held) => (held.title ? { ...held, title: held.title.replaceAll('|', '/') } : held))
  );
  expect(headOf({ ...open, roles: {}, tasks: {} }).held).toEqual([]);
});

it('leaves it to the record where there is no room, where an earlier version wrote the head, and when it is over', () => {
  const tasks = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `task-${index}`,
      { title: 'x'.repeat(80), state: 'open' as const, created: at, by: ana, owner: ana },
    ])
  );
  expect(headOf({ ...open, tasks }).held).toBeUndefined();
  expect(
    readIncidentHead({ name: 'inc-2026-0001', title: '', tags: [], head: { status: 'declared' } }).held
  ).toBeUndefined();
  expect(headOf({ ...open, status: 'closed' }).held).toBeUndefined();
});
