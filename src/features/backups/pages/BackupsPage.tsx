import React, { lazy, Suspense } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { backupsKind } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { BACKUP_STATES } from '../../../domain/backup/state';
import { type BackupRow, type Backups, useBackups } from '../../../shared/backups/useBackups';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { LazyReminders } from '../../../shared/reminders/LazyReminders';
import { AskAgainButton } from '../../../shared/ui/AskAgainButton';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { backupMark, backupWord } from '../../../shared/words/backups';
import { BackupsFrame } from '../components/BackupsFrame';
import { ElementTable } from '../components/ElementTable';
import { Policies } from '../components/Policies';
import { PolicyCoverage } from '../components/PolicyCoverage';
import { useAges } from '../data';
import { RunningDrills } from '../drills/RunningDrills';

const ElementDrawer = lazy(() => import('../components/ElementDrawer').then((m) => ({ default: m.ElementDrawer })));
const ElementForm = lazy(() => import('../components/ElementForm').then((m) => ({ default: m.ElementForm })));

/** What is backed up, whether it is late, and whether it was ever restored. */
export function BackupsPage() {
  const backups = useBackups();
  const { stored, parked } = backups.register;
  const isReadOnly = stored?.state === 'newer' || stored?.managedBy !== undefined;
  const canWrite = useCanWrite('registers') !== 'no' && !isReadOnly;
  const { change } = useUrlFilter();
  return (
    <BackupsFrame
      tab="elements"
      actions={
        canWrite && (
          <Button icon="plus" onClick={() => change({ edit: 'new', element: undefined })}>
            {t('backups.new', 'New element')}
          </Button>
        )
      }
    >
      <ReadOnlyNotice folder="registers" />
      {isReadOnly && (
        <Text color="secondary" element="p">
          {t('backups.read-only', 'This register is provisioned or written by a newer version: it is read-only here.')}
        </Text>
      )}
      <ParkedCommands items={parked} />
      <Content backups={backups} canWrite={canWrite} />
    </BackupsFrame>
  );
}

function Content({ backups, canWrite }: { backups: Backups; canWrite: boolean }) {
  const styles = useStyles2(getStyles);
  const { register, rows, isPending } = backups;
  const { params, change } = useUrlFilter();
  const ages = useAges(register.record);
  if (register.error) {
    return <RecordFailure kind={backupsKind} name={BACKUPS} error={register.error} onRetry={register.refetch} />;
  }
  if (register.stored && !register.record) {
    return <DamagedRecord kind={backupsKind} stored={register.stored} />;
  }
  if (isPending || !register.record) {
    return <LoadingPlaceholder text={t('backups.loading', 'Asking when backups last succeeded…')} />;
  }
  const { elements, drills } = register.record;
  const opened = rows.find(({ key }) => key === params.get('element'));
  const edited = params.get('edit');
  const isEmpty = Object.keys(elements).length === 0;
  return (
    <div className={styles.page}>
      <RunningDrills drills={drills} elements={elements} canWrite={canWrite} />
      {isEmpty ? (
        <Text element="p">
          {t(
            'backups.empty',
            'No policy is adopted yet. A policy says what is backed up, how often, for how long, and how it comes back.'
          )}
        </Text>
      ) : (
        <>
          <Strip backups={backups} />
          <PrometheusFailure rows={rows} onRetry={backups.checkAgain} />
          <ElementTable rows={rows} ages={ages} />
          <PolicyCoverage elements={elements} />
        </>
      )}
      <LazyReminders source={{ of: 'backups', register: register.record }} stored={register.stored} />
      <Policies elements={elements} canWrite={canWrite} />
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        {opened && !edited && (
          <ElementDrawer
            row={opened}
            register={register.record}
            ages={ages}
            canWrite={canWrite}
            onClose={() => change({ element: undefined, form: undefined })}
          />
        )}
        {edited && canWrite && (edited === 'new' || Object.hasOwn(elements, edited)) && (
          <ElementForm
            key={edited}
            elementKey={edited === 'new' ? undefined : edited}
            elements={elements}
            onClose={() => change({ edit: undefined })}
          />
        )}
      </Suspense>
    </div>
  );
}

function Strip({ backups: { rows, isChecking, checkAgain } }: { backups: Backups }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.strip}>
      <Stack gap={2} wrap="wrap">
        {BACKUP_STATES.map((state) => ({
          state,
          count: rows.filter(({ assessment }) => assessment.state === state).length,
        }))
          .filter(({ count }) => count > 0)
          .map(({ state, count }) => (
            <span key={state} className={styles.count}>
              <StateMark mark={backupMark(state)} /> {count} {backupWord(state, count)}
            </span>
          ))}
      </Stack>
      <AskAgainButton isAsking={isChecking} onAsk={checkAgain}>
        {t('backups.check-again', 'Check again')}
      </AskAgainButton>
    </div>
  );
}

/** One line for all of them: the rows say "unknown" by themselves. */
function PrometheusFailure({ rows, onRetry }: { rows: BackupRow[]; onRetry: () => void }) {
  const error = rows.find((row) => row.error !== undefined)?.error;
  return error === undefined ? null : (
    <RequestFailure
      severity="warning"
      error={error}
      onRetry={onRetry}
      what={t('backups.metrics', 'Metrics of the backups')}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  strip: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(2),
  }),
  count: css({ fontSize: theme.typography.h4.fontSize }),
});
