import { type Instant } from './record';

// What dates need of time zones, from the browser's own data. A polyfill of Temporal weighs 18 KB on every page; it is what
// the tests compare this with.

/** Days since 1970-01-01. */
export type Day = number;

const SECOND = 1_000;
const DAY = 86_400_000;
/** Within a quarter of an hour no zone has changed its offset since 1972. */
const QUARTER = 900_000;
const MOST_KEPT = 20_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** The day of `2026-11-16`. Throws RangeError for what is no date. */
export function dayOf(date: string): Day {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOf(at / DAY) !== date) {
    throw new RangeError(`${date} is no date`);
  }
  return at / DAY;
}

export function dateOf(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** The local date at a time (milliseconds since the epoch). */
export function localDay(at: number, zone: string): Day {
  return Math.floor((at + offsetAt(at, zone)) / DAY);
}

/**
 * When a zone's clocks show a time of day (milliseconds), in milliseconds since the epoch. A time that the clocks skip moves
 * forward, of one that comes twice it is the first: Temporal's “compatible”.
 */
export function timeAt(day: Day, timeOfDay: number, zone: string): number {
  const wall = day * DAY + timeOfDay;
  const [before, after] = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)];
  const found = [before, after].map((offset) => wall - offset).filter((at) => at + offsetAt(at, zone) === wall);
  return found.length > 0 ? Math.min(...found) : wall - before;
}

/** As records hold it: without milliseconds where there are none. */
export function instantOf(at: number): Instant {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Local minus universal time, milliseconds. Throws RangeError for what is no zone. */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / QUARTER);
  const key = `${quarter}|${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) {
    return known;
  }
  const since = quarter * QUARTER;
  const { year = 0, month = 1, day, hour, minute, second } = readClocks(since, zone);
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - since;
  if (offsets.size > MOST_KEPT) {
    offsets.clear();
  }
  offsets.set(key, offset);
  return offset;
}

function readClocks(at: number, zone: string): Partial<Record<Intl.DateTimeFormatPartTypes, number>> {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const whole = Math.floor(at / SECOND) * SECOND;
  return Object.fromEntries(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
}
