import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, LinkButton, Stack, Text } from '@grafana/ui';
import { type Occurrence, occurrenceKey, type Task } from '../../../domain/maintenance/task';
import { type Handover, type Week } from '../../../domain/maintenance/week';
import { isRefused, type Outcome, type Reason } from '../../../domain/record/outcome';
import { type Maintenance, useChecklists, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { openRunOf, promiseOf, useStartChecklistRun } from '../data';
import { runPath } from '../paths';
import { DoneForm } from './DoneForm';
import { HandOver } from './HandOver';
import { LeaveOut } from './LeaveOut';
import { EMPTY, type TypedSettling } from './parts';

interface Props {
  found: Occurrence;
  task: Task;
  week: string;
  record: Week | undefined;
  maintenance: Maintenance;
  handover: Handover | undefined;
  onDone: () => void;
}

/** The ways to deal with one date of a task. What is typed is kept while it is not sent. */
export function Actions({ found, task, week, record, maintenance, handover, onDone }: Props) {
  const send = useWeekSend(week);
  const [form, setForm, clear] = useDraft(`maintenance|${occurrenceKey(found)}`, EMPTY);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [mode, setMode] = useState<'done' | 'waive' | 'skip' | 'hand'>(form.reason === '' ? 'done' : 'waive');
  const promise = promiseOf(found, task);
  const settle = (sent: Outcome<unknown>) => {
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      clear();
      onDone();
    }
  };
  const back = () => {
    setMode('done');
    setReasons([]);
  };
  const parts = {
    form,
    promise,
    zone: maintenance.zone,
    isWrong: (field: string) => reasons.some((reason) => reason.field === field),
    onChange: (part: Partial<TypedSettling>) => setForm({ ...form, ...part }),
    onSend: (draft: Parameters<typeof send>[0]) => settle(send(draft)),
  };
  return (
    <Stack direction="column" gap={2}>
      {reasons.length > 0 && <Reasons title={t('maintenance.occurrence.refused', 'Not saved')} reasons={reasons} />}
      <Earlier found={found} maintenance={maintenance} />
      <RunLink found={found} task={task} week={week} record={record} onRefused={setReasons} />
      {mode === 'done' && (
        <>
          <DoneForm {...parts} hasChecklist={task.checklist !== undefined} />
          <Stack gap={1} wrap="wrap">
            <Button variant="secondary" fill="outline" onClick={() => setMode('waive')}>
              {t('maintenance.occurrence.waive-open', 'Waive…')}
            </Button>
            <Button variant="secondary" fill="outline" onClick={() => setMode('skip')}>
              {t('maintenance.occurrence.skip-open', 'Skip…')}
            </Button>
            <Button variant="secondary" fill="outline" onClick={() => setMode('hand')}>
              {t('maintenance.occurrence.hand-open', 'Hand over…')}
            </Button>
          </Stack>
        </>
      )}
      {(mode === 'waive' || mode === 'skip') && <LeaveOut {...parts} type={mode} onBack={back} />}
      {mode === 'hand' && <HandOver {...parts} seen={handover?.command} onBack={back} />}
    </Stack>
  );
}

function Earlier({ found, maintenance }: Pick<Props, 'found' | 'maintenance'>) {
  const overdue = maintenance.standings.find(({ key }) => key === found.task)?.overdueSince;
  return overdue && overdue.date < found.date ? (
    <Text color="secondary">
      {t(
        'maintenance.occurrence.earlier',
        'Overdue since {{day}}: once this is done, the dates missed before it are no longer asked for. Waiving it settles this date alone.',
        verbatim({ day: dayText(overdue.date) })
      )}
    </Text>
  ) : null;
}

interface RunProps extends Pick<Props, 'found' | 'task' | 'week' | 'record'> {
  onRefused: (reasons: Reason[]) => void;
}

/** The checklist of the task: the run that is under way, or a new one. */
function RunLink({ found, task, week, record, onRefused }: RunProps) {
  const { record: register } = useChecklists();
  const start = useStartChecklistRun(week);
  const running = openRunOf(record, found);
  const key = task.checklist ?? '';
  const checklist = register?.checklists[key];
  if (running) {
    return (
      <LinkButton href={runPath(week, running.id)} icon="check-square">
        {t('maintenance.occurrence.continue', 'Continue the checklist')}
      </LinkButton>
    );
  }
  return checklist ? (
    <Button
      icon="check-square"
      onClick={() => {
        const sent = start(key, checklist, promiseOf(found, task));
        onRefused(isRefused(sent) ? sent.refused.reasons : []);
      }}
    >
      {t('maintenance.occurrence.run', 'Run “{{title}}”', verbatim({ title: checklist.title }))}
    </Button>
  ) : null;
}
