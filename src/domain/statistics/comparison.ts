export const COMPARISONS = ['<', '<=', '==', '!=', '>=', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];

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
