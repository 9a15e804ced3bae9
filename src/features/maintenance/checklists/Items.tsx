import React, { useCallback, useState } from 'react';
import { t } from '@grafana/i18n';
import { Badge, Button, Dropdown, FieldSet, IconButton, Menu, Stack, Text } from '@grafana/ui';
import { ITEM_KINDS, type ItemKind } from '../../../domain/maintenance/checklistItem';
import { type Reason } from '../../../domain/record/outcome';
import { OrderedItems, type OrderWords } from '../../../shared/ui/OrderedItems';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { type EditedItem, emptyItem, freeItemKey } from './form';
import { ItemFields } from './ItemFields';
import { itemKindName } from './words';

interface Props {
  items: EditedItem[];
  reasons: Reason[];
  /** Given how they were: many may change at once. The same function at every render. */
  onChange: (change: (items: EditedItem[]) => EditedItem[]) => void;
}

/** The items in their order; one is open at a time, so that three hundred of them stay quick to edit. */
export function Items({ items, reasons, onChange }: Props) {
  const reasonText = useReasonText();
  const [words] = useState(orderWords);
  const [opened, setOpened] = useState<string>();
  const wrong = reasons.find(({ field }) => field?.startsWith('items.'))?.field?.split('.')[1];
  const [shown, setShown] = useState(wrong);
  if (wrong !== shown) {
    setShown(wrong);
    setOpened(wrong ?? opened); // what is wrong with an item is told in its fields
  }
  const add = (kind: ItemKind) => {
    const key = freeItemKey(items);
    onChange((before) => [...before, emptyItem(key, kind)]);
    setOpened(key);
  };
  const duplicate = useCallback(
    (key: string) =>
      onChange((before) => {
        const at = before.findIndex((item) => item.key === key);
        return at < 0
          ? before
          : [...before.slice(0, at + 1), { ...before[at], key: freeItemKey(before) }, ...before.slice(at + 1)];
      }),
    [onChange]
  );
  const headOf = useCallback(
    (item: EditedItem, number: number) => (
      <>
        <Button
          type="button"
          size="sm"
          variant="secondary"
          fill="text"
          icon={opened === item.key ? 'angle-down' : 'angle-right'}
          aria-expanded={opened === item.key}
          onClick={() => setOpened(opened === item.key ? undefined : item.key)}
        >
          {item.title || itemKindName(item.kind)}
        </Button>
        <Badge color="blue" text={itemKindName(item.kind)} />
        <IconButton
          name="copy"
          tooltip={t('maintenance.editor.duplicate-item', 'Duplicate item {{number}}', verbatim({ number }))}
          onClick={() => duplicate(item.key)}
        />
      </>
    ),
    [opened, duplicate]
  );
  const bodyOf = useCallback(
    (item: EditedItem) =>
      opened === item.key ? (
        <ItemFields
          item={item}
          reasons={reasons}
          onChange={(part) =>
            onChange((before) => before.map((one) => (one.key === item.key ? { ...one, ...part } : one)))
          }
        />
      ) : null,
    [opened, reasons, onChange]
  );
  const general = reasons.find(({ field }) => field === 'items');
  return (
    <FieldSet label={t('maintenance.editor.items', 'Items')}>
      <Stack direction="column" gap={1}>
        <OrderedItems
          items={items}
          words={words}
          titleOf={titleOf}
          headOf={headOf}
          bodyOf={bodyOf}
          onReorder={(next) => onChange(() => next)}
        />
        {general && <Text color="error">{reasonText(general)}</Text>}
        <Dropdown
          overlay={
            <Menu>
              {ITEM_KINDS.map((kind) => (
                <Menu.Item key={kind} label={itemKindName(kind)} onClick={() => add(kind)} />
              ))}
            </Menu>
          }
        >
          <Button type="button" variant="secondary" icon="plus">
            {t('maintenance.editor.add-item', 'Add item')}
          </Button>
        </Dropdown>
      </Stack>
    </FieldSet>
  );
}

const orderWords = (): OrderWords => ({
  up: (number) => t('maintenance.editor.up', 'Move item {{number}} up', verbatim({ number })),
  down: (number) => t('maintenance.editor.down', 'Move item {{number}} down', verbatim({ number })),
  remove: (number) => t('maintenance.editor.remove', 'Remove item {{number}}', verbatim({ number })),
  moved: (title, number) =>
    t('maintenance.editor.moved', '“{{title}}” is now item {{number}}', verbatim({ title, number })),
});

const titleOf = ({ title, kind }: EditedItem) => title || itemKindName(kind);
