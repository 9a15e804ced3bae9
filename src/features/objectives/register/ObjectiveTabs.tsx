import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { indicatorsPath, OBJECTIVES_PATH } from '../paths';

/** What is promised now, and what the team wants to become better at. */
export function ObjectiveTabs({ active }: { active: 'objectives' | 'indicators' }) {
  const className = useStyles2(getStyles);
  return (
    <TabsBar className={className}>
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

const getStyles = (theme: GrafanaTheme2) => css({ marginBottom: theme.spacing(2) });
