import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { headOfWindow } from '../../../domain/maintenance/windows/head';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { timesOf, windowState } from '../../../domain/maintenance/windows/times';
import { possible, windowKind } from '../../../domain/maintenance/windows/window';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { own } from '../../../domain/record/own';
import { useNow } from '../../../shared/hooks/useNow';
import { WINDOWS_PATH, windowPath } from '../../../shared/maintenance/paths';
import { useChecklists, useMaintenance } from '../../../shared/maintenance/useMaintenance';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { LazyReminders } from '../../../shared/reminders/LazyReminders';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { spanText, windowMark, windowStateName } from '../../../shared/words/windows';
import { useStartChecklistRun } from '../data';
import { Announcements } from '../windows/Announcements';
import { Approval } from '../windows/Approval';
import { useWindow } from '../windows/data';
import { CancelDialog, EndDialog, ExtendDialog } from '../windows/Dialogs';
import { Silences } from '../windows/Silences';
import { type WindowAct, useWindowActs } from '../windows/useWindowActs';
import { useWindowMark } from '../windows/useWindowMark';

export function WindowPage() {
  const { name = '' } = useParams();
  const { record, stored, waiting, parked, error, isPending, isAbsent, refetch } = useWindow(name);
  const canWrite = useCanWrite('maintenance') !== 'no';
  useWindowMark(stored?.state === 'ok' && !stored.managedBy && !isAbsent ? record : undefined);
  const parent = { text: t('windows.title', 'Windows'), url: WINDOWS_PATH };
  if (error || isPending || !record || isAbsent) {
    return (
      <Page title={t('windows.one', 'Maintenance window')} parent={parent}>
        <ParkedCommands items={parked} />
        {error ? (
          <RecordFailure kind={windowKind} name={name} error={error} onRetry={refetch} />
        ) : stored?.state === 'damaged' ? (
          <DamagedRecord kind={windowKind} stored={stored} />
        ) : isPending ? (
          <LoadingPlaceholder text={t('windows.loading', 'Loading the window…')} />
        ) : (
          <EmptyState
            variant="not-found"
            message={t('windows.missing', 'There is no such window')}
            button={<LinkButton href={WINDOWS_PATH}>{t('windows.all', 'All windows')}</LinkButton>}
          />
        )}
      </Page>
    );
  }
  const mayWrite = canWrite && stored?.state !== 'newer' && !stored?.managedBy;
  return (
    <Page title={record.title} parent={parent}>
      <ReadOnlyNotice folder="maintenance" />
      <ParkedCommands items={parked} />
      <WindowRoom record={record} mayWrite={mayWrite} isWaiting={waiting.size > 0} />
      <LazyReminders source={{ of: 'window', window: headOfWindow(record) }} stored={stored} />
    </Page>
  );
}

interface RoomProps {
  record: MaintenanceWindow;
  mayWrite: boolean;
  isWaiting: boolean;
}

function WindowRoom({ record, mayWrite, isWaiting }: RoomProps) {
  const now = useNow(10_000);
  const { act, reasons, dismiss } = useWindowActs(record.id);
  return (
    <Stack direction="column" gap={3}>
      {reasons.length > 0 && (
        <Reasons title={t('windows.refused', 'Not saved')} reasons={reasons} onDismiss={dismiss} />
      )}
      <Header record={record} now={now} isWaiting={isWaiting} />
      {mayWrite && <Actions record={record} now={now} act={act} />}
      <Facts record={record} />
      <Approval record={record} now={now} mayWrite={mayWrite} act={act} />
      <Silences record={record} now={now} mayWrite={mayWrite} />
      <Texts record={record} />
      {mayWrite && <Checklist record={record} />}
      <Announcements record={record} />
    </Stack>
  );
}

function Header({ record, now, isWaiting }: { record: MaintenanceWindow; now: number; isWaiting: boolean }) {
  const head = headOfWindow(record);
  const state = windowState(head, now);
  const times = timesOf(head) ?? { from: record.start, to: record.end };
  const left = (Date.parse(state === 'planned' ? times.from : times.to) - now) / 1000;
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <StateMark mark={windowMark(state)} />
      <Text weight="bold">{windowStateName(state)}</Text>
      <span>{spanText(times)}</span>
      {state === 'planned' && (
        <span>{t('windows.begins', 'begins in {{duration}}', verbatim({ duration: formatDuration(left) }))}</span>
      )}
      {state === 'running' && (
        <span>{t('windows.ends', 'ends in {{duration}}', verbatim({ duration: formatDuration(left) }))}</span>
      )}
      {state === 'running' && !record.started && (
        <Text color="secondary">{t('windows.by-plan', 'by its plan: nobody has said that work began')}</Text>
      )}
      {isWaiting && <WaitingMark />}
    </Stack>
  );
}

type Dialog = 'extend' | 'end' | 'cancel';

function Actions({ record, now, act }: { record: MaintenanceWindow; now: number; act: WindowAct }) {
  const [dialog, setDialog] = useState<Dialog>();
  const can = possible(record, now);
  const close = () => setDialog(undefined);
  if (can.length === 0) {
    return null;
  }
  return (
    <Stack gap={1} wrap="wrap">
      {can.includes('start') && (
        <Button icon="play" onClick={() => act({ type: 'start' })}>
          {t('windows.start', 'Start')}
        </Button>
      )}
      {can.includes('extend') && (
        <Button icon="clock-nine" variant="secondary" onClick={() => setDialog('extend')}>
          {t('windows.extend.open', 'Extend…')}
        </Button>
      )}
      {can.includes('end') && (
        <Button icon="check" variant="secondary" onClick={() => setDialog('end')}>
          {t('windows.end.open', 'End…')}
        </Button>
      )}
      {can.includes('edit') && (
        <LinkButton icon="pen" variant="secondary" href={`${windowPath(record.id)}/edit`}>
          {t('windows.edit-open', 'Edit')}
        </LinkButton>
      )}
      {can.includes('cancel') && (
        <Button icon="times" variant="destructive" fill="outline" onClick={() => setDialog('cancel')}>
          {t('windows.cancel.open', 'Cancel…')}
        </Button>
      )}
      {dialog === 'extend' && <ExtendDialog record={record} act={act} onClose={close} />}
      {dialog === 'end' && <EndDialog record={record} act={act} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog record={record} act={act} onClose={close} />}
    </Stack>
  );
}

function Facts({ record }: { record: MaintenanceWindow }) {
  const styles = useStyles2(getStyles);
  const { planned, started, ended, cancelled, owner, services } = record;
  const stamps = [
    { label: t('windows.fact.planned', 'Planned'), stamp: planned },
    { label: t('windows.fact.started', 'Started'), stamp: started },
    { label: t('windows.fact.ended', 'Ended'), stamp: ended },
    { label: t('windows.fact.cancelled', 'Cancelled'), stamp: cancelled },
  ];
  return (
    <dl className={styles.facts}>
      <dt>{t('windows.field.services', 'Services')}</dt>
      <dd>{Object.values(services).join(', ')}</dd>
      {owner && (
        <>
          <dt>{t('windows.field.owner', 'Owner')}</dt>
          <dd>{owner}</dd>
        </>
      )}
      {stamps.map(
        ({ label, stamp }) =>
          stamp && (
            <React.Fragment key={label}>
              <dt>{label}</dt>
              <dd>
                <Since at={stamp.at} />
                {' · '}
                {stamp.by.name}
                {stamp.note && <MarkdownView text={stamp.note} />}
              </dd>
            </React.Fragment>
          )
      )}
    </dl>
  );
}

function Texts({ record }: { record: MaintenanceWindow }) {
  const parts = [
    { title: t('windows.field.what', 'What is done'), text: record.what },
    { title: t('windows.field.risk-short', 'Risk'), text: record.risk },
    { title: t('windows.field.back-out', 'Back-out plan'), text: record.backOut },
  ];
  return (
    <>
      {parts.map(
        ({ title, text }) =>
          text && (
            <section key={title} aria-label={title}>
              <Text element="h2" variant="h4">
                {title}
              </Text>
              <MarkdownView text={text} />
            </section>
          )
      )}
    </>
  );
}

/** Follows the window's checklist as a run of this week. */
function Checklist({ record }: { record: MaintenanceWindow }) {
  const { record: register } = useChecklists();
  const { thisWeek } = useMaintenance();
  const start = useStartChecklistRun(thisWeek);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const key = record.checklist;
  const list = key && register && own(register.checklists, key);
  if (!key || !register) {
    return null;
  }
  if (!list) {
    return (
      <Text color="secondary" element="p">
        {t('windows.checklist.gone', 'The checklist “{{key}}” does not exist any more.', verbatim({ key }))}
      </Text>
    );
  }
  const run = () => {
    const sent = start(key, list);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  return (
    <div>
      {reasons.length > 0 && (
        <Reasons title={t('maintenance.run.refused', 'The run could not be started')} reasons={reasons} />
      )}
      <Button variant="secondary" icon="check-square" onClick={run}>
        {t('windows.checklist.run', 'Run “{{title}}”', verbatim({ title: list.title }))}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
});
