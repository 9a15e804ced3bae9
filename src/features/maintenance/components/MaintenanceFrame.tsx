import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import { WINDOWS_PATH } from '../../../shared/maintenance/paths';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { calendarPath, checklistsPath, planPath, reviewPath, weekPath, historyPath } from '../paths';
import { RunButton } from '../run/RunButton';

interface Props {
  tab: 'week' | 'calendar' | 'plan' | 'checklists' | 'windows' | 'reviews' | 'history';
}

export function MaintenanceFrame({ tab, children }: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  return (
    <Page title={t('maintenance.title', 'Maintenance')} actions={<RunButton />}>
      <TabsBar>
        <Tab label={t('maintenance.tabs.week', 'This week')} href={weekPath()} active={tab === 'week'} />
        <Tab label={t('maintenance.tabs.calendar', 'Calendar')} href={calendarPath()} active={tab === 'calendar'} />
        <Tab label={t('maintenance.tabs.plan', 'Plan')} href={planPath()} active={tab === 'plan'} />
        <Tab label={t('maintenance.tabs.windows', 'Windows')} href={WINDOWS_PATH} active={tab === 'windows'} />
        <Tab
          label={t('maintenance.tabs.checklists', 'Checklists')}
          href={checklistsPath()}
          active={tab === 'checklists'}
        />
        <Tab label={t('maintenance.tabs.history', 'History')} href={historyPath()} active={tab === 'history'} />
        <Tab label={t('maintenance.tabs.reviews', 'Reviews')} href={reviewPath()} active={tab === 'reviews'} />
      </TabsBar>
      <TabContent>
        <div className={styles.content}>
          <ReadOnlyNotice folder="maintenance" />
          {children}
        </div>
      </TabContent>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ paddingTop: theme.spacing(2) }),
});
