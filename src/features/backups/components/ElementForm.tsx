import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Drawer, Field, Input, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import { EXPORTERS } from '../../../domain/backup/exporters';
import { elementKey } from '../../../domain/backup/register';
import {
  type BackupsRegister,
  COVERED_KEYS,
  EXPORTER_KEYS,
  type ExporterKey,
  PRIORITIES,
} from '../../../domain/backup/schema';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { writeLabels } from '../../../domain/services/labels';
import { dataSources } from '../../../grafana/dataSources';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { useDraft } from '../../../shared/records/useDraft';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { Bullets } from '../../../shared/ui/Bullets';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextAreaField } from '../../../shared/ui/TextField';
import { coveredWord, elementPriorityName, trapText } from '../../../shared/words/backups';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { useSendBackups } from '../data';
import { type ElementValues, toElement, toElementValues } from './elementValues';
import { SeriesFound } from './SeriesFound';

interface Props {
  /** Absent: a new element. */
  elementKey?: string;
  elements: BackupsRegister['elements'];
  onClose: () => void;
}

interface FormPart {
  values: ElementValues;
  set: (change: Partial<ElementValues>) => void;
  /** For the field `name`: what is wrong with it, if anything. */
  wrong: (...names: string[]) => { invalid: boolean; error: string | undefined };
}

/** One line of the policy: what, how often, for how long, how it comes back, and where its last success is read. */
export function ElementForm({ elementKey: key, elements, onClose }: Props) {
  const send = useSendBackups();
  const reasonText = useReasonText();
  // as it was opened: a change that comes in meanwhile must not pass for the one that was edited
  const [element] = useState(() => (key === undefined ? undefined : elements[key]));
  const [values, setValues, clear] = useDraft(
    `backups|element|${key ?? 'new'}|${element?.revision ?? ''}`,
    toElementValues(element)
  );
  const [reasons, setReasons] = useState<Reason[]>([]);
  const wrong = (...names: string[]) => {
    const reason = reasons.find(({ field }) => names.includes(field ?? ''));
    return { invalid: reason !== undefined, error: reason && reasonText(reason) };
  };
  const part: FormPart = { values, set: (change) => setValues({ ...values, ...change }), wrong };
  const done = () => {
    clear();
    onClose();
  };
  const save = () => {
    const { definition, reasons: unread } = toElement(values);
    if (unread.length > 0) {
      setReasons(unread);
      return;
    }
    const name = key ?? elementKey(values.name);
    const sent = send({ type: 'save', element: name, definition, seen: element?.revision, isNew: key === undefined });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      done();
    }
  };
  return (
    <Drawer
      size="md"
      title={
        element
          ? t('backups.form.edit', 'Edit “{{name}}”', verbatim({ name: element.name }))
          : t('backups.new', 'New element')
      }
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack direction="column" gap={2}>
          {reasons.length > 0 && <Reasons title={t('backups.form.refused', 'Not saved')} reasons={reasons} />}
          <PolicyFields {...part} />
          <RestoreFields {...part} />
          <SourceFields {...part} />
          <Stack gap={1}>
            <Button type="submit">{t('backups.form.save', 'Save')}</Button>
            <Button variant="secondary" onClick={done}>
              {t('backups.form.cancel', 'Cancel')}
            </Button>
          </Stack>
        </Stack>
      </form>
    </Drawer>
  );
}

interface TextProps extends FormPart {
  name: keyof ElementValues & string;
  label: string;
  hint?: string;
  isRequired?: boolean;
  isNumber?: boolean;
  field?: string;
}

function TextField({ name, label, hint, isRequired, isNumber, field = name, values, set, wrong }: TextProps) {
  return (
    <Field noMargin label={label} description={hint} required={isRequired} {...wrong(field)}>
      <Input
        id={`backup-${name}`}
        type={isNumber ? 'number' : 'text'}
        {...(isNumber && { min: 0, step: 'any', width: 20 })}
        value={String(values[name])}
        onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </Field>
  );
}

function PolicyFields(part: FormPart) {
  const { values, set, wrong } = part;
  const covers = t('backups.form.covers', 'Covers');
  return (
    <>
      <TextField {...part} name="name" label={t('backups.form.name', 'Name')} isRequired />
      <Field
        noMargin
        htmlFor="backup-covers"
        label={covers}
        description={t('backups.form.covers-hint', 'What it is, first; then what else is in it')}
      >
        <MultiCombobox
          id="backup-covers"
          aria-label={covers}
          options={COVERED_KEYS.map((value) => ({ value, label: coveredWord(value) }))}
          value={values.covers}
          onChange={(selected) => set({ covers: selected.map(({ value }) => value) })}
        />
      </Field>
      <Field noMargin label={t('backups.form.priority', 'Priority')}>
        <RadioButtonGroup
          options={PRIORITIES.map((value) => ({ value, label: elementPriorityName(value) }))}
          value={values.priority}
          onChange={(priority) => set({ priority })}
        />
      </Field>
      <Field noMargin label={t('backups.form.frequency', 'Backed up')} {...wrong('frequency', 'frequency.hours')}>
        <RadioButtonGroup
          options={[
            { value: 'every' as const, label: t('backups.form.every', 'at intervals') },
            { value: 'continuous' as const, label: t('backups.frequency.continuous', 'continuous') },
            { value: 'onChange' as const, label: t('backups.frequency.on-change', 'on change') },
          ]}
          value={values.frequency}
          onChange={(frequency) => set({ frequency })}
        />
      </Field>
      {values.frequency === 'every' && (
        <TextField
          {...part}
          name="everyHours"
          label={t('backups.form.every-hours', 'Every, in hours')}
          field="frequency.hours"
          isNumber
        />
      )}
      <Field noMargin label={t('backups.form.retention', 'Kept')} {...wrong('retention')}>
        <RadioButtonGroup
          options={[
            { value: 'days' as const, label: t('backups.form.days', 'for some days') },
            { value: 'unlimited' as const, label: t('backups.retention.unlimited', 'unlimited') },
          ]}
          value={values.retention}
          onChange={(retention) => set({ retention })}
        />
      </Field>
      {values.retention === 'days' && (
        <TextField
          {...part}
          name="retentionDays"
          label={t('backups.form.retention-days', 'Kept for, in days')}
          field="retention.days"
          isNumber
        />
      )}
      <TextField
        {...part}
        name="rpoHours"
        label={t('backups.form.rpo', 'RPO, in hours')}
        hint={t('backups.form.rpo-hint', 'The most data that may be lost')}
        field="rpoMinutes"
        isNumber
      />
      <TextField
        {...part}
        name="rtoHours"
        label={t('backups.form.rto', 'RTO, in hours')}
        hint={t('backups.form.rto-hint', 'The longest that a restore may take')}
        field="rtoMinutes"
        isNumber
      />
      <TextField
        {...part}
        name="drillDays"
        label={t('backups.form.drill', 'A restore drill proves it for, in days')}
        isNumber
      />
      <TextField {...part} name="owner" label={t('backups.form.owner', 'Owner')} />
    </>
  );
}

function RestoreFields(part: FormPart) {
  const { values, set, wrong } = part;
  const { runbooks } = useRunbooks();
  const { record: checklists } = useChecklists();
  return (
    <>
      <TextAreaField
        id="backup-place"
        label={t('backups.form.place', 'Where the copies lie')}
        rows={2}
        value={values.place}
        onChange={(place) => set({ place })}
        {...wrong('place')}
      />
      <TextField {...part} name="format" label={t('backups.form.format', 'Format')} />
      <Field noMargin label={t('backups.form.runbook', 'How to restore: runbook')}>
        <Combobox
          id="backup-runbook"
          isClearable
          options={runbooks.map(({ name, title }) => ({ value: name, label: title }))}
          value={values.runbook || null}
          onChange={(option) => set({ runbook: option?.value ?? '' })}
        />
      </Field>
      <Field noMargin label={t('backups.form.checklist', 'How to restore: checklist')}>
        <Combobox
          id="backup-checklist"
          isClearable
          options={Object.entries(checklists?.checklists ?? {}).map(([value, { title }]) => ({ value, label: title }))}
          value={values.checklist || null}
          onChange={(option) => set({ checklist: option?.value ?? '' })}
        />
      </Field>
      <TextField {...part} name="url" label={t('backups.form.url', 'How to restore: address')} field="restore.url" />
    </>
  );
}

function SourceFields(part: FormPart) {
  const { values, set, wrong } = part;
  const isExporter = values.source !== 'hand' && values.source !== 'query';
  return (
    <>
      <Field noMargin label={t('backups.form.source', 'Last success from')}>
        <Combobox
          id="backup-source"
          options={[
            { value: 'hand', label: t('backups.form.by-hand', 'By hand, with evidence') },
            ...EXPORTER_KEYS.map((value) => ({ value, label: EXPORTERS[value].name })),
            { value: 'query', label: t('backups.form.query', 'A query of your own') },
          ]}
          value={values.source}
          onChange={({ value }) => set({ source: value as ElementValues['source'] })}
        />
      </Field>
      {values.source !== 'hand' && (
        <Field noMargin label={t('backups.form.data-source', 'Asked in')}>
          <Combobox
            id="backup-data-source"
            isClearable
            placeholder={t('backups.form.default-source', 'the team’s Prometheus')}
            options={dataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
            value={values.dataSource || null}
            onChange={(option) => set({ dataSource: option?.value ?? '' })}
          />
        </Field>
      )}
      {isExporter && (
        <>
          <Meaning exporter={values.source as ExporterKey} />
          <SeriesFound
            exporter={values.source as ExporterKey}
            dataSource={values.dataSource}
            onPick={(labels) => set({ labels: writeLabels(labels) })}
          />
          <TextAreaField
            id="backup-labels"
            label={t('backups.form.labels', 'Labels')}
            description={t('backups.form.labels-hint', 'One name=value a line: what tells this backup from others')}
            rows={2}
            value={values.labels}
            onChange={(labels) => set({ labels })}
            {...wrong('source.labels')}
          />
          <TextField
            {...part}
            name="metric"
            label={t('backups.form.metric', 'Another metric')}
            hint={t('backups.form.metric-hint', 'Of a script of your own: the Unix time of its last success')}
            field="source.metric"
          />
        </>
      )}
      {values.source === 'query' && (
        <>
          <TextField {...part} name="expr" label={t('backups.form.expr', 'PromQL')} field="source.expr" isRequired />
          <Field noMargin label={t('backups.form.reads', 'Its value is')}>
            <RadioButtonGroup
              options={[
                { value: 'time' as const, label: t('backups.form.reads-time', 'the time of the last success') },
                { value: 'age' as const, label: t('backups.form.reads-age', 'the seconds since') },
              ]}
              value={values.reads}
              onChange={(reads) => set({ reads })}
            />
          </Field>
        </>
      )}
    </>
  );
}

/** What the exporter's series mean, and what to know before believing them. */
export function Meaning({ exporter }: { exporter: ExporterKey }) {
  const { success, tellApart, traps } = EXPORTERS[exporter];
  return (
    <div>
      <code>{success.map(({ metric }) => metric).join(', ')}</code>
      {' · '}
      {t('backups.form.tell-apart', 'told apart by {{labels}}', verbatim({ labels: tellApart.join(', ') }))}
      <Bullets>
        {traps.map((trap) => (
          <li key={trap}>{trapText(trap)}</li>
        ))}
      </Bullets>
    </div>
  );
}
