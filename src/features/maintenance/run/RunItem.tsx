import React, { memo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { type ChecklistItem, type Verdict } from '../../../domain/maintenance/checklistItem';
import { type ItemOutcome, type ChecklistRunEntry } from '../../../domain/maintenance/week';
import { type Reason } from '../../../domain/record/outcome';
import { useDraft } from '../../../shared/records/useDraft';
import { StateMark } from '../../../shared/ui/StateMark';
import { TextField } from '../../../shared/ui/TextField';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { failureOf } from '../../../shared/words/failures';
import { labelled } from '../../../shared/words/labelled';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { Controls } from './Controls';
import { FollowUps } from './FollowUps';
import { AnswerFacts, ItemFacts } from './ItemFacts';
import { Then } from './LastTime';
import { NoteForm } from './NoteForm';
import { Value } from './Value';
import { verdictMark, verdictName } from './verdicts';

interface Props {
  id: string;
  run: string;
  /** Among the items that have a result. */
  number: number;
  item: ChecklistItem;
  answer?: ChecklistRunEntry & { id: string };
  isWaiting: boolean;
  editable: boolean;
  /** Why Prometheus could not be asked just now. */
  failure?: unknown;
  /** What the last run of the same checklist came to. */
  lastTime?: ItemOutcome;
  /** Where what follows from a failure is written; absent where nothing can be. The same object at every render. */
  followUps?: { week: string; title: string };
  onSave: (item: string, outcome: ItemOutcome) => Reason[];
  /** Asks this query item again. */
  onAsk?: (item: string) => void;
}

const EMPTY = { value: '', note: '', evidence: '', reason: '' };

/** One item of a run. A tick draws this one again and no other, however many there are. */
export const RunItem = memo(Item, (before, now) =>
  (Object.keys(now) as Array<keyof Props>).every((prop) =>
    prop === 'answer' ? before.answer?.id === now.answer?.id : Object.is(before[prop], now[prop])
  )
);

function Item({
  id,
  run,
  number,
  item,
  answer,
  isWaiting,
  editable,
  failure,
  lastTime,
  followUps,
  onSave,
  onAsk,
}: Props) {
  const styles = useStyles2(getStyles);
  const outcome = answer?.outcome;
  if (item.kind === 'heading') {
    return (
      <li className={styles.heading}>
        <Text element="h2" variant="h4">
          {item.title}
        </Text>
        <ItemFacts item={item} />
      </li>
    );
  }
  const word = outcome ? verdictName(outcome.verdict) : t('maintenance.item.open', 'no result yet');
  return (
    <li className={styles.item} aria-label={labelled(`${number}. ${item.title}`, word)}>
      <div className={styles.head}>
        <StateMark mark={outcome ? verdictMark(outcome.verdict) : 'neutral'} />
        <span className={styles.title}>
          <strong>
            {number}. {item.title}
          </strong>{' '}
          <Text color="secondary">{word}</Text>
          {isWaiting && <WaitingMark />}
        </span>
        {outcome && <Value outcome={outcome} />}
      </div>
      <ItemFacts item={item} />
      {failure !== undefined && (
        <Text color="warning">{`${failureOf(failure).title}. ${failureOf(failure).advice}`}</Text>
      )}
      {answer && <AnswerFacts answer={answer} />}
      {lastTime && <Then outcome={lastTime} now={outcome} />}
      {followUps && answer?.outcome.verdict === 'fail' && (
        <FollowUps {...followUps} run={run} item={{ ...item, key: id }} answer={answer} />
      )}

      {editable && (
        <Answering
          id={id}
          run={run}
          item={item}
          outcome={outcome}
          isByHand={failure !== undefined || !onAsk || outcome?.verdict === 'nodata'}
          onSave={onSave}
          onAsk={onAsk}
        />
      )}
    </li>
  );
}

interface AnsweringProps extends Pick<Props, 'id' | 'run' | 'item' | 'onSave' | 'onAsk'> {
  outcome?: ItemOutcome;
  /** Prometheus cannot answer: a person does. */
  isByHand: boolean;
}

/** The controls to answer an item, with a note and evidence, or to skip it. What is typed survives a reload. */
function Answering({ id, run, item, outcome, isByHand, onSave, onAsk }: AnsweringProps) {
  const [form, setForm, clear] = useDraft(`maintenance|item|${run}|${id}`, EMPTY);
  const wantsNote = Boolean(form.note || form.evidence || (item.needsEvidence && !outcome));
  const [mode, setMode] = useState<'none' | 'note' | 'skip'>(form.reason ? 'skip' : wantsNote ? 'note' : 'none');
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const toggle = (to: 'note' | 'skip') => setMode(mode === to ? 'none' : to);
  const save = (next: ItemOutcome) => {
    const refused = onSave(id, next);
    setReasons(refused);
    if (!refused.length) {
      clear();
      setMode('none');
    } else if (refused.some(({ field }) => field === 'evidence')) {
      setMode('note');
    }
  };
  const byHand = (verdict: Verdict, value?: string | number) => {
    const unit = 'unit' in item ? item.unit : undefined;
    save(noted({ verdict, ...(value !== undefined && { value }), ...(unit && { unit }) }, form));
  };
  return (
    <>
      {reasons.map((reason) => (
        <Text key={reason.code} color="error">
          {reasonText(reason)}
        </Text>
      ))}
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <Controls
          item={item}
          form={form}
          onChange={(value) => setForm({ ...form, value })}
          onAnswer={byHand}
          onAsk={onAsk && (() => onAsk(id))}
          failing={isByHand}
        />
        <Toggle isOpen={mode === 'note'} onClick={() => toggle('note')}>
          {t('maintenance.item.note', 'Note, evidence…')}
        </Toggle>
        <Toggle isOpen={mode === 'skip'} onClick={() => toggle('skip')}>
          {t('maintenance.item.skip-open', 'Skip…')}
        </Toggle>
      </Stack>
      {mode === 'note' && (
        <NoteForm
          id={id}
          form={form}
          isInvalid={reasons.some(({ field }) => field === 'evidence')}
          onSave={outcome && (() => save(noted(outcome, form)))}
          onChange={(part) => setForm({ ...form, ...part })}
        />
      )}
      {mode === 'skip' && (
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <TextField
            id={`skip-${id}`}
            required
            label={t('maintenance.item.reason', 'Why is it skipped?')}
            value={form.reason}
            onChange={(reason) => setForm({ ...form, reason })}
          />
          <Button size="sm" onClick={() => save(noted({ verdict: 'skip', reason: form.reason.trim() }, form))}>
            {t('maintenance.item.skip', 'Skip')}
          </Button>
        </Stack>
      )}
    </>
  );
}

function Toggle({ isOpen, onClick, children }: { isOpen: boolean; onClick: () => void; children: string }) {
  return (
    <Button size="sm" variant="secondary" fill="outline" onClick={onClick} aria-expanded={isOpen}>
      {children}
    </Button>
  );
}

function noted(next: ItemOutcome, { note, evidence }: typeof EMPTY): ItemOutcome {
  return {
    ...next,
    ...(note.trim() && { note: note.trim() }),
    ...(evidence.trim() && { evidence: evidence.trim() }),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    contentVisibility: 'auto', // of hundreds, those out of sight are neither laid out nor painted
    containIntrinsicSize: 'auto 140px',
    p: { margin: 0 },
  }),
  heading: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), paddingTop: theme.spacing(2) }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ flexGrow: 1 }),
});
