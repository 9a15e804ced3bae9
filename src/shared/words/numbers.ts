import { numberText } from '../../domain/text/quantity';
import { interfaceLanguage } from '../../grafana/user';

/** A number as the reader's language writes it, with so many decimals at most. */
export function formatNumber(value: number, decimals = 0): string {
  return Number.isFinite(value) ? numberText(value, decimals, interfaceLanguage()) : value < 0 ? '−∞' : '∞';
}
