import { DAY_MS } from './units';

/** Days since 1970-01-01. */
export type Day = number;

/** Of a local date, or of the date that a local time begins with. Throws RangeError for one that the calendar does not have. */
export function dayOf(date: string): Day {
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
  if (!date.startsWith(dateOf(day))) {
    throw new RangeError(`${date} is no date`);
  }
  return day;
}

const texts = new Map<Day, string>();
const KEPT_TEXTS = 10_000;

/** Throws RangeError for what is no day. */
export function dateOf(day: Day): string {
  const known = texts.get(day);
  if (known !== undefined) {
    return known;
  }
  if (texts.size >= KEPT_TEXTS) {
    texts.clear();
  }
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10); // years of dates have their days in common
  texts.set(day, text);
  return text;
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** Year, month and date by arithmetic: rules ask for each day of their periods (howardhinnant.github.io/date_algorithms.html). */
export function civil(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719_468; // since 0000-03-01: leap days end a year
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

/** The first day of a month, whose number may run over the year's end. */
export function dayIn(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / DAY_MS;
}
