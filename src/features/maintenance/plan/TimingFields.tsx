import React from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, RadioButtonGroup } from '@grafana/ui';
import { CLOSED, type Closed } from '../../../domain/maintenance/task';
import { verbatim } from '../../../shared/words/verbatim';
import { type PartProps } from './WhatFields';

/** The rule that the rhythm stands for, and where it begins. */
export function StartFields({
  fields,
  problemOf,
  onChange,
  zone,
  onStart,
}: PartProps & { zone: string; onStart: (start: string) => void }) {
  const ruled = (text: string) =>
    onChange({
      rule: text
        .trim()
        .toUpperCase()
        .replace(/^RRULE:/, ''),
    });
  return (
    <>
      <Field
        noMargin
        label={t('maintenance.task.rule', 'Rule (RFC 5545)')}
        description={t('maintenance.task.rule-hint', 'For example FREQ=MONTHLY;BYDAY=1TU for every first Tuesday')}
        {...problemOf('rule')}
      >
        <Input id="task-rule" value={fields.rule} onChange={({ currentTarget }) => ruled(currentTarget.value)} />
      </Field>
      <Field
        noMargin
        label={t('maintenance.task.start', 'From, at')}
        description={t(
          'maintenance.task.start-hint',
          'First date and the time of day, in {{zone}}',
          verbatim({ zone })
        )}
        {...problemOf('start', 'zone')}
      >
        <Input
          id="task-start"
          type="datetime-local"
          value={fields.start}
          onChange={({ currentTarget }) => onStart(currentTarget.value.slice(0, 16))}
        />
      </Field>
    </>
  );
}

/** When doing it counts, what the next date counts from, and what closed days do. */
export function TimingFields({ fields, problemOf, onChange }: PartProps) {
  return (
    <>
      <Field
        noMargin
        label={t('maintenance.task.lead', 'May be done this many hours before')}
        {...problemOf('leadMinutes')}
      >
        <Input
          id="task-lead"
          type="number"
          min={0}
          step="any"
          value={fields.lead}
          onChange={({ currentTarget }) => onChange({ lead: currentTarget.value })}
        />
      </Field>
      <Field
        noMargin
        label={t('maintenance.task.grace', 'Is overdue this many hours after')}
        description={t('maintenance.task.grace-hint', 'At least a tenth of the time between two dates')}
        {...problemOf('graceMinutes')}
      >
        <Input
          id="task-grace"
          type="number"
          min={0}
          step="any"
          value={fields.grace}
          onChange={({ currentTarget }) => onChange({ grace: currentTarget.value })}
        />
      </Field>
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
      <Field
        noMargin
        label={t('maintenance.task.except', 'Not on these dates')}
        description={t('maintenance.task.except-hint', 'Dates of the rule that are left out, as 2026-12-24')}
        {...problemOf('except')}
      >
        <Input
          id="task-except"
          value={fields.except}
          onChange={({ currentTarget }) => onChange({ except: currentTarget.value })}
        />
      </Field>
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
