import React, { useEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Text, useStyles2 } from '@grafana/ui';
import { type Keyed } from '../../../domain/record/inOrder';
import { isRefused, type Outcome, type Reason } from '../../../domain/record/outcome';
import { fillQuery } from '../../../domain/runbook/query';
import { type RunbookRun, type RunbookRunEntry, valuesOf, type What } from '../../../domain/runbook/runSchema';
import { type Step } from '../../../domain/runbook/schema';
import { fillCommand } from '../../../domain/runbook/shell';
import { type StepOutcome } from '../../../domain/runbook/walk';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { FailureAlert } from '../../../shared/ui/FailureAlert';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { labelled } from '../../../shared/words/labelled';
import { queryFailure } from '../../../shared/words/objectives';
import { stepKindName, stepVerdictName } from '../../../shared/words/runbooks';
import { askAlert, askStep, useIncidentNote, useRunSend } from '../data';
import { StepFacts } from '../steps/StepFacts';
import { EntryLine } from './EntryLine';
import { QueryGraph } from './QueryGraph';
import { type Settle, StepControls } from './StepControls';

interface Props {
  run: string;
  record: RunbookRun;
  step: Keyed<Step>;
  number: number;
  outcome: StepOutcome | undefined;
  entries: Array<RunbookRunEntry & { id: string }>;
  approval: RunbookRunEntry | undefined;
  waiting: ReadonlySet<string>;
  isEditable: boolean;
  onSettled: () => void;
}

/** The step that a run is at, or one that is looked back at: what to do, what was said, the buttons. */
export function StepView({
  run,
  record,
  step,
  number,
  outcome,
  entries,
  approval,
  waiting,
  isEditable,
  onSettled,
}: Props) {
  const styles = useStyles2(getStyles);
  const send = useRunSend(run);
  const note = useIncidentNote(record.incident, run);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const dataSource = step.kind === 'query' ? step.dataSource : undefined;
  const { source, isPending } = usePrometheus(dataSource);
  const filled = filledOf(step, valuesOf(record));
  const expr = step.kind === 'query' && filled && !isRefused(filled) ? filled.ok : undefined;

  const say = (what: Exclude<What, { kind: 'approve' }>): boolean => {
    const sent = send({ type: 'entry', step: step.key, what });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  const settle = (said: Settle): boolean => {
    const done = say({ kind: 'settle', ...said });
    if (done) {
      const option = step.kind === 'decision' ? step.options[said.option ?? -1]?.label : undefined;
      const detail = [option ?? stepVerdictName(said.verdict), said.value, said.reason, said.note]
        .filter(Boolean)
        .join(' · ');
      note(labelled(`${record.title} · ${number}. ${step.title}`, detail));
      onSettled();
    }
    return done;
  };
  const ask = async () => {
    setAsking(true);
    setFailure(undefined);
    try {
      if (step.kind === 'alert') {
        say({ kind: 'answer', answer: await askAlert(step.alert) });
      } else if (step.kind === 'query' && expr && source) {
        say({ kind: 'answer', answer: await askStep(step, expr, source.uid) });
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setAsking(false);
    }
  };
  const approve = () => {
    const sent = send({ type: 'approve', step: step.key });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    if (!isRefused(sent)) {
      note(labelled(`${record.title} · ${number}. ${step.title}`, t('runbooks.approved', 'approved')));
      onSettled();
    }
  };

  // whoever comes to a query first sees it answered without a click, once
  const asked = useRef(false);
  const canAsk = step.kind === 'alert' || (expr !== undefined && source !== undefined && !isPending);
  const isFresh = isEditable && canAsk && !outcome && entries.length === 0;
  useEffect(() => {
    if (isFresh && !asked.current) {
      asked.current = true;
      void ask();
    }
  });

  return (
    <section aria-labelledby="run-step" className={styles.step}>
      <Text element="h2" variant="h3">
        <span id="run-step">
          {number}. {step.title}
        </span>
      </Text>{' '}
      <Badge color="blue" text={stepKindName(step.kind)} />
      {step.text && <MarkdownView text={step.text} />}
      <StepFacts step={step} filled={filled} />
      {step.kind === 'query' && !isPending && !source && (
        <Text color="warning" element="p">
          {dataSource
            ? t('runbooks.run.source-gone', 'Its data source is gone: judge by hand, or skip the step with a reason.')
            : t('runbooks.run.no-source', 'No Prometheus is set up: judge by hand, or skip the step with a reason.')}
        </Text>
      )}
      {expr && source && <QueryGraph uid={source.uid} expr={expr} step={step} />}
      {failure !== undefined && (
        <FailureAlert severity="warning" {...queryFailure(failure)} onRetry={() => void ask()} />
      )}
      {entries.map((entry) => (
        <EntryLine key={entry.id} entry={entry} step={step} isWaiting={waiting.has(entry.id)} />
      ))}
      {reasons.length > 0 && (
        <Reasons title={t('runbooks.not-saved', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
      )}
      <StepControls
        run={run}
        step={step}
        record={record}
        entries={entries}
        approval={approval}
        isSettled={outcome !== undefined}
        isEditable={isEditable}
        isAsking={isAsking}
        onAsk={canAsk ? () => void ask() : undefined}
        onSettle={settle}
        onWait={(until) => say({ kind: 'wait', until })}
        onApprove={approve}
      />
    </section>
  );
}

function filledOf(step: Step, values: Record<string, string | undefined>): Outcome<string> | undefined {
  return step.kind === 'command'
    ? fillCommand(step.command, values)
    : step.kind === 'query'
      ? fillQuery(step.expr, values)
      : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  step: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    maxWidth: 900,
    alignItems: 'flex-start',
    '> *': { maxWidth: '100%' },
  }),
});
