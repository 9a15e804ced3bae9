import React, { useCallback, useEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Alert,
  Button,
  EmptyState,
  Field,
  Input,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { type ChecklistItem, inOrder, type QueryItem } from '../../../domain/maintenance/checklist';
import { runState } from '../../../domain/maintenance/run';
import { type ItemOutcome, type Run, type Week, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/recurrence';
import { currentPerson } from '../../../grafana/user';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { usePlan, useWeek, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { verbatim } from '../../../shared/words/verbatim';
import { useChecks } from '../data';
import { weekPath } from '../paths';
import { RunItem } from '../run/RunItem';

export function RunPage() {
  const { week = '', run = '' } = useParams();
  return /^\d{4}-W\d{2}$/.test(week) ? <KnownWeek week={week} id={run} /> : <MissingRun />;
}

function KnownWeek({ week, id }: { week: string; id: string }) {
  const view = useWeek(week);
  const { record, stored, error, isPending, refetch } = view;
  const run = record?.runs[id];
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

interface ViewProps {
  week: string;
  record: Week;
  id: string;
  run: Run;
  waiting: ReadonlySet<string>;
}

function RunView({ week, record, id, run, waiting }: ViewProps) {
  const styles = useStyles2(getStyles);
  const send = useWeekSend(week);
  const canWrite = useCanWrite('maintenance');
  const { source, isPending: sourcePending } = usePrometheus();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const { outcomes, answered, failed, total, open } = runState(record, id);
  const items = inOrder(run.items);
  const queries = items.filter(isQuery);
  const editable = !run.finished && !run.abandoned && canWrite !== 'no';
  const save = useCallback(
    (item: string, outcome: ItemOutcome) => {
      const sent = send({ type: 'item', run: id, item, outcome });
      const refused = isRefused(sent) ? sent.refused.reasons : [];
      setReasons(refused);
      return refused;
    },
    [send, id]
  );
  const checks = useChecks(save);
  const { mutate } = checks;
  const sourceUid = source?.uid;
  const ask = (keys?: string[]) =>
    mutate({ items: queries.filter(({ key }) => !keys || keys.includes(key)), defaultSource: sourceUid });

  // whoever started the run sees the queries answered without a click, once
  const begun = useRef(false);
  const fresh = editable && queries.length > 0 && answered === 0 && run.started.by.uid === currentPerson().uid;
  useEffect(() => {
    if (fresh && !sourcePending && !begun.current) {
      begun.current = true;
      mutate({ items: queries, defaultSource: sourceUid });
    }
  }, [fresh, sourcePending, sourceUid, queries, mutate]);

  const answeredQueries = queries.filter(({ key }) => outcomes.get(key)?.outcome.query);
  const failedQueries = answeredQueries.filter(({ key }) => outcomes.get(key)?.outcome.verdict === 'fail').length;
  const noData = answeredQueries.filter(({ key }) => outcomes.get(key)?.outcome.verdict === 'nodata').length;
  return (
    <div className={styles.run}>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.run.not-saved', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      {run.abandoned && (
        <Alert
          severity="info"
          title={t('maintenance.run.abandoned', '{{name}} gave this run up', verbatim({ name: run.abandoned.by.name }))}
        >
          {run.abandoned.note}
        </Alert>
      )}
      {queries.length > 0 && (
        <section className={styles.checks} aria-label={t('maintenance.checks.title', 'Checked by Prometheus')}>
          <Text element="h2" variant="h5">
            {checksText(answeredQueries.length, queries.length, failedQueries, noData)}
          </Text>
          {editable && (
            <Button
              size="sm"
              variant="secondary"
              icon={checks.isPending ? 'fa fa-spinner' : 'sync'}
              disabled={checks.isPending || sourcePending}
              onClick={() => ask()}
            >
              {answeredQueries.length
                ? t('maintenance.checks.again', 'Check again')
                : t('maintenance.checks.run', 'Run the checks')}
            </Button>
          )}
          {!source && !sourcePending && (
            <Text color="secondary">
              {t(
                'maintenance.checks.no-source',
                'No Prometheus is configured: an administrator chooses one in Setup. Until then, answer these items by hand.'
              )}
            </Text>
          )}
        </section>
      )}
      <ol className={styles.items}>
        {items.map(({ key, ...item }, index) => (
          <RunItem
            key={key}
            id={key}
            run={id}
            number={index + 1}
            item={item}
            answer={outcomes.get(key)}
            waiting={waiting}
            editable={editable}
            failure={checks.data?.find((check) => check.item === key)?.error}
            onSave={(outcome) => save(key, outcome)}
            onAsk={item.kind === 'query' && (item.dataSource ?? sourceUid) ? () => ask([key]) : undefined}
          />
        ))}
      </ol>
      <FinishBar
        week={week}
        id={id}
        run={run}
        answered={answered}
        failed={failed}
        total={total}
        open={open}
        editable={editable}
        onRefused={setReasons}
      />
    </div>
  );
}

interface FinishProps {
  week: string;
  id: string;
  run: Run;
  answered: number;
  failed: number;
  total: number;
  open: string[];
  editable: boolean;
  onRefused: (reasons: Reason[]) => void;
}

function FinishBar({ week, id, run, answered, failed, total, open, editable, onRefused }: FinishProps) {
  const styles = useStyles2(getStyles);
  const send = useWeekSend(week);
  const { record: plan } = usePlan();
  const canWrite = useCanWrite('maintenance');
  const [form, setForm, clear] = useDraft(`maintenance|run|${id}`, { note: '', reason: '' });
  const [givingUp, setGivingUp] = useState(false);
  const act = (draft: Parameters<typeof send>[0]) => {
    const sent = send(draft);
    onRefused(isRefused(sent) ? sent.refused.reasons : []);
    if (!isRefused(sent)) {
      clear();
    }
  };
  const mayFinish = editable && open.length === 0;
  return (
    <div className={styles.bar} role="group" aria-label={t('maintenance.finish.label', 'Progress')}>
      <span className={styles.progress}>
        <progress
          className={styles.meter}
          value={answered}
          max={total}
          aria-label={t('maintenance.finish.progress', 'Items with a result')}
        />
        <Text>
          {t('maintenance.finish.count', '{{answered}} of {{total}}', verbatim({ answered, total }))}
          {failed > 0 &&
            ` · ${t('maintenance.finish.failed', '', { count: failed, defaultValue_one: '{{count}} failed', defaultValue_other: '{{count}} failed' })}`}
        </Text>
      </span>
      {run.finished && (
        <Text>
          {t('maintenance.finish.finished', 'Finished by {{name}}', verbatim({ name: run.finished.by.name }))}{' '}
          <Since at={run.finished.at} />
          {run.signedOff &&
            ` · ${t('maintenance.finish.signed', 'signed off by {{name}}', verbatim({ name: run.signedOff.by.name }))}`}
        </Text>
      )}
      {run.finished && !run.signedOff && canWrite !== 'no' && (
        <Button
          icon="shield"
          variant={run.needsSignOff ? 'primary' : 'secondary'}
          onClick={() => act({ type: 'signOffRun', run: id })}
        >
          {t('maintenance.finish.sign', 'Sign off as a second person')}
        </Button>
      )}
      {editable && !givingUp && (
        <Stack gap={1} wrap="wrap" alignItems="center">
          <Input
            aria-label={t('maintenance.finish.note', 'Closing note')}
            placeholder={t('maintenance.finish.note', 'Closing note')}
            value={form.note}
            onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
            width={28}
          />
          <Button
            icon="check"
            disabled={!mayFinish}
            tooltip={
              mayFinish
                ? undefined
                : t('maintenance.finish.open', '', {
                    count: open.length,
                    defaultValue_one: '{{count}} item has no result yet',
                    defaultValue_other: '{{count}} items have no result yet',
                  })
            }
            onClick={() =>
              act({
                type: 'finishRun',
                run: id,
                on: localDateOf(new Date().toISOString(), plan?.zone ?? 'UTC'),
                ...(form.note.trim() && { note: form.note }),
              })
            }
          >
            {t('maintenance.finish.action', 'Finish')}
          </Button>
          <Button variant="secondary" fill="text" onClick={() => setGivingUp(true)}>
            {t('maintenance.finish.give-up-open', 'Give up…')}
          </Button>
        </Stack>
      )}
      {editable && givingUp && (
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <Field noMargin label={t('maintenance.finish.reason', 'Why is this run given up?')}>
            <Input
              id="run-give-up"
              value={form.reason}
              onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
              width={28}
            />
          </Field>
          <Button variant="destructive" onClick={() => act({ type: 'abandonRun', run: id, reason: form.reason })}>
            {t('maintenance.finish.give-up', 'Give up the run')}
          </Button>
          <Button variant="secondary" onClick={() => setGivingUp(false)}>
            {t('maintenance.finish.back', 'Back')}
          </Button>
        </Stack>
      )}
    </div>
  );
}

function checksText(checked: number, total: number, failed: number, noData: number): string {
  const parts = [t('maintenance.checks.checked', '{{checked}} of {{total}} checked', verbatim({ checked, total }))];
  if (checked > 0) {
    parts.push(
      t('maintenance.checks.failed', '', {
        count: failed,
        defaultValue_zero: 'none failed',
        defaultValue_one: '{{count}} failed',
        defaultValue_other: '{{count}} failed',
      })
    );
  }
  if (noData > 0) {
    parts.push(
      t('maintenance.checks.nodata', '', {
        count: noData,
        defaultValue_one: '{{count}} without data',
        defaultValue_other: '{{count}} without data',
      })
    );
  }
  return parts.join(', ');
}

function isQuery(item: { key: string } & ChecklistItem): item is { key: string } & QueryItem {
  return item.kind === 'query';
}

const getStyles = (theme: GrafanaTheme2) => ({
  run: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 1000 }),
  checks: css({ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: theme.spacing(1) }),
  items: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
  bar: css({
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.medium}`,
    zIndex: theme.zIndex.navbarFixed,
  }),
  progress: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  meter: css({ width: 120, accentColor: theme.colors.primary.main }),
});
