import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import { type ChecklistRunState } from '../../../domain/maintenance/run';
import { type ChecklistRun } from '../../../domain/maintenance/week';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/recurrence';
import { usePlan, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StickyBar } from '../../../shared/ui/StickyBar';
import { TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  week: string;
  id: string;
  run: ChecklistRun;
  state: ChecklistRunState;
  mayWrite: boolean;
}

/** How far a run is, and how it ends. It stays in sight, and so does what was refused here. */
export function FinishBar({ week, id, run, state, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const send = useWeekSend(week);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act: Act = (draft) => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  const isOpen = !run.finished && !run.abandoned;
  return (
    <StickyBar role="group" aria-label={t('maintenance.finish.label', 'Progress')}>
      {reasons.length > 0 && (
        <div className={styles.refused}>
          <Reasons
            title={t('maintenance.run.not-saved', 'Not saved')}
            reasons={reasons}
            onDismiss={() => setReasons([])}
          />
        </div>
      )}
      <Progress state={state} />
      {run.finished && <Ended run={run} />}
      {mayWrite && isOpen && <Ending id={id} open={state.open.length} act={act} />}
      {mayWrite && run.finished && <AfterFinish id={id} run={run} finishedAt={run.finished.at} act={act} />}
    </StickyBar>
  );
}

type Act = (draft: Parameters<ReturnType<typeof useWeekSend>>[0]) => boolean;

function Progress({ state: { answered, total, failed } }: { state: ChecklistRunState }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.progress}>
      <progress
        className={styles.meter}
        value={answered}
        max={total}
        aria-label={t('maintenance.finish.progress', 'Items with a result')}
      />
      <Text>
        {t('maintenance.finish.count', '{{answered}} of {{total}}', verbatim({ answered, total }))}
        {failed > 0 &&
          ` · ${t('maintenance.finish.failed', '', { count: failed, defaultValue_one: '{{count}} failed', defaultValue_other: '{{count}} failed' })}`}
      </Text>
    </span>
  );
}

function Ended({ run: { finished, signedOff } }: { run: ChecklistRun }) {
  return (
    finished && (
      <Text>
        {t('maintenance.finish.finished', 'Finished by {{name}}', verbatim({ name: finished.by.name }))}{' '}
        <Since at={finished.at} />
        {signedOff &&
          ` · ${t('maintenance.finish.signed', 'signed off by {{name}}', verbatim({ name: signedOff.by.name }))}`}
      </Text>
    )
  );
}

/** Finishing, or giving up with a reason. */
function Ending({ id, open, act }: { id: string; open: number; act: Act }) {
  const { record: plan } = usePlan();
  const [form, setForm, clear] = useDraft(`maintenance|run|${id}`, { note: '', reason: '', minutes: '', costCode: '' });
  const [givingUp, setGivingUp] = useState(false);
  const finish = () => {
    const on = localDateOf(new Date().toISOString(), plan?.zone ?? 'UTC');
    const minutes = form.minutes.trim();
    const costCode = form.costCode.trim();
    const isDone = act({
      type: 'finishRun',
      run: id,
      on,
      ...(form.note.trim() && { note: form.note }),
      ...(minutes && { minutes: Number(minutes) }),
      ...(costCode && { costCode }),
    });
    if (isDone) {
      clear();
    }
  };
  if (givingUp) {
    return (
      <WithReason
        id="run-give-up"
        label={t('maintenance.finish.reason', 'Why is this run given up?')}
        action={t('maintenance.finish.give-up', 'Give up the run')}
        isDestructive
        value={form.reason}
        onChange={(reason) => setForm({ ...form, reason })}
        onSend={() => act({ type: 'abandonRun', run: id, reason: form.reason }) && clear()}
        onBack={() => setGivingUp(false)}
      />
    );
  }
  return (
    <Stack gap={1} wrap="wrap" alignItems="center">
      <Input
        aria-label={t('maintenance.finish.note', 'Closing note')}
        placeholder={t('maintenance.finish.note', 'Closing note')}
        value={form.note}
        onChange={({ currentTarget }) => setForm({ ...form, note: currentTarget.value })}
        width={28}
      />
      <Input
        aria-label={t('maintenance.finish.minutes', 'Minutes spent')}
        placeholder={t('maintenance.finish.minutes', 'Minutes spent')}
        type="number"
        min={0}
        width={16}
        value={form.minutes}
        onChange={({ currentTarget }) => setForm({ ...form, minutes: currentTarget.value })}
      />
      <Input
        aria-label={t('maintenance.finish.cost-code', 'Cost code')}
        placeholder={t('maintenance.finish.cost-code', 'Cost code')}
        width={14}
        value={form.costCode}
        onChange={({ currentTarget }) => setForm({ ...form, costCode: currentTarget.value })}
      />
      <Button
        icon="check"
        disabled={open > 0}
        tooltip={
          open > 0
            ? t('maintenance.finish.open', '', {
                count: open,
                defaultValue_one: '{{count}} item has no result yet',
                defaultValue_other: '{{count}} items have no result yet',
              })
            : undefined
        }
        onClick={finish}
      >
        {t('maintenance.finish.action', 'Finish')}
      </Button>
      <Button variant="secondary" fill="text" onClick={() => setGivingUp(true)}>
        {t('maintenance.finish.give-up-open', 'Give up…')}
      </Button>
    </Stack>
  );
}

/** A second person's sign-off, or taking it up again. */
function AfterFinish({ id, run, finishedAt, act }: { id: string; run: ChecklistRun; finishedAt: string; act: Act }) {
  const [reason, setReason, clear] = useDraft(`maintenance|reopen|${id}`, '');
  const [reopening, setReopening] = useState(reason !== '');
  if (reopening) {
    return (
      <WithReason
        id="run-reopen"
        label={t('maintenance.finish.reopen-reason', 'Why is it taken up again?')}
        action={t('maintenance.finish.reopen', 'Reopen the run')}
        value={reason}
        onChange={setReason}
        onSend={() => act({ type: 'reopenRun', run: id, seen: finishedAt, reason }) && clear()}
        onBack={() => setReopening(false)}
      />
    );
  }
  return (
    <Stack gap={1} wrap="wrap">
      {!run.signedOff && (
        <Button
          icon="shield"
          variant={run.needsSignOff ? 'primary' : 'secondary'}
          onClick={() => act({ type: 'signOffRun', run: id })}
        >
          {t('maintenance.finish.sign', 'Sign off as a second person')}
        </Button>
      )}
      <Button variant="secondary" fill="text" onClick={() => setReopening(true)}>
        {t('maintenance.finish.reopen-open', 'Reopen…')}
      </Button>
    </Stack>
  );
}

interface ReasonProps {
  id: string;
  label: string;
  action: string;
  isDestructive?: boolean;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  onBack: () => void;
}

function WithReason({ id, label, action, isDestructive, value, onChange, onSend, onBack }: ReasonProps) {
  return (
    <Stack gap={1} wrap="wrap" alignItems="flex-end">
      <TextField id={id} label={label} value={value} onChange={onChange} width={28} />
      <Button variant={isDestructive ? 'destructive' : 'primary'} onClick={onSend}>
        {action}
      </Button>
      <Button variant="secondary" onClick={onBack}>
        {t('maintenance.finish.back', 'Back')}
      </Button>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  refused: css({ flexBasis: '100%', '& > *': { margin: 0 } }),
  progress: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  meter: css({ width: 120, accentColor: theme.colors.primary.main }),
});
