import React, { type PropsWithChildren } from 'react';
import { t } from '@grafana/i18n';
import { WINDOWS_PATH } from '../../../shared/maintenance/paths';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { TabbedPage } from '../../../shared/ui/TabbedPage';
import { calendarPath, checklistsPath, planPath, weeklyReviewPath, weekPath, historyPath } from '../paths';
import { RunButton } from '../run/RunButton';

interface Props {
  tab: 'week' | 'calendar' | 'plan' | 'checklists' | 'windows' | 'reviews' | 'history';
}

export function MaintenanceFrame({ tab, children }: PropsWithChildren<Props>) {
  return (
    <TabbedPage
      tab={tab}
      tabs={[
        { key: 'week', label: t('maintenance.tabs.week', 'This week'), href: weekPath() },
        { key: 'calendar', label: t('maintenance.tabs.calendar', 'Calendar'), href: calendarPath() },
        { key: 'plan', label: t('maintenance.tabs.plan', 'Plan'), href: planPath() },
        { key: 'windows', label: t('maintenance.tabs.windows', 'Windows'), href: WINDOWS_PATH },
        { key: 'checklists', label: t('maintenance.tabs.checklists', 'Checklists'), href: checklistsPath() },
        { key: 'history', label: t('maintenance.tabs.history', 'History'), href: historyPath() },
        { key: 'reviews', label: t('maintenance.tabs.reviews', 'Reviews'), href: weeklyReviewPath() },
      ]}
      title={t('maintenance.title', 'Maintenance')}
      actions={<RunButton />}
    >
      <ReadOnlyNotice folder="maintenance" />
      {children}
    </TabbedPage>
  );
}
