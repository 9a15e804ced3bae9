import React, { useSyncExternalStore } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { useQueryClient } from '@tanstack/react-query';
import { REMINDERS } from '../../domain/reminder/choices';
import { type Trouble } from '../../grafana/alerting/reminderQueue';
import { failureText } from '../words/failures';
import { verbatim } from '../words/verbatim';
import { setAllAgain } from './again';
import { queue } from './queue';

const SHOWN = 5;

/** Whose reminders are not set and why; nothing where all is well. */
export function Troubles() {
  const client = useQueryClient();
  const { troubles, working } = useSyncExternalStore(queue.subscribe, queue.getState);
  const all = troubles.get(REMINDERS);
  const [first] = troubles;
  const trouble = all ?? first?.[1];
  if (!trouble || working > 0) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      title={
        all
          ? t('reminders.home.unknown', 'Whether reminders are set cannot be said')
          : t('reminders.home.not-set', '', {
              count: troubles.size,
              defaultValue_one: 'Reminders of {{count}} record are not set: {{names}}',
              defaultValue_other: 'Reminders of {{count}} records are not set: {{names}}',
              ...verbatim({ names: [...troubles.keys()].slice(0, SHOWN).map(nameOf).join(', ') }),
            })
      }
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{whyText(trouble)}</span>
        <Button size="sm" variant="secondary" onClick={() => void setAllAgain(client)}>
          {t('reminders.home.retry', 'Try again')}
        </Button>
      </Stack>
    </Alert>
  );
}

function whyText(trouble: Trouble): string {
  return trouble === 'full' ? t('reminders.full.title', 'There are 500 reminders already') : failureText(trouble);
}

function nameOf(name: string): string {
  switch (name) {
    case 'opsbook-plan':
      return t('reminders.names.plan', 'maintenance plan');
    case 'opsbook-security':
      return t('reminders.names.security', 'security');
    case 'opsbook-backups':
      return t('reminders.names.backups', 'backups');
    case 'opsbook-improvements':
      return t('reminders.names.improvements', 'improvements');
    default:
      return name.startsWith('inc-') ? name.toUpperCase() : name;
  }
}
