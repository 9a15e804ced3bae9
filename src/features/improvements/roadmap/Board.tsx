import React, { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, Text, useStyles2 } from '@grafana/ui';
import { lateBy } from '../../../domain/improvement/due';
import { type WorkRow } from '../../../domain/improvement/rows';
import { ROADMAP_STATES, type RoadmapState } from '../../../domain/improvement/schema';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { lateText, priorityName } from '../../../shared/words/actions';
import { labelled } from '../../../shared/words/labelled';
import { dateText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { dueText, originPath, originText, stateName } from '../words';

interface Props {
  rows: WorkRow[];
  today: string;
  onOpen: (item: string) => void;
  /** Absent for people who may only read. False: it was refused. */
  onMove?: (item: string, to: RoadmapState) => boolean;
}

type Own = Extract<WorkRow, { source: 'roadmap' }>;

const TYPE = 'application/x-opsbook-item';
/** Finished ones beyond the last so many stand in the table. */
const MOST_DONE = 10;

/** The roadmap by status. Its own cards move by dragging, by their arrows, and by the arrow keys on these; the others where they are kept. */
export function Board({ rows, today, onOpen, onMove }: Props) {
  const styles = useStyles2(getStyles);
  const [said, setSaid] = useState('');
  const [over, setOver] = useState<RoadmapState>();
  const movedRef = useMovedFocus();
  const move = (key: string, to: RoadmapState) => {
    const row = rows.find((each): each is Own => each.source === 'roadmap' && each.item === key);
    if (row && row.state !== to && onMove?.(key, to)) {
      movedRef.current = key;
      setSaid(
        t('improvements.board.moved', '{{title}}: {{state}}', verbatim({ title: row.title, state: stateName(to) }))
      );
    }
  };
  const dropOn = (state: RoadmapState) =>
    onMove && {
      onDragOver: (event: DragEvent) => {
        if (event.dataTransfer.types.includes(TYPE)) {
          event.preventDefault();
          setOver(state);
        }
      },
      onDragLeave: () => setOver(undefined),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(undefined);
        move(event.dataTransfer.getData(TYPE), state);
      },
    };
  return (
    <>
      <div role="status" className="sr-only">
        {said}
      </div>
      <div className={styles.board}>
        {ROADMAP_STATES.map((state) => {
          const inState = rows.filter((row) => row.state === state);
          inState.sort((a, b) => (b.done ?? '').localeCompare(a.done ?? '')); // what was done last stands first
          const shown = state === 'done' ? inState.slice(0, MOST_DONE) : inState;
          return (
            <section
              key={state}
              aria-label={labelled(stateName(state), inState.length)}
              className={cx(styles.column, over === state && styles.over)}
              {...dropOn(state)}
            >
              <Text element="h2" variant="h5">
                {stateName(state)} ({inState.length})
              </Text>
              <ul className={styles.cards}>
                {shown.map((row) => (
                  <Card key={row.key} row={row} today={today} onOpen={onOpen} onMove={onMove && move} />
                ))}
              </ul>
              {inState.length > shown.length && (
                <Text color="secondary">
                  {t(
                    'improvements.board.more',
                    '{{number}} more in the table',
                    verbatim({ number: inState.length - shown.length })
                  )}
                </Text>
              )}
            </section>
          );
        })}
      </div>
    </>
  );
}

/** A card that moved stands in another list: the focus follows it. */
function useMovedFocus() {
  const moved = useRef<string>();
  useEffect(() => {
    if (moved.current !== undefined) {
      document.querySelector<HTMLElement>(`[data-opsbook-item="${CSS.escape(moved.current)}"]`)?.focus();
      moved.current = undefined;
    }
  });
  return moved;
}

interface CardProps {
  row: WorkRow;
  today: string;
  onOpen: (item: string) => void;
  onMove?: (item: string, to: RoadmapState) => void;
}

function Card({ row, today, onOpen, onMove }: CardProps) {
  const styles = useStyles2(getStyles);
  const own = row.source === 'roadmap' ? row : undefined;
  const drag = own &&
    onMove && {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(TYPE, own.item);
        event.dataTransfer.effectAllowed = 'move';
      },
    };
  return (
    <li className={cx(styles.card, drag && styles.draggable)} {...drag}>
      {own ? (
        <OwnTitle row={own} onOpen={onOpen} onMove={onMove} />
      ) : (
        row.source !== 'roadmap' && (
          <>
            <Text weight="medium">{row.title}</Text>
            <InternalLink to={originPath(row)}>{originText(row)}</InternalLink>
          </>
        )
      )}
      <CardFacts row={row} today={today} />
      {own && onMove && <Arrows row={own} onMove={onMove} />}
    </li>
  );
}

function OwnTitle({ row, onOpen, onMove }: Pick<CardProps, 'onOpen' | 'onMove'> & { row: Own }) {
  const styles = useStyles2(getStyles);
  const byKey = (event: KeyboardEvent) => {
    const to =
      event.key === 'ArrowLeft' ? beside(row.state, -1) : event.key === 'ArrowRight' ? beside(row.state, 1) : undefined;
    if (to && onMove) {
      event.preventDefault();
      onMove(row.item, to);
    }
  };
  return (
    <button
      type="button"
      className={styles.title}
      data-opsbook-item={row.item}
      aria-keyshortcuts={onMove && 'ArrowLeft ArrowRight'}
      onClick={() => onOpen(row.item)}
      onKeyDown={byKey}
    >
      {row.title}
    </button>
  );
}

function Arrows({ row, onMove }: { row: Own; onMove: (item: string, to: RoadmapState) => void }) {
  const styles = useStyles2(getStyles);
  const to = (state: RoadmapState) =>
    t(
      'improvements.board.move',
      'Move “{{title}}” to {{state}}',
      verbatim({ title: row.title, state: stateName(state) })
    );
  const [before, after] = [beside(row.state, -1), beside(row.state, 1)];
  return (
    <div className={styles.arrows}>
      {before && <IconButton name="arrow-left" tooltip={to(before)} onClick={() => onMove(row.item, before)} />}
      {after && <IconButton name="arrow-right" tooltip={to(after)} onClick={() => onMove(row.item, after)} />}
    </div>
  );
}

function CardFacts({ row, today }: { row: WorkRow; today: string }) {
  const late = lateBy(row, today);
  const facts = [
    row.priority && priorityName(row.priority),
    row.done ? doneText(row.done) : row.due && dueText(row.due),
    row.owner,
  ].filter(Boolean);
  return (
    <>
      {facts.length > 0 && <Text color="secondary">{facts.join(' · ')}</Text>}
      {late > 0 && (
        <span>
          <StateMark mark="bad" /> {lateText(late)}
        </span>
      )}
    </>
  );
}

function doneText(done: string): string {
  return t('improvements.board.done', 'done on {{day}}', verbatim({ day: dateText(done) }));
}

function beside(state: RoadmapState, by: -1 | 1): RoadmapState | undefined {
  return ROADMAP_STATES[ROADMAP_STATES.indexOf(state) + by];
}

const getStyles = (theme: GrafanaTheme2) => ({
  board: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
  }),
  column: css({
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    border: `1px solid transparent`,
    padding: theme.spacing(1.5),
    minHeight: theme.spacing(16),
  }),
  over: css({ borderColor: theme.colors.primary.border }),
  cards: css({
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
  card: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  draggable: css({ cursor: 'grab' }),
  title: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    fontWeight: theme.typography.fontWeightMedium,
    textAlign: 'left',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  arrows: css({ display: 'flex', gap: theme.spacing(1) }),
});
