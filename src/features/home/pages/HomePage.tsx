import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { LegacyStorageNotice } from '../../../shared/records/LegacyStorageNotice';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { Page } from '../../../shared/ui/Page';
import { Calm } from '../cards/Calm';
import { FollowUpCard } from '../cards/FollowUpCard';
import { MaintenanceCard } from '../cards/MaintenanceCard';
import { ObjectivesCard } from '../cards/ObjectivesCard';
import { RunningCard } from '../cards/RunningCard';
import { useAttention } from '../data';

// with the domain of all that has deadlines, which the page itself does not need
const HomeReminders = lazy(() =>
  import('../../../shared/reminders/HomeReminders').then((m) => ({ default: m.HomeReminders }))
);

const More = lazy(() => import('../cards/More').then((m) => ({ default: m.More })));
const NextSteps = lazy(() => import('../cards/NextSteps').then((m) => ({ default: m.NextSteps })));
const OnDuty = lazy(() => import('../../../shared/rota/OnDuty').then((m) => ({ default: m.OnDuty })));

/** What needs a person now; each part stands on its own, so that one that fails leaves the others. */
export function HomePage() {
  const styles = useStyles2(getStyles);
  const canDeclare = useCanWrite('incidents') !== 'no';
  const attention = useAttention();
  const [needs, setNeeds] = useState<number>();
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
      <Suspense fallback={null}>
        <HomeReminders />
      </Suspense>
      <Suspense fallback={null}>
        <OnDuty />
        <NextSteps maintenance={attention.maintenance} />
      </Suspense>
      {needs === 0 && <Calm attention={attention} />}
      <div className={styles.grid}>
        <RunningCard running={attention.running} />
        <ObjectivesCard objectives={attention.objectives} />
        <MaintenanceCard maintenance={attention.maintenance} />
        <FollowUpCard security={attention.security} followUp={attention.followUp} />
        <Suspense fallback={null}>
          <More attention={attention} onNeeds={setNeeds} />
        </Suspense>
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
