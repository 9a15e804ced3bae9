import React, { useSyncExternalStore } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { reference } from '../../domain/incident/rules';
import { failureText } from '../words/failures';
import { verbatim } from '../words/verbatim';
import { queue, repair } from './clock';

const AGAIN = 5 * 60_000;

/** Compares the rules in Grafana with the records when Home opens, and says what could not be put right. */
export function RepairReminders() {
  const client = useQueryClient();
  const { troubles } = useSyncExternalStore(queue.subscribe, queue.getState);
  const { error, refetch } = useQuery({
    queryKey: ['reminders', 'repair'],
    queryFn: () => repair(client),
    staleTime: AGAIN,
    retry: false,
  });
  const refused = [...troubles];
  if (!error && refused.length === 0) {
    return null;
  }
  const [first] = refused;
  const why = error ?? (first?.[1] === 'full' ? undefined : first?.[1]);
  return (
    <Alert
      severity="warning"
      title={
        error
          ? t('reminders.home.unknown', 'Whether reminders are set cannot be said')
          : t('reminders.home.not-set', '', {
              count: refused.length,
              defaultValue_one: 'Reminders of {{count}} record are not set: {{names}}',
              defaultValue_other: 'Reminders of {{count}} records are not set: {{names}}',
              ...verbatim({
                names: refused
                  .slice(0, 5)
                  .map(([name]) => reference(name))
                  .join(', '),
              }),
            })
      }
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{why ? failureText(why) : t('reminders.full.title', 'There are 500 reminders already')}</span>
        <Button size="sm" variant="secondary" onClick={() => void refetch()}>
          {t('reminders.home.retry', 'Try again')}
        </Button>
      </Stack>
    </Alert>
  );
}
