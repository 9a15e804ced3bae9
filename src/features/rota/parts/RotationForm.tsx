import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, FieldSet, Stack, TimeZonePicker } from '@grafana/ui';
import { type Rota, type Rotation } from '../../../domain/services/rota';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useDraft } from '../../../shared/records/useDraft';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';

interface Props {
  record: Rota;
  onSave: (rotation: Rotation) => boolean;
}

/** Names in the order of their turns, one a line, and when the first turn begins. */
export function RotationForm({ record, onSave }: Props) {
  const teamZone = useTeamZone();
  const isNew = record.revision === undefined;
  const [form, setForm, clear] = useDraft(`rota|rotation|${record.revision ?? ''}`, {
    names: record.people.map(({ name }) => name).join('\n'),
    start: record.start,
    time: record.time,
    zone: isNew ? teamZone : record.zone,
  });
  const { names, start, time, zone } = form;
  const save = () => {
    const known = new Map(record.people.map((each) => [each.name, each]));
    const people = names
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => known.get(name) ?? { name });
    if (onSave({ people, start, time, zone })) {
      clear();
    }
  };
  return (
    <FieldSet label={t('rota.rotation', 'Rotation')}>
      <Stack direction="column" gap={2} alignItems="flex-start">
        <TextAreaField
          id="rota-people"
          label={t('rota.people', 'People')}
          description={t('rota.people-text', 'One a line, in the order of their turns. Each has one week.')}
          cols={40}
          rows={4}
          value={names}
          onChange={(typed) => setForm({ ...form, names: typed })}
        />
        <TextField
          id="rota-start"
          label={t('rota.start', 'First turn begins on')}
          type="date"
          width={20}
          value={start}
          onChange={(day) => setForm({ ...form, start: day })}
        />
        <TextField
          id="rota-time"
          label={t('rota.time', 'At')}
          type="time"
          width={20}
          value={time}
          onChange={(at) => setForm({ ...form, time: at })}
        />
        <Field noMargin label={t('rota.zone', 'Time zone')} htmlFor="rota-zone">
          <TimeZonePicker
            inputId="rota-zone"
            value={zone}
            onChange={(chosen) => setForm({ ...form, zone: chosen === 'utc' ? 'UTC' : (chosen ?? zone) })}
          />
        </Field>
        <Button onClick={save}>{t('rota.save', 'Save the rotation')}</Button>
      </Stack>
    </FieldSet>
  );
}
