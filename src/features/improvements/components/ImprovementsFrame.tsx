import React, { type PropsWithChildren, type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { CHANGES_PATH, IMPROVEMENTS_PATH, INDICATORS_PATH } from '../../../shared/improvements/paths';
import { TabbedPage } from '../../../shared/ui/TabbedPage';

interface Props {
  tab: 'roadmap' | 'indicators' | 'changes';
  actions?: ReactNode;
}

export function ImprovementsFrame({ tab, actions, children }: PropsWithChildren<Props>) {
  return (
    <TabbedPage
      tab={tab}
      tabs={[
        { key: 'roadmap', label: t('improvements.tabs.roadmap', 'Roadmap'), href: IMPROVEMENTS_PATH },
        { key: 'indicators', label: t('improvements.tabs.indicators', 'Indicators'), href: INDICATORS_PATH },
        { key: 'changes', label: t('improvements.tabs.changes', 'Changes'), href: CHANGES_PATH },
      ]}
      title={t('improvements.title', 'Improvements')}
      actions={actions}
    >
      {children}
    </TabbedPage>
  );
}
