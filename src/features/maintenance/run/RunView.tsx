import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, useStyles2 } from '@grafana/ui';
import { type ChecklistItem, type QueryItem } from '../../../domain/maintenance/checklistItem';
import { checklistRunState } from '../../../domain/maintenance/run';
import { type ItemOutcome, type ChecklistRun, type Week } from '../../../domain/maintenance/week';
import { inOrder } from '../../../domain/record/inOrder';
import { isRefused } from '../../../domain/record/outcome';
import { currentPerson } from '../../../grafana/user';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { verbatim } from '../../../shared/words/verbatim';
import { useChecks } from '../data';
import { Checks } from './Checks';
import { FinishBar } from './FinishBar';
import { changedVerdicts, LastTime, useLastRun } from './LastTime';
import { Procedure } from './Procedure';
import { RunItem } from './RunItem';

interface Props {
  week: string;
  record: Week;
  id: string;
  run: ChecklistRun;
  waiting: ReadonlySet<string>;
}

/** A run, item by item; the queries are asked together. */
export function RunView({ week, record, id, run, waiting }: Props) {
  const styles = useStyles2(getStyles);
  const send = useWeekSend(week);
  const canWrite = useCanWrite('maintenance');
  const mayWrite = canWrite !== 'no';
  const { source, isPending: sourcePending } = usePrometheus();
  const state = useMemo(() => checklistRunState(record, id), [record, id]);
  const { outcomes } = state;
  const [items] = useState(() => numberedItems(run)); // a run keeps its items from its start on
  const queries = useMemo(() => items.filter(isQuery), [items]);
  const editable = !run.finished && !run.abandoned && mayWrite;
  const save = useCallback(
    (item: string, outcome: ItemOutcome) => {
      const sent = send({ type: 'item', run: id, item, outcome });
      return isRefused(sent) ? sent.refused.reasons : [];
    },
    [send, id]
  );
  const checks = useChecks(save);
  const { mutate } = checks;
  const sourceUid = source?.uid;
  const ask = useCallback(
    (key?: string) => mutate({ items: queries.filter((item) => !key || item.key === key), defaultSource: sourceUid }),
    [mutate, queries, sourceUid]
  );

  // whoever started the run sees the queries answered without a click, once
  const begun = useRef(false);
  const fresh =
    editable &&
    canWrite === 'yes' &&
    queries.length > 0 &&
    outcomes.size === 0 &&
    run.started.by.uid === currentPerson().uid;
  useEffect(() => {
    if (fresh && !sourcePending && !begun.current) {
      begun.current = true;
      ask();
    }
  }, [fresh, sourcePending, ask]);

  const last = useLastRun(week, record, id, run);
  const { title } = run;
  const followUps = useMemo(() => (mayWrite ? { week, title } : undefined), [mayWrite, week, title]);
  const failures = new Map(checks.data?.map(({ item, error }) => [item, error]));
  const asked = queries.flatMap(({ key }) => {
    const outcome = outcomes.get(key)?.outcome;
    return outcome?.query ? [outcome.verdict] : [];
  });
  return (
    <div className={styles.run}>
      {run.abandoned && (
        <Alert
          severity="info"
          title={t('maintenance.run.abandoned', '{{name}} gave this run up', verbatim({ name: run.abandoned.by.name }))}
        >
          {run.abandoned.note}
        </Alert>
      )}
      <Procedure run={run} hasFailed={state.failed > 0} />
      {last && <LastTime last={last} changed={changedVerdicts(run, outcomes, last)} />}
      {queries.length > 0 && (
        <Checks
          verdicts={asked}
          total={queries.length}
          isAsking={checks.isPending || sourcePending}
          isWithoutSource={!source && !sourcePending}
          onAsk={editable ? () => ask() : undefined}
        />
      )}
      <ol className={styles.items}>
        {items.map(({ key, item, number }) => {
          const answer = outcomes.get(key);
          const mayAsk = item.kind === 'query' && (item.dataSource ?? sourceUid) !== undefined;
          return (
            <RunItem
              key={key}
              id={key}
              run={id}
              number={number}
              item={item}
              answer={answer}
              lastTime={last?.outcomes.get(key)}
              isWaiting={answer !== undefined && waiting.has(answer.id)}
              editable={editable}
              failure={failures.get(key)}
              followUps={followUps}
              onSave={save}
              onAsk={mayAsk ? ask : undefined}
            />
          );
        })}
      </ol>
      <FinishBar week={week} id={id} run={run} state={state} mayWrite={mayWrite} />
    </div>
  );
}

interface Numbered {
  key: string;
  item: ChecklistItem;
  /** Headings are not counted. */
  number: number;
}

export function numberedItems({ items }: Pick<ChecklistRun, 'items'>): Numbered[] {
  let number = 0;
  return inOrder(items).map(({ key, ...item }) => {
    number += item.kind === 'heading' ? 0 : 1;
    return { key, item, number };
  });
}

function isQuery(one: Numbered): one is Numbered & { item: QueryItem } {
  return one.item.kind === 'query';
}

const getStyles = (theme: GrafanaTheme2) => ({
  run: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 1000 }),
  items: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
});
