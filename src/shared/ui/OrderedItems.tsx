import React, { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, IconButton, Stack, useStyles2 } from '@grafana/ui';

/** Texts about an item by its number, from 1. The same object at every render: rows are drawn again when it changes. */
export interface OrderWords {
  up: (number: number) => string;
  down: (number: number) => string;
  remove: (number: number) => string;
  /** Told to screen readers after a move. */
  moved: (title: string, number: number) => string;
}

interface Props<T extends { key: string }> {
  items: T[];
  words: OrderWords;
  /** What an item is called. This and what follows stay the same functions, or every row is drawn again. */
  titleOf: (item: T) => string;
  /** Beside its number. */
  headOf: (item: T, number: number) => ReactNode;
  bodyOf: (item: T, number: number) => ReactNode;
  onReorder: (items: T[]) => void;
}

/** Items in their order: dragged, or moved with the keyboard. */
export function OrderedItems<T extends { key: string }>({
  items,
  words,
  titleOf,
  headOf,
  bodyOf,
  onReorder,
}: Props<T>) {
  const latest = useRef({ items, onReorder });
  useEffect(() => {
    latest.current = { items, onReorder };
  });
  const dragged = useRef<string>(undefined);
  const [moved, setMoved] = useState('');
  const move = useCallback(
    (key: string, to: number) => {
      const list = latest.current.items;
      const from = list.findIndex((item) => item.key === key);
      if (from < 0 || to < 0 || to >= list.length || from === to) {
        return;
      }
      const rest = list.filter((item) => item.key !== key);
      latest.current.onReorder([...rest.slice(0, to), list[from], ...rest.slice(to)]);
      setMoved(words.moved(titleOf(list[from]), to + 1));
    },
    [words, titleOf]
  );
  const drag = useCallback((key?: string) => {
    dragged.current = key;
  }, []);
  const drop = useCallback((to: number) => dragged.current && move(dragged.current, to), [move]);
  const remove = useCallback(
    (key: string) => latest.current.onReorder(latest.current.items.filter((item) => item.key !== key)),
    []
  );
  return (
    <>
      <div role="status" className="sr-only">
        {moved}
      </div>
      {items.map((item, index) => (
        <MemoRow
          key={item.key}
          item={item}
          index={index}
          isLast={index === items.length - 1}
          label={titleOf(item)}
          words={words}
          // rows take any item that has a key; the functions are only ever called with these
          headOf={headOf as RowProps['headOf']}
          bodyOf={bodyOf as RowProps['bodyOf']}
          onMove={move}
          onDrag={drag}
          onDrop={drop}
          onRemove={remove}
        />
      ))}
    </>
  );
}

interface RowProps {
  item: { key: string };
  index: number;
  isLast: boolean;
  label: string;
  words: OrderWords;
  headOf: (item: { key: string }, number: number) => ReactNode;
  bodyOf: (item: { key: string }, number: number) => ReactNode;
  onMove: (key: string, to: number) => void;
  onDrag: (key?: string) => void;
  onDrop: (to: number) => void;
  onRemove: (key: string) => void;
}

function Row({ item, index, isLast, label, words, headOf, bodyOf, onMove, onDrag, onDrop, onRemove }: RowProps) {
  const styles = useStyles2(getStyles);
  const [isDragged, setDragged] = useState(false);
  return (
    <div
      role="group"
      aria-label={`${index + 1}. ${label}`}
      className={cx(styles.row, isDragged && styles.dragged)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop(index);
        onDrag();
      }}
    >
      <Stack gap={1} alignItems="center">
        <span
          draggable
          className={styles.handle}
          onDragStart={(event) => {
            event.dataTransfer.setData('text/plain', item.key);
            setDragged(true);
            onDrag(item.key);
          }}
          onDragEnd={() => {
            setDragged(false);
            onDrag();
          }}
          title={t('ordered.drag', 'Drag to move')}
        >
          <Icon name="draggabledots" />
        </span>
        <strong>{index + 1}.</strong> {headOf(item, index + 1)}
        <IconButton
          name="arrow-up"
          disabled={index === 0}
          tooltip={words.up(index + 1)}
          onClick={() => onMove(item.key, index - 1)}
        />
        <IconButton
          name="arrow-down"
          disabled={isLast}
          tooltip={words.down(index + 1)}
          onClick={() => onMove(item.key, index + 1)}
        />
        <IconButton name="trash-alt" tooltip={words.remove(index + 1)} onClick={() => onRemove(item.key)} />
      </Stack>
      {bodyOf(item, index + 1)}
    </div>
  );
}

const MemoRow = memo(Row);

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  dragged: css({ opacity: 0.5 }),
  handle: css({ cursor: 'grab' }),
});
