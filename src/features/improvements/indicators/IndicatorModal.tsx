import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, ConfirmModal, Field, Stack } from '@grafana/ui';
import { newKey } from '../../../domain/objective/register';
import { ORDERINGS } from '../../../domain/statistics/comparison';
import { UNITS } from '../../../domain/text/quantity';
import { parseNumber } from '../../../shared/objectives/numbers';
import { fromTyped, toTyped } from '../../../shared/objectives/typed';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { comparisonName, unitName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';

/** What an improvement indicator is: a name, a target, by when, and the objective that measures the same. */
export function IndicatorModal({ indicatorKey, onClose }: { indicatorKey?: string; onClose: () => void }) {
  const { record, objectives, send } = useObjectives();
  const { indicators } = useIndicators();
  const current = indicators.find(([key]) => key === indicatorKey)?.[1];
  const [name, setName] = useState(current?.name ?? '');
  const [comparison, setComparison] = useState(current?.comparison ?? '>=');
  const [unit, setUnit] = useState(current?.unit ?? 'percent');
  const [target, setTarget] = useState(current ? String(toTyped(current.target, current.unit)) : '');
  const [objective, setObjective] = useState(current?.objective);
  const [due, setDue] = useState(current?.due ?? '');
  const [owner, setOwner] = useState(current?.owner ?? '');
  const [isRemoving, setRemoving] = useState(false);
  const { wrong, settle, general } = useSettling(onClose);
  const key =
    indicatorKey ??
    newKey(
      { objectives: record?.objectives ?? {} },
      name,
      indicators.map(([each]) => each)
    );
  const save = () => {
    const number = parseNumber(target);
    settle(
      send({
        type: 'saveIndicator',
        indicator: key,
        fields: {
          name: name.trim(),
          comparison,
          unit,
          target: number === undefined ? NaN : fromTyped(number, unit),
          ...(objective && { objective }),
          ...(due && { due }),
          ...(owner.trim() && { owner: owner.trim() }),
        },
      })
    );
  };
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
      <TextField
        id="indicator-name"
        label={t('objectives.indicators.name', 'Name')}
        required
        maxLength={300}
        value={name}
        onChange={setName}
        {...wrong('name')}
      />
      <Stack gap={2} wrap="wrap">
        <Field noMargin label={t('objectives.indicators.comparison', 'Comparison')}>
          <Combobox
            id="indicator-comparison"
            width={20}
            options={ORDERINGS.map((each) => ({ value: each, label: comparisonName(each) }))}
            value={comparison}
            onChange={(option) => setComparison(option.value)}
          />
        </Field>
        <TextField
          id="indicator-target"
          label={t('objectives.column.target', 'Target')}
          required
          inputMode="decimal"
          width={16}
          value={target}
          onChange={setTarget}
          {...wrong('target')}
        />
        <Field noMargin label={t('objectives.indicators.unit', 'Unit')}>
          <Combobox
            id="indicator-unit"
            width={24}
            options={UNITS.map((each) => ({ value: each, label: unitName(each) }))}
            value={unit}
            onChange={(option) => setUnit(option.value)}
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
          value={objective ?? null}
          onChange={(option) => setObjective(option?.value)}
        />
      </Field>
      <TextField
        id="indicator-due"
        label={t('objectives.indicators.due', 'Due')}
        type="date"
        value={due}
        onChange={setDue}
        {...wrong('due')}
      />
      <TextField
        id="indicator-owner"
        label={t('objectives.indicators.owner', 'Owner')}
        maxLength={100}
        value={owner}
        onChange={setOwner}
        {...wrong('owner')}
      />
    </FormModal>
  );
}
