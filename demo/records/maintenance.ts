import { MAINTENANCE_CHECKLIST } from '../../src/domain/maintenance/checklistDefaults';
import { judgeQuery } from '../../src/domain/maintenance/checklistItem';
import { demoChecklists } from '../../src/domain/maintenance/demo';
import { exampleTasks, emptyPlan, type Plan, planKind } from '../../src/domain/maintenance/plan';
import { type Occurrence, occurrenceKey, occurrencesOf, type Task } from '../../src/domain/maintenance/task';
import {
  emptyWeek,
  type ItemOutcome,
  type Promised,
  type Week,
  type WeekCommand,
} from '../../src/domain/maintenance/week';
import { weekKind } from '../../src/domain/maintenance/weekKind';
import { isRefused } from '../../src/domain/record/outcome';
import { localDateOf, startOfDay, weekDates, weekOf } from '../../src/domain/time/recurrence';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/units';
import { chance } from '../past/chance';
import { idOf, PEOPLE } from './identity';
import { type PersonKey } from './tales';

const ZONE = 'Europe/Paris';
const WEEKS = 4;
const OWNERS: Record<string, PersonKey> = { DevOps: 'ana', Dev: 'marc', Security: 'noor' };

interface SamplePlan {
  plan: Plan;
  weeks: Week[];
}

/** The manual's plan, running for some weeks: most of it done on time, some late, some waived, some not done at all. */
export function sampleMaintenance(now: number): SamplePlan {
  const [monday] = weekDates(weekOf(localDateOf(iso(now - WEEKS * 7 * DAY_MS), ZONE)));
  const begin = startOfDay(monday, ZONE);
  const tasks = exampleTasks('en', ZONE, begin);
  const adopted = planKind.apply(emptyPlan(), {
    type: 'adopt',
    zone: ZONE,
    tasks,
    id: idOf('plan', begin),
    at: begin,
    by: PEOPLE.ana,
  });
  const plan = { ...fulfilled(adopted), demo: true };
  const deeds = Object.entries(tasks)
    .flatMap(([key, task]) =>
      occurrencesOf(key, task, begin, iso(now + DAY_MS), new Map()).flatMap((one) => deedOf(one, task, now) ?? [])
    )
    .sort((a, b) => a.at - b.at);
  const weeks = new Map<string, Week>();
  for (const { week, commands } of deeds) {
    for (const command of commands) {
      weeks.set(week, fulfilled(weekKind.apply(weeks.get(week) ?? { ...emptyWeek(week), demo: true }, command)));
    }
  }
  return { plan, weeks: [...weeks.values()].map((week) => signed(week, now)) };
}

interface Deed {
  week: string;
  at: number;
  commands: WeekCommand[];
}

/** What was done about an occurrence, the same at every load; undefined when nothing was, or not yet. */
function deedOf(one: Occurrence, task: Task, now: number): Deed | undefined {
  const [due, opens, closes] = [one.due, one.opens, one.closes].map((at) => Date.parse(at));
  const luck = chance(Math.floor(due / MINUTE_MS), task.position, 40);
  // The security scan of last week was forgotten: the task is overdue until somebody does it.
  const forgotten = task.team === 'Security' && due > now - 9 * DAY_MS;
  const missed = luck > 0.95;
  const late = luck > 0.85;
  const at = late
    ? closes + 90 * MINUTE_MS
    : opens + (due - opens) * (0.2 + 0.7 * chance(Math.floor(due / MINUTE_MS), task.position, 41));
  if (forgotten || missed || at > now - HOUR_MS) {
    return undefined;
  }
  const key = occurrenceKey(one);
  const by = PEOPLE[OWNERS[task.team] ?? 'ana'];
  const stamp = (part: string) => ({ id: idOf(key, part), at: iso(at), by });
  const on = localDateOf(iso(at), ZONE);
  const { cycle: _, nextOpens: __, ...promise } = one;
  const promised: Promised = { ...promise, title: task.title, team: task.team };
  const waived = luck > 0.8 && !late;
  const monday = new Date(`${one.date}T00:00:00Z`).getUTCDay() === 1;
  const commands: WeekCommand[] = waived
    ? [
        {
          ...stamp('waive'),
          type: 'waive',
          occurrence: promised,
          on,
          reason: 'Covered by the checks of that day’s release.',
        },
      ]
    : task.checklist && monday
      ? checklistRun(promised, on, stamp, Math.floor(at / MINUTE_MS))
      : [{ ...stamp('done'), type: 'done', occurrence: promised, doneAt: iso(at), on }];
  return { week: weekOf(one.date), at, commands };
}

function checklistRun(
  occurrence: Promised,
  on: string,
  stamp: (part: string) => Pick<WeekCommand, 'id' | 'at' | 'by'>,
  minute: number
): WeekCommand[] {
  const { title, version, items } = demoChecklists('en')[MAINTENANCE_CHECKLIST];
  const run = idOf(occurrenceKey(occurrence), 'run');
  return [
    { ...stamp('start'), type: 'startRun', run, checklist: MAINTENANCE_CHECKLIST, version, title, items, occurrence },
    ...Object.entries(items).map(([item, definition]): WeekCommand => {
      const value = VALUES[item]?.(chance(minute, 42));
      const outcome: ItemOutcome =
        definition.kind === 'query' && value !== undefined
          ? {
              ...judgeQuery(definition, [value]),
              ...(definition.unit && { unit: definition.unit }),
              query: {
                expr: definition.expr,
                comparison: definition.comparison,
                threshold: definition.threshold,
                dataSource: 'prometheus',
                at: stamp('').at,
                series: 1,
              },
            }
          : { verdict: 'pass', note: NOTES[item] ?? 'Looked at, nothing unusual.' };
      return { ...stamp(`item ${item}`), type: 'item', run, item, outcome };
    }),
    { ...stamp('finish'), type: 'finishRun', run, on },
  ];
}

/** What Prometheus answered then; the backup of InfluxDB was late, as it still is. */
const VALUES: Record<string, (luck: number) => number> = {
  pods: () => 0,
  disk: (luck) => round(55 + 10 * luck),
  memory: (luck) => round(64 + 9 * luck),
  redis: () => 1,
  health: (luck) => round(0.78 + 0.04 * luck),
  backups: (luck) => round(3 * 86_400 + 20_000 * luck),
};
const NOTES: Record<string, string> = {
  logs: 'Some time-outs of /slow, as expected.',
  vulnerabilities: 'No HIGH or CRITICAL vulnerability.',
  documentation: 'Restart procedure updated.',
};

/** Weeks that are over were reviewed on the Monday after, save the last one: that review is still to be done. */
function signed(week: Week, now: number): Week {
  const over = Date.parse(startOfDay(weekDates(week.week)[6], ZONE)) + DAY_MS;
  if (over > now - 7 * DAY_MS) {
    return week;
  }
  const stamp = (part: string, minute: number) => ({
    id: idOf(week.week, part),
    at: iso(over + 9 * HOUR_MS + minute * MINUTE_MS),
    by: PEOPLE.lea,
  });
  const commands: WeekCommand[] = [
    { ...stamp('notes', 0), type: 'reviewNotes', notes: 'A calm week.', seen: '' },
    { ...stamp('decide', 5), type: 'decide', text: 'Backups are looked at before noon, not at the end of the day.' },
    { ...stamp('sign', 20), type: 'signReview' },
  ];
  return commands.reduce((record, command) => fulfilled(weekKind.apply(record, command)), week);
}

function fulfilled<T>(outcome: Parameters<typeof isRefused<T>>[0]): T {
  if (isRefused(outcome)) {
    throw new Error(`refused: ${JSON.stringify(outcome.refused.reasons)}`);
  }
  return outcome.ok;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
