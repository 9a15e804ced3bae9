import { figureText, numberText } from '../../domain/text/quantity';
import { interfaceLanguage } from '../../grafana/user';

/** A share in percent: 0.815 is 81.5 %. */
export function percentText(share: number, decimals = 1): string {
  return `${formatNumber(share * 100, decimals)}\u00a0%`;
}

/** A measured number of which nothing else is known, as the reader's language writes it. */
export function formatFigure(value: number): string {
  return Number.isFinite(value) ? figureText(value, interfaceLanguage()) : formatNumber(value);
}

/** A number as the reader's language writes it, with so many decimals at most. */
export function formatNumber(value: number, decimals = 0): string {
  return Number.isFinite(value) ? numberText(value, decimals, interfaceLanguage()) : value < 0 ? '−∞' : '∞';
}
