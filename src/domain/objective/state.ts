import { holds, isLowerBetter } from '../statistics/comparison';
import { budgetOf, type Counts, type PairState, sli, remaining, errorRatio, isImpossible } from './burnRate';
import { type IndicatorKind, kindOf } from './kinds/kinds';
import { type Definition, type Objective, type Reading } from './schema';

interface OfKind {
  indicator: { kind: IndicatorKind };
}

/** A share of good events over a window, and so an error budget. */
export function isBudgeted({ indicator }: OfKind): boolean {
  return kindOf(indicator).budget !== undefined;
}

/** Whether the target is a time that events keep to, not the share of them. */
export function isTimed({ indicator }: OfKind): boolean {
  return kindOf(indicator).budget?.target === 'time';
}

/** Whether minutes are counted, not events. */
export function countsMinutes({ indicator }: OfKind): boolean {
  return kindOf(indicator).budget?.minutes !== undefined;
}

/** Whether Prometheus is asked for it. */
export function isAsked({ indicator, needs }: OfKind & { needs?: string }): boolean {
  return !needs && kindOf(indicator).source === 'prometheus';
}

/** Whether the number is about the window: one value of a query or of a person is about now. */
export function isWindowed(value: OfKind): boolean {
  return isBudgeted(value) || kindOf(value.indicator).source === 'records';
}

/** Whether a person gives the value. */
export function isByHand({ indicator }: OfKind): boolean {
  return kindOf(indicator).source === 'hand';
}

/** T, the share of good events that is asked for: the percentile of a latency, 1 − target where the target is about bad events. */
export function goodShare(value: Pick<Definition, 'indicator' | 'comparison' | 'target'>): number | undefined {
  return kindOf(value.indicator).budget?.goodShare(value);
}

/** The unit of the shown number: the share of events within a time is a share, whatever the target's unit. */
export function shownUnit(value: Pick<Definition, 'indicator' | 'unit'>): Definition['unit'] {
  return isTimed(value) ? 'ratio' : value.unit;
}

/** A target of 100 % forgives nothing: there is no budget to spend or to burn. */
export function hasNoBudget(value: Pick<Definition, 'indicator' | 'comparison' | 'target'>): boolean {
  const share = goodShare(value);
  return share !== undefined && budgetOf(share) <= 0;
}

/** Whether `value` keeps to `threshold` (the target unless another is given), by the objective's own comparison. */
export function isWithin({ comparison }: Pick<Definition, 'comparison'>, value: number, threshold: number): boolean {
  return holds(value, comparison, threshold);
}

/** What is certain of a value that is at least `bound`: true or false whether it keeps to the target; undefined: nothing yet. */
export function isSurelyWithin(value: Pick<Definition, 'comparison' | 'target'>, bound: number): boolean | undefined {
  if (value.target === undefined) {
    return undefined;
  }
  const isKept = isWithin(value, bound, value.target);
  return isKept === isLowerBetter(value) ? undefined : isKept;
}

export type ObjectiveState = 'met' | 'atRisk' | 'breached' | 'stale' | 'noData' | 'info';

/** Order of urgency, the most urgent first. */
export const OBJECTIVE_STATES: readonly ObjectiveState[] = ['breached', 'atRisk', 'stale', 'noData', 'met', 'info'];

/** What was found out about an objective; absent fields are unknown. */
export interface Finding {
  /** Seconds since the epoch. */
  now: number;
  /** Good and total events of the window, for budgeted kinds. */
  counts?: Counts;
  pairs?: PairState[];
  /** Value of gauges, computed ones and values by hand. */
  value?: number;
  /** When the last good value was seen, seconds. */
  lastSeen?: number;
  /** End of validity of a value by hand, seconds. */
  expires?: number;
}

/** The last good value may be this old, in seconds. */
const STALE_AFTER = 300;
/** Share of the budget at which an objective is at risk. */
export const RISK_LEFT = 0.25;

/** How an objective stands (docs/domain.md, Objectives). No data is never "met". */
export function objectiveState(value: Definition, finding: Finding): ObjectiveState {
  return isBudgeted(value) ? budgetState(value, finding) : valueState(value, finding);
}

function budgetState(value: Definition, { now, counts, pairs = [], lastSeen }: Finding): ObjectiveState {
  const target = goodShare(value);
  const share = counts && sli(counts);
  if (counts === undefined || share === undefined || isImpossible(counts)) {
    return 'noData';
  }
  if (lastSeen === undefined || now - lastSeen > STALE_AFTER) {
    return 'stale';
  }
  if (target === undefined) {
    return 'info';
  }
  if (share < target) {
    return 'breached';
  }
  const left = remaining(counts, target);
  return (left !== undefined && left <= RISK_LEFT) || pairs.some(({ fires }) => fires) ? 'atRisk' : 'met';
}

function valueState(definitionOf: Definition, { now, value, lastSeen, expires }: Finding): ObjectiveState {
  if (value === undefined || Number.isNaN(value)) {
    return 'noData';
  }
  const isOld = lastSeen !== undefined && now - lastSeen > STALE_AFTER;
  if (expires === undefined ? isOld : now >= expires) {
    return 'stale';
  }
  const { target, critical } = definitionOf;
  if (target === undefined) {
    return 'info';
  }
  if (isWithin(definitionOf, value, target)) {
    return 'met';
  }
  // the comparison that keeps to the target, turned at the critical threshold: "> 90 % is critical" breaches beyond 90, not at it
  return critical !== undefined && isAtMost(definitionOf, value, critical) ? 'atRisk' : 'breached';
}

function isAtMost({ comparison }: Definition, value: number, critical: number): boolean {
  return isLowerBetter({ comparison }) ? value <= critical : value >= critical;
}

/** Whether a person reads the share of bad events: where the target is about those. */
export function showsBad(value: Pick<Definition, 'comparison' | 'indicator'>): boolean {
  return isLowerBetter(value) && !isTimed(value);
}

/** The share a person reads: of bad events where the target is about those, else of good ones. */
export function shownShare(value: Pick<Definition, 'comparison' | 'indicator'>, counts: Counts): number | undefined {
  return showsBad(value) ? errorRatio(counts) : sli(counts);
}

/** The value by hand that counts: the last one given. */
export function lastReading({ readings = {} }: Pick<Objective, 'readings'>): Reading | undefined {
  return Object.values(readings).reduce<Reading | undefined>(
    (last, next) => (!last || Date.parse(next.at) >= Date.parse(last.at) ? next : last),
    undefined
  );
}
