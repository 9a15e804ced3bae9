import React, { type DragEvent } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, type IconName, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { type CalendarEntry } from '../../../domain/maintenance/calendar';
import { StateMark } from '../../../shared/ui/StateMark';
import { verbatim } from '../../../shared/words/verbatim';
import { clockText } from '../dates';
import { shownEntry } from './entries';

interface Props {
  entry: CalendarEntry;
  zone: string;
  now: number;
  /** In the cells of a grid, which are reached as a whole and open their day. */
  isInGrid?: boolean;
  onDrag?: (event: DragEvent) => void;
}

const ICONS: Record<CalendarEntry['kind'], IconName> = {
  task: 'check-square',
  window: 'wrench',
  incident: 'fire',
  review: 'clipboard-alt',
} as const;

/** One thing on the calendar, in a line that leads to it. */
export function EntryLink({ entry, zone, now, isInGrid = false, onDrag }: Props) {
  const styles = useStyles2(getStyles);
  const { title, state, mark, path, hasTime } = shownEntry(entry, zone, now);
  const time = hasTime ? clockText(entry.at, zone) : '';
  return (
    <Link
      to={path}
      className={cx(styles.entry, styles[entry.kind])}
      tabIndex={isInGrid ? -1 : undefined}
      draggable={onDrag !== undefined}
      onDragStart={onDrag}
      aria-label={t('calendar.entry', '{{time}} {{title}}, {{state}}', verbatim({ time, title, state })).trim()}
      title={title}
    >
      <Icon name={ICONS[entry.kind]} size="xs" /> <StateMark mark={mark} label={state} />{' '}
      {time && <span className={styles.time}>{time}</span>} {title}
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minHeight: 24, // large enough for a finger
    lineHeight: '22px',
    paddingInline: theme.spacing(0.5),
    borderLeft: '3px solid transparent',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:hover, &:focus-visible': { background: theme.colors.action.hover, textDecoration: 'underline' },
  }),
  time: css({ fontVariantNumeric: 'tabular-nums', color: theme.colors.text.secondary }),
  task: css({ borderLeftColor: theme.colors.border.strong }),
  window: css({ borderLeftColor: theme.colors.warning.border }),
  incident: css({ borderLeftColor: theme.colors.error.border }),
  review: css({ borderLeftColor: theme.colors.success.border }),
});
