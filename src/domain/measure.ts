import { type Measure } from './incidentSchema';

/** Whether a value satisfies the measure; NaN never does. */
export function isMet(value: number, { comparison, threshold }: Pick<Measure, 'comparison' | 'threshold'>): boolean {
  switch (comparison) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
    case '==':
      return value === threshold;
    case '!=':
      return !Number.isNaN(value) && value !== threshold;
  }
}
