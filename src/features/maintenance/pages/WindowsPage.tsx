import React from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { needsApproval, windowState } from '../../../domain/maintenance/windows/times';
import { useNow } from '../../../shared/hooks/useNow';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { useOwners } from '../../../shared/maintenance/owners/useOwners';
import { ownersOfWindow, useServiceTeams } from '../../../shared/maintenance/owners/useServiceOwners';
import { newWindowPath, windowPath } from '../../../shared/maintenance/paths';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';
import { spanText, windowMark, windowStateName } from '../../../shared/words/windows';
import { MaintenanceFrame } from '../components/MaintenanceFrame';

export function WindowsPage() {
  return (
    <MaintenanceFrame tab="windows">
      <Content />
    </MaintenanceFrame>
  );
}

function Content() {
  const { windows, error, isPending, refetch } = useWindows();
  const now = useNow();
  const canWrite = useCanWrite('maintenance') !== 'no';
  const services = useServiceTeams();
  const owners = useOwners([], services.teams);
  if (error && windows.length === 0) {
    return <RequestFailure error={error} onRetry={refetch} what={t('windows.title', 'Windows')} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('windows.loading-all', 'Loading the windows…')} />;
  }
  const plan = canWrite && (
    <LinkButton size="sm" variant="secondary" icon="plus" href={newWindowPath()}>
      {t('windows.plan', 'Plan a window')}
    </LinkButton>
  );
  if (windows.length === 0) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('windows.empty', 'No maintenance window is planned')}
        button={plan || undefined}
      >
        {t(
          'windows.empty-hint',
          'A window says when work is done on which services: their alerts can be silenced, and the time left out of objectives.'
        )}
      </EmptyState>
    );
  }
  const shown = windows.filter((window) => owners.showsOf(ownersOfWindow(window, services.teamsOf)));
  const inState = (...states: string[]) => shown.filter((window) => states.includes(windowState(window, now)));
  return (
    <Stack direction="column" gap={3}>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <OwnerFilter owners={owners} />
        {plan}
      </Stack>
      {shown.length === 0 && <Text color="secondary">{t('windows.none-of', 'None of the windows is theirs.')}</Text>}
      <Section title={t('windows.running', 'Running')} windows={inState('running')} now={now} />
      <Section title={t('windows.upcoming', 'Planned')} windows={inState('planned').reverse()} now={now} />
      <Section title={t('windows.past', 'Past and cancelled')} windows={inState('ended', 'cancelled')} now={now} />
    </Stack>
  );
}

function Section({ title, windows, now }: { title: string; windows: WindowHead[]; now: number }) {
  const styles = useStyles2(getCardTableStyles);
  const names = columnNames();
  if (windows.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h4">
        {title}
      </Text>
      <div className={styles.container}>
        <table className={styles.table} role="table" aria-label={title}>
          <thead role="rowgroup">
            <tr role="row">
              {Object.entries(names).map(([column, name]) => (
                <th key={column} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {windows.map((window) => (
              <Row key={window.name} window={window} now={now} names={names} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function columnNames() {
  return {
    title: t('windows.column.title', 'What'),
    state: t('windows.column.state', 'State'),
    time: t('windows.column.time', 'Time'),
    services: t('windows.column.services', 'Services'),
    owner: t('windows.column.owner', 'Owner'),
    exclusion: t('windows.column.exclusion', 'Objectives'),
  };
}

interface RowProps {
  window: WindowHead;
  now: number;
  names: ReturnType<typeof columnNames>;
}

function Row({ window, now, names }: RowProps) {
  const { name, title, start, end, started, ended, serviceNames, owner } = window;
  const state = windowState(window, now);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <InternalLink to={windowPath(name)}>{title}</InternalLink>
      </th>
      <td role="cell" data-label={names.state}>
        <StateMark mark={windowMark(state)} /> {windowStateName(state)}
      </td>
      <td role="cell" data-label={names.time}>
        {spanText({ from: started ?? start, to: ended ?? end })}
      </td>
      <td role="cell" data-label={names.services}>
        {serviceNames || '–'}
      </td>
      <td role="cell" data-label={names.owner}>
        {owner ?? '–'}
      </td>
      <td role="cell" data-label={names.exclusion}>
        {exclusionName(window)}
      </td>
    </tr>
  );
}

function exclusionName(window: WindowHead): string {
  if (!window.exclude || window.cancelled) {
    return t('windows.exclusion.counted', 'counted');
  }
  return needsApproval(window)
    ? t('windows.exclusion.waiting', 'to be approved')
    : t('windows.exclusion.excluded', 'excluded');
}
