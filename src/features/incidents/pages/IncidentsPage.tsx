import React, { useDeferredValue, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, LinkButton, Pagination, Stack, Text, useStyles2 } from '@grafana/ui';
import { incidentsCsv } from '../../../domain/incident/csv';
import { filterIncidents, stripOf } from '../../../domain/incident/filter';
import { type IncidentHead } from '../../../domain/incident/head';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { downloadText } from '../../../shared/files/download';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { type Search, useSearch } from '../../../shared/incidents/useSearch';
import { PrivateChoice } from '../../../shared/privacy/PrivateChoice';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { Skeleton } from '../components/Skeleton';
import { FIRST_PAGE, useIncidents } from '../data/incidents';
import { ImportIncidentsButton } from '../list/ImportIncidentsButton';
import { IncidentFilters } from '../list/IncidentFilters';
import { IncidentTable } from '../list/IncidentTable';
import { useIncidentFilter } from '../list/useIncidentFilter';
import { ACTIONS_PATH, DECLARE, INCIDENTS_PATH, INSIGHTS_PATH } from '../paths';

const ROWS = 50;
const EVERYTHING = 20_000;

export function IncidentsPage() {
  const [limit, setLimit] = useState(FIRST_PAGE);
  const { incidents, total, error, isPending, refetch } = useIncidents(limit);
  const mayWrite = useCanWrite('incidents') !== 'no';
  const declare = mayWrite && (
    <LinkButton icon="plus" href={DECLARE}>
      {t('incidents.declare', 'Declare incident')}
    </LinkButton>
  );
  const actions = (
    <Stack gap={1}>
      <LinkButton variant="secondary" href={ACTIONS_PATH}>
        {t('incidents.actions.title', 'Actions')}
      </LinkButton>
      <LinkButton variant="secondary" href={INSIGHTS_PATH}>
        {t('incidents.insights.title', 'Insights')}
      </LinkButton>
      <LinkButton variant="secondary" href={SERVICES_PATH}>
        {t('incidents.services', 'Services')}
      </LinkButton>
      {declare}
    </Stack>
  );
  return (
    <Page title={t('incidents.title', 'Incidents')} actions={actions}>
      <ReadOnlyNotice folder="incidents" />
      {error && <RequestFailure error={error} onRetry={refetch} what={t('incidents.title', 'Incidents')} />}
      {mayWrite && incidents.length === 0 && !isPending && <ImportIncidentsButton />}
      {isPending && !error && <Skeleton label={t('incidents.loading', 'Loading incidents')} rows={8} />}
      {!isPending && !error && incidents.length === 0 && (
        <EmptyState
          variant="call-to-action"
          message={t('incidents.empty', 'No incidents yet')}
          button={declare || undefined}
        >
          {t('incidents.empty-text', 'Declare one as soon as something is wrong: the title is enough to begin with.')}
        </EmptyState>
      )}
      {incidents.length > 0 && (
        <IncidentList
          incidents={incidents}
          hidden={Math.max(total - incidents.length, 0)}
          mayWrite={mayWrite}
          onLoadAll={() => setLimit(EVERYTHING)}
        />
      )}
    </Page>
  );
}

interface ListProps {
  incidents: IncidentHead[];
  /** How many there are beyond those that were loaded. */
  hidden: number;
  mayWrite: boolean;
  onLoadAll: () => void;
}

function IncidentList({ incidents, hidden, mayWrite, onLoadAll }: ListProps) {
  const { filter, change, clear, isFiltered, page } = useIncidentFilter();
  const [withPrivate, setWithPrivate] = useState(false);
  const now = useNow();
  const deferred = useDeferredValue(filter); // typing must not wait for ten thousand heads
  const older = useSearch(
    JSON.stringify(deferred),
    (heads) => filterIncidents(heads, deferred, now),
    isFiltered && hidden > 0
  );
  const matches = older?.matches;
  const shown = useMemo(() => {
    const loaded = filterIncidents(incidents, deferred, now);
    const names = new Set(loaded.map(({ name }) => name));
    return [...loaded, ...(matches ?? []).filter(({ name }) => !names.has(name))];
  }, [incidents, matches, deferred, now]);
  const pages = Math.max(Math.ceil(shown.length / ROWS), 1);
  const current = Math.min(page, pages);
  return (
    <Stack direction="column" gap={2}>
      <Stack justifyContent="space-between" alignItems="flex-end" wrap="wrap" gap={1}>
        <Strip incidents={incidents} shown={shown} now={now} isPart={isFiltered || hidden > 0} />
        <Stack gap={1}>
          {mayWrite && <ImportIncidentsButton />}
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            icon="download-alt"
            onClick={() => downloadText('incidents.csv', incidentsCsv(shareable(shown, withPrivate)), 'text/csv')}
          >
            {t('incidents.csv', 'Download as CSV')}
          </Button>
          <PrivateChoice count={privateCount(shown)} value={withPrivate} onChange={setWithPrivate} />
        </Stack>
      </Stack>
      <IncidentFilters
        incidents={incidents}
        filter={filter}
        onChange={change}
        onClear={isFiltered ? () => clear() : undefined}
      />
      {older && <OlderProgress older={older} />}
      {shown.length === 0 && older && older.state !== 'done' ? null : shown.length === 0 ? (
        <EmptyState variant="not-found" message={t('incidents.no-match', 'No incident matches these filters')}>
          <Button variant="secondary" onClick={() => clear()}>
            {t('incidents.filter.clear', 'Clear filters')}
          </Button>
        </EmptyState>
      ) : (
        <IncidentTable incidents={shown.slice((current - 1) * ROWS, current * ROWS)} />
      )}
      {pages > 1 && (
        <Pagination currentPage={current} numberOfPages={pages} onNavigate={(to) => change({ page: String(to) })} />
      )}
      {hidden > 0 && !older && (
        <Stack alignItems="center" gap={1}>
          <Text color="secondary">
            {t('incidents.older', '', {
              count: hidden,
              defaultValue_one: '{{count}} older incident is not loaded yet.',
              defaultValue_other: '{{count}} older incidents are not loaded yet.',
            })}
          </Text>
          <Button size="sm" variant="secondary" onClick={onLoadAll}>
            {t('incidents.load-all', 'Load them all')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

/** How far the search through all incidents is. */
function OlderProgress({ older: { state, read, total, error, stop, goOn } }: { older: Search }) {
  const numbers = verbatim({ read, total });
  return (
    <div role="status">
      {state === 'searching' && (
        <Stack alignItems="center" gap={1}>
          <Text color="secondary">
            {read === 0
              ? t('incidents.search.begins', 'Searching all incidents…')
              : t('incidents.search.progress', 'Searching all incidents: {{read}} of {{total}}', numbers)}
          </Text>
          <Button size="sm" variant="secondary" fill="text" onClick={stop}>
            {t('incidents.search.stop', 'Stop')}
          </Button>
        </Stack>
      )}
      {state === 'stopped' && (
        <Stack alignItems="center" gap={1}>
          <Text color="secondary">
            {t('incidents.search.stopped', 'Stopped after {{read}} of {{total}} incidents', numbers)}
          </Text>
          <Button size="sm" variant="secondary" fill="text" onClick={goOn}>
            {t('incidents.search.again', 'Search all')}
          </Button>
        </Stack>
      )}
      {error && <RequestFailure error={error} what={t('incidents.title', 'Incidents')} />}
    </div>
  );
}

interface StripProps {
  incidents: IncidentHead[];
  shown: IncidentHead[];
  now: number;
  /** Not all incidents are among those shown. */
  isPart: boolean;
}

function Strip({ incidents, shown, now, isPart }: StripProps) {
  const styles = useStyles2(getStyles);
  const zone = useTeamZone();
  const { open, thisMonth, recovery, n, reviews } = useMemo(
    () => stripOf(incidents, shown, now, zone),
    [incidents, shown, now, zone]
  );
  return (
    <dl className={styles.strip}>
      <div>
        <dt>{t('incidents.strip.open', 'Open')}</dt>
        <dd>{open}</dd>
      </div>
      <div>
        <dt>{t('incidents.strip.month', 'This month')}</dt>
        <dd>{thisMonth}</dd>
      </div>
      <div
        title={t(
          'incidents.strip.formula',
          'Median of resolved − detected over the incidents listed below; drills, void ones and duplicates are left out'
        )}
      >
        <dt>
          {isPart
            ? t('incidents.strip.recovery-of', '', {
                count: shown.length,
                defaultValue_one: 'Time to recover of the {{count}} listed',
                defaultValue_other: 'Median time to recover of the {{count}} listed',
              })
            : t('incidents.strip.recovery', 'Median time to recover')}
        </dt>
        <dd>
          {recovery === undefined ? t('incidents.unknown', 'unknown') : formatDuration(recovery / 1000)}{' '}
          <small>{`n = ${n}`}</small>
        </dd>
      </div>
      {reviews > 0 && (
        <div>
          <dt>{t('incidents.strip.reviews', 'Reviews overdue')}</dt>
          <dd>
            <InternalLink to={`${INCIDENTS_PATH}?review=overdue`}>■ {reviews}</InternalLink>
          </dd>
        </div>
      )}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { fontSize: theme.typography.h3.fontSize, margin: 0, small: { color: theme.colors.text.secondary } },
  }),
});
