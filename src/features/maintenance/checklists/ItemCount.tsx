import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type ChecklistItem } from '../../../domain/maintenance/checklistItem';

type Items = Record<string, ChecklistItem>;

export function ItemCount({ items }: { items: Items }) {
  return (
    <Text color="secondary" variant="bodySmall">
      {itemCountText(items)}
    </Text>
  );
}

/** Without headings. */
export function itemCountText(items: Items): string {
  return t('maintenance.run.items', '', {
    count: Object.values(items).filter(({ kind }) => kind !== 'heading').length,
    defaultValue_one: '{{count}} item',
    defaultValue_other: '{{count}} items',
  });
}
