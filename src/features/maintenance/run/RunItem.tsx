import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  Field,
  Input,
  LinkButton,
  RadioButtonGroup,
  Stack,
  Text,
  TextArea,
  Tooltip,
  useStyles2,
} from '@grafana/ui';
import { type ChecklistItem, judgeChoice, judgeNumber, type Verdict } from '../../../domain/maintenance/checklist';
import { type ItemOutcome, type RunEntry } from '../../../domain/maintenance/week';
import { type Reason } from '../../../domain/record/outcome';
import { useDraft } from '../../../shared/records/useDraft';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Since } from '../../../shared/ui/Since';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { WebLink } from '../../../shared/ui/WebLink';
import { formatDuration } from '../../../shared/words/durations';
import { failureOf } from '../../../shared/words/failures';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { declarePath } from '../paths';

interface Props {
  id: string;
  run: string;
  number: number;
  item: ChecklistItem;
  answer?: RunEntry & { id: string };
  waiting: ReadonlySet<string>;
  editable: boolean;
  /** Why Prometheus could not be asked just now. */
  failure?: unknown;
  onSave: (outcome: ItemOutcome) => Reason[];
  /** Asks this query item again. */
  onAsk?: () => void;
}

const EMPTY = { value: '', note: '', evidence: '', reason: '' };

/** One item of a run: instruction, what it came to, and the controls to answer it. */
export function RunItem({ id, run, number, item, answer, waiting, editable, failure, onSave, onAsk }: Props) {
  const styles = useStyles2(getStyles);
  const [form, setForm, clear] = useDraft(`maintenance|item|${run}|${id}`, EMPTY);
  const [mode, setMode] = useState<'none' | 'note' | 'skip'>(
    form.reason ? 'skip' : form.note || form.evidence ? 'note' : 'none'
  );
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const outcome = answer?.outcome;
  const save = (next: ItemOutcome) => {
    const refused = onSave(next);
    setReasons(refused);
    if (!refused.length) {
      clear();
      setMode('none');
    }
  };
  const noted = (next: ItemOutcome): ItemOutcome => ({
    ...next,
    ...(form.note.trim() && { note: form.note.trim() }),
    ...(form.evidence.trim() && { evidence: form.evidence.trim() }),
  });
  const byHand = (verdict: Verdict, value?: string | number) =>
    save(
      noted({ verdict, ...(value !== undefined && { value }), ...('unit' in item && item.unit && { unit: item.unit }) })
    );
  const word = outcome ? verdictName(outcome.verdict) : t('maintenance.item.open', 'no result yet');
  return (
    <li className={styles.item} aria-label={`${number}. ${item.title}: ${word}`}>
      <div className={styles.head}>
        <StateMark mark={outcome ? verdictMark(outcome.verdict) : 'neutral'} label={word} />
        <span className={styles.title}>
          <strong>
            {number}. {item.title}
          </strong>{' '}
          <Text color="secondary">{word}</Text>
          {answer && waiting.has(answer.id) && <WaitingMark />}
        </span>
        {outcome && <Value outcome={outcome} />}
      </div>
      {item.instruction && <MarkdownView text={item.instruction} className={styles.instruction} />}
      {item.kind === 'query' && (
        <code className={styles.expr}>
          {item.expr} {item.comparison} {item.threshold}
          {item.unit ? ` ${item.unit}` : ''}
        </code>
      )}
      {item.kind === 'link' && <WebLink url={item.url}>{item.url}</WebLink>}
      {failure !== undefined && (
        <Text color="warning">{`${failureOf(failure).title}. ${failureOf(failure).advice}`}</Text>
      )}
      {outcome?.query?.warnings?.map((warning) => (
        <Text key={warning} color="warning">
          {warning}
        </Text>
      ))}
      {outcome?.note && <MarkdownView text={outcome.note} />}
      {outcome?.reason && (
        <MarkdownView
          text={t('maintenance.item.skipped-because', 'Skipped: {{reason}}', {
            reason: outcome.reason,
            interpolation: { escapeValue: false },
          })}
        />
      )}
      {outcome?.evidence && <WebLink url={outcome.evidence}>{t('maintenance.item.evidence-link', 'Evidence')}</WebLink>}
      {answer && (
        <Text color="secondary" variant="bodySmall">
          {answer.by.name} <Since at={outcome?.query?.at ?? answer.at} />
        </Text>
      )}
      {reasons.map((reason) => (
        <Text key={reason.code} color="error">
          {reasonText(reason)}
        </Text>
      ))}
      {editable && (
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <Controls
            item={item}
            form={form}
            answered={outcome !== undefined}
            onChange={(value) => setForm({ ...form, value })}
            onAnswer={byHand}
            onAsk={onAsk}
            failing={failure !== undefined || !onAsk || outcome?.verdict === 'nodata'}
          />
          <Button
            size="sm"
            variant="secondary"
            fill="outline"
            onClick={() => setMode(mode === 'note' ? 'none' : 'note')}
            aria-expanded={mode === 'note'}
          >
            {t('maintenance.item.note', 'Note, evidence…')}
          </Button>
          <Button
            size="sm"
            variant="secondary"
            fill="outline"
            onClick={() => setMode(mode === 'skip' ? 'none' : 'skip')}
            aria-expanded={mode === 'skip'}
          >
            {t('maintenance.item.skip-open', 'Skip…')}
          </Button>
          {outcome?.verdict === 'fail' && (
            <LinkButton size="sm" variant="destructive" fill="outline" icon="fire" href={declarePath(item.title)}>
              {t('maintenance.item.declare', 'Declare an incident')}
            </LinkButton>
          )}
        </Stack>
      )}
      {editable && mode === 'note' && (
        <Stack direction="column" gap={1}>
          <Field noMargin label={t('maintenance.item.note-label', 'Note')}>
            <TextArea
              id={`note-${id}`}
              rows={2}
              value={form.note}
              onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.item.evidence', 'Link to evidence')}
            invalid={reasons.some(({ field }) => field === 'evidence')}
          >
            <Input
              id={`evidence-${id}`}
              type="url"
              placeholder="https://"
              value={form.evidence}
              onChange={(event) => setForm({ ...form, evidence: event.currentTarget.value })}
            />
          </Field>
          {outcome ? (
            <Button size="sm" onClick={() => save(noted(outcome))}>
              {t('maintenance.item.save-note', 'Save')}
            </Button>
          ) : (
            <Text color="secondary" variant="bodySmall">
              {t('maintenance.item.note-hint', 'They are saved together with the result.')}
            </Text>
          )}
        </Stack>
      )}
      {editable && mode === 'skip' && (
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <Field noMargin required label={t('maintenance.item.reason', 'Why is it skipped?')}>
            <Input
              id={`skip-${id}`}
              value={form.reason}
              onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
            />
          </Field>
          <Button size="sm" onClick={() => save(noted({ verdict: 'skip', reason: form.reason.trim() }))}>
            {t('maintenance.item.skip', 'Skip')}
          </Button>
        </Stack>
      )}
    </li>
  );
}

interface ControlProps {
  item: ChecklistItem;
  form: { value: string };
  answered: boolean;
  /** Prometheus cannot answer: the item is answered by hand. */
  failing: boolean;
  onChange: (value: string) => void;
  onAnswer: (verdict: Verdict, value?: string | number) => void;
  onAsk?: () => void;
}

function Controls({ item, form, failing, onChange, onAnswer, onAsk }: ControlProps) {
  const label = item.title;
  switch (item.kind) {
    case 'confirm':
    case 'link':
      return <PassFail label={label} onAnswer={onAnswer} />;
    case 'query':
      return (
        <>
          {onAsk && (
            <Button
              size="sm"
              variant="secondary"
              icon="sync"
              onClick={onAsk}
              aria-label={t('maintenance.item.ask-label', 'Check again: {{label}}', verbatim({ label }))}
            >
              {t('maintenance.item.ask', 'Check again')}
            </Button>
          )}
          {failing && <PassFail label={label} onAnswer={onAnswer} />}
        </>
      );
    case 'number': {
      const value = Number(form.value.replace(',', '.'));
      const usable = form.value.trim() !== '' && Number.isFinite(value);
      return (
        <>
          <Field
            noMargin
            label={
              item.unit
                ? t('maintenance.item.value-unit', 'Value in {{unit}}', verbatim({ unit: item.unit }))
                : t('maintenance.item.value', 'Value')
            }
          >
            <Input
              id={`value-${label}`}
              inputMode="decimal"
              width={16}
              value={form.value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          </Field>
          <Button size="sm" disabled={!usable} onClick={() => onAnswer(judgeNumber(item, value), value)}>
            {t('maintenance.item.save', 'Save')}
          </Button>
        </>
      );
    }
    case 'text':
      return (
        <>
          <Field noMargin label={t('maintenance.item.text', 'Answer')}>
            <TextArea
              id={`value-${label}`}
              rows={2}
              value={form.value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          </Field>
          <Button size="sm" disabled={!form.value.trim()} onClick={() => onAnswer('pass', form.value.trim())}>
            {t('maintenance.item.save', 'Save')}
          </Button>
        </>
      );
    case 'choice':
      return (
        <RadioButtonGroup
          aria-label={label}
          options={item.options.map((option) => ({ label: option, value: option }))}
          value={form.value || undefined}
          onChange={(value) => onAnswer(judgeChoice(item, value), value)}
        />
      );
  }
}

function PassFail({ label, onAnswer }: { label: string; onAnswer: (verdict: Verdict) => void }) {
  return (
    <>
      <Button
        size="sm"
        variant="success"
        icon="check"
        onClick={() => onAnswer('pass')}
        aria-label={t('maintenance.item.pass-label', 'Pass: {{label}}', verbatim({ label }))}
      >
        {t('maintenance.item.pass', 'Pass')}
      </Button>
      <Button
        size="sm"
        variant="destructive"
        icon="times"
        onClick={() => onAnswer('fail')}
        aria-label={t('maintenance.item.fail-label', 'Fail: {{label}}', verbatim({ label }))}
      >
        {t('maintenance.item.fail', 'Fail')}
      </Button>
    </>
  );
}

function Value({ outcome }: { outcome: ItemOutcome }) {
  const { value, unit, query } = outcome;
  if (value === undefined) {
    return null;
  }
  const shown = typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : value.slice(0, 200);
  const isDuration = unit === 's' && typeof value === 'number' && Math.abs(value) >= 60;
  const text = isDuration ? formatDuration(value) : unit ? `${shown} ${unit}` : shown;
  const series =
    query && query.series > 1
      ? t('maintenance.item.series', '', {
          count: query.series,
          defaultValue_one: '{{count}} series',
          defaultValue_other: '{{count}} series; the first that fails is shown',
        })
      : String(value);
  return (
    <Tooltip content={series}>
      <span tabIndex={0}>
        <Text variant="h5" element="span">
          {text}
        </Text>
      </span>
    </Tooltip>
  );
}

export function verdictName(verdict: Verdict): string {
  switch (verdict) {
    case 'pass':
      return t('maintenance.verdict.pass', 'passed');
    case 'fail':
      return t('maintenance.verdict.fail', 'failed');
    case 'nodata':
      return t('maintenance.verdict.nodata', 'no data');
    case 'skip':
      return t('maintenance.verdict.skip', 'skipped');
  }
}

function verdictMark(verdict: Verdict): Mark {
  const marks: Record<Verdict, Mark> = { pass: 'good', fail: 'bad', nodata: 'unknown', skip: 'neutral' };
  return marks[verdict];
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    p: { margin: 0 },
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ flexGrow: 1 }),
  instruction: css({ color: theme.colors.text.secondary }),
  expr: css({ alignSelf: 'flex-start', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
});
