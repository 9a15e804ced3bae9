import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { NO_REMINDERS, REMINDERS, REMINDERS_SHELF } from '../../../domain/reminder/shelf';
import { ROTA, ROTA_SHELF } from '../../../domain/services/rotaShelf';
import { LegacyStorageNotice } from '../../../shared/records/LegacyStorageNotice';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useHit } from '../../../shared/records/useHit';
import { Page } from '../../../shared/ui/Page';
import { Calm } from '../cards/Calm';
import { FollowUpCard } from '../cards/FollowUpCard';
import { MaintenanceCard } from '../cards/MaintenanceCard';
import { hasElements, More } from '../cards/More';
import { ObjectivesCard } from '../cards/ObjectivesCard';
import { RunningCard } from '../cards/RunningCard';
import { useAttention } from '../data/attention';
import { useSteps } from '../data/steps';

// with the domain of all that has deadlines, which the page itself does not need
const HomeReminders = lazy(() =>
  import('../../../shared/reminders/HomeReminders').then((m) => ({ default: m.HomeReminders }))
);
const NextSteps = lazy(() => import('../cards/NextSteps').then((m) => ({ default: m.NextSteps })));
const OnDuty = lazy(() => import('../../../shared/rota/OnDuty').then((m) => ({ default: m.OnDuty })));

/** What needs a person now; each part stands on its own, so that one that fails leaves the others. */
export function HomePage() {
  const styles = useStyles2(getStyles);
  const canDeclare = useCanWrite('incidents') !== 'no';
  const attention = useAttention();
  const steps = useSteps(attention.maintenance);
  const reminders = useHit(REMINDERS_SHELF, REMINDERS).hit;
  const rota = useHit(ROTA_SHELF, ROTA).hit;
  const [lateBackups, setLateBackups] = useState<number>();
  const isCalm = attention.isCalm && (!hasElements(attention.backups) || lateBackups === 0);
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
      <LegacyStorageNotice isSuspected={attention.isHeadless} />
      <Suspense fallback={null}>
        {reminders && reminders.head.kinds !== NO_REMINDERS && <HomeReminders />}
        {rota && <OnDuty hit={rota} />}
        {steps && <NextSteps steps={steps} />}
      </Suspense>
      {isCalm && <Calm attention={attention} />}
      <div className={styles.grid}>
        <RunningCard running={attention.running} />
        <ObjectivesCard objectives={attention.objectives} />
        <MaintenanceCard maintenance={attention.maintenance} windows={attention.windows.windows} />
        <FollowUpCard security={attention.security} followUp={attention.followUp} />
        <More attention={attention} onLateBackups={setLateBackups} />
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
