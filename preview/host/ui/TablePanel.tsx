import React from 'react';
import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { shownValue } from './shownValue';

const ROWS = 50;

interface Props {
  title: string;
  frames: DataFrame[];
  width: number;
  height: number;
}

/** The data of a panel that the stand-in cannot draw. */
export function TablePanel({ title, frames, width, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div style={{ width, height, overflow: 'auto' }} role="region" aria-label={title} tabIndex={0}>
      {frames.map((frame, index) => (
        <table key={frame.refId ?? index} className={styles.table}>
          <thead>
            <tr>
              {frame.fields.map(({ name }) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: Math.min(ROWS, frame.length) }, (_, row) => (
              <tr key={row}>
                {frame.fields.map((field) => (
                  <td key={field.name}>{shownValue(field, row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    'th, td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
