import { type Reason } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { type Wall } from '../../time/ics/wall';
import { addDays, checkRecurrence, daysBetween, localTimeOf, slotAfter, slotOn } from '../../time/recurrence';
import { DAY_MS } from '../../time/units';

interface Moved {
  start: string;
  /** By which its dates are other ones in the plan's zone. */
  days: number;
  reasons: Reason[];
  notes: Reason[];
}

/** Clocks that go alike for two years are taken for the same. */
const COMPARED_DAYS = 2 * 366;

/** A start in another zone, in the plan's: at the same wall time where both clocks go alike, else where its next date falls. */
export function moveTo(zone: string, { local, zone: theirs }: Wall, rule: string, now: Instant): Moved {
  const recurrence = { rule, start: local, zone: theirs };
  if (goAlike(theirs, zone, now) || checkRecurrence(recurrence).length > 0) {
    return { start: local, days: 0, reasons: [], notes: [] };
  }
  const slot = slotAfter(recurrence, now) ?? slotOn(recurrence, local.slice(0, 10));
  const there = localTimeOf(slot.at, zone);
  const days = daysBetween(slot.date, there.slice(0, 10));
  const isOfDays = days !== 0 && /(^|;)BY/.test(rule);
  return {
    start: `${addDays(local.slice(0, 10), days)}${there.slice(10)}`,
    days,
    reasons: isOfDays ? [{ code: 'tasks.zoneDay', values: { zone: theirs } }] : [],
    notes: [{ code: 'tasks.zoneMoved', values: { zone: theirs, time: local.slice(11), there: there.slice(11) } }],
  };
}

const known = new Map<string, boolean>();

function goAlike(one: string, other: string, now: Instant): boolean {
  const key = `${one}|${other}|${now.slice(0, 10)}`;
  const alike =
    known.get(key) ??
    Array.from({ length: COMPARED_DAYS / 6 }, (_, index) => new Date(Date.parse(now) + index * 6 * DAY_MS)).every(
      (at) => localTimeOf(at.toISOString(), one) === localTimeOf(at.toISOString(), other)
    );
  known.set(key, alike);
  return alike;
}
