/** Error-budget arithmetic (Google SRE Workbook, "Alerting on SLOs"; docs/domain.md, Objectives). Ratios are fractions, times are seconds. */

/** Events of a span. `total` 0 means no traffic: nothing can be said, which is not the same as good. */
export interface Counts {
  good: number;
  total: number;
}

export const NONE: Counts = { good: 0, total: 0 };

interface Windows {
  /** Seconds. */
  long: number;
  short: number;
}

interface Pair extends Windows {
  /** Share of the budget that the long window would have used when the factor is reached. */
  share: number;
}

/** The four pairs: the windows stay as they are for every period, the factors follow the period. */
export const PAIRS: readonly Pair[] = [
  { long: 3_600, short: 300, share: 0.02 },
  { long: 21_600, short: 1_800, share: 0.05 },
  { long: 86_400, short: 7_200, share: 0.1 },
  { long: 259_200, short: 21_600, share: 0.1 },
];

export interface PairState extends Windows {
  factor: number;
  longRate?: number;
  shortRate?: number;
  /** A factor below 1 would alert on a budget that lasts: shown, not alerted. */
  alerts: boolean;
  /** Whether the factor can be reached at all with this target. */
  canFire: boolean;
  /** Failures in the long window, for objectives with little traffic. */
  failures?: number;
  fires: boolean;
}

export type Policy = 'healthy' | 'watch' | 'restrict' | 'freeze';

/** Sums numerators and denominators: ratios are never averaged. */
export function sumCounts(parts: Iterable<Counts>): Counts {
  let good = 0;
  let total = 0;
  for (const part of parts) {
    good += part.good;
    total += part.total;
  }
  return { good, total };
}

export function minus(a: Counts, b: Counts): Counts {
  return { good: a.good - b.good, total: a.total - b.total };
}

/** SLI = g/t; undefined without traffic. */
export function sli({ good, total }: Counts): number | undefined {
  return total > 0 ? good / total : undefined;
}

/** Error ratio = (t − g)/t; undefined without traffic. */
export function errorRatio({ good, total }: Counts): number | undefined {
  return total > 0 ? (total - good) / total : undefined;
}

/** Budget B = 1 − T. A target of 1 leaves no budget. */
export function budgetOf(target: number): number {
  return tidyNumber(1 - target);
}

/**
 * More good or more bad events than events: the two questions do not count the same things, and no share can be told. What
 * `increase` adds at the edges, less than an event or a hundredth, is no contradiction.
 */
export function isImpossible({ good, total }: Counts): boolean {
  const slack = Math.max(1, total / 100);
  return good > total + slack || good < -slack;
}

/** Share of the budget used: (b/t)/B. Above 1 when overspent; undefined without traffic, and where a target of 1 leaves no budget. */
export function consumed(counts: Counts, target: number): number | undefined {
  const ratio = errorRatio(counts);
  const budget = budgetOf(target);
  return ratio === undefined || budget <= 0 ? undefined : ratio / budget;
}

/** 1 − consumed: negative when overspent, never clamped. */
export function remaining(counts: Counts, target: number): number | undefined {
  const used = consumed(counts, target);
  return used === undefined ? undefined : 1 - used;
}

/** Burn rate of a span = error ratio / B: at 1 the budget lasts exactly its window. */
export function burnRate(counts: Counts, target: number): number | undefined {
  return consumed(counts, target);
}

/** Factor of a pair for a period in days: share × period / long window. 30 d: 14.4, 6, 3, 1. */
export function factorOf({ share, long }: Pair, days: number): number {
  return tidyNumber((share * days * 86_400) / long);
}

/** The burn rate is at most 1/B, so a factor F can be reached only if T > 1 − 1/F. */
export function canFire(factor: number, target: number): boolean {
  return target > 1 - 1 / factor;
}

/** States of the pairs. `over(seconds)` gives the counts of the last seconds; undefined where samples are missing. */
export function pairStates(
  over: (seconds: number) => Counts | undefined,
  {
    target,
    pairs,
    minimumFailures = 0,
  }: { target: number; pairs: Array<Windows & { factor: number }>; minimumFailures?: number }
): PairState[] {
  return pairs.map((pair) => {
    const { factor } = pair;
    const long = over(pair.long);
    const short = over(pair.short);
    const longRate = long && burnRate(long, target);
    const shortRate = short && burnRate(short, target);
    const failures = long && long.total - long.good;
    const alerts = factor >= 1;
    const exceeds = longRate !== undefined && shortRate !== undefined && longRate > factor && shortRate > factor;
    const fires = alerts && exceeds && (failures ?? 0) >= minimumFailures;
    return {
      long: pair.long,
      short: pair.short,
      factor,
      longRate,
      shortRate,
      failures,
      alerts,
      canFire: canFire(factor, target),
      fires,
    };
  });
}

/** Seconds until the budget is gone at this burn rate: remaining × W / burn. Infinity when nothing burns, 0 when it is gone. */
export function exhaustion(left: number, length: number, burn: number): number {
  if (left <= 0) {
    return 0;
  }
  return burn <= 0 ? Infinity : (left * length) / burn;
}

/** Consumed share per elapsed share of the window: above 1 the budget runs out before the window ends. */
export function pace(used: number, elapsed: number): number | undefined {
  return elapsed > 0 ? used / elapsed : undefined;
}

/** Error-budget policy by what is left: healthy > 50 %, watch > 25 %, restrict > 0, freeze ≤ 0. */
export function budgetPolicyOf(left: number): Policy {
  return left > 0.5 ? 'healthy' : left > 0.25 ? 'watch' : left > 0 ? 'restrict' : 'freeze';
}

/** Cost of `bad` events in budget: bad / (B · total over the window); undefined without traffic. 0.2 is 20 % of the budget. */
export function costOf(bad: number, total: number, target: number): number | undefined {
  const allowed = budgetOf(target) * total;
  return total > 0 && allowed > 0 ? bad / allowed : undefined;
}

/** 1 − 0.999 is 0.0010000000000000009 in binary: keeps twelve significant digits. */
/** Without what binary arithmetic leaves behind: 99.9 / 100 is 0.999. */
export function tidyNumber(value: number): number {
  return Number(value.toPrecision(12));
}
