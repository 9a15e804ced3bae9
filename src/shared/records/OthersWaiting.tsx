import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button } from '@grafana/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dropDraftsOfOthers } from '../../grafana/drafts';
import { useOutbox } from './OutboxProvider';

const KEY = ['outbox', 'others'] as const;

/** What another person left in this browser goes when somebody else uses it, after a question where changes wait to be sent. */
export function OthersWaiting() {
  const outbox = useOutbox();
  const client = useQueryClient();
  const { data: waiting = 0 } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const left = await outbox.countOfOthers();
      if (left === 0) {
        dropDraftsOfOthers();
      }
      return left;
    },
    staleTime: Infinity,
  });
  if (waiting === 0) {
    return null;
  }
  const forget = async () => {
    await outbox.dropOthers();
    dropDraftsOfOthers();
    client.setQueryData(KEY, 0);
  };
  return (
    <Alert
      severity="warning"
      title={t('outbox.others.title', '', {
        count: waiting,
        defaultValue_one: '{{count}} change of somebody else waits in this browser',
        defaultValue_other: '{{count}} changes of somebody else wait in this browser',
      })}
      buttonContent={t('outbox.others.keep', 'Keep them for that person')}
      onRemove={() => client.setQueryData(KEY, 0)}
    >
      <p>
        {t(
          'outbox.others.text',
          'They were never sent, and are sent when that person signs in here again. Dropping them loses them.'
        )}
      </p>
      <Button size="sm" variant="destructive" fill="outline" onClick={() => void forget()}>
        {t('outbox.others.drop', 'Drop them')}
      </Button>
    </Alert>
  );
}
