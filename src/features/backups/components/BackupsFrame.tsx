import React, { type PropsWithChildren, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import { BACKUPS_PATH, OWN_DATA_PATH } from '../../../shared/backups/paths';
import { Page } from '../../../shared/ui/Page';

interface Props {
  tab: 'elements' | 'records';
  actions?: ReactNode;
}

export function BackupsFrame({ tab, actions, children }: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  return (
    <Page title={t('backups.title', 'Backups')} actions={actions}>
      <TabsBar>
        <Tab label={t('backups.tabs.elements', 'Elements')} href={BACKUPS_PATH} active={tab === 'elements'} />
        <Tab label={t('backups.tabs.records', 'Opsbook’s own data')} href={OWN_DATA_PATH} active={tab === 'records'} />
      </TabsBar>
      <TabContent>
        <div className={styles.content}>{children}</div>
      </TabContent>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ paddingTop: theme.spacing(2) }),
});
