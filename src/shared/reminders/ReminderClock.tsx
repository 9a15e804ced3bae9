import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useOutbox } from '../records/OutboxProvider';

/** Kinds of records that have deadlines, or decide about them. */
const WITH_DEADLINES = new Set([
  'incident',
  'plan',
  'week',
  'window',
  'security',
  'backups',
  'improvements',
  'reminders',
]);

/** Lets alert rules follow the deadlines of records, once Grafana has the change; the code for it comes when it is first needed. */
export function ReminderClock() {
  const outbox = useOutbox();
  const client = useQueryClient();
  useEffect(
    () =>
      outbox.onDone(({ kind, command }, stored) => {
        if (kind === 'objectives' && command?.type === 'remove') {
          void import('./objectiveRules').then(
            ({ removeRulesOfGone }) => removeRulesOfGone(stored),
            () => undefined
          );
        }
        if (WITH_DEADLINES.has(kind)) {
          void import('./clock').then(
            ({ follow }) => follow(client, kind, stored),
            () => undefined // offline: Home finds it
          );
        }
      }),
    [outbox, client]
  );
  return null;
}
