import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';

/** Where the runbooks of an incident stand. Until they are known it keeps their place, so that the timeline below is not pushed down. */
export function RunbooksStrip({ children }: PropsWithChildren) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-labelledby="incident-runbooks" className={styles.strip}>
      <Text element="h2" variant="h5">
        <span id="incident-runbooks">{t('runbooks.for.title', 'Runbooks for this')}</span>
      </Text>
      {children ?? <Text color="secondary">{t('runbooks.for.looking', 'Looking for those that fit…')}</Text>}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    // the title and one runbook with its button
    minHeight: theme.spacing(8),
    padding: theme.spacing(1),
    borderLeft: `3px solid ${theme.colors.info.border}`,
    background: theme.colors.background.secondary,
  }),
});
