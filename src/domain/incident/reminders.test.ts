import { parseLogfmt, formatLogfmt } from '../record/logfmt';
import { declare } from './declare/declare';
import { incidentKind } from './kind';
import { remindersOf } from './reminders';
import { type Incident } from './schema';

const ANA = { uid: 'u-ana', name: 'Ana' };
const declared = (part: Partial<Incident> = {}): Incident => ({
  ...declare({
    name: 'inc-2026-0142',
    id: 'uuid-142',
    at: '2026-11-20T14:30:00.000Z',
    by: ANA,
    zone: 'UTC',
    title: 'Quotes service down',
    severity: 'sev2',
  }),
  ...part,
});
const task = (title: string, checkBack: string, state: 'open' | 'done' = 'open') => ({
  title,
  checkBack,
  state,
  created: '2026-11-20T14:30:00.000Z',
  by: ANA,
});
const open = (incident: Incident) => {
  const { tags, head } = incidentKind.describe(incident);
  return { name: incident.name, tags, head: parseLogfmt(formatLogfmt(head)) };
};
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);

it('reminds of an update once its time has come, by the severity’s cadence', () => {
  const hits = [open(declared())];
  expect(remindersOf(hits, 'u-luc', at('14:59:59'))).toEqual([]);
  expect(remindersOf(hits, 'u-luc', at('15:00:00'))).toEqual([
    {
      key: 'inc-2026-0142|update|2026-11-20T15:00:00Z',
      name: 'inc-2026-0142',
      ref: 'INC-2026-0142',
      kind: 'update',
      due: '2026-11-20T15:00:00Z',
    },
  ]);
});

it('reminds of the open task whose check-back comes first', () => {
  const tasks = {
    later: task('Look at the logs', '2026-11-20T15:20:00.000Z'),
    first: task('Restart "Redis" | now', '2026-11-20T14:50:00.000Z'),
    done: task('Done', '2026-11-20T14:40:00.000Z', 'done'),
  };
  expect(remindersOf([open(declared({ severity: 'sev4', tasks }))], '', at('15:00:00'))).toMatchObject([
    { kind: 'task', due: '2026-11-20T14:50:00Z', title: 'Restart "Redis" | now' },
  ]);
});

it('asks nothing of an incident that is resolved', () => {
  const tasks = { first: task('Restart', '2026-11-20T14:50:00.000Z') };
  expect(remindersOf([open(declared({ status: 'resolved', tasks }))], '', at('23:00:00'))).toEqual([]);
});

it('reminds of a drill only those who run it', () => {
  const hits = [open(declared({ drill: true }))];
  expect(remindersOf(hits, 'u-luc', at('16:00:00'))).toEqual([]);
  expect(remindersOf(hits, '', at('16:00:00'))).toEqual([]);
  expect(remindersOf(hits, 'u-ana', at('16:00:00'))).toHaveLength(1);
});

it('passes over a head that somebody spoilt', () => {
  expect(
    remindersOf(
      [{ name: 'inc-2026-0001', tags: [], head: { 'next-update': 'soon', 'next-check': ' ' } }],
      '',
      at('16:00:00')
    )
  ).toEqual([]);
});
