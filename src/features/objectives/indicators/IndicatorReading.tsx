import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Input, Modal, Stack, TextArea } from '@grafana/ui';
import { PROGRESS, type Progress } from '../../../domain/improvement';
import { isRefused, type Reason } from '../../../domain/outcome';
import { localDateOf } from '../../../domain/localDates';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { reasonText } from '../../../shared/reasons';
import { useTeamZone } from '../../../shared/useSettings';
import { verbatim } from '../../../shared/verbatim';
import { parseNumber, unitHint } from '../components/numbers';
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
  const [reasons, setReasons] = useState<Reason[]>([]);
  const wrong = (field: string) => {
    const found = reasons.find((each) => each.field === field);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  if (!indicator) {
    return null;
  }
  const save = () => {
    const number = parseNumber(value);
    const noon = Date.parse(`${on}T12:00:00Z`);
    if (number === undefined || Number.isNaN(noon)) {
      setReasons([
        ...(number === undefined ? [{ code: 'objective.value', field: 'value' }] : []),
        ...(Number.isNaN(noon) ? [{ code: 'exclusion.time', field: 'on' }] : []),
      ]);
      return;
    }
    const sent = send({
      type: 'readIndicator',
      indicator: indicatorKey,
      shipped,
      reading: {
        value: indicator.unit === 'ratio' ? number / 100 : number,
        on: new Date(noon).toISOString(),
        ...(progress && { progress }),
        ...(note.trim() && { note: note.trim() }),
      },
    });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      onClose();
    }
  };
  return (
    <Modal
      title={t('objectives.read.title', 'Value of “{{name}}”', verbatim({ name: indicator.name }))}
      isOpen
      onDismiss={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack direction="column" gap={2}>
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
            <Input
              id="indicator-on"
              type="date"
              value={on}
              onChange={({ currentTarget }) => setOn(currentTarget.value)}
            />
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
          <Field noMargin label={t('objectives.read.note', 'Where it comes from')}>
            <TextArea
              id="indicator-note"
              rows={2}
              maxLength={20_000}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
          </Field>
          {reasons
            .filter(({ field }) => field === undefined)
            .map((each) => (
              <p key={each.code} role="alert">
                {reasonText(each)}
              </p>
            ))}
        </Stack>
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
