import { isLowerBetter } from '../statistics/comparison';
import { valueText } from '../text/quantity';
import { type Definition } from './schema';

const NBSP = '\u00a0';

/** "< 1 %", "≥ 99.9 %"; nothing where there is no target. */
export function targetText(
  { comparison, target, unit }: Pick<Definition, 'comparison' | 'target' | 'unit'>,
  language: string
): string {
  return target === undefined ? '' : `${SIGNS[comparison]}${NBSP}${valueText(target, unit, language)}`;
}

/** "> 5 %": beyond this it is critical. */
export function criticalText(
  definition: Pick<Definition, 'comparison' | 'critical' | 'unit'>,
  language: string
): string {
  const { critical, unit } = definition;
  return critical === undefined
    ? ''
    : `${isLowerBetter(definition) ? '>' : '<'}${NBSP}${valueText(critical, unit, language)}`;
}

const SIGNS: Record<Definition['comparison'], string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };
