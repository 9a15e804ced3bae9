import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Drawer, Field, Input, RadioButtonGroup, Stack, Text, TextArea } from '@grafana/ui';
import { currentSchedule, type Plan, type TaskForm } from '../../../domain/maintenance/plan';
import { type Task } from '../../../domain/maintenance/task';
import { type Reason } from '../../../domain/record/outcome';
import { everyMonths, everyYear } from '../../../domain/time/presets';
import { checkRecurrence, countedFrom, type Recurrence, slotAfter } from '../../../domain/time/recurrence';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { dayAndClock } from '../dates';
import { ordinal, weekdayName } from './rules';
import { DAYS } from './weekdays';

interface Props {
  plan: Plan;
  /** Absent: a new task. */
  taskKey?: string;
  checklists: Array<{ key: string; title: string }>;
  onSave: (key: string | undefined, form: TaskForm, seen?: string) => Reason[];
  onClose: () => void;
}

interface Fields {
  title: string;
  team: string;
  description: string;
  checklist: string;
  rule: string;
  start: string;
  lead: string;
  grace: string;
  anchor: 'scheduled' | 'completed';
}

export function TaskDrawer({ plan, taskKey, checklists, onSave, onClose }: Props) {
  // as it was opened: a change that comes in meanwhile must not pass for the one that was edited
  const [task] = useState(() => (taskKey === undefined ? undefined : plan.tasks[taskKey]));
  const now = useNow(60_000);
  const today = new Date(now).toISOString().slice(0, 10);
  const [fields, setFields, clear] = useDraft<Fields>(
    `maintenance|task|${taskKey ?? 'new'}|${task?.revision ?? ''}`,
    initialFields(task, today)
  );
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const rules = useMemo(() => presets(fields.start), [fields.start]);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  /** A preset goes along with its start: from the 31st on it means another rule than from the 15th on. */
  const startAt = (start: string) => {
    const chosen = rules.findIndex(({ value }) => value === fields.rule);
    set({ start, rule: chosen < 0 ? fields.rule : presets(start)[chosen].value });
  };
  const form = toForm(fields, plan.zone);
  const invalid = (...names: string[]) => reasons.find(({ field }) => names.includes(field ?? ''));
  const errorOf = (...names: string[]) => {
    const reason = invalid(...names);
    return reason && reasonText(reason);
  };
  const preview = useMemo(
    () => upcoming({ rule: fields.rule, start: fields.start, zone: plan.zone }, fields.anchor, now),
    [fields.rule, fields.start, fields.anchor, plan.zone, now]
  );
  const save = () => {
    const refused = onSave(taskKey, form, task?.revision);
    setReasons(refused);
    if (!refused.length) {
      clear();
      onClose();
    }
  };
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
          <Field
            noMargin
            required
            label={t('maintenance.task.title', 'Title')}
            invalid={!!invalid('title')}
            error={errorOf('title')}
          >
            <Input
              id="task-title"
              value={fields.title}
              onChange={(event) => set({ title: event.currentTarget.value })}
            />
          </Field>
          <Field
            noMargin
            required
            label={t('maintenance.task.team', 'Team')}
            invalid={!!invalid('team')}
            error={errorOf('team')}
          >
            <Input id="task-team" value={fields.team} onChange={(event) => set({ team: event.currentTarget.value })} />
          </Field>
          <Field
            noMargin
            label={t('maintenance.task.description', 'What has to be done')}
            invalid={!!invalid('description')}
            error={errorOf('description')}
          >
            <TextArea
              id="task-description"
              rows={3}
              value={fields.description}
              onChange={(event) => set({ description: event.currentTarget.value })}
            />
          </Field>
          <Field noMargin label={t('maintenance.task.checklist', 'Checklist')}>
            <Combobox
              id="task-checklist"
              isClearable
              options={checklists.map(({ key, title }) => ({ label: title, value: key }))}
              value={fields.checklist || null}
              onChange={(option) => set({ checklist: option?.value ?? '' })}
            />
          </Field>
          <Field noMargin label={t('maintenance.task.preset', 'Comes back')}>
            <Combobox
              id="task-preset"
              options={rules}
              value={rules.some(({ value }) => value === fields.rule) ? fields.rule : null}
              placeholder={fields.rule}
              onChange={(option) => set({ rule: option.value })}
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.task.rule', 'Rule (RFC 5545)')}
            description={t('maintenance.task.rule-hint', 'For example FREQ=MONTHLY;BYDAY=1TU for every first Tuesday')}
            invalid={!!invalid('rule')}
            error={errorOf('rule')}
          >
            <Input
              id="task-rule"
              value={fields.rule}
              onChange={(event) =>
                set({
                  rule: event.currentTarget.value
                    .trim()
                    .toUpperCase()
                    .replace(/^RRULE:/, ''),
                })
              }
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.task.start', 'From, at')}
            description={t(
              'maintenance.task.start-hint',
              'First date and the time of day, in {{zone}}',
              verbatim({
                zone: plan.zone,
              })
            )}
            invalid={!!invalid('start', 'zone')}
            error={errorOf('start', 'zone')}
          >
            <Input
              id="task-start"
              type="datetime-local"
              value={fields.start}
              onChange={(event) => startAt(event.currentTarget.value.slice(0, 16))}
            />
          </Field>
          <Text color="secondary" variant="bodySmall">
            {preview.length
              ? t(
                  'maintenance.task.preview',
                  'Next: {{dates}}',
                  verbatim({
                    dates: preview.map((at) => dayAndClock(at, plan.zone)).join(' · '),
                  })
                )
              : t('maintenance.task.preview-none', 'No date follows from this.')}
          </Text>
          <Field
            noMargin
            label={t('maintenance.task.lead', 'May be done this many hours before')}
            invalid={!!invalid('leadMinutes')}
            error={errorOf('leadMinutes')}
          >
            <Input
              id="task-lead"
              type="number"
              min={0}
              step="any"
              value={fields.lead}
              onChange={(event) => set({ lead: event.currentTarget.value })}
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.task.grace', 'Is overdue this many hours after')}
            description={t('maintenance.task.grace-hint', 'At least a tenth of the time between two dates')}
            invalid={!!invalid('graceMinutes')}
            error={errorOf('graceMinutes')}
          >
            <Input
              id="task-grace"
              type="number"
              min={0}
              step="any"
              value={fields.grace}
              onChange={(event) => set({ grace: event.currentTarget.value })}
            />
          </Field>
          <Field noMargin label={t('maintenance.task.anchor', 'The next date counts from')}>
            <RadioButtonGroup
              options={[
                { label: t('maintenance.task.anchor-scheduled', 'the calendar'), value: 'scheduled' as const },
                { label: t('maintenance.task.anchor-completed', 'the day it was done'), value: 'completed' as const },
              ]}
              value={fields.anchor}
              onChange={(anchor) => set({ anchor })}
            />
          </Field>
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

function initialFields(task: Task | undefined, today: string): Fields {
  if (!task) {
    return {
      title: '',
      team: '',
      description: '',
      checklist: '',
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      start: `${today}T09:00`,
      lead: '24',
      grace: '0',
      anchor: 'scheduled',
    };
  }
  const { rule, start, leadMinutes, graceMinutes, anchor } = currentSchedule(task);
  return {
    title: task.title,
    team: task.team,
    description: task.description ?? '',
    checklist: task.checklist ?? '',
    rule,
    start,
    lead: String(leadMinutes / 60),
    grace: String(graceMinutes / 60),
    anchor,
  };
}

function toForm(
  { title, team, description, checklist, rule, start, lead, grace, anchor }: Fields,
  zone: string
): TaskForm {
  return {
    title,
    team,
    ...(description.trim() && { description }),
    ...(checklist && { checklist }),
    schedule: { rule, start, zone, leadMinutes: toMinutes(lead), graceMinutes: toMinutes(grace), anchor },
  };
}

function toMinutes(hours: string): number {
  return hours.trim() === '' ? NaN : Math.round(Number(hours) * 60);
}

/** The next four dates; counted from completion, as they come when each is done on its day. */
function upcoming(recurrence: Recurrence, anchor: Fields['anchor'], now: number): string[] {
  if (checkRecurrence(recurrence).length) {
    return [];
  }
  const rhythm = anchor === 'completed' ? countedFrom(recurrence, recurrence.start.slice(0, 10)) : recurrence;
  const found: string[] = [];
  let slot = slotAfter(rhythm, new Date(now).toISOString(), true);
  while (slot && found.length < 4) {
    found.push(slot.at);
    slot = slotAfter(rhythm, slot.at);
  }
  return found;
}

/** In one order, whatever the start. */
function presets(start: string) {
  return [
    { label: t('maintenance.task.daily', 'every day'), value: 'FREQ=DAILY' },
    { label: t('maintenance.task.weekdays', 'from Monday to Friday'), value: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
    ...DAYS.map((day) => ({
      label: t('maintenance.task.weekly', 'every week on {{day}}', verbatim({ day: weekdayName(day) })),
      value: `FREQ=WEEKLY;BYDAY=${day}`,
    })),
    ...[1, 2, 3, 4, -1].flatMap((nth) =>
      DAYS.slice(0, 5).map((day) => ({
        label: t(
          'maintenance.task.monthly',
          'every month on the {{nth}} {{day}}',
          verbatim({
            nth: ordinal(nth),
            day: weekdayName(day),
          })
        ),
        value: `FREQ=MONTHLY;BYDAY=${nth}${day}`,
      }))
    ),
    { label: t('maintenance.task.month-end', 'every month on its last day'), value: 'FREQ=MONTHLY;BYMONTHDAY=-1' },
    { label: t('maintenance.task.quarterly', 'every three months'), value: everyMonths(3, start) },
    { label: t('maintenance.task.yearly', 'every year'), value: everyYear(start) },
  ];
}
