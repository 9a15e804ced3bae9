import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { DAY_MS } from '../time/units';
import { handedOfHead, ledgerOf, ledgerOfHead, ledgerOfWeek, writeWeekHead } from './ledger';
import { emptyPlan, exampleTasks, type Plan, planKind } from './plan';
import { plannedTasks, readPlanHead } from './planHead';
import { type Task, taskStandings } from './task';
import { emptyWeek, type Week } from './week';

const NOW = Date.parse('2026-11-19T15:00:00Z');
const me = { uid: 'u-ana', name: 'Ana | "A"' };

const through = (head: Record<string, string>) => parseLogfmt(formatLogfmt(head));

const tasks: fc.Arbitrary<Record<string, Task>> = fc
  .record({
    from: fc.integer({ min: 0, max: 300 }),
    grace: fc.integer({ min: 0, max: 10_000 }),
    anchor: fc.constantFrom('scheduled', 'completed'),
    closed: fc.constantFrom(undefined, 'skip', 'after'),
    owner: fc.constantFrom(undefined, me),
    isRetired: fc.boolean(),
    title: fc.string({ minLength: 1, maxLength: 40 }),
  })
  .map(({ from, grace, anchor, closed, owner, isRetired, title }) =>
    Object.fromEntries(
      Object.entries(exampleTasks('en', 'Europe/Paris', new Date(NOW - from * DAY_MS).toISOString())).map(
        ([key, task], index): [string, Task] => [
          key,
          {
            ...task,
            title,
            description: 'x'.repeat(5_000),
            ...(owner && { owner }),
            ...(isRetired && index === 0 && { retired: '2026-11-01T00:00:00Z' }),
            schedules: Object.fromEntries(
              Object.entries(task.schedules).map(([id, schedule]) => [
                id,
                { ...schedule, graceMinutes: grace, anchor, ...(closed && { closed }) },
              ])
            ),
          },
        ]
      )
    )
  );

const done = fc.array(fc.tuple(fc.constantFrom('check-logs', 'back-up-data'), fc.integer({ min: 16, max: 22 })));

it('tells the same of what is due as the records do', () => {
  fc.assert(
    fc.property(tasks, done, (all, results) => {
      const plan: Plan = {
        ...emptyPlan(),
        adopted: '2026-01-01T00:00:00Z',
        zone: 'Europe/Paris',
        tasks: all,
        closed: { c: { date: '2026-11-18', title: 'Freeze', at: '2026-01-01T00:00:00Z' } },
      };
      const week: Week = {
        ...emptyWeek('2026-W47'),
        results: Object.fromEntries(
          results.map(([task, day]) => {
            const date = `2026-11-${day}`;
            const [due, opens, closes] = ['16', '07', '18'].map((hour) => `${date}T${hour}:00:00Z`);
            const occurrence = { task, date, due, opens, closes, title: 'x' };
            return [
              `${task}@${date}`,
              { state: 'done' as const, occurrence, at: due, on: date, by: me, command: `${task}${day}` },
            ];
          })
        ),
      };
      const now = new Date(NOW).toISOString();
      const told = readPlanHead(through(planKind.describe(plan).head));
      const fromHeads =
        told &&
        taskStandings(
          plannedTasks(told),
          ledgerOf(ledgerOfHead('opsbook-week-2026-w47', through(writeWeekHead(week)))),
          now
        );
      const shown = (found: ReturnType<typeof taskStandings>) =>
        found.map(({ task, ...standing }) => ({ ...standing, title: task.title, owner: task.owner, team: task.team }));
      expect(fromHeads && shown(fromHeads)).toEqual(
        shown(taskStandings(plannedTasks(plan), ledgerOf(ledgerOfWeek(week)), now))
      );
    }),
    { numRuns: 40 }
  );
});

it('leaves a plan that is too long to its record', () => {
  const one = Object.values(exampleTasks('en', 'UTC', '2026-01-01T00:00:00Z'))[0];
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`task-${index}`, one]));
  const { head } = planKind.describe({ ...emptyPlan(), tasks: many });
  expect(readPlanHead(through(head))).toBeUndefined();
  expect(head.tasks).toBe('100');
});

it('says to whom dates were handed, and that none were', () => {
  const handover = { reason: 'Ill', at: '2026-11-19T00:00:00Z', by: me, command: 'c' };
  const handovers = {
    'check-logs@2026-11-19': { ...handover, person: me },
    'back-up-data@2026-11-19': { ...handover, team: 'Dev' },
  };
  expect(handedOfHead(through(writeWeekHead({ ...emptyWeek('2026-W47'), handovers })))).toEqual({
    'check-logs@2026-11-19': { person: me },
    'back-up-data@2026-11-19': { team: 'Dev' },
  });
  expect(handedOfHead(through(writeWeekHead(emptyWeek('2026-W47'))))).toEqual({});
  expect(handedOfHead({ week: '2026-W47' })).toBeUndefined(); // by an earlier version
});
