import { type Instant } from '../record/record';
import { dateOf, type Day } from './days';
import { DAY_MS } from './units';

// What the clocks of a zone show, by the browser's own table of zones. A Temporal polyfill answers the same (the tests hold
// the two together), takes 18 KB of every page, and an object for each date.

/** A stretch in which the clocks change once at most, in milliseconds: no zone has changed twice in so few days. */
const STRETCH = 8 * DAY_MS;

/** Milliseconds ahead of UTC in a stretch: `before` until `change`, `after` from then on, as where the next one begins. */
interface Stretch {
  before: number;
  change: number;
  after: number;
}

interface Zone {
  format: Intl.DateTimeFormat;
  stretches: Map<number, Stretch>;
}

const zones = new Map<string, Zone>();

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant (milliseconds). Throws RangeError for no zone. */
export function offsetAt(at: number, name: string): number {
  const { before, change, after } = stretchAt(at, name);
  return at < change ? before : after;
}

/**
 * The instant of a wall time (milliseconds as if it were UTC). An hour that the clocks skip moves forward by what they skip;
 * of one that comes twice, the first.
 */
export function instantOf(wall: number, zone: string): number {
  const [before, after] = offsetsAround(wall, zone);
  if (before === after) {
    return wall - before;
  }
  const first = wall - Math.max(before, after);
  const second = wall - Math.min(before, after);
  return [first, second].find((at) => at + offsetAt(at, zone) === wall) ?? wall - before;
}

/** The instant at which a local day begins: where the clocks skip its midnight, right after. */
export function startOf(day: Day, zone: string): number {
  const wall = day * DAY_MS;
  const at = instantOf(wall, zone);
  const [before, after] = offsetsAround(wall, zone);
  return at + offsetAt(at, zone) === wall ? at : changeBetween(wall - after, wall - before, zone);
}

/** The local day at an instant (milliseconds). */
export function dayAt(at: number, zone: string): Day {
  return Math.floor((at + offsetAt(at, zone)) / DAY_MS);
}

/** `2026-11-16T16:00:00Z`, with a fraction only where there is one. */
export function instantText(at: number): Instant {
  return written(at, wholeTexts, (clock) => clockText(clock).replace('.000Z', 'Z'));
}

/** `2026-11-16T16:00:00.000Z`, as `Date` writes it. */
export function preciseText(at: number): Instant {
  return written(at, clockTexts, clockText);
}

// Years of dates have their times of day in common.
const clockTexts = new Map<number, string>();
const wholeTexts = new Map<number, string>();
const KEPT_TEXTS = 10_000;

function written(at: number, clocks: Map<number, string>, textOf: (clock: number) => string): Instant {
  const day = Math.floor(at / DAY_MS);
  const clock = at - day * DAY_MS;
  const known = clocks.get(clock);
  if (known !== undefined) {
    return dateOf(day) + known;
  }
  if (clocks.size >= KEPT_TEXTS) {
    clocks.clear();
  }
  const text = textOf(clock);
  clocks.set(clock, text);
  return dateOf(day) + text;
}

function clockText(clock: number): string {
  return new Date(clock).toISOString().slice(10);
}

/** Offsets a day before and a day after a wall time: the clocks of a zone that change near it have these two. */
export function offsetsAround(wall: number, zone: string): [number, number] {
  return [offsetAt(wall - DAY_MS, zone), offsetAt(wall + DAY_MS, zone)];
}

function stretchAt(at: number, name: string): Stretch {
  const zone = zones.get(name) ?? newZone(name);
  const number = Math.floor(at / STRETCH);
  const known = zone.stretches.get(number);
  if (known) {
    return known;
  }
  const [from, to] = [number * STRETCH, (number + 1) * STRETCH];
  const before = zone.stretches.get(number - 1)?.after ?? ask(zone, from);
  const after = zone.stretches.get(number + 1)?.before ?? ask(zone, to);
  const stretch = { before, after, change: before === after ? to : bisect(from, to, (each) => ask(zone, each)) };
  zone.stretches.set(number, stretch);
  return stretch;
}

function newZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone: Zone = { format, stretches: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

function ask({ format }: Zone, at: number): number {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const year = parts.era.startsWith('B') ? 1 - Number(parts.year) : Number(parts.year);
  const { month, day, hour, minute, second } = parts;
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(month) - 1, Number(day));
  wall.setUTCHours(Number(hour), Number(minute), Number(second));
  return wall.getTime() - Math.floor(at / 1000) * 1000;
}

function changeBetween(from: number, to: number, zone: string): number {
  return bisect(from, to, (at) => offsetAt(at, zone));
}

/** The first instant whose offset is no longer that of `from`. */
function bisect(from: number, to: number, offset: (at: number) => number): number {
  const before = offset(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
