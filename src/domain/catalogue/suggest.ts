import { sli } from '../objective/burnRate';
import { type Measurement } from '../objective/measurement';
import { type Definition } from '../objective/schema';
import { countsOf } from '../objective/series';
import { goodShare, isBudgeted, isTimed, showsBad } from '../objective/state';
import { holds, isLowerBetter } from '../statistics/comparison';
import { DAY_SECONDS } from '../time/units';

export interface TargetSuggestion {
  /** A target that the time looked at would have met, in the definition's unit; absent: keep the documents'. */
  target?: number;
  /** Days with samples, and on how many of them the documents' target would have been missed. */
  days: number;
  missed: number;
  /** Whether it would have been kept over all of that time together; absent for what is judged value by value. */
  isKept?: boolean;
}

/** Shares that people promise. */
const SHARES = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999];

/** What the last 30 days say about a target; undefined without any sample. Times and gauges keep a tenth of room. */
export function suggestionFor(definition: Definition, measurement: Measurement): TargetSuggestion | undefined {
  return isBudgeted(definition) ? shareOf(definition, measurement) : valueOf(definition, measurement);
}

function shareOf(definition: Definition, { slices, window }: Measurement): TargetSuggestion | undefined {
  const wanted = goodShare(definition);
  const count = Math.ceil((window.end - window.start) / DAY_SECONDS);
  const periods = Array.from({ length: count }, (_, index) => ({
    start: window.end - (index + 1) * DAY_SECONDS,
    end: window.end - index * DAY_SECONDS,
  }));
  const days = countsOf(slices, periods, wanted ?? 1).filter(({ total }) => total > 0);
  const whole = days.reduce((sum, { good, total }) => ({ good: sum.good + good, total: sum.total + total }), {
    good: 0,
    total: 0,
  });
  const kept = sli(whole);
  if (days.length === 0 || kept === undefined) {
    return undefined;
  }
  const missed = wanted === undefined ? 0 : days.filter((day) => (sli(day) ?? 1) < wanted).length;
  const isKept = wanted === undefined || kept >= wanted;
  const share = SHARES.filter((each) => each <= kept).at(-1);
  // of a latency the target is a bound of its buckets: only the share could change, and that is its percentile
  return isTimed(definition) || share === undefined
    ? { days: days.length, missed, isKept }
    : { days: days.length, missed, isKept, target: showsBad(definition) ? 1 - share : share };
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
