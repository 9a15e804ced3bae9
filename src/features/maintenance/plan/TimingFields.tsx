import React from 'react';
import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup } from '@grafana/ui';
import { CLOSED, type Closed } from '../../../domain/maintenance/task';
import { TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { type TaskPartProps } from './WhatFields';

/** The rule that the rhythm stands for, and where it begins. */
export function StartFields({
  fields,
  problemOf,
  onChange,
  zone,
  onStart,
}: TaskPartProps & { zone: string; onStart: (start: string) => void }) {
  const ruled = (text: string) =>
    onChange({
      rule: text
        .trim()
        .toUpperCase()
        .replace(/^RRULE:/, ''),
    });
  return (
    <>
      <TextField
        id="task-rule"
        label={t('maintenance.task.rule', 'Rule (RFC 5545)')}
        description={t('maintenance.task.rule-hint', 'For example FREQ=MONTHLY;BYDAY=1TU for every first Tuesday')}
        value={fields.rule}
        onChange={ruled}
        {...problemOf('rule')}
      />
      <TextField
        id="task-start"
        label={t('maintenance.task.start', 'From, at')}
        description={t(
          'maintenance.task.start-hint',
          'First date and the time of day, in {{zone}}',
          verbatim({ zone })
        )}
        type="datetime-local"
        value={fields.start}
        onChange={(value) => onStart(value.slice(0, 16))}
        {...problemOf('start', 'zone')}
      />
    </>
  );
}

/** When doing it counts, what the next date counts from, and what closed days do. */
export function TimingFields({ fields, problemOf, onChange }: TaskPartProps) {
  return (
    <>
      <TextField
        id="task-lead"
        label={t('maintenance.task.lead', 'May be done this many hours before')}
        type="number"
        min={0}
        step="any"
        value={fields.lead}
        onChange={(lead) => onChange({ lead })}
        {...problemOf('leadMinutes')}
      />
      <TextField
        id="task-grace"
        label={t('maintenance.task.grace', 'Is overdue this many hours after')}
        description={t('maintenance.task.grace-hint', 'At least a tenth of the time between two dates')}
        type="number"
        min={0}
        step="any"
        value={fields.grace}
        onChange={(grace) => onChange({ grace })}
        {...problemOf('graceMinutes')}
      />
      <Field noMargin label={t('maintenance.task.anchor', 'The next date counts from')}>
        <RadioButtonGroup
          options={[
            { label: t('maintenance.task.anchor-scheduled', 'the calendar'), value: 'scheduled' as const },
            { label: t('maintenance.task.anchor-completed', 'the day it was done'), value: 'completed' as const },
          ]}
          value={fields.anchor}
          onChange={(anchor) => onChange({ anchor })}
        />
      </Field>
      <Field noMargin label={t('maintenance.task.closed', 'On a closed day')}>
        <RadioButtonGroup<Closed | ''>
          options={[
            { label: t('maintenance.task.closed-none', 'it is done all the same'), value: '' },
            ...CLOSED.map((value) => ({ label: closedName(value), value })),
          ]}
          value={fields.closed}
          onChange={(closed) => onChange({ closed })}
        />
      </Field>
      <TextField
        id="task-except"
        label={t('maintenance.task.except', 'Not on these dates')}
        description={t('maintenance.task.except-hint', 'Dates of the rule that are left out, as 2026-12-24')}
        value={fields.except}
        onChange={(except) => onChange({ except })}
        {...problemOf('except')}
      />
    </>
  );
}

function closedName(closed: Closed): string {
  switch (closed) {
    case 'skip':
      return t('maintenance.task.closed-skip', 'it is skipped');
    case 'before':
      return t('maintenance.task.closed-before', 'it goes before');
    case 'after':
      return t('maintenance.task.closed-after', 'it goes after');
  }
}
