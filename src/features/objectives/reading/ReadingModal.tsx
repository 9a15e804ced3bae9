import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, TextArea } from '@grafana/ui';
import { defaultExpiry } from '../../../domain/objective/commands';
import { type Objective } from '../../../domain/objective/schema';
import { refuse } from '../../../domain/record/outcome';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { verbatim } from '../../../shared/words/verbatim';
import { fromTyped } from '../form/formValues';
import { parseNumber, unitHint } from './numbers';

interface Props {
  objectiveKey: string;
  objective: Objective;
  onClose: () => void;
}

/** A value by hand: the number, until when it is valid, and where it comes from. */
export function ReadingModal({ objectiveKey, objective, onClose }: Props) {
  const { send } = useObjectives();
  const [value, setValue] = useState('');
  const [expires, setExpires] = useState(() => defaultExpiry(new Date().toISOString()).slice(0, 10));
  const [note, setNote] = useState('');
  const { wrong, settle, general } = useSettling(onClose);
  const save = () => {
    const number = parseNumber(value);
    const until = Date.parse(`${expires}T23:59:59Z`);
    if (number === undefined || Number.isNaN(until)) {
      settle(
        refuse(
          ...(number === undefined ? [{ code: 'objective.value', field: 'value' }] : []),
          ...(Number.isNaN(until) ? [{ code: 'objective.expiry.past', field: 'expires' }] : [])
        )
      );
      return;
    }
    settle(
      send({
        type: 'read',
        objective: objectiveKey,
        value: fromTyped(number, objective.unit),
        expires: new Date(until).toISOString(),
        ...(note.trim() && { note: note.trim() }),
      })
    );
  };
  return (
    <FormModal
      title={t('objectives.read.title', 'Value of “{{name}}”', verbatim({ name: objective.name }))}
      save={t('objectives.read.save', 'Save value')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <Field
        noMargin
        label={t('objectives.read.value', 'Value')}
        description={unitHint(objective)}
        {...wrong('value')}
        required
      >
        <Input
          id="objective-reading"
          autoFocus
          inputMode="decimal"
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
      </Field>
      <Field noMargin label={t('objectives.read.expires', 'Valid until')} {...wrong('expires')} required>
        <Input
          id="objective-expires"
          type="date"
          value={expires}
          onChange={({ currentTarget }) => setExpires(currentTarget.value)}
        />
      </Field>
      <Field noMargin label={t('objectives.read.note', 'Where it comes from')} {...wrong('note')}>
        <TextArea
          id="objective-note"
          rows={3}
          maxLength={20_000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </Field>
    </FormModal>
  );
}
