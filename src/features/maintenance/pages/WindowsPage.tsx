import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
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
import { smallTable } from '../../../shared/ui/tableStyles';
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
  const styles = useStyles2(getStyles);
  if (windows.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h4">
        {title}
      </Text>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('windows.column.state', 'State')}</th>
              <th scope="col">{t('windows.column.time', 'Time')}</th>
              <th scope="col">{t('windows.column.title', 'What')}</th>
              <th scope="col">{t('windows.column.services', 'Services')}</th>
              <th scope="col">{t('windows.column.owner', 'Owner')}</th>
              <th scope="col">{t('windows.column.exclusion', 'Objectives')}</th>
            </tr>
          </thead>
          <tbody>
            {windows.map((window) => (
              <Row key={window.name} window={window} now={now} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ window, now }: { window: WindowHead; now: number }) {
  const { name, title, start, end, started, ended, serviceNames, owner } = window;
  const state = windowState(window, now);
  return (
    <tr>
      <td>
        <StateMark mark={windowMark(state)} /> {windowStateName(state)}
      </td>
      <td>{spanText({ from: started ?? start, to: ended ?? end })}</td>
      <td>
        <InternalLink to={windowPath(name)}>{title}</InternalLink>
      </td>
      <td>{serviceNames}</td>
      <td>{owner}</td>
      <td>{exclusionName(window)}</td>
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

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...smallTable(theme),
    width: '100%',
    'td:nth-of-type(-n + 2)': { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
    'td:nth-of-type(3)': { minWidth: 160, overflowWrap: 'anywhere' },
  }),
});
