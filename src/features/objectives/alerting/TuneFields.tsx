import React, { useId } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Field, Input, Stack } from '@grafana/ui';
import { verbatim } from '../../../shared/words/verbatim';
import { type TypedAlerting, type TypedPair, type TypedThreshold } from './typed';

interface Props {
  typed: TypedAlerting;
  onChange: (typed: TypedAlerting) => void;
}

/** Threshold, windows and wait of each alert, and whether there is one at all. */
export function TuneFields({ typed, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      {typed.of === 'pairs'
        ? typed.pairs.map((pair, index) => (
            <PairFields
              key={index}
              number={index + 1}
              pair={pair}
              onChange={(part) => onChange({ ...typed, pairs: replaced(typed.pairs, index, part) })}
            />
          ))
        : typed.thresholds.map((threshold, index) => (
            <ThresholdFields
              key={threshold.severity}
              threshold={threshold}
              onChange={(part) => onChange({ ...typed, thresholds: replaced(typed.thresholds, index, part) })}
            />
          ))}
    </Stack>
  );
}

function replaced<T>(list: T[], index: number, part: Partial<T>): T[] {
  return list.map((each, at) => (at === index ? { ...each, ...part } : each));
}

function PairFields({
  number,
  pair,
  onChange,
}: {
  number: number;
  pair: TypedPair;
  onChange: (part: Partial<TypedPair>) => void;
}) {
  const name = t('objectives.tune.pair', 'Pair {{number}}', verbatim({ number }));
  return (
    <Group name={name} isOn={pair.isOn} onSwitch={(isOn) => onChange({ isOn })}>
      <Text
        label={t('objectives.tune.factor', 'Burns faster than')}
        value={pair.factor}
        onChange={(factor) => onChange({ factor })}
      />
      <Text
        label={t('objectives.tune.long', 'Long window')}
        value={pair.long}
        onChange={(long) => onChange({ long })}
      />
      <Text
        label={t('objectives.tune.short', 'Short window')}
        value={pair.short}
        onChange={(short) => onChange({ short })}
      />
      <Text label={t('objectives.tune.wait', 'For')} value={pair.wait} onChange={(wait) => onChange({ wait })} />
    </Group>
  );
}

function ThresholdFields({
  threshold,
  onChange,
}: {
  threshold: TypedThreshold;
  onChange: (part: Partial<TypedThreshold>) => void;
}) {
  const { severity, isOn } = threshold;
  const name =
    severity === 'critical' ? t('objectives.tune.critical', 'Critical') : t('objectives.tune.warning', 'Target missed');
  return (
    <Group name={name} isOn={isOn} onSwitch={(on) => onChange({ isOn: on })}>
      <Text
        label={t('objectives.tune.threshold', 'Threshold')}
        value={threshold.threshold}
        onChange={(value) => onChange({ threshold: value })}
      />
      <Text
        label={t('objectives.tune.window', 'Window')}
        value={threshold.window}
        onChange={(window) => onChange({ window })}
      />
      <Text label={t('objectives.tune.wait', 'For')} value={threshold.wait} onChange={(wait) => onChange({ wait })} />
    </Group>
  );
}

interface GroupProps {
  name: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children: React.ReactNode;
}

function Group({ name, isOn, onSwitch, children }: GroupProps) {
  return (
    <div role="group" aria-label={name}>
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <Checkbox label={name} value={isOn} onChange={({ currentTarget }) => onSwitch(currentTarget.checked)} />
        {isOn && children}
      </Stack>
    </div>
  );
}

function Text({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <Field noMargin label={label} htmlFor={id}>
      <Input id={id} width={12} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </Field>
  );
}
