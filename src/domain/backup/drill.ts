import { type DrillComparison, type Drill, type Invariant } from './schema';

/** An answer of the probe at a time, seconds since the epoch; undefined: none came. */
interface ProbeSample {
  time: number;
  value?: number;
}

interface Measured {
  seconds: number;
  /** Seconds between two samples: it may be off by so much. */
  within: number;
}

/** So many good answers in a row make it one that stays. */
const STAYS = 3;

/**
 * RTO: from `started` (seconds) to the first good answer that stays good until now. Undefined while it is not back: the last answers are
 * not good yet, or too few of them. A good answer is a number other than 0.
 */
export function recoveryTime(samples: ProbeSample[], started: number): Measured | undefined {
  const asked = samples.filter(({ time }) => time >= started).sort((one, other) => one.time - other.time);
  const lastBad = asked.map(isGood).lastIndexOf(false);
  const good = asked.slice(lastBad + 1);
  const [first] = good;
  return first && good.length >= STAYS ? { seconds: first.time - started, within: intervalOf(asked) } : undefined;
}

function isGood({ value }: ProbeSample): boolean {
  return value !== undefined && !Number.isNaN(value) && value !== 0;
}

/** RPO: from the newest restored point to the cut, both in seconds since the epoch; what is newer than the cut lost nothing. */
export function recoveryPoint(newest: number | undefined, cut: number, within: number): Measured | undefined {
  return newest === undefined || !Number.isFinite(newest) || newest <= 0
    ? undefined
    : { seconds: Math.max(0, cut - newest), within };
}

/** The same question on both sides. Times may differ by the seconds between two scrapes, counts and sums not at all. */
export function compared(
  invariant: Invariant,
  original: number | undefined,
  restored: number | undefined,
  within = 0
): DrillComparison {
  const base = {
    ...invariant,
    ...(isNumber(original) && { original }),
    ...(isNumber(restored) && { restored }),
  };
  if (!isNumber(original) || !isNumber(restored)) {
    return { ...base, verdict: 'unknown' };
  }
  return { ...base, verdict: isSame(invariant.kind, original, restored, within) ? 'same' : 'differs' };
}

/** Relative error of adding numbers in another order; counts and times are whole. */
const ROUNDING = 1e-9;

function isSame(kind: Invariant['kind'], original: number, restored: number, within: number): boolean {
  const differs = Math.abs(original - restored);
  switch (kind) {
    case 'sum':
      return differs <= ROUNDING * Math.max(Math.abs(original), Math.abs(restored));
    case 'newest':
      return differs <= within;
    case 'count':
      return differs === 0;
  }
}

/** How a drill ended; undefined while it runs. One that nothing was compared in, or measured by, passes on a person's word only. */
export function drillOutcome({ finished, failed, plan, result }: Drill): 'passed' | 'failed' | undefined {
  if (finished === undefined) {
    return undefined;
  }
  const isBack = plan === undefined || result?.rtoSeconds !== undefined;
  const isWhole = (result?.comparisons ?? []).every(({ verdict }) => verdict === 'same');
  return !failed && isBack && isWhole ? 'passed' : 'failed';
}

/** The usual time between two samples: the median, so that a gap does not count. */
function intervalOf(samples: ProbeSample[]): number {
  const gaps = samples
    .slice(1)
    .map(({ time }, at) => time - samples[at].time)
    .sort((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
