import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input, TextArea } from '@grafana/ui';
import { Choice } from '../../../shared/ui/Choice';
import { usePeople } from '../owners/usePeople';
import { type Fields, teamsOf } from './taskForm';

export interface PartProps {
  fields: Fields;
  problemOf: (...names: string[]) => { invalid: boolean; error?: string };
  onChange: (part: Partial<Fields>) => void;
}

/** What is to be done, by whom. */
export function WhatFields({
  fields,
  problemOf,
  onChange,
  checklists,
}: PartProps & { checklists: Array<{ key: string; title: string }> }) {
  return (
    <>
      <Field noMargin required label={t('maintenance.task.title', 'Title')} {...problemOf('title')}>
        <Input
          id="task-title"
          value={fields.title}
          onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
        />
      </Field>
      <Owners fields={fields} problemOf={problemOf} onChange={onChange} />
      <Field noMargin label={t('maintenance.task.description', 'What has to be done')} {...problemOf('description')}>
        <TextArea
          id="task-description"
          rows={3}
          value={fields.description}
          onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('maintenance.task.checklist', 'Checklist')}>
        <Combobox
          id="task-checklist"
          isClearable
          options={checklists.map(({ key, title }) => ({ label: title, value: key }))}
          value={fields.checklist || null}
          onChange={(option) => onChange({ checklist: option?.value ?? '' })}
        />
      </Field>
    </>
  );
}

function Owners({ fields, problemOf, onChange }: PartProps) {
  const people = usePeople(fields.owner);
  return (
    <>
      <Field noMargin required label={t('maintenance.task.team', 'Team')} {...problemOf('team')}>
        <Input
          id="task-team"
          value={fields.team}
          onChange={({ currentTarget }) => onChange({ team: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('maintenance.task.owner', 'Person who answers for it')}>
        <Choice
          label={t('maintenance.task.owner', 'Person who answers for it')}
          placeholder={t('maintenance.task.nobody', 'nobody in particular')}
          width={40}
          value={fields.owner?.uid}
          options={people.map(({ uid, name }) => ({ value: uid, label: name }))}
          onChange={(uid) => onChange({ owner: people.find((one) => one.uid === uid) })}
        />
      </Field>
      <Field
        noMargin
        label={t('maintenance.task.rotation', 'Taking turns')}
        description={t('maintenance.task.rotation-help', 'One team a line; each has it for a week')}
        {...problemOf('rotation')}
      >
        <TextArea
          id="task-rotation"
          rows={2}
          value={fields.rotation}
          onChange={({ currentTarget }) => onChange({ rotation: currentTarget.value })}
        />
      </Field>
      {teamsOf(fields).length > 0 && (
        <Field noMargin label={t('maintenance.task.rotation-from', 'A day in the week of the first of them')}>
          <Input
            id="task-rotation-from"
            type="date"
            width={24}
            value={fields.rotationFrom}
            onChange={({ currentTarget }) => onChange({ rotationFrom: currentTarget.value })}
          />
        </Field>
      )}
    </>
  );
}
