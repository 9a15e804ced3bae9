import { t } from '@grafana/i18n';
import { type Compliance } from '../../../domain/maintenance/task';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';

/** Kept promises in words, with their uncertainty; says so when there is nothing to count. */
export function complianceText({ kept, matured, waived, share, interval }: Compliance, weeks: number): string {
  const left = waived
    ? ` ${t('maintenance.compliance.waived', '', { count: waived, defaultValue_one: '{{count}} waived, not counted.', defaultValue_other: '{{count}} waived, not counted.' })}`
    : '';
  if (share === undefined || !interval) {
    return `${t('maintenance.compliance.none', '', {
      count: weeks,
      defaultValue_one: 'No date of the week is over yet: nothing to count.',
      defaultValue_other: 'No date is over yet in {{count}} weeks: nothing to count.',
    })}${left}`;
  }
  const period = t('maintenance.compliance.period', '', {
    count: weeks,
    defaultValue_one: 'Kept this week',
    defaultValue_other: 'Kept in {{count}} weeks',
  });
  const text = t(
    'maintenance.compliance.text',
    '{{period}}: {{kept}} of {{matured}} ({{share}}, 95 % interval {{low}} to {{high}}).',
    verbatim({
      period,
      kept,
      matured,
      share: percentText(share),
      low: percentText(interval.low),
      high: percentText(interval.high),
    })
  );
  return `${text}${left}`;
}
