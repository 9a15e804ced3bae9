import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, RadioButtonGroup, Stack } from '@grafana/ui';
import { checkPromql } from '../../../domain/promql/promql';
import { refuse } from '../../../domain/record/outcome';
import { type OwnItem, type OwnItemFields } from '../../../domain/security/ownItem';
import { type Risk } from '../../../domain/security/register';
import { type Comparison, COMPARISONS } from '../../../domain/statistics/comparison';
import { dataSources } from '../../../grafana/dataSources';
import { newId } from '../../../grafana/ids';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { riskName } from '../../../shared/words/security';
import { useSendSecurity } from '../data';

const RISKS: Risk[] = ['critical', 'high', 'medium', 'low'];

interface Props {
  itemKey?: string;
  item?: OwnItem;
  onClose: () => void;
}

/** An item of the team's own: what it is about, and how it is known that it is in order. */
export function OwnItemModal({ itemKey, item, onClose }: Props) {
  const send = useSendSecurity();
  const [opened] = useState(item);
  const [values, setValues, clear] = useDraft(
    `security.own.${itemKey ?? 'new'}.${opened?.revision ?? ''}`,
    toValues(opened)
  );
  const { wrong, settle, general } = useSettling(clear, onClose);
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const parts = { values, change, wrong };
  const seen = opened?.revision ? { seen: opened.revision } : {};
  const save = () => {
    const [unread] = values.kind === 'query' ? checkPromql(values.expr, 'expr') : [];
    settle(
      unread
        ? refuse(unread)
        : send({ type: 'saveItem', item: itemKey ?? `own-${newId()}`, definition: toFields(values), ...seen })
    );
  };
  return (
    <FormModal
      title={
        opened ? t('security.own.edit-title', 'Change the item') : t('security.own.new-title', 'An item of your own')
      }
      save={t('security.own.save', 'Save item')}
      onSave={save}
      onClose={onClose}
      general={general}
      actions={
        itemKey !== undefined && (
          <Button
            variant="destructive"
            fill="outline"
            onClick={() => settle(send({ type: 'removeItem', item: itemKey, ...seen }))}
          >
            {t('security.own.remove', 'Remove')}
          </Button>
        )
      }
    >
      <TextField
        id="own-title"
        required
        label={t('security.own.title', 'What has to hold')}
        maxLength={300}
        value={values.title}
        onChange={(title) => change({ title })}
        {...wrong('title')}
      />
      <Field noMargin label={t('security.own.risk', 'Risk')}>
        <RadioButtonGroup
          aria-label={t('security.own.risk', 'Risk')}
          options={RISKS.map((value) => ({ value, label: riskName(value) }))}
          value={values.risk}
          onChange={(risk) => change({ risk })}
        />
      </Field>
      <Field noMargin label={t('security.own.check', 'How it is known')}>
        <RadioButtonGroup
          aria-label={t('security.own.check', 'How it is known')}
          options={[
            { value: 'query' as const, label: t('security.own.query', 'A query') },
            { value: 'setting' as const, label: t('security.own.setting', 'A setting of Grafana') },
            { value: 'attest' as const, label: t('security.own.attest', 'A person attests it') },
          ]}
          value={values.kind}
          onChange={(kind) => change({ kind })}
        />
      </Field>
      {values.kind === 'query' && <QueryFields {...parts} />}
      {values.kind === 'setting' && <SettingFields {...parts} />}
      <TextAreaField
        id="own-why"
        label={t('security.own.why', 'Why it matters')}
        rows={2}
        value={values.why}
        onChange={(why) => change({ why })}
        {...wrong('why')}
      />
      <TextAreaField
        id="own-fix"
        label={t('security.own.fix', 'How to fix it')}
        rows={2}
        value={values.fix}
        onChange={(fix) => change({ fix })}
        {...wrong('fix')}
      />
    </FormModal>
  );
}

type Values = ReturnType<typeof toValues>;

interface PartProps {
  values: Values;
  change: (part: Partial<Values>) => void;
  wrong: ReturnType<typeof useSettling>['wrong'];
}

function QueryFields({ values, change, wrong }: PartProps) {
  return (
    <>
      <TextAreaField
        id="own-expr"
        required
        label={t('security.own.expr', 'PromQL')}
        rows={2}
        value={values.expr}
        onChange={(expr) => change({ expr })}
        {...wrong('expr')}
      />
      <Stack gap={2} wrap="wrap">
        <Field noMargin label={t('security.own.comparison', 'In order while')} htmlFor="own-comparison">
          <Combobox
            id="own-comparison"
            width={12}
            options={COMPARISONS.map((value) => ({ value, label: value }))}
            value={values.comparison}
            onChange={(option) => change({ comparison: option.value })}
          />
        </Field>
        <TextField
          id="own-threshold"
          required
          label={t('security.own.threshold', 'Threshold')}
          inputMode="decimal"
          width={16}
          value={values.threshold}
          onChange={(threshold) => change({ threshold })}
          {...wrong('threshold')}
        />
        <Field noMargin label={t('security.own.source', 'Data source')} htmlFor="own-source">
          <Combobox
            id="own-source"
            isClearable
            width={32}
            options={dataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
            value={values.dataSource || null}
            onChange={(option) => change({ dataSource: option?.value ?? '' })}
          />
        </Field>
      </Stack>
    </>
  );
}

function SettingFields({ values, change, wrong }: PartProps) {
  return (
    <Stack gap={2} wrap="wrap">
      <TextField
        id="own-name"
        required
        label={t('security.own.name', 'Setting')}
        description={t('security.own.name-help', 'Seen by server administrators')}
        width={48}
        placeholder="[security] disable_gravatar"
        value={values.name}
        onChange={(name) => change({ name })}
        {...wrong('name')}
      />
      <TextField
        id="own-expected"
        label={t('security.own.expected', 'Has to be')}
        width={20}
        maxLength={200}
        value={values.expected}
        onChange={(expected) => change({ expected })}
      />
    </Stack>
  );
}

function toValues(item: OwnItem | undefined) {
  const check = item?.check;
  const query = check?.kind === 'query' ? check : undefined;
  const setting = check?.kind === 'setting' ? check : undefined;
  return {
    title: item?.title ?? '',
    risk: item?.risk ?? ('medium' as Risk),
    why: item?.why ?? '',
    fix: item?.fix ?? '',
    kind: check?.kind ?? ('query' as OwnItemFields['check']['kind']),
    expr: query?.expr ?? '',
    comparison: query?.comparison ?? ('==' as Comparison),
    threshold: query ? String(query.threshold) : '0',
    dataSource: query?.dataSource ?? '',
    name: setting?.name ?? '',
    expected: setting?.expected ?? '',
  };
}

function toFields(values: Values): OwnItemFields {
  const { title, risk, why, fix, kind, expr, comparison, threshold, dataSource, name, expected } = values;
  const checks: Record<typeof kind, OwnItemFields['check']> = {
    attest: { kind: 'attest' },
    query: {
      kind: 'query',
      expr: expr.trim(),
      comparison,
      threshold: threshold.trim() === '' ? NaN : Number(threshold.trim().replace(',', '.')),
      ...(dataSource && { dataSource }),
    },
    setting: { kind: 'setting', name: name.trim(), expected: expected.trim() },
  };
  return {
    title: title.trim(),
    risk,
    ...(why.trim() && { why: why.trim() }),
    ...(fix.trim() && { fix: fix.trim() }),
    check: checks[kind],
  };
}
