import React, { lazy, memo, Suspense } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, EmptyState, FilterInput, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { type Cost, costsOf, incidentsOfService, lastCost, markedIncidents } from '../../../domain/objective/costs';
import { INDICATOR_KINDS } from '../../../domain/objective/kinds/kinds';
import { type ObjectivesRegister } from '../../../domain/objective/schema';
import { goodShare, OBJECTIVE_STATES } from '../../../domain/objective/state';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { type UrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { RegisterGate, RegisterNotices } from '../../../shared/objectives/RegisterGate';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { type ObjectiveRow, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { ExamplesButton } from '../../../shared/start/ExamplesButton';
import { LOOK_PATH } from '../../../shared/start/paths';
import { Choice } from '../../../shared/ui/Choice';
import { Page } from '../../../shared/ui/Page';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { indicatorKindName, STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { ExportMenu } from '../exchange/ExportMenu';
import { ImportObjectivesButton } from '../exchange/ImportObjectivesButton';
import { Contradictions } from '../list/Contradictions';
import { ObjectiveTable } from '../list/ObjectiveTable';
import {
  columnOf,
  COLUMNS,
  type Grouping,
  GROUPINGS,
  type ListedRow,
  type ObjectiveFilter,
  sorted,
  useObjectiveFilter,
  wanted,
  WINDOW_NAMES,
} from '../list/useObjectiveFilter';
import { PageWarnings } from '../measured/Warnings';
import { NEW_OBJECTIVE_PATH } from '../paths';
import { ReportMenu } from '../report/ReportMenu';
import { columnName, windowChoiceName } from '../words';

const QueriesDrawer = lazy(() => import('../queries/QueriesDrawer').then((m) => ({ default: m.QueriesDrawer })));
const ReadingModal = lazy(() => import('../reading/ReadingModal').then((m) => ({ default: m.ReadingModal })));

export function ObjectivesPage() {
  const mayWrite = useMayWrite();
  const { objectives } = useObjectives();
  return (
    <Page
      title={t('objectives.title', 'Objectives')}
      actions={
        <>
          {objectives.length > 0 && <ReportMenu />}
          {objectives.length > 0 && <ExportMenu objectives={objectives} name="objectives" />}
          {mayWrite && <ImportObjectivesButton />}
          {mayWrite && (
            <LinkButton icon="plus" href={NEW_OBJECTIVE_PATH}>
              {t('objectives.new', 'New objective')}
            </LinkButton>
          )}
        </>
      }
    >
      <RegisterGate>
        {(register) => (
          <Stack direction="column" gap={2}>
            <RegisterNotices />
            <List register={register} />
          </Stack>
        )}
      </RegisterGate>
    </Page>
  );
}

function List({ register }: { register: ObjectivesRegister }) {
  const { objectives } = useObjectives();
  const { filter, change, clear, shownQueries } = useObjectiveFilter();
  const mayWrite = useMayWrite();
  const zone = useTeamZone();
  const [read, setRead] = React.useState<string>();
  const { incidents } = useIncidentHeads();
  const rows = useMeasurements(wanted(objectives, filter, zone), {
    exclusions: register.exclusions,
    among: wanted(objectives, { window: filter.window, text: '' }, zone),
  }).map((row): ListedRow => ({ ...row, last: lastIncident(row, incidents) }));
  const shown = sorted(
    rows.filter(({ state }) => !filter.state || state === filter.state),
    filter.sort ?? (filter.group ? undefined : 'state')
  );
  const explained = rows.find(({ key }) => key === shownQueries);
  const readRow = rows.find(({ key }) => key === read);
  const clock = rows.map(({ measured }) => measured?.clock ?? 0).find((offset) => Math.abs(offset) > 60);
  if (objectives.length === 0) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('objectives.empty', 'Objectives say what is promised and show whether it is kept.')}
        button={
          mayWrite ? (
            <Stack gap={1} wrap="wrap" justifyContent="center">
              <LinkButton icon="search" href={LOOK_PATH}>
                {t('start.look', 'Look what Prometheus has')}
              </LinkButton>
              <ExamplesButton of="objectives" variant="secondary" />
              <LinkButton variant="secondary" href={NEW_OBJECTIVE_PATH}>
                {t('objectives.new', 'New objective')}
              </LinkButton>
            </Stack>
          ) : undefined
        }
      />
    );
  }
  return (
    <>
      <Filters filter={filter} objectives={objectives} onChange={change} />
      <Summary rows={rows} chosen={filter.state} onChoose={(state) => change({ state })} />
      <PageWarnings rows={shown} />
      {clock !== undefined && (
        <Alert severity="info" title={t('objectives.clock.title', 'This computer’s clock differs from the server’s')}>
          {t(
            'objectives.clock.text',
            'By {{offset}}. Times and windows here follow Prometheus.',
            verbatim({
              offset: formatDuration(Math.abs(clock)),
            })
          )}
        </Alert>
      )}
      {shown.length === 0 ? (
        <EmptyState variant="not-found" message={t('objectives.nothing', 'No objective matches')}>
          <Button variant="secondary" onClick={clear}>
            {t('objectives.filter.clear', 'Clear filters')}
          </Button>
        </EmptyState>
      ) : (
        <ObjectiveTable
          rows={shown}
          grouping={filter.group ?? 'none'}
          sort={filter.sort ?? (filter.group ? undefined : 'state')}
          onSort={(sort) => change({ sort })}
          onQueries={(key) => change({ queries: key })}
          onRead={mayWrite ? setRead : undefined}
        />
      )}
      <Contradictions register={register} mayWrite={mayWrite} />
      <Suspense fallback={null}>
        {explained && <QueriesDrawer row={explained} onClose={() => change({ queries: undefined })} />}
        {readRow && (
          <ReadingModal objectiveKey={readRow.key} objective={readRow.objective} onClose={() => setRead(undefined)} />
        )}
      </Suspense>
    </>
  );
}

function lastIncident({ objective, measurement }: ObjectiveRow, incidents: IncidentHead[]): Cost | undefined {
  const target = goodShare(objective);
  if (target === undefined || !measurement?.counts) {
    return undefined;
  }
  const { slices, counts, window } = measurement;
  return lastCost(
    costsOf(markedIncidents(incidentsOfService(incidents, objective.service), window), slices, counts, target)
  );
}

interface FiltersProps {
  filter: ObjectiveFilter;
  objectives: ReturnType<typeof useObjectives>['objectives'];
  onChange: UrlFilter['change'];
}

/** Drawn again for another filter, not for each answer. */
const Filters = memo(function Filters({ filter, objectives, onChange }: FiltersProps) {
  const styles = useStyles2(getStyles);
  const services = [...new Set(objectives.flatMap(([, { service }]) => service ?? []))].sort();
  const kinds = INDICATOR_KINDS.filter((kind) => objectives.some(([, { indicator }]) => indicator.kind === kind));
  return (
    <Stack wrap="wrap" gap={1} alignItems="center" role="search">
      <div>
        <FilterInput
          width={30}
          escapeRegex={false}
          data-opsbook-search
          aria-label={t('objectives.filter.search', 'Search objectives')}
          placeholder={t('objectives.filter.search', 'Search objectives')}
          value={filter.text}
          onChange={(text) => onChange({ q: text })}
        />
      </div>
      {services.length > 0 && (
        <Choice
          label={t('objectives.filter.service', 'Service')}
          placeholder={t('objectives.filter.any-service', 'Any service')}
          width={20}
          value={filter.service}
          options={services.map((value) => ({ value, label: value }))}
          onChange={(value) => onChange({ service: value })}
        />
      )}
      <Choice
        label={t('objectives.filter.kind', 'Kind')}
        placeholder={t('objectives.filter.any-kind', 'Any kind')}
        width={20}
        value={filter.kind}
        options={kinds.map((value) => ({ value, label: indicatorKindName(value) }))}
        onChange={(value) => onChange({ kind: value })}
      />
      <Choice
        label={t('objectives.filter.window', 'Window')}
        placeholder={t('objectives.filter.own-window', 'Own window')}
        width={20}
        value={filter.window}
        options={WINDOW_NAMES.map((value) => ({ value, label: windowChoiceName(value) }))}
        onChange={(value) => onChange({ window: value })}
      />
      <Choice
        label={t('objectives.filter.group', 'Group by')}
        placeholder={groupLabel('none')}
        width={24}
        value={filter.group}
        options={GROUPINGS.map((value) => ({ value, label: groupLabel(value) }))}
        onChange={(value) => onChange({ group: value })}
      />
      <div className={styles.sort}>
        <Choice
          label={t('objectives.filter.sort', 'Sort by')}
          placeholder={columnName('state')}
          width={20}
          value={columnOf(filter.sort).column}
          options={COLUMNS.map((value) => ({ value, label: columnName(value) }))}
          onChange={(value) => onChange({ sort: value })}
        />
      </div>
    </Stack>
  );
});

function groupLabel(grouping: Grouping): string {
  switch (grouping) {
    case 'both':
      return t('objectives.group.both', 'By service and kind');
    case 'service':
      return t('objectives.group.service', 'By service');
    case 'kind':
      return t('objectives.group.kind', 'By kind');
    case 'none':
      return t('objectives.group.none', 'Not grouped');
  }
}

interface SummaryProps {
  rows: ObjectiveRow[];
  chosen?: string;
  onChoose: (state: string | undefined) => void;
}

/** How many are in which state; a click shows only those. */
function Summary({ rows, chosen, onChoose }: SummaryProps) {
  const styles = useStyles2(getStyles);
  const counts = OBJECTIVE_STATES.map((state) => ({
    state,
    count: rows.filter((row) => row.state === state).length,
  })).filter(({ state, count }) => count > 0 || state === chosen);
  return (
    <div className={styles.summary} role="group" aria-label={t('objectives.summary', 'Objectives by state')}>
      {counts.map(({ state, count }) => (
        <Button
          key={state}
          size="sm"
          variant="secondary"
          fill={state === chosen ? 'solid' : 'text'}
          aria-pressed={state === chosen}
          onClick={() => onChoose(state === chosen ? undefined : state)}
        >
          <span aria-hidden>
            <StateMark mark={STATE_MARKS[state]} />
          </span>
          &nbsp;{count} {objectiveStateName(state, count)}
        </Button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // where the table is wide enough, its headings sort
  sort: css({ [theme.breakpoints.up('xl')]: { display: 'none' } }),
  summary: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), minHeight: theme.spacing(3) }),
});
