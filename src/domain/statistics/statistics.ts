import { type Span } from '../time/window';

/** A duration; `open` ones are still running: at least this long. */
export interface Observation {
  value: number;
  open?: boolean;
}

export interface Interval {
  low: number;
  /** Absent: the data give no upper bound. */
  high?: number;
}

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/** Middle value of ascending numbers, the mean of the two middle ones for an even count; undefined without any. */
export function medianOf(sorted: number[]): number | undefined {
  return quantileOf(sorted, 0.5);
}

/** Quantile `p` of ascending numbers, linear between neighbours (type 7 of Hyndman & Fan 1996, as in spreadsheets). */
export function quantileOf(sorted: number[], p: number): number | undefined {
  if (sorted.length === 0) {
    return undefined;
  }
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}

/** Wilson score interval of a proportion, 95 % (Wilson 1927). `n` is at least 1. */
export function wilson(successes: number, n: number): { low: number; high: number } {
  const z2 = Z ** 2;
  const p = successes / n;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

interface SurvivalStep {
  /** A duration at which something ended. */
  at: number;
  /** Share that lasted longer than `at`. */
  share: number;
  /** 95 % band of `share`, log-log; absent where the share is 0. */
  low?: number;
  high?: number;
}

/** Share still running after each duration (Kaplan & Meier 1958; Greenwood's variance, log-log band). */
export function survival(observations: Observation[]): SurvivalStep[] {
  const sorted = [...observations].sort(
    (a, b) => a.value - b.value || Number(a.open ?? false) - Number(b.open ?? false)
  );
  const steps: SurvivalStep[] = [];
  let share = 1;
  let variance = 0; // of log(share)
  for (let from = 0; from < sorted.length;) {
    const at = sorted[from].value;
    let to = from;
    let ended = 0;
    while (to < sorted.length && sorted[to].value === at) {
      ended += sorted[to++].open ? 0 : 1;
    }
    if (ended > 0) {
      const left = sorted.length - from;
      share = left === ended ? 0 : share * (1 - ended / left);
      variance += ended / (left * (left - ended));
      steps.push({ at, share, ...band(share, variance) });
    }
    from = to;
  }
  return steps;
}

function band(share: number, variance: number): { low?: number; high?: number } {
  if (share <= 0) {
    return {};
  }
  const spread = Math.exp((Z * Math.sqrt(variance)) / Math.log(share));
  return { low: share ** (1 / spread), high: share ** spread };
}

const NOISE = 1e-9; // shares are products of fractions: 1/2 must be found as 1/2

/** Smallest duration that a share of at most 1 − `p` outlasts; undefined while more than that are still running. */
export function survivalQuantile(steps: SurvivalStep[], p: number): number | undefined {
  return steps.find(({ share }) => share <= 1 - p + NOISE)?.at;
}

/** Durations at which 1 − `p` lies within the band (Brookmeyer & Crowley 1982). */
export function survivalInterval(steps: SurvivalStep[], p: number): Interval | undefined {
  const low = steps.find((step) => (step.low ?? 0) <= 1 - p + NOISE)?.at;
  const high = steps.find((step) => step.high !== undefined && step.high <= 1 - p + NOISE)?.at;
  return low === undefined ? undefined : { low, ...(high !== undefined && { high }) };
}

/** The spans' union as spans that do not touch, in order. */
export function merged(spans: Span[]): Span[] {
  const whole: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      whole.push({ start, end });
    }
  }
  return whole;
}

/** A = MTBF / (MTBF + MTTR), both in the same unit. */
export function availability(mtbf: number, mttr: number): number | undefined {
  return mtbf + mttr > 0 ? mtbf / (mtbf + mttr) : undefined;
}
