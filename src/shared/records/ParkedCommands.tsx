import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import { type Item } from '../../grafana/records/outbox';
import { OutboxItem } from './OutboxStatus';

/** On a record's own page: what it refused, with the reason, to send again, copy or discard. */
export function ParkedCommands({ items }: { items: readonly Item[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning" title={t('outbox.refused-here', 'Not saved')}>
      <Stack direction="column" gap={1}>
        {items.map((item) => (
          <OutboxItem key={item.id} item={item} />
        ))}
      </Stack>
    </Alert>
  );
}
