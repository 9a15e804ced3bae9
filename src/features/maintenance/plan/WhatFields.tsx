import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { Choice } from '../../../shared/ui/Choice';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { usePeople } from '../owners/usePeople';
import { type TaskFields, teamsOf } from './taskForm';

export interface TaskPartProps {
  fields: TaskFields;
  problemOf: (...names: string[]) => { invalid: boolean; error?: string };
  onChange: (part: Partial<TaskFields>) => void;
}

/** What is to be done, by whom. */
export function WhatFields({
  fields,
  problemOf,
  onChange,
  checklists,
}: TaskPartProps & { checklists: Array<{ key: string; title: string }> }) {
  return (
    <>
      <TextField
        id="task-title"
        required
        autoFocus={!fields.title}
        label={t('maintenance.task.title', 'Title')}
        value={fields.title}
        onChange={(title) => onChange({ title })}
        {...problemOf('title')}
      />
      <Owners fields={fields} problemOf={problemOf} onChange={onChange} />
      <TextAreaField
        id="task-description"
        label={t('maintenance.task.description', 'What has to be done')}
        rows={3}
        value={fields.description}
        onChange={(description) => onChange({ description })}
        {...problemOf('description')}
      />
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

function Owners({ fields, problemOf, onChange }: TaskPartProps) {
  const people = usePeople(fields.owner);
  return (
    <>
      <TextField
        id="task-team"
        required
        label={t('maintenance.task.team', 'Team')}
        value={fields.team}
        onChange={(team) => onChange({ team })}
        {...problemOf('team')}
      />
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
      <TextAreaField
        id="task-rotation"
        label={t('maintenance.task.rotation', 'Taking turns')}
        description={t('maintenance.task.rotation-help', 'One team a line; each has it for a week')}
        rows={2}
        value={fields.rotation}
        onChange={(rotation) => onChange({ rotation })}
        {...problemOf('rotation')}
      />
      {teamsOf(fields).length > 0 && (
        <TextField
          id="task-rotation-from"
          label={t('maintenance.task.rotation-from', 'A day in the week of the first of them')}
          type="date"
          width={24}
          value={fields.rotationFrom}
          onChange={(rotationFrom) => onChange({ rotationFrom })}
        />
      )}
    </>
  );
}
