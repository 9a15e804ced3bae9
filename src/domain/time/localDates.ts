import { type Instant } from '../record/record';
import { dateOf, dayIn, dayOf, weekdayOf } from './days';
import { dayAt, instantText, offsetAt, startOf } from './offsets';

// Apart from recurrence.ts: most pages need dates only.

/** Local calendar date of an instant in a zone. */
export function localDateOf(at: Instant, zone: string): string {
  return dateOf(dayAt(Date.parse(at), zone));
}

/** What the clocks of a zone show at an instant: `2026-11-16T17:00`. */
export function localTimeOf(at: Instant, zone: string): string {
  const time = Date.parse(at);
  return new Date(time + offsetAt(time, zone)).toISOString().slice(0, 16);
}

/** The instant at which a local date begins in a zone. */
export function startOfDay(date: string, zone: string): Instant {
  return instantText(startOf(dayOf(date), zone));
}

export function addDays(date: string, days: number): string {
  return dateOf(dayOf(date) + days);
}

/** Whole calendar days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayOf(to) - dayOf(from);
}

/** ISO week of a local date: `2026-W47`. */
export function weekOf(date: string): string {
  const day = dayOf(date);
  const thursday = day - weekdayOf(day) + 3; // a week belongs to the year that holds most of it
  const year = Number(dateOf(thursday).slice(0, 4));
  const number = Math.floor((thursday - dayIn(year, 1)) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** The seven local dates of an ISO week, Monday first. */
export function weekDates(week: string): string[] {
  const fourth = dayIn(Number(week.slice(0, 4)), 1) + 3; // always in week 1
  const monday = fourth - weekdayOf(fourth) + (Number(week.slice(6)) - 1) * 7;
  return [0, 1, 2, 3, 4, 5, 6].map((days) => dateOf(monday + days));
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
