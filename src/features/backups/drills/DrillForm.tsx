import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, IconButton, Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import {
  type Drill,
  type DrillPlan,
  type Element,
  type Invariant,
  INVARIANT_KINDS,
} from '../../../domain/backup/schema';
import { isRefused, type Outcome, refuse } from '../../../domain/record/outcome';
import { readLabels, writeLabels } from '../../../domain/services/labels';
import { dataSources } from '../../../grafana/dataSources';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { invariantWord, proofWord } from '../../../shared/words/backups';
import { verbatim } from '../../../shared/words/verbatim';
import { useSendBackups } from '../data';

interface Values {
  dataSource: string;
  labels: string;
  originalDataSource: string;
  originalLabels: string;
  cut?: string;
  probe: string;
  newest: string;
  level: 'restored' | 'usable';
  invariants: Invariant[];
}

interface Props {
  elementKey: string;
  element: Element;
  drills: Drill[];
  /** It runs on the page. */
  onStarted: () => void;
  onClose: () => void;
}

const NO_INVARIANT: Invariant = { name: '', kind: 'count', expr: '' };

/** A drill that measures itself: where the restored data is asked, and what has to be the same on both sides. */
export function DrillForm({ elementKey, element, drills, onStarted, onClose }: Props) {
  const send = useSendBackups();
  const now = useNow();
  const [values, setValues, clear] = useDraft<Values>(`backups|drill|${elementKey}`, toValues(drills, now));
  const { wrong, settle, general } = useSettling(clear, onStarted);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const start = (): Outcome<unknown> => {
    const plan = toPlan(elementKey, values);
    return isRefused(plan) ? plan : send({ type: 'startDrill', plan: plan.ok });
  };
  return (
    <FormModal
      title={t('backups.drill.title', 'Restore drill of “{{name}}”', verbatim({ name: element.name }))}
      save={t('backups.drill.start', 'Start the drill')}
      onSave={() => settle(start())}
      onClose={onClose}
      general={general}
    >
      <Text element="p" color="secondary">
        {t(
          'backups.drill.text',
          'The clock starts with “Start the drill”. RTO ends with the first good answer that stays good; RPO is the newest restored point against the cut. Both come from queries.'
        )}
      </Text>
      <Side
        id="target"
        title={t('backups.drill.target', 'The restored side')}
        dataSource={values.dataSource}
        labels={values.labels}
        wrong={wrong('labels')}
        onChange={({ dataSource, labels }) => set({ dataSource, labels })}
      />
      <Side
        id="original"
        title={t('backups.drill.original', 'The original side')}
        dataSource={values.originalDataSource}
        labels={values.originalLabels}
        wrong={wrong('originalLabels')}
        onChange={({ dataSource, labels }) => set({ originalDataSource: dataSource, originalLabels: labels })}
      />
      <TimeField
        id="drill-cut"
        label={t('backups.drill.cut', 'The cut: the data is taken as lost at')}
        value={values.cut}
        onChange={(cut) => set({ cut })}
        error={wrong('cut').error}
      />
      <TextField
        id="drill-probe"
        required
        label={t('backups.drill.probe', 'It is back when this answers')}
        description={t(
          'backups.drill.probe-hint',
          'PromQL on the restored side; a number other than 0 is a good answer'
        )}
        value={values.probe}
        onChange={(probe) => set({ probe })}
        {...wrong('probe')}
      />
      <TextField
        id="drill-newest"
        label={t('backups.drill.newest', 'The newest restored point')}
        description={t(
          'backups.drill.newest-hint',
          'PromQL whose value is a Unix time. Empty: the newest sample of the first figure below'
        )}
        value={values.newest}
        onChange={(newest) => set({ newest })}
        {...wrong('newest')}
      />
      <Invariants
        invariants={values.invariants}
        wrong={wrong('invariants')}
        onChange={(invariants) => set({ invariants })}
      />
      <Field noMargin label={t('backups.drill.level', 'What a good end proves')}>
        <RadioButtonGroup
          options={(['restored', 'usable'] as const).map((value) => ({ value, label: proofWord(value) }))}
          value={values.level}
          onChange={(level) => set({ level })}
        />
      </Field>
    </FormModal>
  );
}

/** The questions are mostly those of last time. */
function toValues(drills: Drill[], now: number): Values {
  const last = drills.find(({ plan }) => plan)?.plan;
  return {
    dataSource: last?.target.dataSource ?? '',
    labels: writeLabels(last?.target.labels ?? {}),
    originalDataSource: last?.original.dataSource ?? '',
    originalLabels: writeLabels(last?.original.labels ?? {}),
    cut: new Date(Math.floor(now / 60_000) * 60_000).toISOString(),
    probe: last?.probe ?? 'up',
    newest: last?.newest ?? '',
    level: last?.level ?? 'restored',
    invariants: last?.invariants ?? [NO_INVARIANT],
  };
}

/** Refused: a line of the labels that cannot be read. */
function toPlan(element: string, values: Values): Outcome<DrillPlan> {
  const target = readLabels(values.labels);
  const original = readLabels(values.originalLabels);
  const unread = [
    { field: 'labels', ...target },
    { field: 'originalLabels', ...original },
  ].flatMap(({ field, wrong: line }) =>
    line === undefined ? [] : [{ code: 'service.labelLine' as const, values: { line }, field }]
  );
  if (unread.length > 0) {
    return refuse(...unread);
  }
  return {
    ok: {
      element,
      target: { labels: target.labels, ...(values.dataSource && { dataSource: values.dataSource }) },
      original: {
        labels: original.labels,
        ...(values.originalDataSource && { dataSource: values.originalDataSource }),
      },
      cut: values.cut ?? '',
      probe: values.probe.trim(),
      ...(values.newest.trim() && { newest: values.newest.trim() }),
      level: values.level,
      invariants: values.invariants
        .filter(({ name, expr }) => name.trim() || expr.trim())
        .map(({ name, expr, kind }) => ({ kind, expr: expr.trim(), name: name.trim() || expr.trim().slice(0, 200) })),
    },
  };
}

interface SideProps {
  id: string;
  title: string;
  dataSource: string;
  labels: string;
  wrong: { invalid: boolean; error: string | undefined };
  onChange: (side: { dataSource: string; labels: string }) => void;
}

function Side({ id, title, dataSource, labels, wrong, onChange }: SideProps) {
  return (
    <fieldset>
      <Text element="h4" variant="h6">
        {title}
      </Text>
      <Stack direction="column" gap={1}>
        <Field noMargin label={t('backups.form.data-source', 'Asked in')}>
          <Combobox
            id={`drill-${id}-source`}
            isClearable
            placeholder={t('backups.form.default-source', 'the team’s Prometheus')}
            options={dataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
            value={dataSource || null}
            onChange={(option) => onChange({ dataSource: option?.value ?? '', labels })}
          />
        </Field>
        <TextAreaField
          id={`drill-${id}-labels`}
          label={t('backups.form.labels', 'Labels')}
          description={t('backups.drill.labels-hint', 'One name=value a line, added to every query of this side')}
          rows={1}
          value={labels}
          onChange={(labels) => onChange({ dataSource, labels })}
          {...wrong}
        />
      </Stack>
    </fieldset>
  );
}

interface InvariantsProps {
  invariants: Invariant[];
  wrong: { invalid: boolean; error: string | undefined };
  onChange: (invariants: Invariant[]) => void;
}

/** Figures that have to be the same on both sides. */
function Invariants({ invariants, wrong, onChange }: InvariantsProps) {
  const change = (at: number, part: Partial<Invariant>) =>
    onChange(invariants.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const title = t('backups.drill.invariants', 'The same on both sides');
  return (
    <fieldset>
      <Text element="h4" variant="h6">
        {title}
      </Text>
      {wrong.error && (
        <Text element="p" color="error">
          {wrong.error}
        </Text>
      )}
      <Stack direction="column" gap={1} alignItems="flex-start">
        {invariants.map(({ name, kind, expr }, index) => (
          <Stack key={index} gap={1} wrap="wrap" alignItems="center">
            <Input
              width={20}
              aria-label={t('backups.drill.invariant-name', 'Figure {{number}}: name', verbatim({ number: index + 1 }))}
              placeholder={t('backups.drill.invariant-name-example', 'Rows')}
              value={name}
              onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
            />
            <RadioButtonGroup
              size="sm"
              options={INVARIANT_KINDS.map((value) => ({ value, label: invariantWord(value) }))}
              value={kind}
              onChange={(next) => change(index, { kind: next })}
            />
            <Input
              width={40}
              aria-label={t(
                'backups.drill.invariant-expr',
                'Figure {{number}}: PromQL',
                verbatim({ number: index + 1 })
              )}
              placeholder="sum(orders_rows)"
              value={expr}
              onChange={({ currentTarget }) => change(index, { expr: currentTarget.value })}
            />
            <IconButton
              name="trash-alt"
              tooltip={t('backups.drill.invariant-remove', 'Leave out')}
              onClick={() => onChange(invariants.filter((_, at) => at !== index))}
            />
          </Stack>
        ))}
        <Button size="sm" variant="secondary" icon="plus" onClick={() => onChange([...invariants, NO_INVARIANT])}>
          {t('backups.drill.invariant-add', 'Add a figure')}
        </Button>
      </Stack>
    </fieldset>
  );
}
