import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Slice, countsOf } from '../../../domain/objective/series';
import { daysOf, type Span } from '../../../domain/time/window';
import { formatShare } from '../../../shared/objectives/format';
import { formatNumber } from '../../../shared/words/numbers';
import { shortDayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  slices: Slice[];
  span: Span;
  target: number;
  zone: string;
  onDay: (span: Span) => void;
}

/** Each day by what it used of its own share of the budget; the number says it without the colour. */
export function Days({ slices, span, target, zone, onDay }: Props) {
  const styles = useStyles2(getDayStyles);
  const days = countsOf(slices, daysOf(span, zone), target);
  return (
    <ol className={styles.days} aria-label={t('objectives.days.title', 'By day')}>
      {days.map(({ date, start, end, good, total, consumed }) => {
        const text =
          consumed === undefined
            ? t('objectives.days.nothing', '{{date}}: no data', verbatim({ date }))
            : t(
                'objectives.days.used',
                '{{date}}: {{bad}} bad, {{used}}× its share of the budget',
                verbatim({ date, bad: formatShare((total - good) / total), used: shortened(consumed) })
              );
        return (
          <li key={date}>
            <button
              type="button"
              className={tone(consumed, styles)}
              title={text}
              aria-label={text}
              onClick={() => onDay({ start, end })}
            >
              <span className={styles.date}>{shortDayText(date)}</span>
              <span>{consumed === undefined ? '–' : `${shortened(consumed)}×`}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

export function shortened(used: number): string {
  return formatNumber(used, used < 10 ? 1 : 0);
}

export function tone(consumed: number | undefined, styles: ReturnType<typeof getDayStyles>): string {
  if (consumed === undefined) {
    return styles.day;
  }
  return cx(styles.day, consumed > 1 ? styles.bad : consumed > 0.5 ? styles.warning : styles.good);
}

export const getDayStyles = (theme: GrafanaTheme2) => ({
  days: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), listStyle: 'none', margin: 0, padding: 0 }),
  day: css({
    minWidth: theme.spacing(7),
    whiteSpace: 'nowrap',
    padding: theme.spacing(0.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderBottomWidth: 4,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    color: theme.colors.text.primary,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    fontVariantNumeric: 'tabular-nums',
  }),
  date: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  good: css({ borderBottomColor: theme.colors.success.main }),
  warning: css({ borderBottomColor: theme.colors.warning.main }),
  bad: css({ borderBottomColor: theme.colors.error.main }),
});
