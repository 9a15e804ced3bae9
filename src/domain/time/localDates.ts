import { Temporal } from 'temporal-polyfill';
import { type Instant } from '../record/record';

// Apart from recurrence.ts: most pages need dates only.

/** Local calendar date of an instant in a zone. */
export function localDateOf(at: Instant, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** What the clocks of a zone show at an instant: `2026-11-16T17:00`. */
export function localTimeOf(at: Instant, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The instant at which a local date begins in a zone. */
export function startOfDay(date: string, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole calendar days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** ISO week of a local date: `2026-W47`. */
export function weekOf(date: string): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** The seven local dates of an ISO week, Monday first. */
export function weekDates(week: string): string[] {
  const year = Number(week.slice(0, 4));
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 }); // always in week 1
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(week.slice(6)) - 1 });
  return [0, 1, 2, 3, 4, 5, 6].map((days) => monday.add({ days }).toString());
}

/** The ISO week `weeks` later, or earlier when negative. */
export function shiftWeek(week: string, weeks: number): string {
  return weekOf(addDays(weekDates(week)[0], weeks * 7));
}

/** Whether a text is a date that the calendar has: `2026-02-31` is none. */
export function isLocalDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}
