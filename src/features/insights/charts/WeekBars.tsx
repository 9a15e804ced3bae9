import React, { memo, useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type IncidentWeek } from '../../../domain/insights/insights';
import { verbatim } from '../../../shared/words/verbatim';

/** Incidents per week as bars; a list to screen readers. */
function WeekBarsPlain({ weeks }: { weeks: IncidentWeek[] }) {
  const styles = useStyles2(getStyles);
  const texts = useMemo(() => weekTexts(weeks), [weeks]);
  const most = weeks.reduce((highest, { incidents }) => Math.max(highest, incidents), 1);
  return (
    <div>
      <ol className={styles.bars} tabIndex={0} aria-label={t('insights.name.weeks', 'Incidents per week')}>
        {weeks.map((week, index) => (
          <li key={week.week} title={texts[index]} className={styles.week}>
            <span className="sr-only">{texts[index]}</span>
            <span aria-hidden="true" className={styles.count}>
              {week.incidents > 0 && weeks.length <= 60 ? week.incidents : ''}
            </span>
            <span
              aria-hidden="true"
              className={cx(styles.bar, week.partial && styles.partial)}
              style={{ height: `${(week.incidents / most) * 100}px` }}
            />
          </li>
        ))}
      </ol>
      <div className={styles.axis} aria-hidden="true">
        <span>{weeks[0]?.date}</span>
        <span>{weeks.at(-1)?.date}</span>
      </div>
    </div>
  );
}

/** Drawn again only with other weeks: there are hundreds. */
export const WeekBars = memo(WeekBarsPlain);

/** Both sentences are translated once, whatever the number of weeks. */
function weekTexts(weeks: IncidentWeek[]): string[] {
  const places = { week: '\u0001', date: '\u0002', count: '\u0003' };
  const whole = t('insights.week', '{{week}} from {{date}}: {{count}}', verbatim(places));
  const part = t('insights.week-partial', '{{week}} from {{date}}, part of the week: {{count}}', verbatim(places));
  return weeks.map(({ week, date, incidents, partial }) =>
    (partial ? part : whole)
      .replace(places.week, week)
      .replace(places.date, date)
      .replace(places.count, String(incidents))
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bars: css({
    display: 'flex',
    alignItems: 'flex-end',
    height: 130,
    listStyle: 'none',
    overflowX: 'auto',
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  week: css({
    flex: '1 1 4px',
    minWidth: 4,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    padding: '0 1px',
    textAlign: 'center',
  }),
  count: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  bar: css({ background: theme.colors.primary.main }),
  partial: css({
    background: `repeating-linear-gradient(45deg, ${theme.colors.primary.main} 0 3px, transparent 3px 6px)`,
  }),
  axis: css({
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
