import { type Instant } from '../record/record';
import { DAY_MS } from '../time/units';
import { type RunHead } from './runHead';

/** Share of the review interval from which on a review is asked for. */
const SOON = 0.75;

/** `unproven`: neither run nor reviewed yet, which is no fault of anybody's. */
export type Freshness = 'fresh' | 'soon' | 'stale' | 'broken' | 'unproven';

interface Facts {
  reviewDays: number;
  reviewed?: Instant;
  /** Runs of this runbook, in any order. */
  runs: RunHead[];
  /** What it refers to and is gone, or undefined where nobody looked. */
  broken?: number;
}

export interface FreshnessFound {
  state: Freshness;
  /** Age since the last successful run or review over the review interval; absent without either. */
  share?: number;
  /** The last successful run or review. */
  since?: Instant;
  /** The run after which somebody said that it did not help or was wrong, and nobody has reviewed it since. */
  doubted?: RunHead;
  lastRun?: RunHead;
}

/** Docs, domain rules §5: under 0.75 of the interval fresh, up to 1 review soon, above stale; a run that did not help makes it stale. */
export function freshnessOf({ reviewDays, reviewed, runs, broken = 0 }: Facts, now: Instant): FreshnessFound {
  const ended = runs
    .filter(({ finished }) => finished !== undefined)
    .sort((a, b) => timeOf(b.finished) - timeOf(a.finished));
  const good = ended.find(({ helped }) => helped === 'solved' || helped === 'partly');
  const bad = ended.find(({ helped }) => helped === 'no' || helped === 'wrong');
  const since = [good?.finished, reviewed].filter((at) => at !== undefined).sort((a, b) => timeOf(b) - timeOf(a))[0];
  const share = since === undefined ? undefined : Math.max(0, timeOf(now) - timeOf(since)) / (reviewDays * DAY_MS);
  const doubted = bad && timeOf(bad.finished) > timeOf(since) ? bad : undefined;
  const lastRun = [...runs].sort((a, b) => timeOf(b.started) - timeOf(a.started))[0];
  return {
    state: broken > 0 ? 'broken' : stateOf(share, doubted !== undefined),
    ...(share !== undefined && { share }),
    ...(since && { since }),
    ...(doubted && { doubted }),
    ...(lastRun && { lastRun }),
  };
}

function stateOf(share: number | undefined, isDoubted: boolean): Freshness {
  if (isDoubted) {
    return 'stale';
  }
  if (share === undefined) {
    return 'unproven';
  }
  return share < SOON ? 'fresh' : share <= 1 ? 'soon' : 'stale';
}

function timeOf(at: Instant | undefined): number {
  return at === undefined ? -Infinity : Date.parse(at);
}
