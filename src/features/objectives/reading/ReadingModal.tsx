import React from 'react';
import { t } from '@grafana/i18n';
import { defaultExpiry } from '../../../domain/objective/commands';
import { type Objective } from '../../../domain/objective/schema';
import { ReadingForm } from '../../../shared/objectives/ReadingForm';
import { useObjectives } from '../../../shared/objectives/useObjectives';

interface Props {
  objectiveKey: string;
  objective: Objective;
  onClose: () => void;
}

/** A value of an objective by hand, and until when it is valid. */
export function ReadingModal({ objectiveKey, objective, onClose }: Props) {
  const { send } = useObjectives();
  return (
    <ReadingForm
      id="objective-reading"
      of={objective}
      day={{
        label: t('objectives.read.expires', 'Valid until'),
        field: 'expires',
        missing: 'objective.expiry.past',
        first: defaultExpiry(new Date().toISOString()).slice(0, 10),
      }}
      time="23:59:59"
      onSave={({ at, ...reading }) => send({ type: 'read', objective: objectiveKey, ...reading, expires: at })}
      onClose={onClose}
    />
  );
}
