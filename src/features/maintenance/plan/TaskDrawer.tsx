import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Drawer, Stack } from '@grafana/ui';
import { type Plan, type TaskForm } from '../../../domain/maintenance/plan';
import { type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/localDates';
import { rhythmOf, ruleOf } from '../../../domain/time/rhythm';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { NextDates } from './NextDates';
import { RhythmFields } from './RhythmFields';
import { type TaskFields, initialFields, toForm } from './taskForm';
import { StartFields, TimingFields } from './TimingFields';
import { WhatFields } from './WhatFields';

interface Props {
  plan: Plan;
  /** Absent: a new task. */
  taskKey?: string;
  checklists: Array<{ key: string; title: string }>;
  onSave: (key: string | undefined, form: TaskForm, seen?: string) => Reason[];
  onClose: () => void;
}

export function TaskDrawer({ plan, taskKey, checklists, onSave, onClose }: Props) {
  // as it was opened: a change that comes in meanwhile must not pass for the one that was edited
  const [task] = useState(() => (taskKey === undefined ? undefined : plan.tasks[taskKey]));
  const now = useNow(60_000);
  const today = localDateOf(new Date(now).toISOString(), plan.zone);
  const [fields, setFields, clear] = useDraft<TaskFields>(
    `maintenance|task|${taskKey ?? 'new'}|${task?.revision ?? ''}`,
    initialFields(task, today)
  );
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const set = (change: Partial<TaskFields>) => setFields({ ...fields, ...change });
  /** A rhythm goes along with its start: from the 31st on it means another rule than from the 15th on. */
  const startAt = (start: string) => {
    const rhythm = rhythmOf(fields.rule, fields.start);
    set({ start, rule: rhythm ? ruleOf(rhythm, start) : fields.rule });
  };
  const form = toForm(fields, plan.zone);
  const problemOf = (...names: string[]) => {
    const reason = reasons.find(({ field = '' }) => names.includes(field.split('.')[0]));
    return { invalid: reason !== undefined, error: reason && reasonText(reason) };
  };
  const save = () => {
    const refused = onSave(taskKey, form, task?.revision);
    setReasons(refused);
    if (!refused.length) {
      clear();
      onClose();
    }
  };
  const parts = { fields, problemOf, onChange: set };
  return (
    <Drawer
      title={
        task
          ? t('maintenance.task.edit', 'Edit “{{title}}”', verbatim({ title: task.title }))
          : t('maintenance.task.new', 'New task')
      }
      onClose={onClose}
      size="md"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack direction="column" gap={2}>
          {reasons.length > 0 && <Reasons title={t('maintenance.task.refused', 'Not saved')} reasons={reasons} />}
          <WhatFields {...parts} checklists={checklists} />
          <RhythmFields rule={fields.rule} start={fields.start} onChange={(rule) => set({ rule })} />
          <StartFields {...parts} zone={plan.zone} onStart={startAt} />
          <NextDates plan={plan} form={form} now={now} />
          <TimingFields {...parts} />
          <Stack gap={1}>
            <Button type="submit">{t('maintenance.task.save', 'Save')}</Button>
            <Button
              variant="secondary"
              onClick={() => {
                clear();
                onClose();
              }}
            >
              {t('maintenance.task.cancel', 'Cancel')}
            </Button>
          </Stack>
        </Stack>
      </form>
    </Drawer>
  );
}
