import { t } from '@grafana/i18n';
import { type Definition, isLowerBetter } from '../../domain/objective';
import { interfaceLanguage } from '../../grafana/user';
import { formatDuration } from '../durations';

type Unit = Definition['unit'];
const NBSP = '\u00a0';

/** A value with its unit, in the digits that a person needs to see it move. */
export function formatValue(value: number, unit: Unit): string {
  if (Number.isNaN(value)) {
    return '?';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  switch (unit) {
    case 'ratio':
      return formatShare(value);
    case 'percent':
      return `${number(value, 1)}${NBSP}%`;
    case 's':
      return formatSeconds(value);
    case 'min':
      return Math.abs(value) < 120
        ? `${number(value, Math.abs(value) < 10 ? 1 : 0)}${NBSP}min`
        : formatDuration(value * 60);
    case 'h':
      return `${number(value, Math.abs(value) < 10 ? 1 : 0)}${NBSP}h`;
    case 'bytes':
      return formatBytes(value);
    case 'reqps':
      return `${number(value, Math.abs(value) < 10 ? 2 : 1)}${NBSP}${t('objectives.units.requests', 'req/s')}`;
    case 'count':
    case 'score':
      return number(value, 2);
  }
}

/** A fraction in percent: 0.0551 → 5.5 %, 0.99912 → 99.912 %. Never rounded up to 100 %. */
export function formatShare(fraction: number): string {
  const rest = Math.min(Math.abs(fraction), Math.abs(1 - fraction)) * 100;
  const digits = rest === 0 ? 0 : Math.min(4, Math.max(0, Math.ceil(-Math.log10(rest))) + 1);
  const percent = fraction * 100;
  const scale = 10 ** digits;
  const shown = fraction > 0.5 && fraction < 1 ? Math.floor(percent * scale + 1e-6) / scale : percent;
  return `${number(shown, digits)}${NBSP}%`;
}

/** What is left of a budget: −520 %, 10 %, 84 %. */
export function formatBudget(left: number): string {
  if (!Number.isFinite(left)) {
    return left < 0 ? `−∞${NBSP}%` : `∞${NBSP}%`;
  }
  const percent = left * 100;
  return `${number(percent, Math.abs(percent) < 10 ? 1 : 0)}${NBSP}%`;
}

export function formatBurn(rate: number): string {
  return Number.isFinite(rate) ? `${number(rate, rate < 10 ? 1 : 0)}×` : '∞';
}

/** "< 1 %", "≥ 99.9 %"; nothing where there is no target. */
export function formatTarget(definition: Pick<Definition, 'comparison' | 'target' | 'unit'>): string {
  const { comparison, target, unit } = definition;
  return target === undefined ? '' : `${SIGNS[comparison]}${NBSP}${formatValue(target, unit)}`;
}

/** "> 5 %": beyond this it is critical. */
export function formatCritical(definition: Pick<Definition, 'comparison' | 'critical' | 'unit'>): string {
  const { critical, unit } = definition;
  return critical === undefined ? '' : `${isLowerBetter(definition) ? '>' : '<'}${NBSP}${formatValue(critical, unit)}`;
}

const SIGNS: Record<Definition['comparison'], string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

function formatSeconds(value: number): string {
  const size = Math.abs(value);
  if (size < 1) {
    const milliseconds = value * 1000;
    return `${number(milliseconds, Math.abs(milliseconds) < 10 ? 1 : 0)}${NBSP}ms`;
  }
  return size < 120 ? `${number(value, size < 10 ? 2 : 0)}${NBSP}s` : formatDuration(value);
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function formatBytes(value: number): string {
  const power =
    value === 0 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log(Math.abs(value)) / Math.log(1024)));
  return `${number(value / 1024 ** power, 1)}${NBSP}${BYTE_UNITS[Math.max(0, power)]}`;
}

function number(value: number, digits: number): string {
  const text = new Intl.NumberFormat(interfaceLanguage() || 'en-US', { maximumFractionDigits: digits }).format(value);
  return text.replace('-', '−');
}
