import React, { useMemo, useState, useSyncExternalStore } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Checkbox, Combobox, Field, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { isRefused } from '../../../domain/record/outcome';
import { type Chosen, chosenKinds, noReminders, REMINDERS, remindersKind } from '../../../domain/reminder/choices';
import { REMINDER_KINDS, type ReminderKind } from '../../../domain/text/documents/reminder';
import { alertingIsOn, contactPoints } from '../../../grafana/alerting/contactPoints';
import { mayEditRules } from '../../../grafana/alerting/rules';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { isParked } from '../../../grafana/records/outbox';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { parkedText } from '../../../shared/records/OutboxStatus';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useRecord } from '../../../shared/records/useRecord';
import { useSend } from '../../../shared/records/useSend';
import { queue } from '../../../shared/reminders/queue';
import { Troubles } from '../../../shared/reminders/Troubles';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { loadReasonText } from '../../../shared/words/reasons/useReasonText';
import { reminderKindName } from '../../../shared/words/reminders';
import { verbatim } from '../../../shared/words/verbatim';
import { useFolderTree } from '../data';

/** What the team is reminded of by Grafana's alerting, with every browser closed; off until it is chosen here. */
export function ReminderSettings() {
  const { record, error, isPending, refetch } = useRecord(remindersKind, REMINDERS, { initial: noReminders });
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('setup.reminders.title', 'Reminders')}
      </Text>
      <p>
        <Trans i18nKey="setup.reminders.text">
          Deadlines become alert rules in the folder “Opsbook”, which Grafana evaluates with every browser closed. One
          group of rules per record, written by whoever changes the record, removed when it is done.
        </Trans>
      </p>
      {error && <RequestFailure error={error} onRetry={refetch} what={t('setup.reminders.title', 'Reminders')} />}
      {isPending && <LoadingPlaceholder text="" />}
      {record && (
        <Form key={JSON.stringify([record.kinds, record.receiver])} kinds={record.kinds} receiver={record.receiver} />
      )}
    </section>
  );
}

function useSave(seen: Chosen) {
  const send = useSend(remindersKind, REMINDERS, { initial: noReminders });
  return useMutation({
    mutationFn: async (chosen: Chosen) => {
      const sent = send({ type: 'choose', chosen, seen });
      if (isRefused(sent)) {
        throw new Error(sent.refused.reasons.map(await loadReasonText()).join(' '));
      }
      const settled = await sent.settled;
      if (isParked(settled)) {
        throw new Error(settled.parked && parkedText(settled.parked, await loadReasonText()));
      }
    },
    meta: {
      done: t('setup.reminders.saved', 'Reminders are saved; their rules are being written'),
      failed: t('setup.reminders.failed', 'The reminders could not be saved'),
    },
  });
}

function Form({ kinds, receiver }: Chosen) {
  const readOnly = useCanWrite('registers') === 'no';
  const [chosen, setChosen] = useState<Chosen>({ kinds, ...(receiver && { receiver }) });
  const save = useSave({ kinds, ...(receiver && { receiver }) });
  const toggle = (kind: ReminderKind, isOn: boolean) =>
    setChosen({ ...chosen, kinds: { ...chosen.kinds, [kind]: isOn } });
  const isDirty = receiver !== chosen.receiver || chosenKinds({ kinds }).join() !== chosenKinds(chosen).join();
  const isOn = chosenKinds(chosen).length > 0;
  return (
    <Stack direction="column" gap={2}>
      <Conditions isOn={isOn} />
      <fieldset disabled={readOnly}>
        <legend>
          <Text variant="body">{t('setup.reminders.kinds', 'Remind of')}</Text>
        </legend>
        <Stack direction="column" gap={1} alignItems="flex-start">
          {REMINDER_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              label={reminderKindName(kind)}
              disabled={readOnly}
              value={chosen.kinds[kind] ?? false}
              onChange={({ currentTarget }) => toggle(kind, currentTarget.checked)}
            />
          ))}
        </Stack>
      </fieldset>
      <Receiver
        value={chosen.receiver}
        disabled={readOnly}
        onChange={(name) => setChosen({ kinds: chosen.kinds, ...(name && { receiver: name }) })}
      />
      {!readOnly && (
        <div>
          <Button disabled={!isDirty || save.isPending} onClick={() => save.mutate(chosen)}>
            {t('setup.reminders.save', 'Save reminders')}
          </Button>
        </div>
      )}
      <Progress />
    </Stack>
  );
}

interface ReceiverProps {
  value: string | undefined;
  disabled: boolean;
  onChange: (name: string | undefined) => void;
}

function Receiver({ value, disabled, onChange }: ReceiverProps) {
  const { data, error } = useQuery({
    queryKey: ['reminders', 'contact-points'],
    queryFn: async ({ signal }) => (await contactPoints(signal)) ?? null,
    retry: false,
  });
  const options = useMemo(
    () => [...new Set([...(data ?? []), ...(value ? [value] : [])])].map((name) => ({ value: name, label: name })),
    [data, value]
  );
  return (
    <Field
      noMargin
      htmlFor="reminders-receiver"
      label={t('setup.reminders.receiver', 'Who is told')}
      description={t(
        'setup.reminders.receiver-text',
        'Without a choice the notification policies decide, by the labels opsbook, kind, service, severity and team.'
      )}
    >
      <>
        <Combobox
          id="reminders-receiver"
          isClearable
          width={40}
          disabled={disabled || (data === null && !value)}
          placeholder={t('setup.reminders.policies', 'The notification policies decide')}
          value={value ?? null}
          options={options}
          onChange={(option) => onChange(option?.value)}
        />
        {data === null && (
          <p>{t('setup.reminders.no-contact-points', 'You may not read the contact points of this Grafana.')}</p>
        )}
        {error && (
          <RequestFailure severity="warning" error={error} what={t('setup.reminders.receiver', 'Who is told')} />
        )}
      </>
    </Field>
  );
}

/** What reminders need: alerting, somebody who may write rules, and whatever evaluates them. */
function Conditions({ isOn }: { isOn: boolean }) {
  const { source, isPending } = usePrometheus();
  const { exists } = useFolderTree();
  const { data: mayEdit = true } = useQuery({
    queryKey: ['reminders', 'may-edit', ROOT_FOLDER.uid],
    queryFn: ({ signal }) => mayEditRules(ROOT_FOLDER.uid, signal),
  });
  if (!alertingIsOn()) {
    return (
      <Alert
        severity="error"
        title={t('setup.reminders.disabled', 'Alerting is switched off in this Grafana: nobody is reminded')}
      />
    );
  }
  return (
    <>
      {!mayEdit && (
        <Alert
          severity="info"
          title={
            exists === false
              ? t(
                  'setup.reminders.no-folder',
                  'The folder “Opsbook” is not there yet: reminders are kept in it, once it was made above.'
                )
              : t(
                  'setup.reminders.no-edit',
                  'You may not write alert rules in the folder “Opsbook”: whoever has Edit on it sets the reminders.'
                )
          }
        />
      )}
      {!isPending && (
        <p>
          {source
            ? t(
                'setup.reminders.prometheus',
                'Grafana asks “{{name}}” for the time. While that data source does not answer, reminders stop.',
                verbatim({ name: source.name })
              )
            : t(
                'setup.reminders.no-prometheus',
                'No Prometheus is chosen: Grafana counts down by itself. A rule that somebody edits by hand starts to count anew.'
              )}{' '}
          {isOn && (
            <TextLink inline href="/alerting/list?search=label:opsbook=reminder">
              {t('setup.reminders.open', 'Open the rules')}
            </TextLink>
          )}
        </p>
      )}
    </>
  );
}

/** What is still being written, and what Grafana refused. */
function Progress() {
  const { working } = useSyncExternalStore(queue.subscribe, queue.getState);
  return (
    <div role="status">
      {working > 0 &&
        t('setup.reminders.working', '', {
          count: working,
          defaultValue_one: 'Rules of {{count}} record are being written',
          defaultValue_other: 'Rules of {{count}} records are being written',
        })}
      <Troubles />
    </div>
  );
}
