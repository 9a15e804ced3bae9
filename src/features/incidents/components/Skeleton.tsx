import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Grey bars of the final size while something loads. */
export function Skeleton({ label, rows }: { label: string; rows: number }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ height: theme.spacing(4), marginBottom: theme.spacing(1), background: theme.colors.background.secondary });
