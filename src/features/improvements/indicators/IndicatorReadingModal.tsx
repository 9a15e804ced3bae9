import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { PROGRESS, type IndicatorProgress } from '../../../domain/objective/improvement';
import { localDateOf } from '../../../domain/time/localDates';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { ReadingForm } from '../../../shared/objectives/ReadingForm';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { progressName } from './words';

/** A value of an indicator: what it was, on which day, and how the team judges the progress. */
export function IndicatorReadingModal({ indicatorKey, onClose }: { indicatorKey: string; onClose: () => void }) {
  const { send } = useObjectives();
  const { indicators } = useIndicators();
  const zone = useTeamZone();
  const indicator = indicators.find(([key]) => key === indicatorKey)?.[1];
  const [progress, setProgress] = useState<IndicatorProgress>();
  if (!indicator) {
    return null;
  }
  return (
    <ReadingForm
      id="indicator-reading"
      of={indicator}
      day={{
        label: t('objectives.indicators.on', 'On'),
        field: 'on',
        missing: 'exclusion.time',
        first: localDateOf(new Date().toISOString(), zone),
      }}
      time="12:00:00"
      onSave={({ at, ...reading }) =>
        send({
          type: 'readIndicator',
          indicator: indicatorKey,
          reading: { ...reading, on: at, ...(progress && { progress }) },
        })
      }
      onClose={onClose}
    >
      <Field noMargin label={t('objectives.indicators.progress', 'Progress')}>
        <Combobox
          id="indicator-progress"
          isClearable
          options={PROGRESS.filter((each) => each !== 'reached').map((each) => ({
            value: each,
            label: progressName(each),
          }))}
          value={progress ?? null}
          onChange={(option) => setProgress(option?.value)}
        />
      </Field>
    </ReadingForm>
  );
}
