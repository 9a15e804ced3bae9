import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, EmptyState, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { inOrder } from '../../../domain/record/inOrder';
import { isRefused } from '../../../domain/record/outcome';
import { type Instant } from '../../../domain/record/record';
import { type PastIncident, type Rehearsed, sumRehearsal, type StepTold } from '../../../domain/runbook/rehearsal';
import { runbookKind } from '../../../domain/runbook/runbook';
import { END, type Runbook, runbookName } from '../../../domain/runbook/schema';
import { incidentPath } from '../../../shared/incidents/paths';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { runbookPath } from '../../../shared/runbooks/paths';
import { useServices } from '../../../shared/services/useServices';
import { Bullets } from '../../../shared/ui/Bullets';
import { Choice } from '../../../shared/ui/Choice';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { NotFound } from '../../../shared/ui/NotFound';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { plainTable } from '../../../shared/ui/tableStyles';
import { formatFigure, percentText } from '../../../shared/words/numbers';
import { VERDICT_MARKS, stepVerdictName } from '../../../shared/words/runbooks';
import { dateText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { useRunbook, useRunbookSend } from '../data';
import { pastIncidents } from '../rehearsal/past';
import { useRehearsal } from '../rehearsal/useRehearsal';

export function RehearsalPage() {
  const { name = '' } = useParams();
  return runbookName.safeParse(name).success ? <Known key={name} name={name} /> : <NotFound />;
}

function Known({ name }: { name: string }) {
  const { record, error, isPending, isAbsent, refetch } = useRunbook(name);
  return (
    <Page
      title={t('runbooks.rehearsal.title', 'Rehearsal')}
      parent={{ text: record?.title || name, url: runbookPath(name) }}
      subTitle={t(
        'runbooks.rehearsal.subtitle',
        'Every query, asked at the time of past incidents: would the runbook have helped?'
      )}
    >
      {error ? (
        <RecordFailure kind={runbookKind} name={name} error={error} onRetry={refetch} />
      ) : isPending || !record ? (
        <LoadingPlaceholder text={t('runbooks.loading-one', 'Loading the runbook…')} />
      ) : isAbsent ? (
        <EmptyState variant="not-found" message={t('runbooks.missing', 'There is no such runbook')} />
      ) : (
        <Rehearsal name={name} record={record} />
      )}
    </Page>
  );
}

function Rehearsal({ name, record }: { name: string; record: Runbook }) {
  const { incidents, error, isPending, refetch } = useIncidentHeads();
  const { record: register } = useServices();
  const past = useMemo(() => pastIncidents(record, incidents, register), [record, incidents, register]);
  const { start, cancel, progress, result } = useRehearsal(record, past);
  const hasQueries = inOrder(record.steps).some(({ kind }) => kind === 'query');
  if (error) {
    return <RequestFailure error={error} onRetry={refetch} what={t('incidents.title', 'Incidents')} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('runbooks.rehearsal.loading', 'Loading the incidents…')} />;
  }
  if (!hasQueries || past.length === 0) {
    return (
      <EmptyState
        variant="not-found"
        message={
          hasQueries
            ? t('runbooks.rehearsal.no-past', 'No past incident of its services or alerts is known')
            : t('runbooks.rehearsal.no-queries', 'This runbook has no query to ask')
        }
      />
    );
  }
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={1} alignItems="center">
        {progress ? (
          <>
            <progress
              value={progress.done}
              max={progress.total}
              aria-label={t('runbooks.rehearsal.progress', 'Progress')}
            />
            <Text>{`${progress.done} / ${progress.total}`}</Text>
            <Button variant="secondary" onClick={cancel}>
              {t('runbooks.rehearsal.cancel', 'Cancel')}
            </Button>
          </>
        ) : (
          <Button icon="play" onClick={start}>
            {t('runbooks.rehearsal.start', '', {
              count: past.length,
              defaultValue_one: 'Rehearse on {{count}} incident',
              defaultValue_other: 'Rehearse on {{count}} incidents',
            })}
          </Button>
        )}
      </Stack>
      {result && (
        <Verdict
          record={record}
          past={past}
          rehearsed={result.rehearsed}
          renamed={result.renamed}
          spoke={result.spoke}
          leftOut={result.leftOut}
        />
      )}
      {result && <Table name={name} record={record} past={past} rehearsed={result.rehearsed} />}
    </Stack>
  );
}

interface VerdictProps {
  record: Runbook;
  past: PastIncident[];
  rehearsed: Rehearsed[];
  renamed: Record<string, string>;
  spoke: Record<string, Instant>;
  leftOut: number;
}

function Verdict({ record, past, rehearsed, renamed, spoke, leftOut }: VerdictProps) {
  const { right, judged, interval, unmarked, unknown, silent } = sumRehearsal(rehearsed, past, record.marks);
  const numberOf = (key: string) => inOrder(record.steps).findIndex((step) => step.key === key) + 1;
  return (
    <Alert
      severity={judged > 0 && right === judged && silent.length === 0 ? 'success' : 'info'}
      title={
        judged > 0
          ? `${t('runbooks.rehearsal.right', 'Right in {{right}} of {{judged}}', verbatim({ right, judged }))}${
              interval ? ` [${percentText(interval.low, 0)}–${percentText(interval.high, 0)}]` : ''
            }`
          : t('runbooks.rehearsal.unmarked', 'Mark below which step was right, and it is counted')
      }
    >
      <Bullets>
        {silent.map(({ step, since }) => (
          <li key={step}>
            {t(
              'runbooks.rehearsal.silent',
              'Step {{number}} has no data since {{day}}',
              verbatim({ number: numberOf(step), day: dateText(spoke[step] ?? since) })
            )}
            {renamed[step] &&
              `: ${t('runbooks.rehearsal.renamed', 'was the metric renamed to {{metric}}?', verbatim({ metric: renamed[step] }))}`}
          </li>
        ))}
        {judged > 0 && unmarked.length > 0 && (
          <li>
            {t('runbooks.rehearsal.without-mark', '', {
              count: unmarked.length,
              defaultValue_one: '{{count}} incident without a mark',
              defaultValue_other: '{{count}} incidents without a mark',
            })}
          </li>
        )}
        {unknown.length > 0 && (
          <li>
            {t('runbooks.rehearsal.unknown', '', {
              count: unknown.length,
              defaultValue_one: '{{count}} incident is unknown: the data does not reach back, or could not be asked',
              defaultValue_other:
                '{{count}} incidents are unknown: the data does not reach back, or could not be asked',
            })}
          </li>
        )}
        {leftOut > 0 && (
          <li>
            {t('runbooks.rehearsal.left-out', '', {
              count: leftOut,
              defaultValue_one: '{{count}} older incident was left out',
              defaultValue_other: '{{count}} older incidents were left out',
            })}
          </li>
        )}
      </Bullets>
    </Alert>
  );
}

function Table({
  name,
  record,
  past,
  rehearsed,
}: {
  name: string;
  record: Runbook;
  past: PastIncident[];
  rehearsed: Rehearsed[];
}) {
  const styles = useStyles2(getStyles);
  const send = useRunbookSend(name);
  const mayWrite = useCanWrite('runbooks') !== 'no';
  const [refused, setRefused] = useState(false);
  const steps = inOrder(record.steps);
  const numberOf = (key: string) => (key === END ? '■' : String(steps.findIndex((step) => step.key === key) + 1));
  const queries = steps.filter(({ kind }) => kind === 'query');
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('runbooks.rehearsal.title', 'Rehearsal')}>
      {refused && <Text color="error">{t('runbooks.not-saved', 'Not saved')}</Text>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('runbooks.rehearsal.incident', 'Incident')}</th>
            {queries.map((step) => (
              <th
                key={step.key}
                scope="col"
                title={t('runbooks.rehearsal.moments', '15 min before, at, and 15 min after the detection')}
              >
                {numberOf(step.key)}. {step.title}
              </th>
            ))}
            <th scope="col">{t('runbooks.rehearsal.way', 'Way at the detection')}</th>
            <th scope="col">{t('runbooks.rehearsal.right-step', 'Step that was right')}</th>
          </tr>
        </thead>
        <tbody>
          {rehearsed.map((each) => {
            const incident = past.find((one) => one.name === each.incident);
            return (
              <tr key={each.incident}>
                <th scope="row">
                  <InternalLink to={incidentPath(each.incident)}>{each.incident.toUpperCase()}</InternalLink>{' '}
                  {incident?.title}
                  {incident?.cause && <div className={styles.cause}>{incident.cause}</div>}
                </th>
                {queries.map((step) => (
                  <td key={step.key}>
                    <ToldMark told={each.told[step.key]?.before} /> <ToldMark told={each.told[step.key]?.at} />{' '}
                    <ToldMark told={each.told[step.key]?.after} />
                  </td>
                ))}
                <td>{each.isUnknown ? t('runbooks.unknown', 'unknown') : each.paths.at.map(numberOf).join(' → ')}</td>
                <td>
                  <Choice
                    label={t(
                      'runbooks.rehearsal.mark',
                      'Right step for {{name}}',
                      verbatim({ name: each.incident.toUpperCase() })
                    )}
                    placeholder={mayWrite ? t('runbooks.rehearsal.choose', 'choose…') : '–'}
                    isClearable={false}
                    value={record.marks[each.incident]?.step}
                    options={steps.map(({ key, title }) => ({ value: key, label: `${numberOf(key)}. ${title}` }))}
                    onChange={(step) =>
                      step && mayWrite && setRefused(isRefused(send({ type: 'mark', incident: each.incident, step })))
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ToldMark({ told }: { told: StepTold | undefined }) {
  const verdict = told?.verdict;
  const value = told?.value === undefined ? '' : ` (${formatFigure(told.value)})`;
  if (verdict === undefined) {
    return told?.value === undefined ? null : <span>{value}</span>;
  }
  return verdict === 'unknown' ? (
    <StateMark mark="neutral" label={t('runbooks.unknown', 'unknown')} />
  ) : (
    <StateMark mark={VERDICT_MARKS[verdict]} label={`${stepVerdictName(verdict)}${value}`} />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
  }),
  cause: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
});
