import React from 'react';
import { t } from '@grafana/i18n';
import { Button, RadioButtonGroup } from '@grafana/ui';
import { type ChecklistItem, judgeChoice, judgeNumber, type Verdict } from '../../../domain/maintenance/checklistItem';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  item: ChecklistItem;
  form: { value: string };
  /** Prometheus cannot answer: the item is answered by hand. */
  failing: boolean;
  onChange: (value: string) => void;
  onAnswer: (verdict: Verdict, value?: string | number) => void;
  onAsk?: () => void;
}

/** How an item is answered. */
export function Controls({ item, form, failing, onChange, onAnswer, onAsk }: Props) {
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
          <TextField
            id={`value-${label}`}
            label={
              item.unit
                ? t('maintenance.item.value-unit', 'Value in {{unit}}', verbatim({ unit: item.unit }))
                : t('maintenance.item.value', 'Value')
            }
            inputMode="decimal"
            width={16}
            value={form.value}
            onChange={onChange}
          />
          <Button
            size="sm"
            disabled={!usable}
            onClick={() => onAnswer(judgeNumber(item, value), value)}
            aria-label={saveLabel(label)}
          >
            {t('maintenance.item.save', 'Save')}
          </Button>
        </>
      );
    }
    case 'text':
      return (
        <>
          <TextAreaField
            id={`value-${label}`}
            label={t('maintenance.item.text', 'Answer')}
            rows={2}
            value={form.value}
            onChange={onChange}
          />
          <Button
            size="sm"
            disabled={!form.value.trim()}
            onClick={() => onAnswer('pass', form.value.trim())}
            aria-label={saveLabel(label)}
          >
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
    case 'heading':
      return null;
  }
}

function saveLabel(label: string): string {
  return t('maintenance.item.save-label', 'Save: {{label}}', verbatim({ label }));
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
