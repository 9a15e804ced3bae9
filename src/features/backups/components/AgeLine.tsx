import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';

const WIDTH = 140;
const HEIGHT = 28;

interface Props {
  /** Seconds, four a day over 30 days; undefined where nothing was known. */
  ages: Array<number | undefined>;
  rpoSeconds: number;
}

/** The age of the last success over 30 days, against the line that it must not cross. */
export function AgeLine({ ages, rpoSeconds }: Props) {
  const styles = useStyles2(getStyles);
  const known = ages.filter((age): age is number => age !== undefined);
  if (known.length < 2) {
    return <span>–</span>;
  }
  const oldest = Math.max(...known);
  // twice the RPO at most: a line far above it must not flatten the rest
  const top = Math.min(Math.max(oldest, rpoSeconds * 1.2), rpoSeconds * 2);
  const y = (age: number) => HEIGHT - 1 - (Math.min(age, top) / top) * (HEIGHT - 2);
  const x = (index: number) => (index / (ages.length - 1)) * WIDTH;
  const late = known.filter((age) => age > rpoSeconds).length;
  const label = t(
    'backups.age.line',
    'Last 30 days: at most {{oldest}} old, RPO {{rpo}}, beyond it {{share}} % of the time',
    verbatim({
      oldest: formatDuration(oldest),
      rpo: formatDuration(rpoSeconds),
      share: Math.round((100 * late) / known.length),
    })
  );
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={HEIGHT} className={styles.line}>
      <title>{label}</title>
      <line x1={0} x2={WIDTH} y1={y(rpoSeconds)} y2={y(rpoSeconds)} className={styles.limit} />
      {pieces(ages).map((piece) => (
        <polyline
          key={piece[0].index}
          points={piece.map(({ index, age }) => `${x(index).toFixed(1)},${y(age).toFixed(1)}`).join(' ')}
          className={piece.some(({ age }) => age > rpoSeconds) ? styles.late : styles.age}
        />
      ))}
    </svg>
  );
}

/** What is known in one go, cut where the line is crossed. */
function pieces(ages: Array<number | undefined>): Array<Array<{ index: number; age: number }>> {
  const found: Array<Array<{ index: number; age: number }>> = [];
  ages.forEach((age, index) => {
    if (age === undefined) {
      return;
    }
    const last = found.at(-1);
    if (last && last.at(-1)?.index === index - 1) {
      last.push({ index, age });
    } else {
      found.push([{ index, age }]);
    }
  });
  return found;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'block' }),
  limit: css({ stroke: theme.colors.warning.border, strokeDasharray: '3 3' }),
  age: css({ fill: 'none', stroke: theme.colors.success.text, strokeWidth: 1.5 }),
  late: css({ fill: 'none', stroke: theme.colors.error.text, strokeWidth: 1.5 }),
});
