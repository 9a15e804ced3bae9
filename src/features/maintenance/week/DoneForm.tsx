import React from 'react';
import { dateTimeForTimeZone } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack } from '@grafana/ui';
import { punctuality } from '../../../domain/maintenance/task';
import { localDateOf } from '../../../domain/time/recurrence';
import { TextAreaField } from '../../../shared/ui/TextField';
import { type SettlingPartProps, type TypedSettling } from './parts';

/** Marking a date as done: when, what for, how long it took, and why where it is early or late. */
export function DoneForm({
  form,
  promise,
  zone,
  isWrong,
  onChange,
  onSend,
  hasChecklist,
}: SettlingPartProps & { hasChecklist: boolean }) {
  const typed = dateTimeForTimeZone(zone, form.doneAt);
  const at = form.doneAt && typed.isValid() ? typed.toISOString() : new Date().toISOString();
  const when = punctuality(promise, at);
  const send = () => {
    const { note, evidence, why, minutes, costCode } = form;
    onSend({
      type: 'done',
      occurrence: promise,
      doneAt: at,
      on: localDateOf(at, zone),
      ...(note.trim() && { note: note.trim() }),
      ...(evidence.trim() && { evidence: evidence.trim() }),
      ...(when !== 'ontime' && why.trim() && { reason: why }),
      ...(minutes.trim() && { minutes: Number(minutes) }),
      ...(costCode.trim() && { costCode }),
    });
  };
  const field = (
    name: keyof TypedSettling,
    label: string,
    part: Partial<React.ComponentProps<typeof Input>>,
    help?: string
  ) => (
    <Field noMargin label={label} description={help} invalid={isWrong(name)}>
      <Input {...part} value={form[name]} onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })} />
    </Field>
  );
  return (
    <>
      <TextAreaField
        id="maintenance-note"
        label={t('maintenance.occurrence.note', 'Note')}
        rows={3}
        value={form.note}
        onChange={(note) => onChange({ note })}
      />
      {field('evidence', t('maintenance.occurrence.evidence', 'Link to evidence'), {
        id: 'maintenance-evidence',
        type: 'url',
        placeholder: 'https://',
      })}
      {field(
        'doneAt',
        t('maintenance.occurrence.done-at', 'Done at'),
        { id: 'maintenance-done-at', type: 'datetime-local' },
        t('maintenance.occurrence.done-at-hint', 'Empty: now')
      )}
      {when !== 'ontime' &&
        field(
          'why',
          when === 'early'
            ? t('maintenance.occurrence.why-early', 'Why is it done early?')
            : t('maintenance.occurrence.why-late', 'Why is it done late?'),
          { id: 'maintenance-why' }
        )}
      <Stack gap={1} wrap="wrap">
        {field('minutes', t('maintenance.finish.minutes', 'Minutes spent'), {
          id: 'maintenance-minutes',
          type: 'number',
          min: 0,
          width: 16,
        })}
        {field('costCode', t('maintenance.finish.cost-code', 'Cost code'), { id: 'maintenance-cost-code', width: 16 })}
      </Stack>
      <div>
        <Button variant={hasChecklist ? 'secondary' : 'primary'} icon="check" onClick={send}>
          {t('maintenance.occurrence.done', 'Mark as done')}
        </Button>
      </div>
    </>
  );
}
