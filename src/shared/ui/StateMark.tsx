import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export type Mark = 'good' | 'warning' | 'bad' | 'unknown' | 'neutral';

const SHAPES: Record<Mark, string> = { good: '●', warning: '▲', bad: '■', unknown: '?', neutral: '○' };

/** A state by shape and colour; `label` says it in words to screen readers and on hover. */
export function StateMark({ mark, label }: { mark: Mark; label: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span role="img" aria-label={label} title={label} className={styles[mark]}>
      {SHAPES[mark]}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  good: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
  unknown: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightBold }),
  neutral: css({ color: theme.colors.text.secondary }),
});
