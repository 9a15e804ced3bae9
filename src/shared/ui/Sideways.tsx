import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

/** A row of choices that scrolls by itself where a phone is narrower than it. */
export function Sideways({ children }: PropsWithChildren) {
  return <div className={useStyles2(getStyles)}>{children}</div>;
}

const getStyles = () => css({ maxWidth: '100%', overflowX: 'auto' });
