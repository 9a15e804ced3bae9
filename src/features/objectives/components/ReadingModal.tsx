import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Modal, TextArea } from '@grafana/ui';
import { defaultExpiry, type Objective } from '../../../domain/objective';
import { isRefused, type Reason } from '../../../domain/outcome';
import { reasonText } from '../../../shared/reasons';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { verbatim } from '../../../shared/verbatim';
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
  const [reasons, setReasons] = useState<Reason[]>([]);
  const wrong = (field: string) => {
    const reason = reasons.find((each) => each.field === field);
    return { invalid: reason !== undefined, error: reason && reasonText(reason) };
  };
  const save = () => {
    const number = parseNumber(value);
    const until = Date.parse(`${expires}T23:59:59Z`);
    if (number === undefined || Number.isNaN(until)) {
      setReasons([
        ...(number === undefined ? [{ code: 'objective.value', field: 'value' }] : []),
        ...(Number.isNaN(until) ? [{ code: 'objective.expiry.past', field: 'expires' }] : []),
      ]);
      return;
    }
    const sent = send({
      type: 'read',
      objective: objectiveKey,
      value: objective.unit === 'ratio' ? number / 100 : number,
      expires: new Date(until).toISOString(),
      ...(note.trim() && { note: note.trim() }),
    });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      onClose();
    }
  };
  const general = reasons.filter(({ field }) => field === undefined);
  return (
    <Modal
      title={t('objectives.read.title', 'Value of “{{name}}”', verbatim({ name: objective.name }))}
      isOpen
      onDismiss={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
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
        <Field label={t('objectives.read.expires', 'Valid until')} {...wrong('expires')} required>
          <Input
            id="objective-expires"
            type="date"
            value={expires}
            onChange={({ currentTarget }) => setExpires(currentTarget.value)}
          />
        </Field>
        <Field label={t('objectives.read.note', 'Where it comes from')}>
          <TextArea
            id="objective-note"
            rows={3}
            maxLength={20_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Field>
        {general.map((reason) => (
          <p key={reason.code} role="alert">
            {reasonText(reason)}
          </p>
        ))}
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('objectives.cancel', 'Cancel')}
          </Button>
          <Button type="submit">{t('objectives.read.save', 'Save value')}</Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
