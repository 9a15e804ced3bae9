import React, { type ReactNode, useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, TextArea } from '@grafana/ui';
import { type Outcome, refuse } from '../../domain/record/outcome';
import { type Instant } from '../../domain/record/record';
import { useDraft } from '../records/useDraft';
import { FormModal, useSettling } from '../ui/FormModal';
import { verbatim } from '../words/verbatim';
import { parseNumber, unitHint } from './numbers';
import { fromTyped } from './typed';

interface Reading {
  value: number;
  at: Instant;
  note?: string;
}

interface Props {
  id: string;
  of: Parameters<typeof unitHint>[0] & { name: string };
  /** What the day means, and what is refused when it is none. */
  day: { label: string; field: string; missing: 'objective.expiry.past' | 'exclusion.time'; first: string };
  /** The time of that day, UTC. */
  time: `${number}:${number}:${number}`;
  onSave: (reading: Reading) => Outcome<unknown>;
  onClose: () => void;
  /** Fields between the day and where the value comes from. */
  children?: ReactNode;
}

/** A value by hand: the number, its day, and where it comes from. */
export function ReadingForm({ id, of, day, time, onSave, onClose, children }: Props) {
  const [{ value, note }, setTexts, clear] = useDraft(`objectives.reading.${id}.${of.name}`, { value: '', note: '' });
  const [date, setDate] = useState(day.first);
  const { wrong, settle, general } = useSettling(() => {
    clear();
    onClose();
  });
  const save = () => {
    const number = parseNumber(value);
    const at = Date.parse(`${date}T${time}Z`);
    settle(
      number === undefined || Number.isNaN(at)
        ? refuse(
            ...(number === undefined ? [{ code: 'objective.value' as const, field: 'value' }] : []),
            ...(Number.isNaN(at) ? [{ code: day.missing, field: day.field }] : [])
          )
        : onSave({
            value: fromTyped(number, of.unit),
            at: new Date(at).toISOString(),
            ...(note.trim() && { note: note.trim() }),
          })
    );
  };
  return (
    <FormModal
      title={t('objectives.read.title', 'Value of “{{name}}”', verbatim({ name: of.name }))}
      save={t('objectives.read.save', 'Save value')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <Field
        noMargin
        label={t('objectives.read.value', 'Value')}
        description={unitHint(of)}
        {...wrong('value')}
        required
      >
        <Input
          id={`${id}-value`}
          autoFocus
          inputMode="decimal"
          value={value}
          onChange={({ currentTarget }) => setTexts({ value: currentTarget.value, note })}
        />
      </Field>
      <Field noMargin label={day.label} {...wrong(day.field)} required>
        <Input
          id={`${id}-day`}
          type="date"
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
      </Field>
      {children}
      <Field noMargin label={t('objectives.read.note', 'Where it comes from')} {...wrong('note')}>
        <TextArea
          id={`${id}-note`}
          rows={3}
          maxLength={20_000}
          value={note}
          onChange={({ currentTarget }) => setTexts({ value, note: currentTarget.value })}
        />
      </Field>
    </FormModal>
  );
}
