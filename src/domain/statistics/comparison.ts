export const COMPARISONS = ['<', '<=', '==', '!=', '>=', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Those that put values in an order, so that one can be better than another. */
export const ORDERINGS = ['<', '<=', '>', '>='] as const;
export type Ordering = (typeof ORDERINGS)[number];

/** Whether a smaller value is the better one. */
export function isLowerBetter({ comparison }: { comparison: Ordering }): boolean {
  return comparison === '<' || comparison === '<=';
}

/** Whether `value` stands in that relation to `threshold`, both in the same unit; NaN never does, not even for `!=`. */
export function holds(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '==':
      return value === threshold;
    case '!=':
      return !Number.isNaN(value) && value !== threshold;
    case '>=':
      return value >= threshold;
    case '>':
      return value > threshold;
  }
}
