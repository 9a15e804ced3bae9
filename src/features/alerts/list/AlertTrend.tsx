import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type AlertWeek } from '../../../domain/insights/alerts/judgement';
import { smallTable } from '../../../shared/ui/tableStyles';

/** Week by week how often alerts fired, and how many of these firings belong to an incident. */
export function AlertTrend({ weeks }: { weeks: AlertWeek[] }) {
  const styles = useStyles2(getStyles);
  const most = Math.max(1, ...weeks.map(({ fired }) => fired));
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('alerts.trend.title', 'Week by week')}
      </Text>
      <table className={styles.table} aria-label={t('alerts.trend.title', 'Week by week')}>
        <thead>
          <tr>
            <th scope="col">{t('alerts.trend.week', 'Week')}</th>
            <th scope="col">{t('alerts.column.fired', 'Fired')}</th>
            <th scope="col">{t('alerts.trend.acted', 'In incidents')}</th>
            <th scope="col">
              <span className="sr-only">{t('alerts.trend.bar', 'Share of the loudest week')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ week, fired, acted }) => (
            <tr key={week}>
              <th scope="row">{week}</th>
              <td>{fired}</td>
              <td>{acted}</td>
              <td className={styles.track}>
                <div className={styles.bar} style={{ width: `${(fired / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css(smallTable(theme)),
  track: css({ width: 200 }),
  bar: css({ height: theme.spacing(1), background: theme.colors.primary.main }),
});
