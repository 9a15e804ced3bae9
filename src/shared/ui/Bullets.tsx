import React, { type ComponentPropsWithoutRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A list whose marks stay inside its column: Grafana's own styles leave them no room. */
export function Bullets({ as: List = 'ul', ...props }: { as?: 'ul' | 'ol' } & ComponentPropsWithoutRef<'ul'>) {
  const styles = useStyles2(getStyles);
  return <List {...props} className={styles} />;
}

const getStyles = (theme: GrafanaTheme2) => css({ margin: 0, paddingLeft: theme.spacing(2.5) });
