import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { headOfWindow } from '../../../domain/maintenance/windows/head';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type SilenceState, silenceStates, silencing } from '../../../domain/maintenance/windows/silence';
import { maySilence } from '../../../grafana/alerting/silences';
import { RequestError } from '../../../grafana/request';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useServices } from '../../../shared/services/useServices';
import { Bullets } from '../../../shared/ui/Bullets';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { failureOf } from '../../../shared/words/failures';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { spanText } from '../../../shared/words/windows';
import { HeldAlerts } from './HeldAlerts';
import { useBringing, useBringSilences, useSilences } from './silencing';

interface Props {
  record: MaintenanceWindow;
  now: number;
  mayWrite: boolean;
}

/** Whether Grafana holds the alerts of the window's services back, and what is wrong with it where it does not. */
export function Silences({ record, now, mayWrite }: Props) {
  const { windows } = useWindows();
  const { record: register } = useServices();
  const isAsked = record.silence === true || record.silences !== undefined;
  const { data: silences, error } = useSilences(isAsked);
  const wanted = useMemo(
    () => silencing(headOfWindow(record), windows, register, now),
    [record, windows, register, now]
  );
  const states = useMemo(
    () => (silences ? silenceStates(record.id, wanted, record.silences ?? {}, silences) : []),
    [record, wanted, silences]
  );
  return (
    <section aria-label={t('windows.silences.title', 'Silences')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h2" variant="h4">
          {t('windows.silences.title', 'Silences')}
        </Text>
        {!isAsked && <span>{t('windows.silences.none', 'Alerts of these services are not silenced.')}</span>}
        {error && (
          <Text color="secondary">
            {t(
              'windows.silences.unknown',
              'Grafana’s silences cannot be read now: {{failure}}',
              verbatim({ failure: failureOf(error).title })
            )}
          </Text>
        )}
        {isAsked && silences && states.length === 0 && (
          <span>{t('windows.silences.over', 'Nothing is silenced by it any more.')}</span>
        )}
        <Bullets>
          {states.map((each) => (
            <li key={each.service}>
              <State state={each} name={record.services[each.service] ?? each.service} />
            </li>
          ))}
        </Bullets>
        <Offer record={record} states={states} mayWrite={mayWrite} />
        {wanted.wanted.length > 0 && <HeldAlerts wanted={wanted.wanted} />}
      </Stack>
    </section>
  );
}

const MARKS: Record<SilenceState['state'], Mark> = {
  kept: 'good',
  missing: 'warning',
  gone: 'bad',
  differs: 'warning',
  left: 'bad',
  unlabelled: 'unknown',
};

function State({ state: { state, wanted, known }, name }: { state: SilenceState; name: string }) {
  const word = stateName(state);
  const span = known && { from: known.startsAt, to: known.endsAt };
  return (
    <>
      <StateMark mark={MARKS[state]} /> {labelled(name, word)}
      {span && <> ({spanText(span)})</>}
      {wanted && (
        <Text color="secondary"> {wanted.matchers.map((each) => `${each.name}="${each.value}"`).join(', ')}</Text>
      )}
    </>
  );
}

function stateName(state: SilenceState['state']): string {
  switch (state) {
    case 'kept':
      return t('windows.silences.kept', 'silenced');
    case 'missing':
      return t('windows.silences.missing', 'not silenced yet');
    case 'gone':
      return t('windows.silences.gone', 'somebody ended or deleted the silence');
    case 'differs':
      return t('windows.silences.differs', 'the silence has other labels or another end than the window');
    case 'left':
      return t('windows.silences.left', 'still silenced, although the window no longer asks for it');
    case 'unlabelled':
      return t(
        'windows.silences.unlabelled',
        'not silenced: the register of services has no labels for it, and without them every alert would be'
      );
  }
}

/** What is not as it should be is made so on demand, by whoever may; others are told who. */
function Offer({ record, states, mayWrite }: { record: MaintenanceWindow; states: SilenceState[]; mayWrite: boolean }) {
  const bring = useBringSilences(record.id);
  const { isPending, error } = useBringing(record.id);
  const isAmiss = states.some(({ state }) => state !== 'kept' && state !== 'unlabelled');
  if (!isAmiss) {
    return null;
  }
  if (!maySilence()) {
    return (
      <Alert severity="info" title={t('windows.silences.may-not', 'You may not make silences in this Grafana')}>
        {t(
          'windows.silences.who',
          'Editors and admins of the organisation may (permission alert.instances:create): one of them can open this page and make it. The window is kept as it is.'
        )}
      </Alert>
    );
  }
  return (
    <>
      {error && !isPending && (
        <Alert severity="warning" title={t('windows.silences.refused', 'Grafana did not take the silence')}>
          {failureText(error)}
        </Alert>
      )}
      {mayWrite && (
        <Button size="sm" icon="bell-slash" disabled={isPending} onClick={bring}>
          {isPending
            ? t('windows.silences.making', 'Asking Grafana…')
            : t('windows.silences.make', 'Silence as the window says')}
        </Button>
      )}
    </>
  );
}

function failureText(error: Error): string {
  if (!(error instanceof RequestError)) {
    return error.message;
  }
  const { title, advice } = failureOf(error);
  return error.kind === 'forbidden'
    ? t(
        'windows.silences.forbidden',
        '{{said}}. Editors and admins of the organisation may make it: one of them can open this page. The window is kept as it is.',
        verbatim({ said: error.said ?? title })
      )
    : [error.said ?? title, advice].filter(Boolean).join(' ');
}
