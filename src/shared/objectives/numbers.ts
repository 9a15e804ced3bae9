import { t } from '@grafana/i18n';
import { type Objective } from '../../domain/objective/schema';

/** How a number is typed in a unit. */
export function unitHint({ unit }: Pick<Objective, 'unit'>): string | undefined {
  switch (unit) {
    case 'ratio':
    case 'percent':
      return t('objectives.unit.percent', 'in percent');
    case 's':
      return t('objectives.unit.seconds', 'in seconds');
    case 'min':
      return t('objectives.unit.minutes', 'in minutes');
    case 'h':
      return t('objectives.unit.hours', 'in hours');
    case 'bytes':
      return t('objectives.unit.bytes', 'in bytes');
    case 'reqps':
      return t('objectives.unit.requests', 'requests per second');
    default:
      return undefined;
  }
}

/** "99,9" and "99.9" alike; undefined when it is no number. */
export function parseNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}
