import React, { type PropsWithChildren, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import { CHANGES_PATH, IMPROVEMENTS_PATH, INDICATORS_PATH } from '../../../shared/improvements/paths';
import { Page } from '../../../shared/ui/Page';

interface Props {
  tab: 'roadmap' | 'indicators' | 'changes';
  actions?: ReactNode;
}

export function ImprovementsFrame({ tab, actions, children }: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  return (
    <Page title={t('improvements.title', 'Improvements')} actions={actions}>
      <TabsBar>
        <Tab label={t('improvements.tabs.roadmap', 'Roadmap')} href={IMPROVEMENTS_PATH} active={tab === 'roadmap'} />
        <Tab
          label={t('improvements.tabs.indicators', 'Indicators')}
          href={INDICATORS_PATH}
          active={tab === 'indicators'}
        />
        <Tab label={t('improvements.tabs.changes', 'Changes')} href={CHANGES_PATH} active={tab === 'changes'} />
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
