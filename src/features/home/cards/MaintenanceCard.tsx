import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { occurrenceKey, type Standing } from '../../../domain/maintenance/task';
import { weekOf } from '../../../domain/time/recurrence';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { dayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 6;

export function MaintenanceCard({ maintenance }: { maintenance: Maintenance }) {
  const { standings, zone, isPending, error, historyError, refetch } = maintenance;
  const styles = useCardStyles();
  const path = `${PLUGIN_BASE_URL}/maintenance`;
  const due = standings.filter(({ current }) => current);
  return (
    <Card
      title={t('home.maintenance.title', 'Today')}
      href={path}
      isPending={isPending}
      error={error?.error}
      onRetry={refetch}
      empty={
        due.length === 0 &&
        !historyError && (
          <Text color="secondary">{t('home.maintenance.none', 'No maintenance is due or overdue.')}</Text>
        )
      }
    >
      {historyError && (
        <RequestFailure
          error={historyError}
          severity="warning"
          onRetry={refetch}
          what={t('home.maintenance.history', 'Earlier weeks')}
        />
      )}
      <ul className={styles.list}>
        {due.slice(0, MOST).map((standing) => (
          <Due key={standing.key} standing={standing} zone={zone} />
        ))}
      </ul>
      {due.length > MOST && <TextLink href={path}>{moreText(due.length - MOST)}</TextLink>}
    </Card>
  );
}

function Due({ standing: { task, current, overdueSince, late }, zone }: { standing: Standing; zone: string }) {
  const styles = useCardStyles();
  if (!current) {
    return null;
  }
  const state = overdueSince ? 'overdue' : 'due';
  const href = `${PLUGIN_BASE_URL}/maintenance?${new URLSearchParams({ week: weekOf(current.date), open: occurrenceKey(current) })}`;
  return (
    <li className={styles.item}>
      <StateMark mark={occurrenceMark(state)} label={occurrenceStateName(state)} />
      <span className={styles.grow}>
        <TextLink href={href}>{task.title}</TextLink> <Text color="secondary">{current.team ?? task.team}</Text>
      </span>
      <span className={styles.strong}>
        {overdueSince
          ? t('home.maintenance.overdue', 'overdue {{duration}}', verbatim({ duration: formatDuration(late / 1000) }))
          : t('home.maintenance.due', 'due {{time}}', verbatim({ time: dayAndClock(current.due, zone) }))}
      </span>
    </li>
  );
}
