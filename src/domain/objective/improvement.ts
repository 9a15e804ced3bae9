import { z } from 'zod/mini';
import { type Reason } from '../record/outcome';
import { instant, person } from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { holds, isLowerBetter, ORDERINGS } from '../statistics/comparison';
import { oneLine } from '../text/oneLine';
import { UNITS } from '../text/quantity';

export const PROGRESS = ['toDo', 'inProgress', 'late', 'reached'] as const;
export type IndicatorProgress = (typeof PROGRESS)[number];

const line = z.string().check(z.maxLength(300));

/** A value of an indicator on a day, as a person found it. */
export const indicatorReading = z.object({
  value: z.number(),
  /** When it was true; it may have been entered later. */
  on: instant,
  /** How the team itself judges the progress. */
  progress: z.optional(z.enum(PROGRESS)),
  note: z.optional(z.string().check(z.maxLength(20_000))),
  at: instant,
  by: person,
});
export type IndicatorReading = z.infer<typeof indicatorReading>;

/** What a team wants to become better at: a target, and where it stood over time. */
export const improvementFields = z.object({
  name: line.check(z.minLength(1)),
  comparison: z.enum(ORDERINGS),
  target: z.number(),
  unit: z.enum(UNITS),
  /** Key of the objective that measures the same quantity. */
  objective: z.optional(z.string().check(z.maxLength(100))),
  /** What the team's own records measure of it, in place of an objective: the share of what is documented. */
  measures: z.optional(z.enum(['documentation'])),
  /** The day by which the target is to be reached. */
  due: z.optional(z.iso.date()),
  owner: z.optional(z.string().check(z.maxLength(100))),
});
export type ImprovementFields = z.infer<typeof improvementFields>;

export const improvement = z.extend(improvementFields, {
  position: z.number(),
  readings: z.optional(z.record(z.string(), indicatorReading)),
});
export type Improvement = z.infer<typeof improvement>;
export type Improvements = Record<string, Improvement>;

export function checkImprovement(fields: ImprovementFields): Reason[] {
  const { name, target } = fields;
  const reasons: Reason[] = [
    ...(oneLine(name) ? [] : [{ code: 'objective.name.empty' as const, field: 'name' }]),
    ...(Number.isFinite(target) ? [] : [{ code: 'objective.target.number' as const, field: 'target' }]),
  ];
  return withUnreadable(reasons, improvementFields, fields);
}

export function checkIndicatorReading(value: IndicatorReading): Reason[] {
  const reasons: Reason[] = Number.isFinite(value.value) ? [] : [{ code: 'objective.value', field: 'value' }];
  return withUnreadable(reasons, indicatorReading, value);
}

export interface IndicatorStanding {
  /** The last reading by its day. */
  last?: IndicatorReading;
  first?: IndicatorReading;
  /** Oldest first. */
  readings: IndicatorReading[];
  /** What is measured now, else the last reading. */
  actual?: number;
  reached?: boolean;
  /** Share of the way from the first reading to the target; negative when it moved away. Absent with one value. */
  way?: number;
  /** Since the reading before. */
  direction?: 'better' | 'worse' | 'same';
  /** The team's own word, else what follows from the target and the due day. Absent: nothing is known. */
  progress?: IndicatorProgress;
}

/** Where an indicator stands on `today` (`2026-11-21`); `measured`: what its objective measures now, in the indicator's unit. */
export function indicatorStanding(indicator: Improvement, today: string, measured?: number): IndicatorStanding {
  const readings = Object.values(indicator.readings ?? {}).sort(
    (a, b) => Date.parse(a.on) - Date.parse(b.on) || Date.parse(a.at) - Date.parse(b.at)
  );
  const [first] = readings;
  const last = readings.at(-1);
  const actual = measured ?? last?.value;
  if (actual === undefined) {
    return { readings };
  }
  const { comparison, target, due } = indicator;
  const reached = holds(actual, comparison, target);
  const before = readings.at(measured === undefined ? -2 : -1);
  const gained = before && (isLowerBetter(indicator) ? before.value - actual : actual - before.value);
  const distance = first && target - first.value;
  return {
    readings,
    actual,
    ...(first && { first }),
    ...(last && { last }),
    reached,
    ...(before && distance && { way: (actual - first.value) / distance }),
    ...(gained !== undefined && { direction: gained > 0 ? 'better' : gained < 0 ? 'worse' : 'same' }),
    progress: reached
      ? 'reached'
      : due !== undefined && today > due
        ? 'late'
        : last?.progress && last.progress !== 'reached'
          ? last.progress
          : 'inProgress',
  };
}
