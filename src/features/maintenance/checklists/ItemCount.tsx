import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type ChecklistItem } from '../../../domain/maintenance/checklistItem';

/** Without headings. */
export function ItemCount({ items }: { items: Record<string, ChecklistItem> }) {
  return (
    <Text color="secondary" variant="bodySmall">
      {t('maintenance.run.items', '', {
        count: Object.values(items).filter(({ kind }) => kind !== 'heading').length,
        defaultValue_one: '{{count}} item',
        defaultValue_other: '{{count}} items',
      })}
    </Text>
  );
}
