import { criticalText, targetText } from '../../domain/objective/format';
import { type Definition } from '../../domain/objective/schema';
import { budgetText, numberText, shareText, valueText } from '../../domain/text/quantity';
import { interfaceLanguage } from '../../grafana/user';

type Unit = Definition['unit'];

// The domain's texts in the language of the person's interface.

export function formatValue(value: number, unit: Unit): string {
  return valueText(value, unit, interfaceLanguage());
}

export function formatShare(fraction: number): string {
  return shareText(fraction, interfaceLanguage());
}

export function formatBudget(left: number): string {
  return budgetText(left, interfaceLanguage());
}

export function formatBurn(rate: number): string {
  return Number.isFinite(rate) ? `${numberText(rate, rate < 10 ? 1 : 0, interfaceLanguage())}×` : '∞';
}

export function formatTarget(definition: Pick<Definition, 'comparison' | 'target' | 'unit'>): string {
  return targetText(definition, interfaceLanguage());
}

export function formatCritical(definition: Pick<Definition, 'comparison' | 'critical' | 'unit'>): string {
  return criticalText(definition, interfaceLanguage());
}
