import { tidyNumber } from '../../domain/objective/burnRate';
import { type Definition } from '../../domain/objective/schema';

/** The number that is stored for one that a person typed: shares are typed in percent. */
export function fromTyped(value: number, unit: Definition['unit']): number {
  return unit === 'ratio' ? tidyNumber(value / 100) : value;
}

/** The number that a person types for a stored one. */
export function toTyped(value: number, unit: Definition['unit']): number {
  return unit === 'ratio' ? tidyNumber(value * 100) : value;
}
