import { z } from 'zod/mini';
import { applyOnce, commandLog, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Instant, instant, type Person, recordBase, type RecordKind } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { PLAN_DOCUMENT_TEXTS } from '../text/documents/maintenancePlan';
import { languageSchema, type Language } from '../text/language';
import { cell, code, row, tableHead } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { isLocalDate } from '../time/localDates';
import { checkRecurrence, countedFrom, slotAfter, startOfDay, localDateOf } from '../time/recurrence';
import { DAY_MS, MINUTE_MS } from '../time/units';
import { isZone } from '../time/zone';
import { MAINTENANCE_CHECKLIST } from './checklistDefaults';
import { EXAMPLE_TITLES, type ExampleKey } from './exampleTitles';
import { PLAN_NAME, plannedTasks, PLANS, writePlanHead } from './planHead';
import {
  closedDays,
  type ClosedDays,
  latest,
  nextHorizon,
  occurrencesOf,
  schedule,
  type Schedule,
  task,
  type Task,
} from './task';

const plan = z.extend(recordBase, {
  /** Absent until the team first does something: nothing is asked for until then. */
  adopted: z.optional(instant),
  /** IANA zone of the team: its weeks and days. */
  zone: z.string(),
  tasks: z.record(z.string(), task),
  closed: z.optional(z.record(z.string(), closedDays)),
  /** Of its document; absent: English. */
  language: z.optional(languageSchema),
  log: commandLog,
});
export type Plan = z.infer<typeof plan>;

export interface TaskForm {
  title: string;
  description?: string;
  team: string;
  owner?: Person;
  rotation?: Task['rotation'];
  checklist?: string;
  schedule: Omit<Schedule, 'from'>;
}

export type PlanCommand =
  | (Command & { type: 'adopt'; zone: string; tasks: Record<string, Task> })
  /** `seen`: the revision that was edited, absent for a new task. */
  | (Command & { type: 'saveTask'; key: string; seen?: string; form: TaskForm })
  /** Those whose key is there already are passed over: an import may be repeated. */
  | (Command & { type: 'importTasks'; tasks: Array<{ key: string; form: TaskForm }> })
  /** Takes back what the command of that id imported, but for what somebody has changed since. */
  | (Command & { type: 'dropImport'; imported: string })
  | (Command & { type: 'retireTask'; key: string })
  | (Command & { type: 'reviveTask'; key: string })
  /** Those that are there already, by dates, title and team, are not added again: an import may be repeated. */
  | (Command & { type: 'closeDays'; days: Array<Omit<ClosedDays, 'at'>> })
  | (Command & { type: 'openDays'; keys: string[] })
  /** `seen`: the zone that was there. */
  | (Command & { type: 'moveZone'; zone: string; seen: string });

export { titledIn } from './exampleTitles';
export { PLAN_NAME, plannedTasks } from './planHead';
export const MAX_TASKS = 100; // a week's head holds a value for each
export const MAX_CLOSED = 500;

/** A plan that nobody has done anything in; `said` is the language of its document. */
export function emptyPlan(said?: Language): Plan {
  return {
    schema: 1,
    id: PLAN_NAME,
    kind: 'plan',
    zone: 'UTC',
    ...(said && { language: said }),
    tasks: {},
    log: {},
  };
}

export const planKind: RecordKind<Plan, PlanCommand> = {
  ...PLANS,
  version: 1,
  schema: plan,
  describe(record) {
    const tasks = inPlan(record.tasks);
    const say = PLAN_DOCUMENT_TEXTS[record.language ?? 'en'];
    return {
      title: say.plan,
      tags: [],
      head: writePlanHead(record),
      markdown: [
        `# ${say.plan}`,
        '',
        ...tableHead([say.task, say.recurrence, `${say.time} (${cell(record.zone)})`, say.team, say.checklist]),
        ...tasks.map(({ definition }) => {
          const { rule, start } = currentSchedule(definition);
          const { title, team, checklist = '' } = definition;
          return row([cell(title), code(rule), start.slice(11), cell(team), cell(checklist)]);
        }),
      ].join('\n'),
    };
  },
  apply: readable(
    plan,
    applyOnce<Plan, PlanCommand>({
      adopt,
      saveTask,
      importTasks,
      dropImport: (record, command) => {
        const kept = Object.entries(record.tasks).filter(([, { revision }]) => revision !== command.imported);
        return note(record, command, { tasks: Object.fromEntries(kept) });
      },
      closeDays,
      openDays: (record, command) => {
        const kept = Object.entries(record.closed ?? {}).filter(([key]) => !command.keys.includes(key));
        return note(record, command, { closed: Object.fromEntries(kept) });
      },
      moveZone,
      retireTask: (record, command) =>
        withTask(record, command, (current) => (current.retired ? current : { ...current, retired: command.at })),
      reviveTask: (record, command) =>
        withTask(record, command, (current) =>
          current.retired ? revived(current, current.retired, command) : current
        ),
    })
  ),
};

function adopt(record: Plan, command: PlanCommand & { type: 'adopt' }): Outcome<Plan> {
  const { at, zone, tasks } = command;
  if (record.adopted && Object.keys(record.tasks).length > 0) {
    return { ok: record };
  }
  return isZone(zone)
    ? note(record, command, { adopted: at, zone, tasks: { ...tasks, ...record.tasks } })
    : refuse({ code: 'badZone', values: { zone } });
}

function saveTask(record: Plan, command: PlanCommand & { type: 'saveTask' }): Outcome<Plan> {
  const { key, form, seen } = command;
  const current = own(record.tasks, key);
  const reasons = checkTask(form);
  if (current && current.revision !== seen) {
    reasons.push({ code: 'plan.moved', values: { name: record.log[current.revision ?? '']?.by.name ?? '?' } });
  }
  if (!current && Object.keys(record.tasks).length >= MAX_TASKS) {
    reasons.push({ code: 'plan.tooMany', values: { limit: MAX_TASKS } });
  }
  return reasons.length
    ? refuse(...reasons)
    : note(record, command, { tasks: { ...record.tasks, [key]: changed(record.tasks, current, command) } }, form.title);
}

function importTasks(record: Plan, command: PlanCommand & { type: 'importTasks' }): Outcome<Plan> {
  const fresh = command.tasks.filter(({ key }) => own(record.tasks, key) === undefined);
  const reasons = fresh.flatMap(({ form }) => checkTask(form));
  if (Object.keys(record.tasks).length + fresh.length > MAX_TASKS) {
    reasons.push({ code: 'plan.tooMany', values: { limit: MAX_TASKS } });
  }
  if (reasons.length || fresh.length === 0) {
    return reasons.length ? refuse(...reasons) : { ok: record };
  }
  const tasks = fresh.reduce(
    (all, { key, form }) => ({ ...all, [key]: changed(all, undefined, { ...command, form }) }),
    record.tasks
  );
  return note(record, command, { tasks }, String(fresh.length));
}

function closeDays(record: Plan, command: PlanCommand & { type: 'closeDays' }): Outcome<Plan> {
  const { days, id, at } = command;
  const known = Object.entries(record.closed ?? {});
  const signature = ({ date, to = date, title, team = '' }: Omit<ClosedDays, 'at'>) =>
    [date, to, title, team].join('|');
  const there = new Set(known.map(([, one]) => signature(one)));
  const added = days
    .map(({ title, team, ...rest }) => ({
      ...rest,
      title: oneLine(title),
      ...(team?.trim() && { team: oneLine(team) }),
    }))
    .filter((one) => !there.has(signature(one)));
  const reasons = [...new Map(added.flatMap(checkDays).map((reason) => [reason.field, reason])).values()];
  if (known.length + added.length > MAX_CLOSED) {
    reasons.push({ code: 'tooMany', values: { limit: MAX_CLOSED } });
  }
  const fresh = added.map((one, index): [string, ClosedDays] => [`${id}-${index + 1}`, { ...one, at }]);
  return reasons.length
    ? refuse(...reasons)
    : fresh.length
      ? note(record, command, { closed: Object.fromEntries([...known, ...fresh]) }, String(fresh.length))
      : { ok: record };
}

function checkDays(days: Omit<ClosedDays, 'at'>): Reason[] {
  const { date, to = date, title } = days;
  return [
    ...(title ? [] : [{ code: 'required' as const, field: 'title' }]),
    ...(isLocalDate(date) ? [] : [{ code: 'recurrence.start' as const, field: 'date' }]),
    ...(days.to === undefined || isLocalDate(days.to) ? [] : [{ code: 'recurrence.start' as const, field: 'to' }]),
    ...(isLocalDate(date) && isLocalDate(to) && to < date ? [{ code: 'plan.daysOrder' as const, field: 'to' }] : []),
  ];
}

/** Every task goes on at its time of day in the new zone; what is open or due in the old one stays as it was promised. */
function moveZone(record: Plan, command: PlanCommand & { type: 'moveZone' }): Outcome<Plan> {
  const { zone, seen, at, id } = command;
  const reasons: Reason[] = isZone(zone) ? [] : [{ code: 'badZone', values: { zone }, field: 'zone' }];
  if (record.zone !== seen) {
    reasons.push({ code: 'moved', field: 'zone' });
  }
  if (reasons.length || zone === record.zone) {
    return reasons.length ? refuse(...reasons) : { ok: record };
  }
  const planned = plannedTasks(record);
  const tasks = Object.entries(record.tasks).map(([key, current]): [string, Task] => {
    const from = promisedUntil(key, planned[key], at);
    const next = { ...currentSchedule(current), zone, from };
    return [key, { ...current, schedules: { ...current.schedules, [id]: next }, revision: id }];
  });
  return note(record, command, { zone, tasks: Object.fromEntries(tasks) }, zone);
}

/** `at`, or right after the last date that is open then and not due yet. */
function promisedUntil(key: string, definition: Task, at: Instant): Instant {
  const open =
    currentSchedule(definition).anchor === 'scheduled'
      ? occurrencesOf(key, definition, at, nextHorizon(definition, at), new Map()).filter(
          ({ opens }) => Date.parse(opens) <= Date.parse(at)
        )
      : [];
  return open.reduce(
    (last, { due }) => latest(last, new Date(Date.parse(due) + 1).toISOString()),
    begins(definition, at)
  );
}

/** From when on a change of the rhythm may hold: a move of the zone may have put the schedule of now a little ahead. */
function begins(definition: Task, at: Instant): Instant {
  return latest(at, currentSchedule(definition).from);
}

function withTask(record: Plan, command: PlanCommand & { key: string }, change: (task: Task) => Task): Outcome<Plan> {
  const { key, id } = command;
  const current = own(record.tasks, key);
  if (!current) {
    return refuse({ code: 'plan.unknown', values: { key } });
  }
  const next = change(current);
  return next === current
    ? { ok: record }
    : note(record, command, { tasks: { ...record.tasks, [key]: { ...next, revision: id } } }, current.title);
}

/** Tasks in use, by position. */
export function inPlan(tasks: Record<string, Task>): Array<{ key: string; definition: Task }> {
  return Object.entries(tasks)
    .filter(([, { retired }]) => !retired)
    .map(([key, definition]) => ({ key, definition }))
    .sort((a, b) => a.definition.position - b.definition.position);
}

/** The schedule that counts from now on. */
export function currentSchedule({ schedules }: Task): Schedule {
  return Object.values(schedules).reduce((last, one) => (Date.parse(one.from) >= Date.parse(last.from) ? one : last));
}

const taskTexts = z.pick(task, {
  title: true,
  description: true,
  team: true,
  checklist: true,
  owner: true,
  rotation: true,
});

/** Why a task cannot be saved as it is. */
export function checkTask(form: TaskForm): Reason[] {
  const reasons = checkTexts(form);
  const recurrenceReasons = checkRecurrence(form.schedule);
  if (recurrenceReasons.length) {
    return [...reasons, ...recurrenceReasons];
  }
  if (form.schedule.anchor === 'completed' && /(^|;)COUNT=/i.test(form.schedule.rule)) {
    reasons.push({ code: 'recurrence.counted', values: { part: 'COUNT' }, field: 'rule' });
  }
  if (form.schedule.except?.some((date) => !isLocalDate(date))) {
    return [...reasons, { code: 'recurrence.start', field: 'except' }];
  }
  const parsed = z.omit(schedule, { from: true }).safeParse(form.schedule);
  if (!parsed.success) {
    return [...reasons, ...parsed.error.issues.map(({ path }): Reason => ({ code: 'number', field: String(path[0]) }))];
  }
  if (form.schedule.leadMinutes * MINUTE_MS >= shortestCycle(form.schedule)) {
    reasons.push({ code: 'plan.leadTooLong', field: 'leadMinutes' });
  }
  return reasons;
}

function checkTexts({ checklist, owner, rotation, ...form }: TaskForm): Reason[] {
  const [title, team, description] = [oneLine(form.title), oneLine(form.team), form.description?.trim()];
  const missing = Object.entries({ title, team }).flatMap(([field, text]): Reason[] =>
    text ? [] : [{ code: 'required', field }]
  );
  return withUnreadable(missing, taskTexts, { title, team, description, checklist, owner, rotation });
}

/** The documents' plan as an example that a team may adopt: what is due from `from` on. */
export function exampleTasks(language: Language, zone: string, from: Instant): Record<string, Task> {
  const rhythms = {
    daily: { rule: 'FREQ=DAILY', start: '2024-01-01T17:00', leadMinutes: 9 * 60, graceMinutes: 120 },
    weekly: {
      rule: 'FREQ=WEEKLY;BYDAY=FR',
      start: '2024-01-05T17:00',
      leadMinutes: 4 * 24 * 60 + 9 * 60,
      graceMinutes: 17 * 60,
    },
    monthly: {
      rule: 'FREQ=MONTHLY;BYDAY=1TU',
      start: '2024-01-02T09:00',
      leadMinutes: 5 * 24 * 60,
      graceMinutes: 3 * 24 * 60,
    },
  };
  return Object.fromEntries(
    PLAN.map(({ key, rhythm, team, checklist }, index): [string, Task] => [
      key,
      {
        position: index + 1,
        title: EXAMPLE_TITLES[key][language],
        team: team[language],
        ...(checklist && { checklist }),
        schedules: { first: { ...rhythms[rhythm], zone, anchor: 'scheduled', from } },
      },
    ])
  );
}

const DEVOPS = { en: 'DevOps', fr: 'DevOps' };
const PLAN: Array<{
  key: ExampleKey;
  rhythm: 'daily' | 'weekly' | 'monthly';
  team: Record<Language, string>;
  checklist?: string;
}> = [
  { key: 'check-logs', rhythm: 'daily', team: DEVOPS },
  { key: 'update-dependencies', rhythm: 'weekly', team: { en: 'Dev', fr: 'Dev' } },
  { key: 'back-up-data', rhythm: 'daily', team: DEVOPS },
  { key: 'security-scan', rhythm: 'weekly', team: { en: 'Security', fr: 'Sécurité' } },
  { key: 'check-performance', rhythm: 'daily', team: DEVOPS, checklist: MAINTENANCE_CHECKLIST },
  { key: 'clean-up-resources', rhythm: 'monthly', team: DEVOPS },
];

function changed(
  tasks: Plan['tasks'],
  current: Task | undefined,
  { id, at, form }: { id: string; at: Instant; form: TaskForm }
): Task {
  const last = current && currentSchedule(current);
  const { from, ...before } = last ?? { from: undefined };
  const sameRhythm = from !== undefined && JSON.stringify(sorted(before)) === JSON.stringify(sorted(form.schedule));
  const begin = current ? begins(current, at) : startOfDay(localDateOf(at, form.schedule.zone), form.schedule.zone);
  return {
    position: current?.position ?? Math.max(0, ...Object.values(tasks).map(({ position }) => position)) + 1,
    title: oneLine(form.title),
    team: oneLine(form.team),
    ...(form.description?.trim() && { description: form.description.trim() }),
    ...(form.checklist && { checklist: form.checklist }),
    ...(form.owner && { owner: form.owner }),
    ...(form.rotation && { rotation: form.rotation }),
    schedules: { ...current?.schedules, ...(!sameRhythm && { [id]: { ...form.schedule, from: begin } }) },
    ...(current?.retired && { retired: current.retired }),
    ...(current?.pauses && { pauses: current.pauses }),
    revision: id,
  };
}

function revived({ retired: _, ...kept }: Task, from: Instant, { id, at }: Command): Task {
  return { ...kept, pauses: { ...kept.pauses, [id]: { from, to: at } } };
}

/** The shortest time between two of the first dates, in milliseconds. Throws RangeError for what `checkRecurrence` refuses. */
export function shortestCycle(form: Omit<Schedule, 'from'>): number {
  const recurrence = form.anchor === 'completed' ? countedFrom(form, form.start.slice(0, 10)) : form;
  let shortest = Infinity;
  let slot = slotAfter(recurrence, `${recurrence.start}:00Z`);
  for (let count = 0; slot && count < 8; count++) {
    const next = slotAfter(recurrence, slot.at);
    shortest = Math.min(shortest, next ? Date.parse(next.at) - Date.parse(slot.at) : Infinity);
    slot = next;
  }
  return shortest === Infinity ? 366 * DAY_MS : shortest;
}

function sorted(value: object): Array<[string, unknown]> {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
