import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { type TaskStanding } from '../../../domain/maintenance/task';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { windowState } from '../../../domain/maintenance/windows/times';
import { useNow } from '../../../shared/hooks/useNow';
import { occurrencePath } from '../../../shared/maintenance/occurrencePath';
import { windowPath } from '../../../shared/maintenance/paths';
import { type Windows } from '../../../shared/maintenance/useWindows';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { dayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { spanText, windowMark, windowStateName } from '../../../shared/words/windows';
import { dueToday, type HomeMaintenance } from '../data/maintenance';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 6;

interface Props {
  maintenance: HomeMaintenance;
  /** Of today. */
  windows: Windows['windows'];
}

export function MaintenanceCard({ maintenance, windows }: Props) {
  const { zone, isPending, error, historyError, refetch } = maintenance;
  const styles = useCardStyles();
  const path = `${PLUGIN_BASE_URL}/maintenance`;
  const now = useNow();
  const due = dueToday(maintenance, now);
  return (
    <Card
      title={t('home.maintenance.title', 'Today')}
      href={path}
      isPending={isPending}
      error={error}
      hasContent={due.length > 0 || windows.length > 0}
      onRetry={refetch}
      empty={
        due.length === 0 &&
        windows.length === 0 &&
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
      {windows.length > 0 && (
        <ul className={styles.list} aria-label={t('home.maintenance.windows', 'Maintenance windows of today')}>
          {windows.slice(0, MOST).map((window) => (
            <Planned key={window.name} window={window} now={now} />
          ))}
        </ul>
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

function Planned({ window, now }: { window: WindowHead; now: number }) {
  const styles = useCardStyles();
  const { name, title, serviceNames, start, end, started, ended } = window;
  const state = windowState(window, now);
  return (
    <li className={styles.item}>
      <StateMark mark={windowMark(state)} label={windowStateName(state)} />
      <span className={styles.grow}>
        <TextLink href={windowPath(name)}>{title}</TextLink> <Text color="secondary">{serviceNames}</Text>
      </span>
      <span>{spanText({ from: started ?? start, to: ended ?? end })}</span>
    </li>
  );
}

function Due({ standing: { task, current, overdueSince, late }, zone }: { standing: TaskStanding; zone: string }) {
  const styles = useCardStyles();
  const now = useNow();
  if (!current) {
    return null;
  }
  const state = overdueSince ? 'overdue' : 'due';
  return (
    <li className={styles.item}>
      <StateMark mark={occurrenceMark(state, Date.parse(current.due) < now)} label={occurrenceStateName(state)} />
      <span className={styles.grow}>
        <TextLink href={occurrencePath(current)}>{task.title}</TextLink>{' '}
        <Text color="secondary">{current.team ?? task.team}</Text>
      </span>
      <span className={styles.strong}>
        {overdueSince
          ? t('home.maintenance.overdue', 'overdue {{duration}}', verbatim({ duration: formatDuration(late / 1000) }))
          : t('home.maintenance.due', 'due {{time}}', verbatim({ time: dayAndClock(current.due, zone) }))}
      </span>
    </li>
  );
}
