import React, { useMemo } from 'react';
import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { readTurns, type Shift, type Turns } from '../../domain/services/rota';
import { type HeadHit } from '../../grafana/records/search';
import { InternalLink } from '../ui/InternalLink';
import { verbatim } from '../words/verbatim';
import { ROTA_PATH, useRota, useShift } from './useRota';

/** One line on Home, by the head of the rotation; by the record where the head does not tell. */
export function OnDuty({ hit }: { hit?: HeadHit }) {
  const turns = useMemo(() => hit && readTurns(hit.head), [hit]);
  return turns ? <Told turns={turns} /> : <Recorded />;
}

function Told({ turns }: { turns: Turns }) {
  return <Line {...useShift(turns)} />;
}

function Recorded() {
  return <Line {...useRota()} />;
}

/** Nothing where there is no rotation. */
function Line({ shift, next }: { shift?: Shift; next?: Shift }) {
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
