import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import { quarterOf, shiftQuarter } from '../../../domain/improvement/due';
import { type Improves, type RoadmapFields, type RoadmapItem } from '../../../domain/improvement/schema';
import { prioritySchema as priorities } from '../../../domain/incident/schema';
import { newId } from '../../../grafana/ids';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { priorityName } from '../../../shared/words/actions';
import { dueText } from '../words';
import { useImprovesOptions, useLinkOptions } from './useLinkOptions';

interface Props {
  /** Absent: a new one. */
  itemKey?: string;
  today: string;
  onClose: () => void;
}

const QUARTERS = 12;
/** The fields of what an item goes with. */
const LINKED = ['incidents', 'objectives', 'reviews', 'security'] as const;

type Values = ReturnType<typeof toValues>;
type Wrong = ReturnType<ReturnType<typeof useSettling>['wrong']>;

/** An item of the roadmap: what, how important, until when, by whom, and what it goes with. */
export function ItemModal({ itemKey, today, onClose }: Props) {
  const { record, send } = useRoadmap();
  // what the form was opened on: a change by somebody else meanwhile is told when saving
  const [opened] = useState(itemKey === undefined ? undefined : record?.items[itemKey]);
  const [values, setValues, clearDraft] = useDraft(
    `roadmap.${itemKey ?? 'new'}.${opened?.revision ?? ''}`,
    toValues(opened)
  );
  const options = useLinkOptions();
  const improves = useImprovesOptions();
  const { wrong, settle, general } = useSettling(clearDraft, onClose);
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  return (
    <FormModal
      title={opened ? t('improvements.form.edit', 'Change the item') : t('improvements.form.new', 'New improvement')}
      save={t('improvements.form.save', 'Save')}
      onSave={() =>
        settle(
          send({
            type: 'save',
            item: itemKey ?? newId(),
            fields: toFields(values),
            ...(opened?.revision && { seen: opened.revision }),
            ...(itemKey === undefined && { isNew: true }),
          })
        )
      }
      onClose={onClose}
      general={general}
    >
      <TextField
        id="item-title"
        required
        label={t('improvements.form.title', 'What is to be improved')}
        maxLength={300}
        value={values.title}
        onChange={(title) => change({ title })}
        {...wrong('title')}
      />
      <TextAreaField
        id="item-description"
        label={t('improvements.form.description', 'Description')}
        rows={3}
        value={values.description}
        onChange={(description) => change({ description })}
        {...wrong('description')}
      />
      <Stack gap={2} wrap="wrap">
        <Field noMargin label={t('improvements.column.priority', 'Priority')}>
          <RadioButtonGroup
            aria-label={t('improvements.column.priority', 'Priority')}
            options={priorities.options.map((value) => ({ value, label: priorityName(value) }))}
            value={values.priority}
            onChange={(priority) => change({ priority })}
          />
        </Field>
        <TextField
          id="item-owner"
          label={t('improvements.column.owner', 'Owner')}
          width={24}
          maxLength={100}
          value={values.owner}
          onChange={(owner) => change({ owner })}
          {...wrong('owner')}
        />
      </Stack>
      <DueFields values={values} today={today} wrong={wrong('due')} onChange={change} />
      <Field
        noMargin
        htmlFor="item-improves"
        label={t('improvements.form.improves', 'What is it to improve?')}
        description={t(
          'improvements.form.improves-help',
          'Once it is done, the value before and after is shown with it.'
        )}
        {...wrong('improves')}
      >
        <Combobox
          id="item-improves"
          isClearable
          options={improves}
          value={values.improves || null}
          onChange={(option) => change({ improves: option?.value ?? '' })}
        />
      </Field>
      {LINKED.map((field) => (
        <LinkField
          key={field}
          id={`item-${field}`}
          label={linkedName(field)}
          known={options[field]}
          chosen={values[field]}
          wrong={wrong(field)}
          onChange={(chosen) => change({ [field]: chosen })}
        />
      ))}
    </FormModal>
  );
}

interface DueFieldsProps {
  values: Pick<Values, 'quarter' | 'day'>;
  today: string;
  wrong: Wrong;
  onChange: (due: Pick<Values, 'quarter' | 'day'>) => void;
}

/** A quarter or a day: the one takes the place of the other. */
function DueFields({ values: { quarter, day }, today, wrong, onChange }: DueFieldsProps) {
  const current = quarterOf(today);
  const quarters = [
    ...Array.from({ length: QUARTERS }, (_, index) => shiftQuarter(current, index)),
    ...(quarter && quarter < current ? [quarter] : []),
  ];
  return (
    <Stack gap={2} wrap="wrap">
      <Field noMargin htmlFor="item-quarter" label={t('improvements.form.quarter', 'Due in the quarter')} {...wrong}>
        <Combobox
          id="item-quarter"
          isClearable
          width={24}
          options={quarters.map((value) => ({ value, label: dueText(value) }))}
          value={quarter || null}
          onChange={(option) => onChange({ quarter: option?.value ?? '', day: '' })}
        />
      </Field>
      <TextField
        id="item-day"
        label={t('improvements.form.day', 'or on the day')}
        type="date"
        width={24}
        value={day}
        onChange={(next) => onChange({ day: next, quarter: '' })}
      />
    </Stack>
  );
}

interface LinkFieldProps {
  id: string;
  label: string;
  known: Array<{ value: string; label: string }>;
  chosen: string[];
  wrong: Wrong;
  onChange: (chosen: string[]) => void;
}

/** What it goes with; what is gone by now stays until somebody takes it out. */
function LinkField({ id, label, known, chosen, wrong, onChange }: LinkFieldProps) {
  const gone = chosen.filter((value) => !known.some((option) => option.value === value));
  return (
    <Field noMargin label={label} htmlFor={id} {...wrong}>
      <MultiCombobox
        id={id}
        aria-label={label}
        options={[...known, ...gone.map((value) => ({ value, label: value }))]}
        value={chosen}
        onChange={(selected) => onChange(selected.map(({ value }) => value))}
      />
    </Field>
  );
}

function linkedName(field: (typeof LINKED)[number]): string {
  return {
    incidents: t('improvements.form.incidents', 'Incidents'),
    objectives: t('improvements.form.objectives', 'Objectives'),
    reviews: t('improvements.form.reviews', 'Reviews'),
    security: t('improvements.form.security', 'Security items'),
  }[field];
}

function toValues(item: RoadmapItem | undefined) {
  const { title = '', description = '', priority = 'medium', due = '', owner = '', improves } = item ?? {};
  const isQuarter = due.includes('Q');
  return {
    title,
    description,
    priority,
    quarter: isQuarter ? due : '',
    day: isQuarter ? '' : due,
    owner,
    improves: improves ? `${improves.of}/${improves.key}` : '',
    incidents: item?.incidents ?? [],
    objectives: item?.objectives ?? [],
    reviews: item?.reviews ?? [],
    security: item?.security ?? [],
  };
}

function toFields({ quarter, day, improves, description, owner, ...rest }: Values): RoadmapFields {
  const [, of, key] = /^(objective|indicator)\/(.+)$/.exec(improves) ?? [];
  return {
    ...rest,
    ...(description.trim() && { description: description.trim() }),
    ...(owner.trim() && { owner: owner.trim() }),
    ...((quarter || day) && { due: quarter || day }),
    ...(key && { improves: { of: of as Improves['of'], key } }),
  };
}
