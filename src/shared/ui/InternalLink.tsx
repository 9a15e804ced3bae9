import React, { type MouseEventHandler, type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

/** A link to another page of the app. */
export function InternalLink({
  to,
  onClick,
  children,
}: PropsWithChildren<{ to: string; onClick?: MouseEventHandler }>) {
  const styles = useStyles2(getStyles);
  return (
    <Link to={to} className={styles} onClick={onClick}>
      {children}
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ color: theme.colors.text.link, textDecoration: 'underline' });
