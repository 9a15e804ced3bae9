import { type Indicator } from './kinds/kinds';

/** What is computed from incidents, reviews and actions; OEE is a product of other objectives. */
export type ComputedMeasure = Exclude<Extract<Indicator, { kind: 'computed' }>['measure'], 'oee'>;

export function recordsMeasure(indicator: Indicator): ComputedMeasure | undefined {
  return indicator.kind === 'computed' && indicator.measure !== 'oee' ? indicator.measure : undefined;
}

/** Whether reviews and actions must be known, with the days they were due. */
export function countsDues(indicator: Indicator): boolean {
  const measure = recordsMeasure(indicator);
  return measure === 'reviewsOnTime' || measure === 'actionsOnTime';
}

/** Keys of the objectives that an OEE multiplies: none where they are not chosen yet; undefined for what is no product. */
export function factorsOf(indicator: Indicator): string[] | undefined {
  return indicator.kind === 'computed' && indicator.measure === 'oee'
    ? Object.values(indicator.factors ?? {})
    : undefined;
}
