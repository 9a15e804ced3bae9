import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input, TextArea } from '@grafana/ui';
import { PROGRESS, type Progress } from '../../../domain/objective/improvement';
import { refuse } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/localDates';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { verbatim } from '../../../shared/words/verbatim';
import { fromTyped } from '../form/formValues';
import { parseNumber, unitHint } from '../reading/numbers';
import { useIndicators } from './useIndicators';
import { progressText } from './words';

/** A value of an indicator: what it was, on which day, and how the team judges the progress. */
export function IndicatorReading({ indicatorKey, onClose }: { indicatorKey: string; onClose: () => void }) {
  const { send } = useObjectives();
  const { indicators, shipped } = useIndicators();
  const zone = useTeamZone();
  const indicator = indicators.find(([key]) => key === indicatorKey)?.[1];
  const [value, setValue] = useState('');
  const [on, setOn] = useState(() => localDateOf(new Date().toISOString(), zone));
  const [progress, setProgress] = useState<Progress>();
  const [note, setNote] = useState('');
  const { wrong, settle, general } = useSettling(onClose);
  if (!indicator) {
    return null;
  }
  const save = () => {
    const number = parseNumber(value);
    const noon = Date.parse(`${on}T12:00:00Z`);
    if (number === undefined || Number.isNaN(noon)) {
      settle(
        refuse(
          ...(number === undefined ? [{ code: 'objective.value', field: 'value' }] : []),
          ...(Number.isNaN(noon) ? [{ code: 'exclusion.time', field: 'on' }] : [])
        )
      );
      return;
    }
    settle(
      send({
        type: 'readIndicator',
        indicator: indicatorKey,
        shipped,
        reading: {
          value: fromTyped(number, indicator.unit),
          on: new Date(noon).toISOString(),
          ...(progress && { progress }),
          ...(note.trim() && { note: note.trim() }),
        },
      })
    );
  };
  return (
    <FormModal
      title={t('objectives.read.title', 'Value of “{{name}}”', verbatim({ name: indicator.name }))}
      save={t('objectives.read.save', 'Save value')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <Field
        noMargin
        label={t('objectives.read.value', 'Value')}
        description={unitHint(indicator)}
        {...wrong('value')}
        required
      >
        <Input
          id="indicator-value"
          autoFocus
          inputMode="decimal"
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
      </Field>
      <Field noMargin label={t('objectives.indicators.on', 'On')} {...wrong('on')} required>
        <Input id="indicator-on" type="date" value={on} onChange={({ currentTarget }) => setOn(currentTarget.value)} />
      </Field>
      <Field noMargin label={t('objectives.indicators.progress', 'Progress')}>
        <Combobox
          id="indicator-progress"
          isClearable
          options={PROGRESS.filter((each) => each !== 'reached').map((each) => ({
            value: each,
            label: progressText(each),
          }))}
          value={progress ?? null}
          onChange={(option) => setProgress(option?.value)}
        />
      </Field>
      <Field noMargin label={t('objectives.read.note', 'Where it comes from')} {...wrong('note')}>
        <TextArea
          id="indicator-note"
          rows={2}
          maxLength={20_000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </Field>
    </FormModal>
  );
}
