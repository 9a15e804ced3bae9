import { consumed, type Counts, sli, sumCounts } from '../objective/burnRate';
import { type Measurement } from '../objective/measurement';
import { type Definition } from '../objective/schema';
import { countsOf, type Slice } from '../objective/series';
import { goodShare, isBudgeted, isTimed, showsBad } from '../objective/state';
import { holds, isLowerBetter } from '../statistics/comparison';
import { DAY_SECONDS } from '../time/units';
import { type Span } from '../time/window';
import { LOOKED_DAYS } from './look';

export interface TargetSuggestion {
  /** A target that the time looked at would have met, in the definition's unit; absent: keep the example's. */
  target?: number;
  /** Days with samples, and on how many of them the example's target would have been missed. */
  days: number;
  missed: number;
  /** Share of the error budget that all of that time together used, 1 is all of it; absent for what is judged value by value. */
  used?: number;
  /** The objective's own window as it stood at the end of each day it was all seen: on how many, and missed on how many. */
  windows?: { days: number; of: number; missed: number };
}

/** How far back is looked: the objective's own window of 30 days at the end of each of the last 30. */
export const SUGGESTION_REACH = 2 * LOOKED_DAYS * DAY_SECONDS;

/** Shares that people promise. */
const SHARES = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999];

/** What the last 30 days say about a target; undefined without any sample. Times and gauges keep a tenth of room. */
export function suggestionFor(definition: Definition, measurement: Measurement): TargetSuggestion | undefined {
  return isBudgeted(definition) ? shareOf(definition, measurement) : valueOf(definition, measurement);
}

function shareOf(definition: Definition, { slices, window }: Measurement): TargetSuggestion | undefined {
  const wanted = goodShare(definition);
  const days = countsOf(slices, endingDaily(window, window.end - window.start, DAY_SECONDS), wanted ?? 1).filter(
    ({ total }) => total > 0
  );
  const whole = sumCounts(days);
  const kept = sli(whole);
  if (days.length === 0 || kept === undefined) {
    return undefined;
  }
  const used = wanted === undefined ? undefined : consumed(whole, wanted);
  const share = SHARES.filter((each) => each <= kept).at(-1);
  return {
    days: days.length,
    missed: wanted === undefined ? 0 : days.filter((day) => isMissed(day, wanted)).length,
    ...(used !== undefined && { used }),
    ...windowsOf(slices, window, wanted),
    // of a latency the target is a bound of its buckets: only the share could change, and that is its percentile
    ...(!isTimed(definition) && share !== undefined && { target: showsBad(definition) ? 1 - share : share }),
  };
}

function isMissed(counts: Counts, wanted: number): boolean {
  return (sli(counts) ?? 1) < wanted;
}

/** The windows that end now, a day ago and so on, of `length` seconds, as far as the data reaches. */
function windowsOf(
  slices: Slice[],
  { start, end }: Span,
  wanted: number | undefined
): Pick<TargetSuggestion, 'windows'> {
  const seen = Math.min(...slices.filter(({ total }) => total > 0).map((slice) => slice.start));
  const full = endingDaily({ start, end }, SUGGESTION_REACH / 2, end - start).filter((span) => span.start >= seen - 1);
  if (wanted === undefined || full.length < 2) {
    return {};
  }
  const counted = countsOf(slices, full, wanted);
  return {
    windows: {
      days: Math.round((end - start) / DAY_SECONDS),
      of: full.length,
      missed: counted.filter((each) => isMissed(each, wanted)).length,
    },
  };
}

/** Spans of `length` seconds that end at the end of `window` and at each day before it, over the last `reach` seconds. */
function endingDaily({ end }: Span, reach: number, length: number): Span[] {
  return Array.from({ length: Math.ceil(reach / DAY_SECONDS) }, (_, index) => ({
    start: end - index * DAY_SECONDS - length,
    end: end - index * DAY_SECONDS,
  }));
}

function valueOf(definition: Definition, { trend }: Measurement): TargetSuggestion | undefined {
  const byDay = new Map<number, number[]>();
  trend.times.forEach((time, index) => {
    const value = trend.values[index];
    if (value !== undefined && Number.isFinite(value)) {
      const day = Math.floor((time - 1) / DAY_SECONDS);
      byDay.set(day, [...(byDay.get(day) ?? []), value]);
    }
  });
  const means = [...byDay.values()].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  if (means.length === 0) {
    return undefined;
  }
  const { comparison, target } = definition;
  const missed = target === undefined ? 0 : means.filter((mean) => !holds(mean, comparison, target)).length;
  const worst = isLowerBetter(definition) ? Math.max(...means) * 1.1 : Math.min(...means) * 0.9;
  return { days: means.length, missed, ...(target !== undefined && { target: twoDigits(worst) }) };
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
