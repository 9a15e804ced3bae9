import { type Instant } from './record';
import { dateOf, type Day, dayOf, instantOf, localDay, timeAt, weekdayOf } from './zones';

/** Local calendar date of an instant in a zone. */
export function localDateOf(at: Instant, zone: string): string {
  return dateOf(localDay(Date.parse(at), zone));
}

/** The instant at which a local date begins in a zone. */
export function startOfDay(date: string, zone: string): Instant {
  return instantOf(timeAt(dayOf(date), 0, zone));
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
  const thursday = mondayOf(dayOf(date)) + 3; // a week belongs to the year that holds its Thursday
  const year = dateOf(thursday).slice(0, 4);
  const week = Math.floor((thursday - dayOf(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The seven local dates of an ISO week, Monday first. */
export function weekDates(week: string): string[] {
  const fourth = dayOf(`${week.slice(0, 4)}-01-04`); // always in week 1
  const monday = mondayOf(fourth) + 7 * (Number(week.slice(6)) - 1);
  return [0, 1, 2, 3, 4, 5, 6].map((days) => dateOf(monday + days));
}

/** The ISO week `weeks` later, or earlier when negative. */
export function shiftWeek(week: string, weeks: number): string {
  return weekOf(addDays(weekDates(week)[0], weeks * 7));
}

function mondayOf(day: Day): Day {
  return day - weekdayOf(day);
}
