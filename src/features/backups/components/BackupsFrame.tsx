import React, { type PropsWithChildren, type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { BACKUPS_PATH, OWN_DATA_PATH } from '../../../shared/backups/paths';
import { TabbedPage } from '../../../shared/ui/TabbedPage';

interface Props {
  tab: 'elements' | 'records';
  actions?: ReactNode;
}

export function BackupsFrame({ tab, actions, children }: PropsWithChildren<Props>) {
  return (
    <TabbedPage
      tab={tab}
      tabs={[
        { key: 'elements', label: t('backups.tabs.elements', 'Elements'), href: BACKUPS_PATH },
        { key: 'records', label: t('backups.tabs.records', 'Opsbook’s own data'), href: OWN_DATA_PATH },
      ]}
      title={t('backups.title', 'Backups')}
      actions={actions}
    >
      {children}
    </TabbedPage>
  );
}
