import { type ComputedMeasure } from './kinds/computedMeasure';
import { type Indicator, kindOf } from './kinds/kinds';

export function recordsMeasure(indicator: Indicator): ComputedMeasure | undefined {
  return kindOf(indicator).records?.measure(indicator);
}

/** Whether reviews and actions must be known, with the days they were due. */
export function countsDues(indicator: Indicator): boolean {
  const measure = recordsMeasure(indicator);
  return measure === 'reviewsOnTime' || measure === 'actionsOnTime';
}

/** Keys of the objectives that an OEE multiplies: none where they are not chosen yet; undefined for what is no product. */
export function factorsOf(indicator: Indicator): string[] | undefined {
  return kindOf(indicator).records?.factors(indicator);
}
