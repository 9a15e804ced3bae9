import React, { type ComponentProps } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** What a long page ends with, in sight wherever one is in it. */
export function StickyBar(props: Omit<ComponentProps<'div'>, 'className'>) {
  return <div className={useStyles2(getStyles)} {...props} />;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.medium}`,
    zIndex: theme.zIndex.navbarFixed,
    '@media print': { position: 'static' },
  });
