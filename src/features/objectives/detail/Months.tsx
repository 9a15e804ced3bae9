import React from 'react';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Slice, countsOf } from '../../../domain/objective/series';
import { monthsIn } from '../../../domain/time/window';
import { formatShare } from '../../../shared/objectives/format';
import { monthText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { getDayStyles, shortened, tone } from './Days';

interface Props {
  slices: Slice[];
  now: number;
  target: number;
  zone: string;
}

/** Each calendar month that has samples, by what it used of its own budget. */
export function Months({ slices, now, target, zone }: Props) {
  const styles = useStyles2(getDayStyles);
  const start = slices[0]?.start ?? now;
  const months = countsOf(slices, monthsIn({ start, end: now }, zone), target);
  return (
    <ol className={styles.days} aria-label={t('objectives.months.title', 'By calendar month')}>
      {months.map(({ month, start: first, good, total, consumed }) => {
        const values = verbatim({
          month: monthText(month),
          bad: total > 0 ? formatShare((total - good) / total) : '',
          used: consumed === undefined ? '' : shortened(consumed),
        });
        const text =
          consumed === undefined
            ? t('objectives.months.nothing', '{{month}}: no data', values)
            : first < start - 1
              ? t(
                  'objectives.months.part',
                  '{{month}}, as far as there are samples: {{bad}} bad, {{used}}× its budget',
                  values
                )
              : t('objectives.months.used', '{{month}}: {{bad}} bad, {{used}}× its budget', values);
        return (
          <li key={month}>
            <span className={tone(consumed, styles)} role="img" title={text} aria-label={text}>
              <span className={styles.date}>{monthText(month)}</span>
              <span>{consumed === undefined ? '–' : `${shortened(consumed)}×`}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
