import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Holds the place of what is being found out, in its final size. */
export function Placeholder({ width, height = 14 }: { width: number; height?: number }) {
  const styles = useStyles2(getStyles);
  return <span aria-hidden className={styles} style={{ width, height }} />;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ display: 'inline-block', borderRadius: theme.shape.radius.default, background: theme.colors.action.hover });
