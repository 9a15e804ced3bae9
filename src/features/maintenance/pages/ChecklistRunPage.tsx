import React from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { own } from '../../../domain/record/own';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Since } from '../../../shared/ui/Since';
import { verbatim } from '../../../shared/words/verbatim';
import { weekPath } from '../paths';
import { RunFiles } from '../run/RunFiles';
import { RunView } from '../run/RunView';

export function ChecklistRunPage() {
  const { week = '', run = '' } = useParams();
  return /^\d{4}-W\d{2}$/.test(week) ? <KnownWeek week={week} id={run} /> : <MissingRun />;
}

function KnownWeek({ week, id }: { week: string; id: string }) {
  const view = useWeek(week);
  const { record, stored, error, isPending, refetch } = view;
  const run = record && own(record.runs, id);
  if (error || isPending || !record || !run) {
    return (
      <Page
        title={t('maintenance.run.title', 'Checklist run')}
        parent={{ text: t('maintenance.title', 'Maintenance'), url: weekPath() }}
      >
        {error ? (
          <RecordFailure kind={weekKind} name={weekName(week)} error={error} onRetry={refetch} />
        ) : isPending ? (
          <LoadingPlaceholder text={t('maintenance.run.loading', 'Loading the run…')} />
        ) : stored?.state === 'damaged' ? (
          <DamagedRecord kind={weekKind} stored={stored} />
        ) : (
          <NoRun />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={run.title}
      actions={<RunFiles record={record} id={id} run={run} />}
      parent={{ text: t('maintenance.title', 'Maintenance'), url: weekPath() }}
      subTitle={
        <>
          {t(
            'maintenance.run.subtitle',
            'Week {{week}} · version {{version}} · started by {{name}}',
            verbatim({
              week,
              version: run.version,
              name: run.started.by.name,
            })
          )}{' '}
          <Since at={run.started.at} />
          {run.occurrence &&
            ` · ${t('maintenance.run.for', 'for “{{task}}” of {{date}}', verbatim({ task: run.occurrence.title, date: run.occurrence.date }))}`}
        </>
      }
    >
      <ReadOnlyNotice folder="maintenance" />
      <ParkedCommands items={view.parked} />
      <RunView key={id} week={week} record={record} id={id} run={run} waiting={view.waiting} />
    </Page>
  );
}

function MissingRun() {
  return (
    <Page
      title={t('maintenance.run.title', 'Checklist run')}
      parent={{ text: t('maintenance.title', 'Maintenance'), url: weekPath() }}
    >
      <NoRun />
    </Page>
  );
}

function NoRun() {
  return (
    <EmptyState
      variant="not-found"
      message={t('maintenance.run.missing', 'There is no such run in this week')}
      button={<LinkButton href={weekPath()}>{t('maintenance.run.back', 'This week’s maintenance')}</LinkButton>}
    />
  );
}
