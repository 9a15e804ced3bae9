import React, { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type CalendarEntry, type CalendarView, shiftView } from '../../../domain/maintenance/calendar';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { windowState } from '../../../domain/maintenance/windows/times';
import { addDays } from '../../../domain/time/recurrence';
import { namedDay } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { dayText } from '../dates';
import { EntryLink } from './EntryLink';

interface Props {
  view: CalendarView;
  /** Whole weeks. */
  dates: string[];
  days: Map<string, CalendarEntry[]>;
  /** The day that is looked at. */
  date: string;
  today: string;
  zone: string;
  now: number;
  label: string;
  onDate: (date: string) => void;
  /** Shows all of a day. */
  onOpen: (date: string) => void;
  /** Somebody dropped a window on a day; absent where it may not be moved. */
  onMove?: (window: WindowHead, to: string) => void;
}

const MOVE_KEY = 'm';

/** More of them are a click away: a cell stays as high as its neighbours. */
const MOST_SHOWN = { month: 4, week: 40 };

/**
 * A month or week as a grid: arrow keys go from day to day, Enter opens one. Windows are dragged onto another day, or taken up by
 * a key and put down by Enter.
 */
export function CalendarGrid(props: Props) {
  const { view, dates, days, date, today, now, label, onDate, onOpen, onMove } = props;
  const styles = useStyles2(getStyles);
  const grid = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const [dragged, setDragged] = useState<WindowHead>();
  useEffect(() => {
    if (hasFocus.current) {
      grid.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus();
    }
  }, [date, dates]);
  const [carried, setCarried] = useState<WindowHead>();
  /** The next of the day's windows that may be moved, or none. */
  const pickUp = () => {
    const movable = (days.get(date) ?? []).flatMap((entry) =>
      entry.kind === 'window' && isMovable(entry.window, now) ? [entry.window] : []
    );
    const at = movable.findIndex(({ name }) => name === carried?.name);
    setCarried(movable[at + 1]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = dateAfterKey(event.key, date, view);
    const isOnDay = event.target instanceof HTMLElement && event.target.dataset.date !== undefined;
    if (to) {
      event.preventDefault();
      onDate(to);
    } else if (onMove && isOnDay && event.key === MOVE_KEY) {
      event.preventDefault();
      event.stopPropagation(); // Grafana has shortcuts of one letter too
      pickUp();
    } else if (carried && event.key === 'Escape') {
      event.preventDefault();
      setCarried(undefined);
    } else if (carried && onMove && isOnDay && event.key === 'Enter') {
      event.preventDefault();
      setCarried(undefined);
      onMove(carried, date);
    } else if (event.key === 'Enter' && isOnDay) {
      event.preventDefault();
      onOpen(date);
    }
  };
  const weeks = Array.from({ length: dates.length / 7 }, (_, index) => dates.slice(index * 7, index * 7 + 7));
  return (
    <>
      {onMove && (
        <Text color="secondary" variant="bodySmall">
          <span role="status">
            {carried
              ? t(
                  'calendar.carrying',
                  '“{{title}}” is taken up: arrow keys choose its day, Enter puts it down, Escape leaves it.',
                  verbatim({ title: carried.title })
                )
              : t(
                  'calendar.keys',
                  'Arrow keys walk the days, Enter opens one, m takes up a planned window to move it.'
                )}
          </span>
        </Text>
      )}
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onFocus={() => (hasFocus.current = true)}
        onBlur={() => (hasFocus.current = false)}
      >
        <div role="row" className={cx(styles.row, styles.head)}>
          {weeks[0].map((day) => (
            <div role="columnheader" key={day}>
              {namedDay(day, { weekday: 'short' })}
            </div>
          ))}
        </div>
        {weeks.map((week) => (
          <div role="row" key={week[0]} className={styles.row}>
            {week.map((day) => (
              <Day
                key={day}
                {...props}
                day={day}
                entries={days.get(day) ?? []}
                isOther={view === 'month' && day.slice(0, 7) !== date.slice(0, 7)}
                isToday={day === today}
                dragged={dragged}
                onDrag={setDragged}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface DayProps extends Props {
  day: string;
  entries: CalendarEntry[];
  /** Of the month before or after. */
  isOther: boolean;
  isToday: boolean;
  dragged: WindowHead | undefined;
  onDrag: (window: WindowHead | undefined) => void;
}

function Day(props: DayProps) {
  const { view, day, date, entries, isOther, isToday, zone, now, dragged, onDate, onOpen, onMove, onDrag } = props;
  const styles = useStyles2(getStyles);
  const most = MOST_SHOWN[view];
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (dragged && onMove) {
      onMove(dragged, day);
    }
    onDrag(undefined);
  };
  return (
    <div
      role="gridcell"
      data-date={day}
      tabIndex={day === date ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      aria-selected={day === date}
      aria-label={t('calendar.day', '', {
        count: entries.length,
        interpolation: { escapeValue: false },
        day: dayText(day),
        defaultValue_one: '{{day}}: {{count}} entry',
        defaultValue_other: '{{day}}: {{count}} entries',
      })}
      className={cx(styles.day, isOther && styles.other, entries.length === 0 && styles.empty)}
      onClick={() => onDate(day)}
      onDoubleClick={() => onOpen(day)}
      onDragOver={dragged && ((event) => event.preventDefault())}
      onDrop={drop}
    >
      <div className={cx(styles.number, isToday && styles.today)}>
        <span className={styles.narrow}>{dayText(day)}</span>
        <span className={styles.wide}>{Number(day.slice(8))}</span>
      </div>
      {shown.map((entry) => (
        <EntryLink
          key={entry.key}
          entry={entry}
          zone={zone}
          now={now}
          isInGrid
          onDrag={
            onMove && entry.kind === 'window' && isMovable(entry.window, now)
              ? (event) => {
                  event.dataTransfer.setData('text/plain', entry.window.title);
                  onDrag(entry.window);
                }
              : undefined
          }
        />
      ))}
      {entries.length > shown.length && (
        <button type="button" tabIndex={-1} className={styles.more} onClick={() => onOpen(day)}>
          {t('calendar.more', '', {
            count: entries.length - shown.length,
            defaultValue_one: '+{{count}} more',
            defaultValue_other: '+{{count}} more',
          })}
        </button>
      )}
    </div>
  );
}

/** One that runs or is over is not moved: what has happened stays where it was. */
function isMovable(window: WindowHead, now: number): boolean {
  return windowState(window, now) === 'planned';
}

function dateAfterKey(key: string, date: string, view: CalendarView): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'PageUp':
      return shiftView(view, date, -1);
    case 'PageDown':
      return shiftView(view, date, 1);
    default:
      return undefined;
  }
}

const getStyles = (theme: GrafanaTheme2) => {
  const wide = theme.breakpoints.up('md');
  return {
    grid: css({ border: `1px solid ${theme.colors.border.weak}` }),
    row: css({
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      [wide]: { gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' },
    }),
    head: css({
      display: 'none',
      color: theme.colors.text.secondary,
      [wide]: { display: 'grid', '> div': { padding: theme.spacing(0.5, 1) } },
    }),
    day: css({
      display: 'flex',
      flexDirection: 'column',
      gap: 2,
      padding: theme.spacing(0.5),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      [wide]: { minHeight: 96, '&:not(:first-child)': { borderLeft: `1px solid ${theme.colors.border.weak}` } },
    }),
    // on a small screen the days stand below each other: those with nothing are left out
    empty: css({ display: 'none', [wide]: { display: 'flex' } }),
    // paler, and still readable
    other: css({ background: theme.colors.background.canvas, a: { background: 'none' } }),
    number: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
    today: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightBold }),
    narrow: css({ [wide]: { display: 'none' } }),
    wide: css({ display: 'none', [wide]: { display: 'inline' } }),
    more: css({
      border: 'none',
      background: 'none',
      minHeight: 24,
      textAlign: 'left',
      color: theme.colors.text.link,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
};
