import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

/** A link to another page of the app. */
export function InternalLink({ to, children }: PropsWithChildren<{ to: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <Link to={to} className={styles}>
      {children}
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ color: theme.colors.text.link, textDecoration: 'underline' });
