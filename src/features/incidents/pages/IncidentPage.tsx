import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Stack, Tab, TabContent, TabsBar } from '@grafana/ui';
import { Navigate, useParams, useSearchParams } from 'react-router-dom';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { reference } from '../../../domain/incident/rules';
import { languageSchema, type Language } from '../../../domain/text/language';
import { type Item } from '../../../grafana/records/outbox';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { recordFailure } from '../../../shared/words/failures';
import { verbatim } from '../../../shared/words/verbatim';
import { ActionsTab } from '../actions/ActionsTab';
import { Skeleton } from '../components/Skeleton';
import { useIncident } from '../data/incidents';
import { DocumentTab } from '../documents/DocumentTab';
import { sectionCommand } from '../documents/SectionConflicts';
import { HistoryTab } from '../history/HistoryTab';
import { incidentPath, INCIDENTS_PATH } from '../paths';
import { LargeRecord } from '../room/LargeRecord';
import { MilestoneTable } from '../room/MilestoneTable';
import { Room } from '../room/Room';
import { RoomHeader } from '../room/RoomHeader';
import { useIncidentMark } from '../useIncidentMark';

export function IncidentPage() {
  const { name = '' } = useParams();
  const { record, stored, waiting, parked, error, isPending, refetch } = useIncident(name);
  const [params] = useSearchParams();
  const folder = record?.private ? 'private' : 'incidents';
  const canWrite = useCanWrite(folder) !== 'no';
  useIncidentMark(mayMark(stored) ? record : undefined);
  const parent = { text: t('incidents.title', 'Incidents'), url: INCIDENTS_PATH };

  // never straight back to where it led from: two may have been merged into each other
  const isElsewhere = record?.duplicateOf && ![name, params.get('from')].includes(record.duplicateOf);
  if (record?.duplicateOf && isElsewhere && params.get('stay') !== '1') {
    return <Navigate to={incidentPath(record.duplicateOf, { from: name })} replace />;
  }
  const mayWrite = canWrite && stored?.state === 'ok' && !stored.managedBy;
  return (
    <Page title={reference(name)} parent={parent}>
      <CameFrom name={params.get('from')} />
      {error && (!record || error.kind === 'missing') && (
        <RecordFailure kind={incidentKind} name={name} error={error} onRetry={refetch} />
      )}
      {isPending && !error && <Skeleton label={t('incidents.loading-one', 'Loading the incident')} rows={6} />}
      {stored?.state === 'damaged' && <DamagedRecord kind={incidentKind} stored={stored} />}
      {stored?.state === 'newer' && <ReadOnly kind="newer" />}
      {stored?.managedBy && <ReadOnly kind="managed" />}
      {record && (
        <Stack direction="column" gap={2}>
          <ReadOnlyNotice folder={folder} />
          <LargeRecord stored={stored} />
          {record.drill && <DrillBanner />}
          <ParkedCommands items={parked.filter((item) => !sectionCommand(item))} />
          <Opened key={record.name} incident={record} waiting={waiting} parked={parked} mayWrite={mayWrite} />
        </Stack>
      )}
    </Page>
  );
}

/** A damaged or provisioned record is left alone. */
function mayMark(stored: ReturnType<typeof useIncident>['stored']): boolean {
  return stored?.state === 'ok' && !stored.managedBy;
}

function ReadOnly({ kind }: { kind: 'newer' | 'managed' }) {
  const { title, advice } = recordFailure(kind);
  return (
    <Alert severity="info" title={title}>
      {advice}
    </Alert>
  );
}

/** Everybody in the room has to know, whichever tab they look at. */
function DrillBanner() {
  return (
    <Alert severity="info" title={t('incidents.drill-banner', 'This is a drill')}>
      {t(
        'incidents.drill-banner-help',
        'It looks real and stays out of statistics. Say so to whoever is asked for help.'
      )}
    </Alert>
  );
}

/** A merged duplicate's old link leads here. */
function CameFrom({ name }: { name: string | null }) {
  return name ? (
    <Alert
      severity="info"
      title={t('incidents.merged', '{{ref}} was merged into this incident', verbatim({ ref: reference(name) }))}
    >
      <InternalLink to={incidentPath(name, { stay: '1' })}>
        {t('incidents.merged-open', 'Open {{ref}} as it was', verbatim({ ref: reference(name) }))}
      </InternalLink>
    </Alert>
  ) : null;
}

const TABS = ['room', 'report', 'ticket', 'review', 'postmortem', 'actions', 'history'] as const;
type TabKey = (typeof TABS)[number];

function tabName(tab: TabKey): string {
  switch (tab) {
    case 'room':
      return t('incidents.tab.room', 'Room');
    case 'report':
      return t('incidents.tab.report', 'Report');
    case 'ticket':
      return t('incidents.tab.ticket', 'Ticket');
    case 'review':
      return t('incidents.tab.review', 'Review');
    case 'postmortem':
      return t('incidents.tab.postmortem', 'Post-mortem');
    case 'actions':
      return t('incidents.tab.actions', 'Actions');
    case 'history':
      return t('incidents.tab.history', 'History');
  }
}

interface OpenedProps {
  incident: Incident;
  waiting: ReadonlySet<string>;
  parked: readonly Item[];
  mayWrite: boolean;
}

function Opened({ incident, waiting, parked, mayWrite }: OpenedProps) {
  const { params, change } = useUrlFilter();
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'room';
  const content = useContentLanguage();
  const [chosen, setChosen] = useState<Language>();
  const language = languageSchema.safeParse(params.get('lang')).data ?? chosen ?? incident.language ?? content;
  const open = (key: 'tab' | 'lang', value: string) => change({ [key]: value, entry: undefined });
  return (
    <>
      <RoomHeader incident={incident} mayWrite={mayWrite} />
      <MilestoneTable incident={incident} mayWrite={mayWrite} />
      <TabsBar>
        {TABS.map((each) => (
          <Tab key={each} label={tabName(each)} active={each === tab} onChangeTab={() => open('tab', each)} />
        ))}
      </TabsBar>
      <TabContent>
        {tab === 'room' && <Room incident={incident} waiting={waiting} mayWrite={mayWrite} />}
        {(tab === 'report' || tab === 'ticket' || tab === 'review' || tab === 'postmortem') && (
          <DocumentTab
            kind={tab}
            incident={incident}
            parked={parked}
            mayWrite={mayWrite}
            language={language}
            onLanguage={(next) => {
              setChosen(next);
              open('lang', next);
            }}
          />
        )}
        {tab === 'actions' && <ActionsTab incident={incident} waiting={waiting} mayWrite={mayWrite} />}
        {tab === 'history' && <HistoryTab incident={incident} />}
      </TabContent>
    </>
  );
}
