import { z } from 'zod/mini';
import { type Instant, instant, person } from '../record/record';
import { wilson } from '../statistics/statistics';
import { instantText, preciseText } from '../time/offsets';
import {
  addDays,
  countedFrom,
  daysBetween,
  localDate,
  localDateOf,
  recurrence,
  type Slot,
  slotAfter,
  slotAt,
  slotOn,
  slotsBetween,
  type SlotTime,
  startOfDay,
  timesBetween,
  weekDates,
  weekOf,
} from '../time/recurrence';
import { DAY_MS, MINUTE_MS } from '../time/units';

/** What becomes of a date that falls on a closed day: left out, done on the open day before, or on the one after. */
export const CLOSED = ['skip', 'before', 'after'] as const;
export type Closed = (typeof CLOSED)[number];

/** Days on which a team does no planned work: a holiday, or from `date` to `to` a freeze. */
export const closedDays = z.object({
  date: localDate,
  /** Included; absent: one day. */
  to: z.optional(localDate),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Whose; absent: everybody's. */
  team: z.optional(z.string().check(z.maxLength(100))),
  /** When it was entered: what was due before that stays where it was promised. */
  at: instant,
});
export type ClosedDays = z.infer<typeof closedDays>;

const MAX_EXCEPT = 400;

/** How a task comes back, valid from an instant on: the past keeps the rhythm it was promised under. */
export const schedule = z.extend(recurrence, {
  from: instant,
  /** Minutes before the due time at which doing it counts. */
  leadMinutes: z.int().check(z.nonnegative(), z.maximum(527_040)),
  /** Minutes of tolerance after the due time. */
  graceMinutes: z.int().check(z.nonnegative(), z.maximum(527_040)),
  /** What the next date counts from: the calendar, or the day it was last done. */
  anchor: z.enum(['scheduled', 'completed']),
  /** Absent: closed days are days like any other. */
  closed: z.optional(z.enum(CLOSED)),
  /** Dates of the rule that are left out. */
  except: z.optional(z.array(localDate).check(z.maxLength(MAX_EXCEPT))),
});
export type Schedule = z.infer<typeof schedule>;

export const task = z.object({
  position: z.number(),
  title: z.string().check(z.minLength(1), z.maxLength(300)),
  description: z.optional(z.string().check(z.maxLength(20_000))),
  team: z.string().check(z.maxLength(100)),
  /** A person who answers for it. */
  owner: z.optional(person),
  /** Teams that take turns week by week, the first in the ISO week of `from`; absent: always `team`. */
  rotation: z.optional(
    z.object({
      teams: z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.minLength(2), z.maxLength(12)),
      from: localDate,
    })
  ),
  /** Key in the register of checklists. */
  checklist: z.optional(z.string().check(z.maxLength(100))),
  schedules: z.record(z.string(), schedule),
  /** Id of the last command that changed it. */
  revision: z.optional(z.string()),
  /** No occurrence is due from here on. */
  retired: z.optional(instant),
  /** When it was out of the plan, by the command that put it back: nothing was due then. */
  pauses: z.optional(z.record(z.string(), z.object({ from: instant, to: instant }))),
});
/** `closedDays` are the plan's, set when it is read: they are not part of the task. */
export type Task = z.infer<typeof task> & { closedDays?: ClosedDays[] };

/** One date of a task, with the window in which doing it counts as on time. */
export const occurrence = z.object({
  task: z.string(),
  date: localDate,
  due: instant,
  /** Due time minus lead. */
  opens: instant,
  /** Due time plus tolerance: the larger of the grace and a tenth of the cycle. */
  closes: instant,
});
export interface Occurrence extends z.infer<typeof occurrence> {
  /** Whose turn it is, where teams take turns. */
  team?: string;
  /** Milliseconds to the next date. */
  cycle: number;
  /** When the next occurrence opens; undefined when none follows, or when the next waits for this one to be done. */
  nextOpens?: Instant;
}

const OCCURRENCE_STATES = [
  'upcoming',
  'due',
  'overdue',
  'missed',
  'early',
  'ontime',
  'late',
  'waived',
  'skipped',
] as const;
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number];

/** What is known of an occurrence that somebody dealt with. `on` is the local date of doing. */
export interface Settled {
  state: 'early' | 'ontime' | 'late' | 'waived' | 'skipped';
  on: string;
}

/** Waived and skipped dates stand for themselves alone: nothing was done. */
function wasDone(settled: Settled | undefined): boolean {
  return settled !== undefined && settled.state !== 'waived' && settled.state !== 'skipped';
}

/** By `occurrenceKey`. */
export type Ledger = ReadonlyMap<string, Settled>;

export function occurrenceKey({ task: key, date }: Pick<Occurrence, 'task' | 'date'>): string {
  return `${key}@${date}`;
}

/** The occurrences of a task that are due in [from, to), oldest first. */
export function occurrencesOf(key: string, definition: Task, from: Instant, to: Instant, ledger: Ledger): Occurrence[] {
  const schedules = Object.values(definition.schedules).sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const all = schedules.flatMap((current, index) => {
    const end = earliest(schedules[index + 1]?.from, definition.retired);
    if (current.anchor === 'scheduled') {
      return calendar(key, definition, current, latest(current.from, from), earliest(end, to) ?? to, end, ledger);
    }
    if (schedules[index - 1]?.anchor === 'completed') {
      return []; // part of the chain that the one before began
    }
    const next = schedules.findIndex((one, place) => place > index && one.anchor === 'scheduled');
    const links = { key, definition, schedules: schedules.slice(index, next < 0 ? undefined : next), ledger };
    return chain(links, from, earliest(schedules[next]?.from, definition.retired, to) ?? to);
  });
  const asked = definition.pauses
    ? all.filter((found) => !pauseAt(definition, found.due) || ledger.has(occurrenceKey(found)))
    : all;
  const isPlain = schedules.length === 1 && schedules[0].anchor === 'scheduled';
  const found = isPlain ? asked : oncePerDate(asked);
  return definition.rotation ? found.map((each) => ({ ...each, team: teamOn(definition, each.date) })) : found;
}

/** A schedule that changed during its day, and one moved onto the next date of its chain, count once. */
function oncePerDate(found: Occurrence[]): Occurrence[] {
  const byDate = new Map<string, Occurrence>();
  found.forEach((each) => byDate.has(each.date) || byDate.set(each.date, each));
  return [...byDate.values()];
}

/** Whose turn a task is on a local date. */
export function teamOn({ team, rotation }: Pick<Task, 'team' | 'rotation'>, date: string): string {
  if (!rotation) {
    return team;
  }
  const { teams, from } = rotation;
  const weeks = Math.floor(daysBetween(weekDates(weekOf(from))[0], date) / 7);
  return teams[((weeks % teams.length) + teams.length) % teams.length];
}

/** Done early before the window opens, late after it closes. */
export function punctuality(
  { opens, closes }: Pick<Occurrence, 'opens' | 'closes'>,
  at: Instant
): 'early' | 'ontime' | 'late' {
  return Date.parse(at) < Date.parse(opens) ? 'early' : Date.parse(at) <= Date.parse(closes) ? 'ontime' : 'late';
}

/** An undone occurrence is missed once the next one opens, before that overdue from the end of its window on. */
export function occurrenceState(found: Occurrence, ledger: Ledger, now: Instant): OccurrenceState {
  const settled = ledger.get(occurrenceKey(found));
  if (settled) {
    return settled.state;
  }
  const time = Date.parse(now);
  if (time < Date.parse(found.opens)) {
    return 'upcoming';
  }
  if (found.nextOpens && time >= Date.parse(found.nextOpens)) {
    return 'missed';
  }
  return time > Date.parse(found.closes) ? 'overdue' : 'due';
}

/** Where one task stands now. */
export interface TaskStanding {
  key: string;
  task: Task;
  /** The occurrence to do now: the last one that is open and not dealt with. */
  current?: Occurrence;
  currentState?: OccurrenceState;
  /** Oldest date that is over and was not waived, while nothing was done since: the whole task is overdue since then. */
  overdueSince?: Occurrence;
  /** Milliseconds since that date was due. */
  late: number;
  /** (late + cycle) / cycle: 2 for a daily task one day late. 0 when nothing is overdue. */
  rank: number;
  /** The first occurrence that has not opened yet. */
  next?: Occurrence;
}

/** How far back undone work is looked for, and statistics reach. */
export const LOOK_BACK_DAYS = 371;
const FIRST_LOOK_DAYS = 40;
/** How far a task is looked for that comes back less than once a year: no 29 February is farther off. */
const RARE_DAYS = 8 * 366;

export function taskStanding(key: string, definition: Task, ledger: Ledger, now: Instant): TaskStanding {
  const time = Date.parse(now);
  const isSettled = (found: Occurrence) => ledger.has(occurrenceKey(found));
  const isDone = (found: Occurrence) => wasDone(ledger.get(occurrenceKey(found)));
  const opened = (days: number) => {
    const from = new Date(time - days * DAY_MS).toISOString();
    return occurrencesOf(key, definition, from, nextHorizon(definition, now), ledger).filter(
      ({ opens }) => Date.parse(opens) <= time
    );
  };
  const recent = opened(FIRST_LOOK_DAYS);
  const year = recent.some(isDone) ? recent : opened(LOOK_BACK_DAYS);
  const past = year.length > 0 ? year : opened(RARE_DAYS);
  // work that was done covers the dates before it; a waived date stands for itself alone
  const undone = past.slice(past.map(isDone).lastIndexOf(true) + 1).filter((found) => !isSettled(found));
  const current = undone.at(-1);
  const overdueSince = undone.find((found) => ['overdue', 'missed'].includes(occurrenceState(found, ledger, now)));
  const late = overdueSince ? time - Date.parse(overdueSince.due) : 0;
  const next = nextOf(key, definition, ledger, now);
  return {
    key,
    task: definition,
    ...(current && { current, currentState: occurrenceState(current, ledger, now) }),
    ...(overdueSince && { overdueSince }),
    late,
    rank: overdueSince ? urgency(late, overdueSince.cycle) : 0,
    ...(next && { next }),
  };
}

function nextOf(key: string, definition: Task, ledger: Ledger, now: Instant): Occurrence | undefined {
  for (const days of [FIRST_LOOK_DAYS, LOOK_BACK_DAYS, RARE_DAYS]) {
    const to = new Date(Date.parse(now) + days * DAY_MS).toISOString();
    const next = occurrencesOf(key, definition, now, to, ledger).find(
      (found) => Date.parse(found.opens) > Date.parse(now) && !ledger.has(occurrenceKey(found))
    );
    if (next) {
      return next;
    }
  }
  return undefined;
}

/** (late + cycle) / cycle, so that a day matters more for daily work: daily one day late 2, weekly 1.143. Both in milliseconds. */
export function urgency(late: number, cycle: number): number {
  return (late + cycle) / cycle;
}

/** All tasks in use, the most urgent overdue ones first, then those due, then by position. */
export function taskStandings(tasks: Record<string, Task>, ledger: Ledger, now: Instant): TaskStanding[] {
  return Object.entries(tasks)
    .filter(([, { retired }]) => !retired || Date.parse(retired) > Date.parse(now))
    .map(([key, definition]) => taskStanding(key, definition, ledger, now))
    .sort((a, b) => b.rank - a.rank || dueTime(a) - dueTime(b) || a.task.position - b.task.position);
}

export interface Compliance {
  /** Done on time or early. */
  kept: number;
  /** Occurrences whose window is over and that were not waived. */
  matured: number;
  waived: number;
  late: number;
  undone: number;
  /** kept / matured; absent when nothing has matured. */
  share?: number;
  /** Wilson, 95 %. */
  interval?: { low: number; high: number };
}

/** Kept promises among occurrences whose window is over; waived ones are counted apart, the future never counts. */
export function complianceOf(found: Occurrence[], ledger: Ledger, now: Instant): Compliance {
  const matured = found
    .filter(({ closes }) => Date.parse(closes) < Date.parse(now))
    .map((one) => occurrenceState(one, ledger, now));
  const count = (...states: OccurrenceState[]) => matured.filter((state) => states.includes(state)).length;
  const waived = count('waived');
  const kept = count('ontime', 'early');
  const total = matured.length - waived;
  return {
    kept,
    matured: total,
    waived,
    late: count('late'),
    undone: count('overdue', 'missed', 'skipped'),
    ...(total > 0 && { share: kept / total, interval: wilson(kept, total) }),
  };
}

const LETTERS: Record<Settled['state'], string> = { early: 'e', ontime: 'o', late: 'l', waived: 'w', skipped: 's' };

/** A week of one task for a head: weekday, letter, and the days between due date and doing where they differ: `1o,2l+1`. */
export function writeDays(days: Array<{ weekday: number; settled: Settled; offset: number }>): string {
  return [...days]
    .sort((a, b) => a.weekday - b.weekday)
    .map(
      ({ weekday, settled, offset }) =>
        `${weekday}${LETTERS[settled.state]}${offset === 0 ? '' : `${offset > 0 ? '+' : ''}${offset}`}`
    )
    .join(',');
}

/** Reads `writeDays`; `monday` is the first date of the week. Anything else in the text is skipped. */
export function readDays(text: string, monday: string): Array<Settled & { date: string }> {
  return [...text.matchAll(/(?<=^|[, ])([1-7])([eolws])([+-]\d{1,4})?(?=$|[, ])/g)].flatMap(
    ([, weekday, letter, offset]) => {
      const state = (['early', 'ontime', 'late', 'waived', 'skipped'] as const).find(
        (candidate) => LETTERS[candidate] === letter
      );
      const date = addDays(monday, Number(weekday) - 1);
      return state ? [{ state, date, on: addDays(date, Number(offset ?? 0)) }] : [];
    }
  );
}

function calendar(
  key: string,
  definition: Task,
  current: Schedule,
  from: Instant,
  to: Instant,
  end: Instant | undefined,
  ledger: Ledger
): Occurrence[] {
  const found = openTimes(key, definition, current, from, to, ledger);
  const over = end === undefined ? Infinity : Date.parse(end);
  return found.map((slot, index) => {
    const next = found[index + 1]?.time ?? timeOf(slotAfter(current, slotAt(slot).at));
    return toOccurrence(key, current, slot.date, { due: slot.time, next, over });
  });
}

/** The dates of a schedule, those on closed days where they are moved to. */
function openTimes(
  key: string,
  definition: Task,
  current: Schedule,
  from: Instant,
  to: Instant,
  ledger: Ledger
): SlotTime[] {
  if (!current.closed || !definition.closedDays?.length) {
    return timesBetween(current, from, to);
  }
  // one from outside may be moved in, and one from inside out
  const shifted = (at: Instant, days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString();
  const byDate = new Map<string, Slot>();
  for (const slot of slotsBetween(current, shifted(from, -MOST_MOVED), shifted(to, MOST_MOVED))) {
    const open = ledger.has(occurrenceKey({ task: key, date: slot.date })) ? slot : openSlot(definition, current, slot);
    if (open && !byDate.has(open.date)) {
      byDate.set(open.date, open);
    }
  }
  return [...byDate.values()]
    .map(({ date, at }) => ({ date, time: Date.parse(at) }))
    .filter(({ time }) => time >= Date.parse(from) && time < Date.parse(to))
    .sort((a, b) => a.time - b.time);
}

/** No date is moved farther than so many days: a longer freeze leaves it out. */
const MOST_MOVED = 31;

/** Where a date is done that falls on a closed day; undefined when it is left out. */
function openSlot(definition: Task, current: Schedule, slot: Slot): Slot | undefined {
  const step = current.closed === 'before' ? -1 : 1;
  let { date } = slot;
  for (let moved = 0; moved <= MOST_MOVED; moved++) {
    if (!isClosed(definition, date, slot.at)) {
      return moved === 0 ? slot : slotOn(current, date);
    }
    if (current.closed === 'skip') {
      return undefined;
    }
    date = addDays(date, step);
  }
  return undefined;
}

/** Whether a local date is closed to the team whose turn it is, for what is due at `due`. */
function isClosed(definition: Task, date: string, due: Instant): boolean {
  return (definition.closedDays ?? []).some(
    ({ date: first, to = first, team, at }) =>
      first <= date &&
      date <= to &&
      Date.parse(at) <= Date.parse(due) &&
      (team === undefined || sameTeam(team, teamOn(definition, date)))
  );
}

export function sameTeam(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

interface Chain {
  key: string;
  definition: Task;
  /** One after the other, all counted from completion: a later one goes on from the same day of doing. */
  schedules: Schedule[];
  ledger: Ledger;
}

interface Link {
  slot: Slot;
  /** The date that the rule gave, where a closed day moved it. */
  ruled: Slot;
  schedule: Schedule;
}

/** Each date follows from the day the one before was done; an undone one is the last, unless a later one was done all the same. */
function chain(links: Chain, from: Instant, until: Instant): Occurrence[] {
  const { key, definition, schedules, ledger } = links;
  const found: Occurrence[] = [];
  let link = lastDone(links, from);
  let origin = link?.slot.date;
  link ??= linkAfter(links, undefined, schedules[0].from, true);
  while (link && Date.parse(link.slot.at) < Date.parse(until)) {
    const { slot, ruled, schedule } = link;
    const settled = ledger.get(occurrenceKey({ task: key, date: slot.date }));
    const pause = pauseAt(definition, slot.at);
    if (pause && !settled) {
      link = linkAfter(links, origin, pause.to, true);
      continue;
    }
    const cycleEnd = linkAfter(links, origin, ruled.at);
    if (settled && wasDone(settled)) {
      origin = settled.on;
      link = linkAfter(links, settled.on, latest(endOfDay(settled.on, schedule.zone), ruled.at));
    } else {
      link = settled ? cycleEnd : settledAfter(links, slot.date);
    }
    found.push({
      ...toOccurrence(key, schedule, slot.date, {
        due: Date.parse(slot.at),
        next: timeOf(cycleEnd?.slot),
        over: -Infinity,
      }),
      ...(link && { nextOpens: opening(Date.parse(link.slot.at), link.schedule) }),
    });
  }
  return found.filter(({ due }) => Date.parse(due) >= Date.parse(from));
}

/** The date after `after`, counted from a day of doing or else from the start, under the schedule that is valid then. */
function linkAfter(links: Chain, date: string | undefined, after: Instant, including = false): Link | undefined {
  const { key, schedules, ledger } = links;
  const begin = Math.max(0, schedules.filter(({ from }) => Date.parse(from) <= Date.parse(after)).length - 1);
  for (let index = begin; index < schedules.length; index++) {
    const schedule = schedules[index];
    const counted = countedFrom(schedule, date ?? schedule.start.slice(0, 10));
    // a change of the time of day alone does not lose the day on which it was made
    const valid = startOfDay(localDateOf(schedule.from, schedule.zone), schedule.zone);
    const slot =
      index > begin && Date.parse(valid) > Date.parse(after)
        ? slotAfter(counted, valid, true)
        : slotAfter(counted, after, including);
    const next = schedules.at(index + 1);
    const isKept = slot && ledger.has(occurrenceKey({ task: key, date: slot.date }));
    if (slot && (isKept || !next || Date.parse(slot.at) < Date.parse(next.from))) {
      const open = isKept ? slot : openSlot(links.definition, schedule, slot);
      return open ? { slot: open, ruled: slot, schedule } : linkAfter(links, date, slot.at);
    }
  }
  return undefined;
}

/** Where the chain can be picked up: what lies before the last doing does not matter any more. */
function lastDone(links: Chain, before: Instant): Link | undefined {
  const { key, schedules, ledger } = links;
  const [{ zone, from }] = schedules;
  const [earliestDate, latestDate] = [localDateOf(from, zone), localDateOf(before, zone)];
  const date = settledDates(ledger, key)
    .filter((one) => one >= earliestDate && one <= latestDate)
    .filter((one) => wasDone(ledger.get(occurrenceKey({ task: key, date: one }))))
    .at(-1);
  return date === undefined ? undefined : linkOn(links, date);
}

function settledAfter(links: Chain, date: string): Link | undefined {
  const later = settledDates(links.ledger, links.key).find((one) => one > date);
  return later === undefined ? undefined : linkOn(links, later);
}

function linkOn({ schedules }: Chain, date: string): Link {
  const schedule = schedules.filter(({ from, zone }) => localDateOf(from, zone) <= date).at(-1) ?? schedules[0];
  const slot = slotOn(schedule, date);
  return { slot, ruled: slot, schedule };
}

const datesByTask = new WeakMap<Ledger, Map<string, string[]>>();

/** Dates of a task that somebody dealt with, ascending. */
function settledDates(ledger: Ledger, key: string): string[] {
  const known = datesByTask.get(ledger) ?? new Map<string, string[]>();
  if (!datesByTask.has(ledger)) {
    datesByTask.set(ledger, known);
    for (const settled of [...ledger.keys()].sort()) {
      const [name, date] = [settled.slice(0, -11), settled.slice(-10)];
      const dates = known.get(name);
      if (dates) {
        dates.push(date);
      } else {
        known.set(name, [date]);
      }
    }
  }
  return known.get(key) ?? [];
}

function pauseAt({ pauses = {} }: Task, at: Instant): { from: Instant; to: Instant } | undefined {
  const time = Date.parse(at);
  return Object.values(pauses).find(({ from, to }) => Date.parse(from) <= time && time < Date.parse(to));
}

function opening(at: number, { leadMinutes }: Schedule): Instant {
  return preciseText(at - leadMinutes * MINUTE_MS);
}

function timeOf(slot: Slot | undefined): number | undefined {
  return slot && Date.parse(slot.at);
}

/** When it is due, and the date that follows, no longer one of this schedule from `over` on. All in milliseconds. */
interface Times {
  due: number;
  next: number | undefined;
  over: number;
}

function toOccurrence(key: string, current: Schedule, date: string, { due, next, over }: Times): Occurrence {
  const cycle = next === undefined ? DAY_MS : next - due;
  const tolerance = Math.max(current.graceMinutes * MINUTE_MS, cycle / 10);
  const found: Occurrence = {
    task: key,
    date,
    due: instantText(due),
    opens: opening(due, current),
    closes: preciseText(due + tolerance),
    cycle,
  };
  if (next !== undefined && next < over) {
    found.nextOpens = opening(next, current);
  }
  return found;
}

/** Far enough ahead that every occurrence which is open now is included. */
export function nextHorizon(definition: Task, now: Instant): Instant {
  const lead = Math.max(0, ...Object.values(definition.schedules).map(({ leadMinutes }) => leadMinutes));
  return new Date(Date.parse(now) + lead * MINUTE_MS + 1).toISOString();
}

function endOfDay(date: string, zone: string): Instant {
  return new Date(Date.parse(startOfDay(addDays(date, 1), zone)) - 1).toISOString();
}

function dueTime({ current, next }: TaskStanding): number {
  return Date.parse(current?.due ?? next?.due ?? '9999-12-31T00:00:00Z');
}

function earliest(...instants: Array<Instant | undefined>): Instant | undefined {
  return instants.filter((at) => at !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

export function latest(a: Instant, b: Instant): Instant {
  return Date.parse(a) > Date.parse(b) ? a : b;
}
