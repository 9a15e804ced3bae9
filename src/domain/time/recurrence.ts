import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Reason } from '../record/outcome';
import { type Instant } from '../record/record';
import { localDateOf } from './localDates';
import { dateOf, datesOf, type Day, dayOf, FREQUENCIES, parseRule } from './rrule';
import { isZone } from './zone';

export { addDays, daysBetween, localDateOf, shiftWeek, startOfDay, weekDates, weekOf } from './localDates';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A local time without zone: `2026-11-16T17:00`. */
export const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
/** A local calendar date: `2026-11-16`. */
export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** When something comes back: an RFC 5545 RRULE (without DTSTART), its first wall time, and the IANA zone that wall time is meant in. */
export const recurrence = z.object({ rule: z.string().max(500), start: wallTime, zone: z.string().max(100) });
export type Recurrence = z.infer<typeof recurrence>;

/** One date of a recurrence: the local date in its zone and the instant of that date's wall time. */
export interface Slot {
  date: string;
  at: Instant;
}

const PARTS = [
  'FREQ',
  'INTERVAL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYSETPOS',
  'WKST',
  'UNTIL',
  'COUNT',
];

/** Why a recurrence cannot be used, nothing when it can. At most one occurrence a day: the time of day comes from `start`. */
export function checkRecurrence({ rule, start, zone }: Recurrence): Reason[] {
  const reasons: Reason[] = [];
  const parts = new Map(
    rule.split(';').map((part): [string, string] => [part.split('=')[0], part.split('=')[1] ?? ''])
  );
  const unknown = [...parts.keys()].filter((part) => !PARTS.includes(part));
  if (!FREQUENCIES.some((frequency) => frequency === parts.get('FREQ'))) {
    reasons.push({ code: 'recurrence.frequency', field: 'rule' });
  } else if (unknown.length) {
    reasons.push({ code: 'recurrence.part', values: { part: unknown[0] }, field: 'rule' });
  }
  if (!isZone(zone)) {
    reasons.push({ code: 'recurrence.zone', values: { zone }, field: 'zone' });
  }
  if (!wallTime.safeParse(start).success || !isDateTime(start)) {
    reasons.push({ code: 'recurrence.start', field: 'start' });
  }
  if (!reasons.length && !hasDates({ rule, start, zone })) {
    reasons.push({ code: 'recurrence.never', field: 'rule' });
  }
  return reasons;
}

/** All dates with `from` ≤ instant < `to`. Throws RangeError for a recurrence that `checkRecurrence` refuses. */
export function slotsBetween(recurrence: Recurrence, from: Instant, to: Instant): Slot[] {
  const last = dayOf(localDateOf(to, recurrence.zone)) + 1;
  const slots: Slot[] = [];
  for (const day of daysFrom(recurrence, dayOf(localDateOf(from, recurrence.zone)) - 1)) {
    if (day > last) {
      break;
    }
    slots.push(slotOf(recurrence, day));
  }
  return slots.filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to));
}

/** The first date after `after`, or at it with `including`; nothing when the rule has ended. */
export function slotAfter(recurrence: Recurrence, after: Instant, including = false): Slot | undefined {
  for (const day of daysFrom(recurrence, dayOf(localDateOf(after, recurrence.zone)) - 1)) {
    const slot = slotOf(recurrence, day);
    if (including ? Date.parse(slot.at) >= Date.parse(after) : Date.parse(slot.at) > Date.parse(after)) {
      return slot;
    }
  }
  return undefined;
}

/** The same rhythm counted from another local date, at the same time of day: for tasks anchored on their completion. */
export function restart(recurrence: Recurrence, date: string): Recurrence {
  return { ...recurrence, start: `${date}T${recurrence.start.slice(11)}` };
}

// The rule runs on calendar days, and the wall time of each is then placed in its zone: an hour that the change to summer
// time skips moves forward instead of dropping the date, and one that comes twice counts once.
function daysFrom({ rule, start }: Recurrence, from: Day): Generator<Day> {
  const first = dayOf(start.slice(0, 10));
  return datesOf(parseRule(rule, first), first, from);
}

const instants = new Map<string, Instant>();

function slotOf({ start, zone }: Recurrence, day: Day): Slot {
  const date = dateOf(day);
  const local = `${date}${start.slice(10)}`;
  const key = `${local}|${zone}`;
  const at = instants.get(key) ?? Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString();
  if (instants.size > 20_000) {
    instants.clear();
  }
  instants.set(key, at); // zone arithmetic is what a year of daily tasks costs
  return { date, at };
}

function isDateTime(start: string): boolean {
  try {
    return Temporal.PlainDateTime.from(start, { overflow: 'reject' }).toString().length > 0;
  } catch {
    return false;
  }
}

function hasDates(recurrence: Recurrence): boolean {
  try {
    return !daysFrom(recurrence, -Infinity).next().done;
  } catch {
    return false;
  }
}
