import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Combobox, ConfirmModal, Field, Stack } from '@grafana/ui';
import { type Improvement } from '../../../domain/objective/improvement';
import { newKey } from '../../../domain/objective/register';
import { ORDERINGS } from '../../../domain/statistics/comparison';
import { UNITS } from '../../../domain/text/quantity';
import { parseNumber } from '../../../shared/objectives/numbers';
import { fromTyped, toTyped } from '../../../shared/objectives/typed';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { comparisonName, unitName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';

/** What an improvement indicator is: a name, a target, by when, and the objective that measures the same. */
export function IndicatorModal({ indicatorKey, onClose }: { indicatorKey?: string; onClose: () => void }) {
  const { record, objectives, send } = useObjectives();
  const { indicators } = useIndicators();
  const current = indicators.find(([key]) => key === indicatorKey)?.[1];
  const opened = toValues(current);
  // once somebody else changed it, what was typed before no longer fits
  const [values, setValues, clear] = useDraft(`indicator.${indicatorKey ?? 'new'}.${JSON.stringify(opened)}`, opened);
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const [isRemoving, setRemoving] = useState(false);
  const { wrong, settle, general } = useSettling(clear, onClose);
  const taken = indicators.map(([each]) => each);
  const key = indicatorKey ?? newKey({ objectives: record?.objectives ?? {} }, values.name, taken);
  const save = () => settle(send({ type: 'saveIndicator', indicator: key, fields: toFields(values) }));
  if (isRemoving && current) {
    return (
      <ConfirmModal
        isOpen
        title={t('objectives.indicators.remove-title', 'Remove “{{name}}”', verbatim({ name: current.name }))}
        body={t(
          'objectives.indicators.remove-text',
          'Its target and its values go with it. Grafana keeps earlier versions of the register.'
        )}
        confirmText={t('objectives.indicators.remove', 'Remove')}
        onConfirm={() => {
          setRemoving(false); // a refusal is said in the form
          settle(send({ type: 'removeIndicator', indicator: key }));
        }}
        onDismiss={() => setRemoving(false)}
      />
    );
  }
  return (
    <FormModal
      title={
        current
          ? t('objectives.indicators.edit', 'Change the indicator')
          : t('objectives.indicators.new', 'New indicator')
      }
      save={t('objectives.indicators.save', 'Save indicator')}
      onSave={save}
      onClose={onClose}
      general={general}
      actions={
        current && (
          <Button variant="destructive" fill="outline" onClick={() => setRemoving(true)}>
            {t('objectives.indicators.remove', 'Remove')}
          </Button>
        )
      }
    >
      <Fields values={values} change={change} wrong={wrong} objectives={objectives} />
    </FormModal>
  );
}

interface FieldsProps {
  values: Values;
  change: (part: Partial<Values>) => void;
  wrong: ReturnType<typeof useSettling>['wrong'];
  objectives: ReturnType<typeof useObjectives>['objectives'];
}

function Fields({ values, change, wrong, objectives }: FieldsProps) {
  return (
    <>
      <TextField
        id="indicator-name"
        label={t('objectives.indicators.name', 'Name')}
        required
        maxLength={300}
        value={values.name}
        onChange={(name) => change({ name })}
        {...wrong('name')}
      />
      <Stack gap={2} wrap="wrap">
        <Field noMargin label={t('objectives.indicators.comparison', 'Comparison')}>
          <Combobox
            id="indicator-comparison"
            width={20}
            options={ORDERINGS.map((each) => ({ value: each, label: comparisonName(each) }))}
            value={values.comparison}
            onChange={(option) => change({ comparison: option.value })}
          />
        </Field>
        <TextField
          id="indicator-target"
          label={t('objectives.column.target', 'Target')}
          required
          inputMode="decimal"
          width={16}
          value={values.target}
          onChange={(target) => change({ target })}
          {...wrong('target')}
        />
        <Field noMargin label={t('objectives.indicators.unit', 'Unit')}>
          <Combobox
            id="indicator-unit"
            width={24}
            options={UNITS.map((each) => ({ value: each, label: unitName(each) }))}
            value={values.unit}
            onChange={(option) => change({ unit: option.value })}
          />
        </Field>
      </Stack>
      <Field
        noMargin
        label={t('objectives.indicators.objective', 'Objective')}
        description={t(
          'objectives.indicators.objective-hint',
          'The one that measures the same: its value stands beside, and another target is pointed out.'
        )}
        {...wrong('objective')}
      >
        <Combobox
          id="indicator-objective"
          isClearable
          options={objectives.map(([each, { name: label }]) => ({ value: each, label }))}
          value={values.objective ?? null}
          onChange={(option) => change({ objective: option?.value })}
        />
      </Field>
      {isShare(values) && (
        <Checkbox
          label={t('objectives.indicators.documented', 'Measured by what is documented in Opsbook')}
          description={t(
            'objectives.indicators.documented-hint',
            'The share of services with a runbook, objectives with a description and backups with a way to restore them.'
          )}
          value={values.isDocumentation}
          onChange={(event) => change({ isDocumentation: event.currentTarget.checked })}
        />
      )}
      <TextField
        id="indicator-due"
        label={t('objectives.indicators.due', 'Due')}
        type="date"
        value={values.due}
        onChange={(due) => change({ due })}
        {...wrong('due')}
      />
      <TextField
        id="indicator-owner"
        label={t('objectives.indicators.owner', 'Owner')}
        maxLength={100}
        value={values.owner}
        onChange={(owner) => change({ owner })}
        {...wrong('owner')}
      />
    </>
  );
}

type Values = ReturnType<typeof toValues>;

function toValues(current: Improvement | undefined) {
  return {
    name: current?.name ?? '',
    comparison: current?.comparison ?? ('>=' as const),
    unit: current?.unit ?? ('percent' as const),
    target: current ? String(toTyped(current.target, current.unit)) : '',
    objective: current?.objective,
    isDocumentation: current?.measures === 'documentation',
    due: current?.due ?? '',
    owner: current?.owner ?? '',
  };
}

/** Only a share can be measured by how much of something there is. */
function isShare({ unit }: Pick<Values, 'unit'>): boolean {
  return unit === 'percent' || unit === 'ratio';
}

function toFields({ name, comparison, unit, target, objective, isDocumentation, due, owner }: Values) {
  const number = parseNumber(target);
  return {
    name: name.trim(),
    comparison,
    unit,
    target: number === undefined ? NaN : fromTyped(number, unit),
    ...(objective && { objective }),
    ...(isDocumentation && isShare({ unit }) && { measures: 'documentation' as const }),
    ...(due && { due }),
    ...(owner.trim() && { owner: owner.trim() }),
  };
}
