import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Input, Modal, Stack } from '@grafana/ui';
import { COMPARISONS, newKey, UNITS } from '../../../domain/objective';
import { isRefused, type Reason } from '../../../domain/outcome';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { reasonText } from '../../../shared/reasons';
import { parseNumber } from '../components/numbers';
import { comparisonLabel, unitLabel } from '../components/words';
import { useIndicators } from './useIndicators';

/** What an improvement indicator is: a name, a target, by when, and the objective that measures the same. */
export function IndicatorModal({ indicatorKey, onClose }: { indicatorKey?: string; onClose: () => void }) {
  const { record, objectives, send } = useObjectives();
  const { indicators, shipped } = useIndicators();
  const current = indicators.find(([key]) => key === indicatorKey)?.[1];
  const [name, setName] = useState(current?.name ?? '');
  const [comparison, setComparison] = useState(current?.comparison ?? '>=');
  const [unit, setUnit] = useState(current?.unit ?? 'percent');
  const [target, setTarget] = useState(
    current ? String(Number((current.target * (current.unit === 'ratio' ? 100 : 1)).toPrecision(12))) : ''
  );
  const [objective, setObjective] = useState(current?.objective);
  const [due, setDue] = useState(current?.due ?? '');
  const [owner, setOwner] = useState(current?.owner ?? '');
  const [reasons, setReasons] = useState<Reason[]>([]);
  const wrong = (field: string) => {
    const found = reasons.find((each) => each.field === field);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const key =
    indicatorKey ??
    newKey(
      { objectives: record?.objectives ?? {} },
      name,
      indicators.map(([each]) => each)
    );
  const settle = (sent: ReturnType<typeof send>) => {
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      onClose();
    }
  };
  const save = () => {
    const number = parseNumber(target);
    settle(
      send({
        type: 'saveIndicator',
        indicator: key,
        shipped,
        fields: {
          name: name.trim(),
          comparison,
          unit,
          target: number === undefined ? NaN : unit === 'ratio' ? number / 100 : number,
          ...(objective && { objective }),
          ...(due && { due }),
          ...(owner.trim() && { owner: owner.trim() }),
        },
      })
    );
  };
  return (
    <Modal
      title={
        current
          ? t('objectives.indicators.edit', 'Change the indicator')
          : t('objectives.indicators.new', 'New indicator')
      }
      isOpen
      onDismiss={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack direction="column" gap={2}>
          <Field noMargin label={t('objectives.indicators.name', 'Name')} {...wrong('name')} required>
            <Input
              id="indicator-name"
              maxLength={300}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </Field>
          <Stack gap={2} wrap="wrap">
            <Field noMargin label={t('objectives.indicators.comparison', 'Comparison')}>
              <Combobox
                id="indicator-comparison"
                width={20}
                options={COMPARISONS.map((each) => ({ value: each, label: comparisonLabel(each) }))}
                value={comparison}
                onChange={(option) => setComparison(option.value)}
              />
            </Field>
            <Field noMargin label={t('objectives.column.target', 'Target')} {...wrong('target')} required>
              <Input
                id="indicator-target"
                inputMode="decimal"
                width={16}
                value={target}
                onChange={({ currentTarget }) => setTarget(currentTarget.value)}
              />
            </Field>
            <Field noMargin label={t('objectives.indicators.unit', 'Unit')}>
              <Combobox
                id="indicator-unit"
                width={24}
                options={UNITS.map((each) => ({ value: each, label: unitLabel(each) }))}
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
          >
            <Combobox
              id="indicator-objective"
              isClearable
              options={objectives.map(([each, { name: label }]) => ({ value: each, label }))}
              value={objective ?? null}
              onChange={(option) => setObjective(option?.value)}
            />
          </Field>
          <Field noMargin label={t('objectives.indicators.due', 'Due')}>
            <Input
              id="indicator-due"
              type="date"
              value={due}
              onChange={({ currentTarget }) => setDue(currentTarget.value)}
            />
          </Field>
          <Field noMargin label={t('objectives.indicators.owner', 'Owner')}>
            <Input
              id="indicator-owner"
              maxLength={100}
              value={owner}
              onChange={({ currentTarget }) => setOwner(currentTarget.value)}
            />
          </Field>
          {reasons
            .filter(({ field }) => field === undefined)
            .map((each) => (
              <p key={each.code} role="alert">
                {reasonText(each)}
              </p>
            ))}
        </Stack>
        <Modal.ButtonRow>
          {current && (
            <Button
              variant="destructive"
              fill="outline"
              onClick={() => settle(send({ type: 'removeIndicator', indicator: key, shipped }))}
            >
              {t('objectives.indicators.remove', 'Remove')}
            </Button>
          )}
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('objectives.cancel', 'Cancel')}
          </Button>
          <Button type="submit">{t('objectives.indicators.save', 'Save indicator')}</Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
