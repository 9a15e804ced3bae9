import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert, EmptyState, LinkButton, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { insightsOf } from '../../../domain/insights/insights';
import { serviceNames } from '../../../domain/insights/reliability';
import { plannedByService } from '../../../domain/objective/exclusion';
import { localDateOf } from '../../../domain/time/recurrence';
import { MINUTE_SECONDS } from '../../../domain/time/units';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { type IncidentHeads, MOST_HEADS, useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { LegacyStorageNotice } from '../../../shared/records/LegacyStorageNotice';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { ExportButtons } from '../export/ExportButtons';
import { visibleOnly } from '../export/markdown';
import { Filters } from '../filter/Filters';
import { earlierPeriod, type InsightsFilter, periodOf, useInsightsFilter } from '../filter/useInsightsFilter';
import { Results } from '../results/Results';

export function InsightsPage() {
  const { filter } = useInsightsFilter();
  const zone = useTeamZone();
  const now = useNow(MINUTE_SECONDS * 1000) / 1000;
  const heads = useIncidentHeads({ since: beginOf(filter, now, zone) });
  const { incidents, error, isPending, refetch } = heads;
  const title = t('insights.title', 'Insights');
  return (
    <Page title={title}>
      {error && <RequestFailure error={error} onRetry={refetch} what={title} />}
      {isPending && !error && <LoadingPlaceholder text={t('insights.loading', 'Reading the incidents…')} />}
      {!isPending && !error && incidents.length === 0 && (
        <EmptyState variant="call-to-action" message={t('insights.empty', 'No incidents yet')} button={toIncidents()}>
          {t(
            'insights.empty-text',
            'How often things break, how soon they are found and how long they take: once there are incidents.'
          )}
        </EmptyState>
      )}
      {incidents.length > 0 && <Content {...heads} />}
    </Page>
  );
}

/** Where the period or the one it is compared with begins, whichever is earlier. */
function beginOf(filter: InsightsFilter, now: number, zone: string): number {
  const period = periodOf(filter, now, zone) ?? { start: now, end: now };
  return Math.min(period.start, earlierPeriod(filter.compare, period)?.start ?? period.start);
}

function toIncidents() {
  return <LinkButton href={INCIDENTS_PATH}>{t('incidents.title', 'Incidents')}</LinkButton>;
}

function Content({ incidents, total, isReading }: IncidentHeads) {
  const { filter, change } = useInsightsFilter();
  const zone = useTeamZone();
  const now = Math.floor(useNow(MINUTE_SECONDS * 1000) / 1000 / MINUTE_SECONDS) * MINUTE_SECONDS;
  const names = useMemo(() => serviceNames(incidents), [incidents]);
  const services = useMemo(() => [...names].sort(([, one], [, other]) => one.localeCompare(other)), [names]);
  const today = localDateOf(new Date(now * 1000).toISOString(), zone);
  return (
    <Stack direction="column" gap={2}>
      <Text color="secondary">{visibleOnly()}</Text>
      <LegacyStorageNotice />
      {isReading && (
        <Alert severity="info" title={t('insights.reading.title', 'The incidents are being read one by one')}>
          {t(
            'insights.reading.text',
            'This Grafana’s search does not know their times. The numbers grow until all are read.'
          )}
        </Alert>
      )}
      {incidents.length >= MOST_HEADS && total > incidents.length && (
        <Alert
          severity="info"
          title={t('insights.limit', 'Of the newest {{number}} incidents only', verbatim({ number: MOST_HEADS }))}
        />
      )}
      <Filters filter={filter} services={services} today={today} onChange={change} />
      <Period
        incidents={incidents}
        hasOlder={total > incidents.length}
        filter={filter}
        now={now}
        zone={zone}
        serviceName={filter.service && (names.get(filter.service) ?? filter.service)}
        onMeasure={(measure) => change({ measure: measure === 'recover' ? undefined : measure })}
      />
    </Stack>
  );
}

interface PeriodProps {
  incidents: IncidentHead[];
  hasOlder: boolean;
  filter: InsightsFilter;
  now: number;
  zone: string;
  serviceName?: string;
  onMeasure: (measure: InsightsFilter['measure']) => void;
}

function Period({ incidents, hasOlder, filter, now, zone, serviceName, onMeasure }: PeriodProps) {
  const { record } = useObjectives();
  const planned = useMemo(() => plannedByService(record?.exclusions), [record]);
  const computed = useMemo(() => {
    const period = periodOf(filter, now, zone);
    const selection = period && { period, service: filter.service, severity: filter.severity };
    if (!selection) {
      return undefined;
    }
    const before = earlierPeriod(filter.compare, selection.period);
    const compute = (heads: IncidentHead[]) => insightsOf(heads, selection, { now, zone, before, hasOlder, planned });
    return { selection, compute, insights: compute(incidents) };
  }, [incidents, hasOlder, filter, now, zone, planned]);
  if (!computed) {
    return (
      <Alert severity="warning" title={t('insights.bad-period.title', 'This is not a period')}>
        {t('insights.bad-period.text', 'Choose two dates, the first not after the second.')}
      </Alert>
    );
  }
  const { insights, selection, compute } = computed;
  return (
    <>
      <ExportButtons
        insights={insights}
        incidents={incidents}
        compute={compute}
        selection={selection}
        zone={zone}
        serviceName={serviceName}
      />
      {insights.incidents.length === 0 && (
        <Text element="p">{t('insights.nothing', 'No incident began in this period with these filters.')}</Text>
      )}
      <Results insights={insights} selection={selection} zone={zone} measure={filter.measure} onMeasure={onMeasure} />
    </>
  );
}
