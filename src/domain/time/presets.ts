/**
 * A rule that comes back every so many months on the day of `start` (`2026-08-31T17:00`), or on the last day where a month is
 * shorter: RFC 5545 leaves such months out by itself.
 */
export function everyMonths(months: number, start: string): string {
  const interval = months === 1 ? '' : `;INTERVAL=${months}`;
  return `FREQ=MONTHLY${interval}${lastOf(Number(start.slice(8, 10)))}`;
}

/** Every year on the day of `start`; of 29 February, on the 28th in most years. */
export function everyYear(start: string): string {
  return start.slice(5, 10) === '02-29' ? `FREQ=YEARLY;BYMONTH=2${lastOf(29)}` : 'FREQ=YEARLY';
}

/** The last day of a month up to `day`. */
function lastOf(day: number): string {
  const days = Array.from({ length: Math.max(0, day - 27) }, (_, index) => 28 + index);
  return day > 28 ? `;BYMONTHDAY=${days.join(',')};BYSETPOS=-1` : '';
}
