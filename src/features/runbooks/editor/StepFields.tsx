import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, IconButton, Input, Stack, Text } from '@grafana/ui';
import { type Keyed, inOrder } from '../../../domain/record/inOrder';
import { type Reason } from '../../../domain/record/outcome';
import { type Content, END, type Step, type StepOf } from '../../../domain/runbook/schema';
import { COMPARISONS } from '../../../domain/statistics/comparison';
import { Choice } from '../../../shared/ui/Choice';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { labelled } from '../../../shared/words/labelled';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { QueryPreview } from './QueryPreview';

interface Props {
  step: Keyed<Step>;
  content: Content;
  /** Of this step. */
  reasons: Reason[];
  onChange: (part: Record<string, unknown>) => void;
}

type Problem = (name: string) => { invalid: boolean; error?: string };

export function StepFields({ step, content, reasons, onChange }: Props) {
  const reasonText = useReasonText();
  const problemOf: Problem = (name) => {
    const found = reasons.find(({ field }) => field === `steps.${step.key}.${name}`);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const id = (name: string) => `${step.key}-${name}`;
  return (
    <Stack direction="column" gap={1}>
      <TextField
        id={id('title')}
        label={t('runbooks.form.step-title', 'What is done or asked')}
        value={step.title}
        onChange={(title) => onChange({ title })}
        {...problemOf('title')}
      />
      <Kind step={step} content={content} problemOf={problemOf} onChange={onChange} />
      <TextAreaField
        id={id('text')}
        label={t('runbooks.form.step-text', 'Explanation')}
        rows={1}
        value={step.text ?? ''}
        onChange={(text) => onChange({ text })}
        {...problemOf('text')}
      />
      {step.kind !== 'decision' && (
        <Stack gap={1} wrap="wrap">
          <Target
            label={t('runbooks.form.then', 'Then')}
            value={step.to}
            step={step}
            content={content}
            onChange={(to) => onChange({ to })}
          />
          {(step.kind === 'query' || step.kind === 'alert') && (
            <>
              <Target
                label={t('runbooks.form.on-fail', 'When it fails')}
                value={step.onFail}
                step={step}
                content={content}
                onChange={(onFail) => onChange({ onFail })}
              />
              <Target
                label={t('runbooks.form.on-no-data', 'Without data')}
                value={step.onNoData}
                step={step}
                content={content}
                onChange={(onNoData) => onChange({ onNoData })}
              />
            </>
          )}
        </Stack>
      )}
      {reasons
        .filter(({ field }) => field === `steps.${step.key}`)
        .map((reason) => (
          <Text key={reason.code} color="error">
            {reasonText(reason)}
          </Text>
        ))}
    </Stack>
  );
}

interface KindProps extends Omit<Props, 'reasons'> {
  problemOf: Problem;
}

function Kind({ step, content, problemOf, onChange }: KindProps) {
  const id = (name: string) => `${step.key}-${name}`;
  switch (step.kind) {
    case 'command':
      return (
        <TextAreaField
          id={id('command')}
          label={t('runbooks.form.command', 'Command')}
          rows={2}
          spellCheck={false}
          value={step.command}
          onChange={(command) => onChange({ command })}
          {...problemOf('command')}
        />
      );
    case 'query':
      return <QueryFields step={step} content={content} problemOf={problemOf} onChange={onChange} />;
    case 'alert':
      return (
        <TextField
          id={id('alert')}
          label={t('runbooks.form.alert', 'Name of the alert')}
          width={40}
          value={step.alert}
          onChange={(alert) => onChange({ alert })}
          {...problemOf('alert')}
        />
      );
    case 'dashboard':
      return (
        <TextField
          id={id('url')}
          label={t('runbooks.form.url', 'Address')}
          placeholder="/d/…"
          value={step.url}
          onChange={(url) => onChange({ url })}
          {...problemOf('url')}
        />
      );
    case 'wait':
      return (
        <Field noMargin label={t('runbooks.form.seconds', 'Seconds')} {...problemOf('seconds')}>
          <Input
            id={id('seconds')}
            type="number"
            width={14}
            value={step.seconds}
            onChange={({ currentTarget }) => onChange({ seconds: currentTarget.valueAsNumber || 0 })}
          />
        </Field>
      );
    case 'approval':
      return (
        <TextField
          id={id('from')}
          label={t('runbooks.form.from', 'By whom')}
          width={40}
          value={step.from ?? ''}
          onChange={(from) => onChange({ from })}
          {...problemOf('from')}
        />
      );
    case 'decision':
      return <Options step={step} content={content} problemOf={problemOf} onChange={onChange} />;
    default:
      return null;
  }
}

function QueryFields({ step, content, problemOf, onChange }: KindProps & { step: Keyed<StepOf<'query'>> }) {
  return (
    <>
      <TextAreaField
        id={`${step.key}-expr`}
        label={t('runbooks.form.expr', 'Query (PromQL)')}
        rows={2}
        spellCheck={false}
        value={step.expr}
        onChange={(expr) => onChange({ expr })}
        {...problemOf('expr')}
      />
      <Stack gap={1} alignItems="center" wrap="wrap">
        <Text>{t('runbooks.form.passes', 'Passes when every value is')}</Text>
        <Choice
          label={t('runbooks.form.comparison', 'Comparison')}
          placeholder="–"
          width={12}
          value={step.comparison}
          options={COMPARISONS.map((value) => ({ value, label: value }))}
          onChange={(comparison) => onChange({ comparison, ...(comparison === undefined && { threshold: undefined }) })}
        />
        <Field noMargin {...problemOf('threshold')}>
          <Input
            type="number"
            step="any"
            width={14}
            aria-label={t('runbooks.form.threshold', 'Threshold')}
            value={step.threshold ?? ''}
            onChange={({ currentTarget: { valueAsNumber } }) =>
              onChange({ threshold: Number.isNaN(valueAsNumber) ? undefined : valueAsNumber })
            }
          />
        </Field>
        <Input
          width={10}
          aria-label={t('runbooks.form.unit', 'Unit')}
          placeholder={t('runbooks.form.unit', 'Unit')}
          value={step.unit ?? ''}
          onChange={({ currentTarget }) => onChange({ unit: currentTarget.value })}
        />
      </Stack>
      <QueryPreview step={step} content={content} />
    </>
  );
}

function Options({ step, content, problemOf, onChange }: KindProps & { step: Keyed<StepOf<'decision'>> }) {
  const { options } = step;
  const replace = (at: number, part: Partial<(typeof options)[number]>) =>
    onChange({ options: options.map((option, index) => (index === at ? { ...option, ...part } : option)) });
  const judged = inOrder(content.steps).filter(({ kind }) => kind === 'query' || kind === 'alert');
  return (
    <Stack direction="column" gap={1}>
      {judged.length > 0 && (
        <Choice
          label={t('runbooks.form.answered-by', 'Answered by')}
          placeholder={t('runbooks.form.by-person', 'a person')}
          width={40}
          value={step.of}
          options={judged.map(({ key, title }) => ({ value: key, label: title || key }))}
          onChange={(of) => onChange({ of })}
        />
      )}
      {options.map((option, index) => (
        <Stack key={index} gap={1} wrap="wrap" alignItems="center">
          <Input
            width={30}
            aria-label={t('runbooks.form.option', 'Answer {{number}}', verbatim({ number: index + 1 }))}
            value={option.label}
            onChange={({ currentTarget }) => replace(index, { label: currentTarget.value })}
          />
          <Target
            label={t('runbooks.form.option-to', 'Answer {{number}} leads to', verbatim({ number: index + 1 }))}
            value={option.to}
            step={step}
            content={content}
            onChange={(to) => replace(index, { to: to ?? END })}
          />
          {step.of && (
            <Choice
              label={t(
                'runbooks.form.option-verdict',
                'Answer {{number}} when the query says',
                verbatim({ number: index + 1 })
              )}
              placeholder="–"
              width={16}
              value={option.verdict}
              options={(['pass', 'fail', 'nodata'] as const).map((value) => ({ value, label: value }))}
              onChange={(verdict) =>
                replace(index, {
                  verdict: verdict === 'pass' || verdict === 'fail' || verdict === 'nodata' ? verdict : undefined,
                })
              }
            />
          )}
          <IconButton
            name="trash-alt"
            tooltip={t('runbooks.form.remove-option', 'Remove answer {{number}}', verbatim({ number: index + 1 }))}
            onClick={() => onChange({ options: options.filter((_, at) => at !== index) })}
          />
        </Stack>
      ))}
      <div>
        <Button
          type="button"
          size="sm"
          variant="secondary"
          icon="plus"
          onClick={() => onChange({ options: [...options, { label: '', to: END }] })}
        >
          {t('runbooks.form.add-option', 'Add an answer')}
        </Button>
      </div>
      {problemOf('options').invalid && <Text color="error">{problemOf('options').error ?? ''}</Text>}
      {problemOf('of').invalid && <Text color="error">{problemOf('of').error ?? ''}</Text>}
    </Stack>
  );
}

interface TargetProps {
  label: string;
  value: string | undefined;
  step: Keyed<Step>;
  content: Content;
  onChange: (to: string | undefined) => void;
}

/** A step to go on with. */
function Target({ label, value, step, content, onChange }: TargetProps) {
  const others = inOrder(content.steps)
    .map((other, index) => ({ value: other.key, label: `${index + 1}. ${other.title || other.key}` }))
    .filter((option) => option.value !== step.key);
  return (
    <Stack gap={0.5} alignItems="center">
      <Text color="secondary" variant="bodySmall">
        {label}
      </Text>
      <Choice
        label={labelled(label, step.title)}
        placeholder={t('runbooks.form.next', 'the next step')}
        width={26}
        value={value}
        options={[...others, { value: END, label: t('runbooks.form.end', 'the end') }]}
        onChange={onChange}
      />
    </Stack>
  );
}
