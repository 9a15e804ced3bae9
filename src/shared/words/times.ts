import { dateTimeFormat, systemDateFormats } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type Instant } from '../../domain/record/record';
import { dateLocale, interfaceLanguage } from '../../grafana/user';

// Clocks as Grafana's own settings write them, names of days and months as the reader's language does.

/** Anything that names an instant: as records keep it, or milliseconds since the epoch. */
type At = Instant | number;

/** "2026-11-16 17:00:00": date and time, in the person's zone unless another one is given. */
export function momentText(at: At, timeZone?: string): string {
  return dateTimeFormat(at, { timeZone });
}

/** "17:00". */
export function clockText(at: At, timeZone?: string): string {
  return dateTimeFormat(at, { timeZone, format: systemDateFormats.interval.minute });
}

/** "2026-11-16": the day of an instant, to be compared with others. */
export function zonedDate(at: At, timeZone?: string): string {
  return dateTimeFormat(at, { timeZone, format: 'YYYY-MM-DD' });
}

/** Whether an instant lies in the day that the person has now. */
export function isToday(at: At): boolean {
  return zonedDate(at) === zonedDate(Date.now());
}

/** The names that are asked for of a date in a calendar, in the reader's language, which need not be the browser's. */
export function namedDay(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(dateLocale(), { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** The same of an instant, in the zone that its clock is written in: the browser's need not be the one that Grafana is set to. */
function named(at: At, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  return namedDay(zonedDate(at, timeZone), options);
}

/** "Mon, Nov 16" of a date in a calendar. */
export function dayText(date: string): string {
  return namedDay(date, DAY);
}

/** "Nov 16" of a date in a calendar. */
export function shortDayText(date: string): string {
  return namedDay(date, { day: 'numeric', month: 'short' });
}

/** "Nov 2026" of a month in a calendar, such as 2026-11. */
export function monthText(month: string): string {
  return namedDay(`${month}-01`, { month: 'short', year: 'numeric' });
}

/** "Mon, Nov 16". */
function dayOf(at: At, timeZone?: string): string {
  return named(at, DAY, timeZone);
}

/** "November 16, 2026" of a date in a calendar. */
export function longDayText(date: string): string {
  return namedDay(date, LONG);
}

/** "November 16, 2026". */
export function dateText(at: At, timeZone?: string): string {
  return named(at, LONG, timeZone);
}

/** "Mon, Nov 16, 17:00". */
export function dayAndClock(at: At, timeZone?: string): string {
  return `${dayOf(at, timeZone)}, ${clockText(at, timeZone)}`;
}

/** "Mon, Nov 16, 17:00", with its year where that is not the year of `now` (milliseconds): of dates that lie far apart. */
export function farDayAndClock(at: At, timeZone: string, now: number): string {
  const yearOf = (one: At) => zonedDate(one, timeZone).slice(0, 4);
  const day = yearOf(at) === yearOf(now) ? dayOf(at, timeZone) : named(at, { ...DAY, year: 'numeric' }, timeZone);
  return `${day}, ${clockText(at, timeZone)}`;
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const STEPS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
/** Up to which a thing is told in days: as what is late is counted. */
const MONTHS_FROM_DAYS = 60;

/** "5 minutes ago", "in 3 days": whole ones that have passed, so that it agrees with "3 days late". */
export function agoText(at: At, now: number): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const size = Math.abs(seconds);
  const step = STEPS.find(([unit, length]) => size >= (unit === 'month' ? MONTHS_FROM_DAYS * 86_400 : length));
  if (!step) {
    return t('times.now', 'just now');
  }
  const [unit, length] = step;
  return new Intl.RelativeTimeFormat(interfaceLanguage() || 'en-US').format(Math.trunc(seconds / length), unit);
}
