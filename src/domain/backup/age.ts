import { type TimeGrid } from '../time/window';
import { type ExporterSeries } from './exporters';

const DAYS = 30;
/** Four values a day: as many as a small line can show, and few enough for one request. */
const STEP = 6 * 3_600;

/** The last 30 days at `now` (seconds), on fixed times: what is over is asked once. */
export function lastMonth(now: number): TimeGrid {
  const end = Math.floor(now / STEP) * STEP;
  return { start: end - DAYS * 24 * 3_600, end, step: STEP };
}

/**
 * The age of the newest success at each time of the grid, seconds; undefined where nothing was known. `values` are what the metric said
 * then, `byHand` the times that people vouch for.
 */
export function agesOn(
  { start, step }: TimeGrid,
  values: Array<number | undefined>,
  reads: ExporterSeries['reads'],
  byHand: number[]
): Array<number | undefined> {
  return values.map((value, index) => {
    const time = start + index * step;
    const metric = value === undefined ? undefined : reads === 'age' ? time - value : value;
    const known = [...byHand, ...(metric === undefined ? [] : [metric])].filter((at) => at > 0 && at <= time);
    return known.length > 0 ? time - Math.max(...known) : undefined;
  });
}

export function lengthOf({ start, end, step }: TimeGrid): number {
  return Math.floor((end - start) / step) + 1;
}
