/** Days since 1970-01-01. */
export type Day = number;

export const DAY_MS = 86_400_000;

/** Of a local date, or of the date that a local time begins with. Throws RangeError for one that the calendar does not have. */
export function dayOf(date: string): Day {
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
  if (!date.startsWith(dateOf(day))) {
    throw new RangeError(`${date} is no date`);
  }
  return day;
}

/** Throws RangeError for what is no day. */
export function dateOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

export function civil(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** The first day of a month, whose number may run over the year's end. */
export function dayIn(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / DAY_MS;
}
