import React, { useEffect, useMemo, useSyncExternalStore } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RecordBase } from '../../domain/record/record';
import { type Deadline } from '../../domain/reminder/deadlines';
import { isReminder } from '../../domain/reminder/ownRules';
import { deadlineKey, deadlineOf, nearDeadlines } from '../../domain/reminder/rules';
import { type Trouble } from '../../grafana/alerting/reminderQueue';
import { ruleGroup } from '../../grafana/alerting/ruler';
import { mayEditRules } from '../../grafana/alerting/rules';
import { type Stored } from '../../grafana/records/store';
import { useNow } from '../hooks/useNow';
import { RequestFailure } from '../ui/RequestFailure';
import { formatDuration } from '../words/durations';
import { failureOf } from '../words/failures';
import { reminderKindName } from '../words/reminders';
import { verbatim } from '../words/verbatim';
import { setAgain } from './again';
import { queue, rulesFolder } from './queue';
import { useTerms } from './terms';

interface Props {
  kind: string;
  name: string;
  /** As Grafana holds it. */
  stored: Stored<RecordBase> | undefined;
  isPrivate?: boolean;
  /** Everything that the record promised, in the zone of the team. */
  deadlines: (zone: string) => Deadline[];
}

/** Which of a record's reminders are set in Grafana's alerting, so that they come with every browser closed. Nothing where they are off. */
export function RecordReminders({ kind, name, stored, isPrivate = false, deadlines }: Props) {
  const styles = useStyles2(getStyles);
  const client = useQueryClient();
  const terms = useTerms();
  const now = useNow() + (terms?.ahead ?? 0);
  const state = useSyncExternalStore(queue.subscribe, queue.getState);
  const folder = rulesFolder({ private: isPrivate });
  const isOn = terms !== undefined && terms.kinds.size > 0;
  const {
    data: group,
    error,
    refetch,
  } = useQuery({
    queryKey: ['reminders', 'group', folder, name],
    queryFn: async ({ signal }) => (await ruleGroup(folder, name, signal)) ?? null,
    enabled: isOn,
    retry: false,
  });
  const { data: mayEdit = true } = useQuery({
    queryKey: ['reminders', 'may-edit', folder],
    queryFn: ({ signal }) => mayEditRules(folder, signal),
    enabled: isOn,
  });
  const version = stored?.resource?.metadata.resourceVersion;
  useEffect(() => {
    if (isOn) {
      void refetch();
    }
  }, [isOn, refetch, state.settled, version]);
  const asked = useMemo(
    () => (isOn && terms ? nearDeadlines(deadlines(terms.zone), { ...terms, now }) : []),
    [isOn, terms, deadlines, now]
  );
  const trouble = state.troubles.get(name);
  if (!trouble && (!isOn || asked.length === 0)) {
    return null;
  }
  const set = new Map((group?.rules ?? []).filter(isReminder).map((rule) => [deadlineKey(rule), deadlineOf(rule)]));
  const isSet = ({ key, at }: Deadline) => set.get(key) === at;
  const standText = (deadline: Deadline) =>
    error
      ? t('reminders.record.unknown', 'not known')
      : isSet(deadline)
        ? t('reminders.record.set', 'set')
        : Date.parse(deadline.at) < now
          ? t('reminders.record.past', 'not set; past already, so that it is told at once')
          : t('reminders.record.not-set', 'not set');
  const retry = () => stored && void setAgain(client, kind, stored);
  return (
    <section>
      <Text element="h3" variant="h5">
        {t('reminders.record.title', 'Reminders')}
      </Text>
      <ul className={styles.list}>
        {asked.map((deadline) => (
          <li key={deadline.key}>
            <span aria-hidden>{isSet(deadline) ? '✓ ' : '○ '}</span>
            {deadlineText(deadline)} <Text color="secondary">{standText(deadline)}</Text>
          </li>
        ))}
      </ul>
      {Math.abs(terms?.ahead ?? 0) >= NOTICED && <p>{clockText(terms?.ahead ?? 0)}</p>}
      {trouble && <TroubleAlert trouble={trouble} onRetry={retry} />}
      {!trouble && error && (
        <RequestFailure
          error={error}
          severity="warning"
          onRetry={() => void refetch()}
          what={t('reminders.record.title', 'Reminders')}
        />
      )}
      {!trouble && !error && !mayEdit && !asked.every(isSet) && (
        <p>
          {t(
            'reminders.record.read-only',
            'You may not write alert rules in this folder. Whoever has Edit on it sets them by opening Home.'
          )}
        </p>
      )}
    </section>
  );
}

/** Milliseconds between two clocks that people should know of. */
const NOTICED = 60_000;

function clockText(ahead: number): string {
  const time = formatDuration(Math.abs(ahead) / 1000);
  return ahead > 0
    ? t(
        'reminders.record.clock-ahead',
        'Grafana’s clock is {{time}} ahead of this computer’s: reminders come by Grafana’s.',
        verbatim({ time })
      )
    : t(
        'reminders.record.clock-behind',
        'Grafana’s clock is {{time}} behind this computer’s: reminders come by Grafana’s.',
        verbatim({ time })
      );
}

function deadlineText({ kind, at, what }: Deadline): string {
  const name = reminderKindName(kind);
  const time = dateTimeFormat(at);
  return what && kind !== 'role-empty'
    ? t('reminders.record.deadline-of', '{{name}} “{{what}}”: {{time}}', verbatim({ name, what, time }))
    : t('reminders.record.deadline', '{{name}}: {{time}}', verbatim({ name, time }));
}

function TroubleAlert({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const { title, advice } =
    trouble === 'full'
      ? {
          title: t('reminders.full.title', 'There are 500 reminders already'),
          advice: t('reminders.full.advice', 'Close what is done, or switch kinds of reminders off in Setup.'),
        }
      : failureOf(trouble);
  return (
    <Alert
      severity="warning"
      title={t('reminders.trouble', 'Reminders are not set: {{why}}', verbatim({ why: title }))}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{advice}</span>
        <span>{t('reminders.trouble-record', 'The record itself is saved.')}</span>
        <Button size="sm" variant="secondary" onClick={onRetry}>
          {t('reminders.retry', 'Set them again')}
        </Button>
      </Stack>
    </Alert>
  );
}

const getStyles = () => ({ list: css({ listStyle: 'none' }) });
