import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, FieldSet, Stack, TimeZonePicker } from '@grafana/ui';
import { type Rota, type Rotation } from '../../../domain/services/rota';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';

interface Props {
  record: Rota;
  onSave: (rotation: Rotation) => boolean;
}

/** Names in the order of their turns, one a line, and when the first turn begins. */
export function RotationForm({ record, onSave }: Props) {
  const teamZone = useTeamZone();
  const isNew = record.revision === undefined;
  const [names, setNames] = useState(record.people.map(({ name }) => name).join('\n'));
  const [start, setStart] = useState(record.start);
  const [time, setTime] = useState(record.time);
  const [zone, setZone] = useState(isNew ? teamZone : record.zone);
  const save = () => {
    const known = new Map(record.people.map((each) => [each.name, each]));
    const people = names
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => known.get(name) ?? { name });
    onSave({ people, start, time, zone });
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
          onChange={setNames}
        />
        <TextField
          id="rota-start"
          label={t('rota.start', 'First turn begins on')}
          type="date"
          width={20}
          value={start}
          onChange={setStart}
        />
        <TextField id="rota-time" label={t('rota.time', 'At')} type="time" width={20} value={time} onChange={setTime} />
        <Field noMargin label={t('rota.zone', 'Time zone')} htmlFor="rota-zone">
          <TimeZonePicker
            inputId="rota-zone"
            value={zone}
            onChange={(chosen) => setZone(chosen === 'utc' ? 'UTC' : (chosen ?? zone))}
          />
        </Field>
        <Button onClick={save}>{t('rota.save', 'Save the rotation')}</Button>
      </Stack>
    </FieldSet>
  );
}
