import React, { type ReactNode, useState } from 'react';
import { t } from '@grafana/i18n';
import { type Outcome, refuse } from '../../domain/record/outcome';
import { type Instant } from '../../domain/record/record';
import { useDraft } from '../records/useDraft';
import { FormModal, useSettling } from '../ui/FormModal';
import { TextAreaField, TextField } from '../ui/TextField';
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
  const { wrong, settle, general } = useSettling(clear, onClose);
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
      <TextField
        id={`${id}-value`}
        label={t('objectives.read.value', 'Value')}
        description={unitHint(of)}
        required
        autoFocus
        inputMode="decimal"
        value={value}
        onChange={(value) => setTexts({ value, note })}
        {...wrong('value')}
      />
      <TextField
        id={`${id}-day`}
        label={day.label}
        required
        type="date"
        value={date}
        onChange={setDate}
        {...wrong(day.field)}
      />
      {children}
      <TextAreaField
        id={`${id}-note`}
        label={t('objectives.read.note', 'Where it comes from')}
        rows={3}
        maxLength={20_000}
        value={note}
        onChange={(note) => setTexts({ value, note })}
        {...wrong('note')}
      />
    </FormModal>
  );
}
