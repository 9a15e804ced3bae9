import { z } from 'zod/mini';
import { type Reason } from '../record/outcome';
import { type Instant } from '../record/record';
import { checkRule } from './checkRule';
import { dateOf, type Day, dayOf } from './days';
import { isLocalDate } from './localDates';
import { dayAt, instantOf, instantText } from './offsets';
import { datesOf, parseRule, type Until } from './rrule';
import { DAY_MS, MINUTE_MS } from './units';
import { isZone } from './zone';

export { addDays, daysBetween, localDateOf, localTimeOf, shiftWeek, startOfDay, weekDates, weekOf } from './localDates';

/** A local time without zone: `2026-11-16T17:00`. */
const wallTime = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/));
/** A local calendar date: `2026-11-16`. */
export const localDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** When something comes back: an RFC 5545 RRULE (without DTSTART), its first wall time, and the IANA zone that wall time is meant in. */
export const recurrence = z.object({
  rule: z.string().check(z.maxLength(500)),
  start: wallTime,
  zone: z.string().check(z.maxLength(100)),
});
type Recurrence = z.infer<typeof recurrence>;

/** One date of a recurrence: the local date in its zone and the instant of that date's wall time. */
export interface Slot {
  date: string;
  at: Instant;
}

/**
 * `isCounted`: it counts from its start, and where a month is shorter than that day asks for, gives its last day.
 * `except`: local dates of the rule that are left out.
 */
type Counted = Recurrence & { isCounted?: true; except?: string[] };

/** Why a recurrence cannot be used, nothing when it can. At most one occurrence a day: the time of day comes from `start`. */
export function checkRecurrence({ rule, start, zone }: Recurrence): Reason[] {
  const reasons = checkRule(rule);
  if (!isZone(zone)) {
    reasons.push({ code: 'recurrence.zone', values: { zone }, field: 'zone' });
  }
  if (!wallTime.safeParse(start).success || !isDateTime(start)) {
    reasons.push({ code: 'recurrence.start', field: 'start' });
  }
  if (!reasons.length && daysFrom({ rule, start, zone }, -Infinity).next().done) {
    reasons.push({ code: 'recurrence.never', field: 'rule' });
  }
  return reasons;
}

/** All dates with `from` ≤ instant < `to`. Throws RangeError for a recurrence that `checkRecurrence` refuses. */
export function slotsBetween(recurrence: Counted, from: Instant, to: Instant): Slot[] {
  return timesBetween(recurrence, from, to).map(slotAt);
}

/** A date with its instant in milliseconds: for years of them, texts of instants are read and written in vain. */
export interface SlotTime {
  date: string;
  time: number;
}

export function slotAt({ date, time }: SlotTime): Slot {
  return { date, at: instantText(time) };
}

/** As `slotsBetween`. */
export function timesBetween(recurrence: Counted, from: Instant, to: Instant): SlotTime[] {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  const last = dayAt(end, recurrence.zone) + 1;
  const timeOn = clockOf(recurrence);
  const found: SlotTime[] = [];
  for (const day of daysFrom(recurrence, dayAt(first, recurrence.zone) - 1)) {
    if (day > last) {
      break;
    }
    const time = timeOn(day);
    if (time >= first && time < end) {
      found.push({ date: dateOf(day), time });
    }
  }
  return found;
}

/** The first date after `after`, or at it with `including`; nothing when the rule has ended. */
export function slotAfter(recurrence: Counted, after: Instant, including = false): Slot | undefined {
  const from = Date.parse(after);
  const timeOn = clockOf(recurrence);
  for (const day of daysFrom(recurrence, dayAt(from, recurrence.zone) - 1)) {
    const at = timeOn(day);
    if (including ? at >= from : at > from) {
      return { date: dateOf(day), at: instantText(at) };
    }
  }
  return undefined;
}

/** The same rhythm counted from a local date, at the same time of day: for tasks anchored on their completion. */
export function countedFrom({ rule, start, zone }: Recurrence, date: string): Counted {
  return { rule, zone, start: `${date}T${start.slice(11)}`, isCounted: true };
}

// The rule runs on calendar days, and the wall time of each is then placed in its zone: an hour that the change to summer
// time skips moves forward instead of dropping the date, and one that comes twice counts once.
function daysFrom({ rule, start, zone, isCounted, except }: Counted, from: Day): Generator<Day> {
  const first = dayOf(start.slice(0, 10));
  const parsed = parseRule(rule, first, isCounted);
  const days = datesOf(parsed, first, from, parsed.until && lastDay(parsed.until, start, zone));
  return except ? without(days, new Set(except.map(dayOf))) : days;
}

function* without(days: Generator<Day>, left: ReadonlySet<Day>): Generator<Day> {
  for (const day of days) {
    if (!left.has(day)) {
      yield day;
    }
  }
}

/** The last day whose wall time is not after the end: an end in UTC may fall on another day of the zone. */
function lastDay({ day, time, isUtc }: Until, start: string, zone: string): Day {
  if (!time) {
    return day;
  }
  const end = instantOf(Date.parse(`${dateOf(day)}T${time}Z`), isUtc ? 'UTC' : zone);
  const local = dayAt(end, zone);
  return clockOf({ start, zone })(local) <= end ? local : local - 1;
}

/** A local date at the wall time of a recurrence. */
export function slotOn(recurrence: Omit<Recurrence, 'rule'>, date: string): Slot {
  return { date, at: instantText(clockOf(recurrence)(dayOf(date))) };
}

/** When each of its days is due, in milliseconds. */
function clockOf({ start, zone }: Omit<Recurrence, 'rule'>): (day: Day) => number {
  const clock = (Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16))) * MINUTE_MS;
  return (day) => instantOf(day * DAY_MS + clock, zone);
}

function isDateTime(start: string): boolean {
  return isLocalDate(start.slice(0, 10)) && Number(start.slice(11, 13)) < 24 && Number(start.slice(14)) < 60;
}
