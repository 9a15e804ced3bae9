import { binomialCdf, chiSquareQuantile } from './distributions';
import {
  type Interval,
  type Observation,
  quantileOf,
  survival,
  survivalInterval,
  survivalQuantile,
} from './statistics';

const TAIL = 0.025;

/** A quantile with as much certainty as its data allow. */
export interface Estimate {
  n: number;
  /** Of these, still running. */
  open: number;
  /** Absent without data, and while too many are still running to know it. */
  value?: number;
  /** 95 %. Absent below `needed`. */
  interval?: Interval;
  /** The least n for an interval. */
  needed: number;
}

/** Median (`p` 0.5) or another quantile: order statistics, or Kaplan–Meier as soon as one is still running. */
export function estimate(observations: Observation[], p: number): Estimate {
  const n = observations.length;
  const open = observations.filter((each) => each.open).length;
  const needed = leastCount(p);
  if (open > 0) {
    const steps = survival(observations);
    const value = survivalQuantile(steps, p);
    const interval = n < needed ? undefined : survivalInterval(steps, p);
    return { n, open, needed, ...(value !== undefined && { value }), ...(interval && { interval }) };
  }
  const sorted = observations.map(({ value }) => value).sort((a, b) => a - b);
  const value = quantileOf(sorted, p);
  const ranks = quantileRanks(n, p);
  return {
    n,
    open,
    needed,
    ...(value !== undefined && { value }),
    ...(ranks && { interval: { low: sorted[ranks.low - 1], high: sorted[ranks.high - 1] } }),
  };
}

/** Smallest n whose order statistics hold quantile `p` with 95 %: 6 for the median, 36 for P90. */
export function leastCount(p: number): number {
  return Math.ceil(Math.log(TAIL) / Math.log(Math.max(p, 1 - p)));
}

/**
 * Ranks (from 1) of the values that hold quantile `p` between them with at least 95 %: the largest l with
 * P(Bin(n, p) ≤ l−1) ≤ 2.5 % and its counterpart above. Undefined when n is too small.
 */
export function quantileRanks(n: number, p: number): { low: number; high: number } | undefined {
  if (n < leastCount(p)) {
    return undefined;
  }
  const low = first(1, n, (rank) => binomialCdf(rank, n, p) > TAIL);
  const high = first(1, n, (rank) => binomialCdf(rank - 1, n, p) >= 1 - TAIL);
  return { low, high };
}

/** The first whole number of [from, to] that holds, of a condition that stays true once it is. */
function first(from: number, to: number, holds: (value: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

interface MeanTimeBetween {
  failures: number;
  /** Time in use: observed − downtime − planned. */
  uptime: number;
  /** Uptime / failures; absent without failures. */
  value?: number;
  /** 95 %: two-sided, or only `low` (one-sided) without failures. */
  interval: Interval;
}

/** Mean time between failures with the exact Poisson interval (Garwood 1936), in the unit of `uptime`. */
export function meanTimeBetween(uptime: number, failures: number): MeanTimeBetween {
  if (failures === 0) {
    return { failures, uptime, interval: { low: (2 * uptime) / chiSquareQuantile(0.95, 2) } };
  }
  return {
    failures,
    uptime,
    value: uptime / failures,
    interval: {
      low: (2 * uptime) / chiSquareQuantile(1 - TAIL, 2 * failures + 2),
      high: (2 * uptime) / chiSquareQuantile(TAIL, 2 * failures),
    },
  };
}

export interface CountComparison {
  before: number;
  after: number;
  /** Probability of a difference at least this large if the rate were the same. */
  p: number;
  change: 'none' | 'more' | 'fewer';
}

/** Compares the counts of two periods of the lengths given: conditional binomial test, two-sided (Przyborowski & Wilenski 1940). */
export function compareCounts(before: number, after: number, lengthBefore = 1, lengthAfter = 1): CountComparison {
  const n = before + after;
  if (n === 0) {
    return { before, after, p: 1, change: 'none' };
  }
  const share = lengthAfter / (lengthBefore + lengthAfter);
  const below = binomialCdf(after, n, share);
  const above = 1 - (after === 0 ? 0 : binomialCdf(after - 1, n, share));
  const p = Math.min(1, 2 * Math.min(below, above));
  return { before, after, p, change: p >= 0.05 ? 'none' : above < below ? 'more' : 'fewer' };
}
