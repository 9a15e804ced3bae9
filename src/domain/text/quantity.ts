import { durationWords } from './times';

export const UNITS = ['ratio', 'percent', 's', 'min', 'h', 'bytes', 'reqps', 'count', 'score'] as const;
export type Unit = (typeof UNITS)[number];

const NBSP = '\u00a0';

/** Grafana's names of the units that it has a name for. */
export const GRAFANA_UNITS: Partial<Record<Unit, string>> = {
  ratio: 'percentunit',
  percent: 'percent',
  s: 's',
  min: 'm',
  h: 'h',
  bytes: 'bytes',
  reqps: 'reqps',
};

/** A value with its unit, in the digits that a person needs to see it move; numbers as `language` writes them. */
export function valueText(value: number, unit: Unit, language: string): string {
  if (Number.isNaN(value)) {
    return '?';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  switch (unit) {
    case 'ratio':
      return shareText(value, language);
    case 'percent':
      return (value > 0 && value < 1) || (value > 99 && value < 100)
        ? shareText(value / 100, language)
        : `${numberText(value, 1, language)}${NBSP}%`;
    case 's':
      return secondsText(value, language);
    case 'min':
      return Math.abs(value) < 120
        ? `${numberText(value, Math.abs(value) < 10 ? 1 : 0, language)}${NBSP}min`
        : durationText(value * 60, language);
    case 'h':
      return `${numberText(value, Math.abs(value) < 10 ? 1 : 0, language)}${NBSP}h`;
    case 'bytes':
      return bytesText(value, language);
    case 'reqps':
      return `${numberText(value, Math.abs(value) < 10 ? 2 : 1, language)}${NBSP}req/s`;
    case 'count':
    case 'score':
      return numberText(value, 2, language);
  }
}

/** More units that Grafana's panels offer and people type, as multiples of ours. */
const MULTIPLES = new Map<string, [unit: Unit, factor: number]>([
  ['%', ['percent', 1]],
  ['ns', ['s', 1e-9]],
  ['µs', ['s', 1e-6]],
  ['ms', ['s', 1e-3]],
  ['dtdurationms', ['s', 1e-3]],
  ['dtdurations', ['s', 1]],
  ['B', ['bytes', 1]],
  ['decbytes', ['bytes', 1]],
  ['kbytes', ['bytes', 1024]],
  ['mbytes', ['bytes', 1024 ** 2]],
  ['gbytes', ['bytes', 1024 ** 3]],
  ['deckbytes', ['bytes', 1e3]],
  ['decmbytes', ['bytes', 1e6]],
  ['decgbytes', ['bytes', 1e9]],
]);

/** A value in one of our units; undefined where Grafana's unit is none that we know. */
export function inOurUnit(value: number, grafanaUnit: string | undefined): { value: number; unit: Unit } | undefined {
  if (grafanaUnit === undefined) {
    return undefined;
  }
  const same = UNITS.find((each) => GRAFANA_UNITS[each] === grafanaUnit);
  const multiple = MULTIPLES.get(grafanaUnit);
  return same ? { value, unit: same } : multiple && { value: value * multiple[1], unit: multiple[0] };
}

/** A value with one of Grafana's units, as evidence is kept; a unit without words of its own is written as it is. */
export function measuredText(value: number, grafanaUnit: string | undefined, language: string): string {
  const known = inOurUnit(value, grafanaUnit);
  return known
    ? valueText(known.value, known.unit, language)
    : [figureText(value, language), ...(grafanaUnit && grafanaUnit !== 'short' ? [grafanaUnit] : [])].join(' ');
}

/** A value that a query or a person gave, with the unit as its author wrote it; a text stays as it is. */
export function answeredText(value: number | string, unit: string | undefined, language: string): string {
  const text = typeof value === 'number' ? figureText(value, language) : value;
  return unit ? `${text} ${unit}` : text;
}

/** A bound as its author wrote it, with all its decimals. */
export function ruleNumber(value: number, language: string): string {
  return numberText(value, 20, language);
}

/** A fraction in percent: 0.0551 → 5.5 %, 0.99912 → 99.912 %. Never rounded up to 100 %. */
export function shareText(fraction: number, language: string): string {
  const rest = Math.min(Math.abs(fraction), Math.abs(1 - fraction)) * 100;
  const digits = rest === 0 ? 0 : Math.min(4, Math.max(0, Math.ceil(-Math.log10(rest))) + 1);
  const percent = fraction * 100;
  const scale = 10 ** digits;
  const shown = fraction > 0.5 && fraction < 1 ? Math.floor(percent * scale + 1e-6) / scale : percent;
  return `${numberText(shown, digits, language)}${NBSP}%`;
}

/** A share of a budget, used or left: −520 %, 10 %, 84 %. */
export function budgetText(left: number, language: string): string {
  if (!Number.isFinite(left)) {
    return left < 0 ? `−∞${NBSP}%` : `∞${NBSP}%`;
  }
  const percent = left * 100;
  return `${numberText(percent, Math.abs(percent) < 10 ? 1 : 0, language)}${NBSP}%`;
}

function secondsText(value: number, language: string): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.0001) {
    return `${numberText(value * 1e6, 2, language)}${NBSP}µs`;
  }
  if (size < 1) {
    const milliseconds = value * 1000;
    return `${numberText(milliseconds, Math.abs(milliseconds) < 10 ? 1 : 0, language)}${NBSP}ms`;
  }
  return size < 120 ? `${numberText(value, size < 10 ? 2 : 0, language)}${NBSP}s` : durationText(value, language);
}

function durationText(seconds: number, language: string): string {
  return durationWords(seconds * 1000, isFrench(language) ? 'fr' : 'en');
}

function isFrench(language: string): boolean {
  return language.startsWith('fr');
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function bytesText(value: number, language: string): string {
  const power =
    value === 0 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log(Math.abs(value)) / Math.log(1024)));
  return `${numberText(value / 1024 ** power, 1, language)}${NBSP}${BYTE_UNITS[Math.max(0, power)]}`;
}

/** A number of which nothing is known: four digits of it, of large ones all before the decimals. */
export function figureText(value: number, language: string): string {
  const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return numberText(value, Math.min(20, Math.max(0, 3 - power)), language);
}

export function numberText(value: number, digits: number, language: string): string {
  const text = new Intl.NumberFormat(language || 'en-US', { maximumFractionDigits: digits }).format(value);
  return text.replace('-', '−');
}
