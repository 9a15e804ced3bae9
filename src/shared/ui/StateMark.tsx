import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export type Mark = 'good' | 'warning' | 'bad' | 'unknown' | 'neutral';

const SHAPES: Record<Mark, string> = { good: '●', warning: '▲', bad: '■', unknown: '?', neutral: '○' };

/** A state by shape and colour; `label` says it in words to screen readers and on hover. None where the words stand beside it. */
export function StateMark({ mark, label }: { mark: Mark; label?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
      className={styles[mark]}
    >
      {SHAPES[mark]}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  // the shapes differ in width, what follows them in a list does not
  const shape = css({ display: 'inline-block', minWidth: '1em', textAlign: 'center' });
  const { success, warning, error, text } = theme.colors;
  return {
    good: cx(shape, css({ color: success.text })),
    warning: cx(shape, css({ color: warning.text })),
    bad: cx(shape, css({ color: error.text })),
    unknown: cx(shape, css({ color: text.secondary, fontWeight: theme.typography.fontWeightBold })),
    neutral: cx(shape, css({ color: text.secondary })),
  };
};
