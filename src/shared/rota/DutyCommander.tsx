import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Text } from '@grafana/ui';
import { type PersonOnDuty } from '../../domain/services/rota';
import { verbatim } from '../words/verbatim';
import { shiftText } from './OnDuty';
import { useRota } from './useRota';

interface Props {
  /** Makes the person commander; absent where somebody is, or this person may not. */
  onPropose: ((person: PersonOnDuty) => void) | undefined;
}

/** Who is on duty, proposed as commander of an incident that has none. */
export function DutyCommander({ onPropose }: Props) {
  const { shift } = useRota();
  if (!shift) {
    return null;
  }
  return (
    <>
      <Text element="p" color="secondary" variant="bodySmall">
        {shiftText(shift)}
      </Text>
      {onPropose && (
        <Button size="sm" variant="secondary" onClick={() => onPropose(shift.person)}>
          {t('rota.propose', 'Make {{name}} commander', verbatim({ name: shift.person.name }))}
        </Button>
      )}
    </>
  );
}
