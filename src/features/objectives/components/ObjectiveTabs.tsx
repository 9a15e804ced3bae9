import React from 'react';
import { t } from '@grafana/i18n';
import { Tab, TabsBar } from '@grafana/ui';
import { indicatorsPath, OBJECTIVES_PATH } from '../paths';

/** What is promised now, and what the team wants to become better at. */
export function ObjectiveTabs({ active }: { active: 'objectives' | 'indicators' }) {
  return (
    <TabsBar>
      <Tab
        label={t('objectives.tab.objectives', 'KPI and SLA')}
        active={active === 'objectives'}
        href={OBJECTIVES_PATH}
      />
      <Tab
        label={t('objectives.indicators.title', 'Improvement indicators')}
        active={active === 'indicators'}
        href={indicatorsPath()}
      />
    </TabsBar>
  );
}
