import { kindOf } from './kinds/kinds';
import { type Definition } from './schema';

/** Seconds between samples of a metric, now and in the middle of the window: asked once per selector. */
export interface Intervals {
  recent: number;
  past: number;
}

export const DEFAULT_INTERVALS: Intervals = { recent: 15, past: 15 };

/** The selectors whose sampling interval widens the ranges of an objective. */
export function sampledSelectors({ indicator }: Definition): string[] {
  return kindOf(indicator).budget?.sampled?.(indicator) ?? [];
}

/**
 * Most samples of one series in ten minutes: the interval follows from it. Half an hour is looked at, so that a gap does
 * not count as a longer interval, and only series that were there before: what begins in the middle has too few.
 */
export function samplesQuery(selector: string, at?: number): string {
  const now = at === undefined ? '' : ` @ ${Math.round(at)}`;
  return `max(max_over_time(count_over_time(${selector}[10m])[20m:10m]${now}) and last_over_time(${selector}[10m]${now} offset 20m))`;
}

const USUAL = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300];

/** Seconds between samples, from how many there were in ten minutes; usual intervals are recognised within a tenth. */
export function intervalOf(samples: number | undefined): number | undefined {
  if (samples === undefined || !(samples >= 1)) {
    return undefined;
  }
  const interval = 600 / samples;
  return USUAL.find((usual) => Math.abs(interval - usual) <= usual / 10) ?? Math.min(300, Math.ceil(interval));
}

/** What is not known of one time is taken from the other. */
export function intervalsOf(recent: number | undefined, past: number | undefined): Intervals {
  return {
    recent: recent ?? past ?? DEFAULT_INTERVALS.recent,
    past: past ?? recent ?? DEFAULT_INTERVALS.past,
  };
}
