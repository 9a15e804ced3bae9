import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, RadioButtonList, Stack, Text } from '@grafana/ui';
import { type Keyed } from '../../../domain/record/inOrder';
import { type RunbookRun, type RunbookRunEntry, type What } from '../../../domain/runbook/runSchema';
import { type Step, type StepOf } from '../../../domain/runbook/schema';
import { currentPerson } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { Since } from '../../../shared/ui/Since';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';

/** What a person says of a step. */
export type Settle = Omit<Extract<What, { kind: 'settle' }>, 'kind'>;

interface Props {
  run: string;
  step: Keyed<Step>;
  record: RunbookRun;
  entries: RunbookRunEntry[];
  approval: RunbookRunEntry | undefined;
  isSettled: boolean;
  isEditable: boolean;
  isAsking: boolean;
  onAsk: (() => void) | undefined;
  onSettle: (said: Settle) => boolean;
  onWait: (until: string) => void;
  onApprove: () => void;
}

/** The buttons of a step, as its kind has them, and the way past it with a reason. */
export function StepControls(props: Props) {
  const { run, step, isEditable, isSettled, onSettle } = props;
  const [reason, setReason, clear] = useDraft(`runbook|skip|${run}|${step.key}`, '');
  const [isSkipping, setSkipping] = useState(reason !== '');
  if (!isEditable) {
    return null;
  }
  const skip = () => {
    if (onSettle({ verdict: 'skip', reason: reason.trim() })) {
      clear();
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <Own {...props} />
        <Button variant="secondary" fill="outline" aria-expanded={isSkipping} onClick={() => setSkipping(!isSkipping)}>
          {t('runbooks.skip', 'Skip…')}
        </Button>
        {isSettled && (
          <Text color="secondary">{t('runbooks.again', 'Answering again changes the way from here.')}</Text>
        )}
      </Stack>
      {isSkipping && (
        <Stack gap={1} alignItems="flex-end">
          <TextAreaField
            id={`skip-${step.key}`}
            label={t('runbooks.skip-why', 'Why it is skipped')}
            rows={1}
            value={reason}
            onChange={setReason}
          />
          <Button onClick={skip}>{t('runbooks.skip-now', 'Skip it')}</Button>
        </Stack>
      )}
    </Stack>
  );
}

function Own(props: Props) {
  const { step } = props;
  switch (step.kind) {
    case 'query':
    case 'alert':
      return <Judgement {...props} />;
    case 'decision':
      return <Decision {...props} step={step} />;
    case 'input':
      return <Answer {...props} />;
    case 'approval':
      return <Approval {...props} />;
    case 'wait':
      return <Wait {...props} step={step} />;
    default:
      return (
        <Button onClick={() => props.onSettle({ verdict: 'done' })}>
          {step.kind === 'confirm' ? t('runbooks.confirm', 'Yes, confirmed') : t('runbooks.done', 'Done, go on')}
        </Button>
      );
  }
}

/** What the last answer proposes is the primary button. */
function Judgement({ entries, isAsking, onAsk, onSettle }: Props) {
  const last = entries.flatMap(({ what }) => (what.kind === 'answer' ? [what.answer] : [])).at(-1);
  const verdict = last?.verdict;
  const variant = (of: string) => (verdict === of ? 'primary' : 'secondary');
  return (
    <>
      <Button icon="check" variant={variant('pass')} onClick={() => onSettle({ verdict: 'pass' })}>
        {t('runbooks.pass', 'Pass')}
      </Button>
      <Button
        icon="times"
        variant={verdict === 'fail' ? 'destructive' : 'secondary'}
        onClick={() => onSettle({ verdict: 'fail' })}
      >
        {t('runbooks.fail', 'Fail')}
      </Button>
      {verdict === 'nodata' && (
        <Button variant="primary" onClick={() => onSettle({ verdict: 'nodata' })}>
          {t('runbooks.nodata', 'No data, go on')}
        </Button>
      )}
      {onAsk && (
        <Button
          variant="secondary"
          fill="outline"
          icon={isAsking ? 'spinner' : 'sync'}
          disabled={isAsking}
          onClick={onAsk}
        >
          {last ? t('runbooks.ask-again', 'Ask again') : t('runbooks.ask', 'Ask')}
        </Button>
      )}
    </>
  );
}

function Decision({ step, record, onSettle }: Props & { step: Keyed<StepOf<'decision'>> }) {
  const verdict = lastVerdict(record, step.of);
  const proposed = verdict === undefined ? -1 : step.options.findIndex((option) => option.verdict === verdict);
  const [chosen, setChosen] = useState<number | undefined>(proposed < 0 ? undefined : proposed);
  return (
    <Stack direction="column" gap={1}>
      <RadioButtonList<number>
        name={`decision-${step.key}`}
        options={step.options.map(({ label }, value) => ({
          value,
          label: value === proposed ? `${label} (${t('runbooks.proposed', 'the query says so')})` : label,
        }))}
        value={chosen}
        onChange={setChosen}
      />
      <div>
        <Button
          disabled={chosen === undefined}
          onClick={() => onSettle({ verdict: 'done', ...(chosen !== undefined && { option: chosen }) })}
        >
          {t('runbooks.decide', 'Decide')}
        </Button>
      </div>
    </Stack>
  );
}

function lastVerdict({ entries }: RunbookRun, of: string | undefined): string | undefined {
  return Object.values(entries)
    .filter(({ step, what }) => step === of && (what.kind === 'settle' || what.kind === 'answer'))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ what }) =>
      what.kind === 'settle' ? what.verdict : what.kind === 'answer' ? what.answer.verdict : undefined
    )
    .at(-1);
}

function Answer({ run, step, onSettle }: Props) {
  const [value, setValue, clear] = useDraft(`runbook|input|${run}|${step.key}`, '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (onSettle({ verdict: 'done', value: value.trim() })) {
          clear();
        }
      }}
    >
      <Stack gap={1} alignItems="flex-end">
        <TextField id={`input-${step.key}`} label={step.title} width={40} value={value} onChange={setValue} />
        <Button type="submit">{t('runbooks.save', 'Save')}</Button>
      </Stack>
    </form>
  );
}

function Approval({ record, approval, onApprove }: Props) {
  if (approval) {
    return (
      <Text>
        {t('runbooks.approved-by', 'Approved by {{name}}', verbatim({ name: approval.by.name }))}{' '}
        <Since at={approval.at} />
      </Text>
    );
  }
  return record.started.by.uid === currentPerson().uid ? (
    <Text color="secondary">
      {t('runbooks.approval-other', 'You run it: another person with Edit on the folder opens this page and approves.')}
    </Text>
  ) : (
    <Button onClick={onApprove}>{t('runbooks.approve', 'Approve')}</Button>
  );
}

function Wait({ step, entries, onWait, onSettle }: Props & { step: Keyed<StepOf<'wait'>> }) {
  const now = useNow(1000);
  const until = entries.flatMap(({ what }) => (what.kind === 'wait' ? [Date.parse(what.until)] : [])).at(-1);
  if (until === undefined) {
    return (
      <Button icon="clock-nine" onClick={() => onWait(new Date(Date.now() + step.seconds * 1000).toISOString())}>
        {t('runbooks.wait', 'Begin to wait')}
      </Button>
    );
  }
  const left = Math.ceil((until - now) / 1000);
  return left > 0 ? (
    <>
      <Text element="p" variant="h4">
        <span role="timer">{formatDuration(left)}</span>
      </Text>
      <Button
        variant="secondary"
        onClick={() => onSettle({ verdict: 'done', note: t('runbooks.wait-cut', 'not waited to the end') })}
      >
        {t('runbooks.wait-enough', 'Go on now')}
      </Button>
    </>
  ) : (
    <Button onClick={() => onSettle({ verdict: 'done' })}>{t('runbooks.wait-over', 'The time is over: go on')}</Button>
  );
}
