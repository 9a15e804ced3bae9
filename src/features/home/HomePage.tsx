import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../constants';
import { Page } from '../../shared/Page';
import { LegacyStorageNotice } from '../../shared/records/LegacyStorageNotice';
import { useCanWrite } from '../../shared/records/useCanWrite';
import { Calm } from './Calm';
import { FollowUpCard } from './FollowUpCard';
import { MaintenanceCard } from './MaintenanceCard';
import { ObjectivesCard } from './ObjectivesCard';
import { RunningCard } from './RunningCard';
import { useAttention } from './useAttention';

/** What needs a person now; each part stands on its own, so that one that fails leaves the others. */
export function HomePage() {
  const styles = useStyles2(getStyles);
  const canDeclare = useCanWrite('incidents') !== 'no';
  const attention = useAttention();
  return (
    <Page
      title={t('home.title', 'Home')}
      subTitle={t('home.subtitle', 'What needs somebody now')}
      actions={
        canDeclare && (
          <LinkButton icon="fire" href={`${PLUGIN_BASE_URL}/incidents/new`}>
            {t('home.declare', 'Declare incident')}
          </LinkButton>
        )
      }
    >
      <LegacyStorageNotice />
      <Calm attention={attention} />
      <div className={styles.grid}>
        <RunningCard running={attention.running} />
        <ObjectivesCard objectives={attention.objectives} />
        <MaintenanceCard maintenance={attention.maintenance} />
        <FollowUpCard security={attention.security} followUp={attention.followUp} />
      </div>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
