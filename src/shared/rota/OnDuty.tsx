import React from 'react';
import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Shift } from '../../domain/services/rota';
import { InternalLink } from '../ui/InternalLink';
import { verbatim } from '../words/verbatim';
import { ROTA_PATH, useRota } from './useRota';

/** One line on Home: nothing where there is no rotation. */
export function OnDuty() {
  const { shift, next } = useRota();
  return shift ? (
    <Text element="p">
      <InternalLink to={ROTA_PATH}>{shiftText(shift)}</InternalLink>{' '}
      {next && <Text color="secondary">{nextText(next)}</Text>}
    </Text>
  ) : null;
}

export function shiftText({ person, to }: Shift): string {
  return t('rota.now', 'On duty: {{name}}, until {{time}}', verbatim({ name: person.name, time: dateTimeFormat(to) }));
}

function nextText({ person }: Shift): string {
  return t('rota.then', 'then {{name}}', verbatim({ name: person.name }));
}
