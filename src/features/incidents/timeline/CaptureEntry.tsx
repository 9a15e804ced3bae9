import React, { type ReactNode, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type TimelineLine } from '../../../domain/incident/timeline';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { captureText } from '../evidence/captureText';
import { kindMark, kindName } from '../words';
import { EventTime } from './EventTime';

interface Props {
  /** The evidence of one capture. */
  lines: TimelineLine[];
  /** Shown above the first entry of another day. */
  day: string | undefined;
  zone: string;
  isWaiting: boolean;
  /** One of them is linked to: it is unfolded. */
  isLinked: boolean;
  /** Draws one of them. */
  children: (line: TimelineLine) => ReactNode;
}

/** What was captured in one go is one entry: it says the values and unfolds to the graphs. */
export function CaptureEntry({ lines, day, zone, isWaiting, isLinked, children }: Props) {
  const styles = useStyles2(getStyles);
  const [isUnfolded, setUnfolded] = useState(isLinked);
  const [first] = lines;
  return (
    <li className={styles.entry}>
      {day && <div className={styles.day}>{day}</div>}
      <EventTime entry={first} zone={zone} />
      <span role="img" aria-label={kindName('evidence')} title={kindName('evidence')} className={styles.quiet}>
        {kindMark('evidence')}
      </span>
      <details
        className={styles.body}
        open={isUnfolded}
        onToggle={({ currentTarget, target }) => target === currentTarget && setUnfolded(currentTarget.open)}
      >
        <summary className={styles.quiet}>{captureText(lines)}</summary>
        {isUnfolded && (
          <ol className={styles.parts} aria-label={t('incidents.capture.parts', 'What was captured')}>
            {lines.map(children)}
          </ol>
        )}
      </details>
      <span className={styles.quiet}>
        {first.by.name} {isWaiting && <WaitingMark />}
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    display: 'grid',
    gridTemplateColumns: 'max-content max-content minmax(0, 1fr) max-content',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'max-content max-content minmax(0, 1fr)' },
  }),
  day: css({ gridColumn: '1 / -1', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  body: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  quiet: css({
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('sm')]: { '&:last-child': { gridColumn: 3 } },
  }),
  parts: css({ listStyle: 'none', margin: theme.spacing(0.5, 0, 0) }),
});
