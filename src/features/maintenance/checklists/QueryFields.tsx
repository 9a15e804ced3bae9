import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Stack, Text, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { MISSING, type QueryItem } from '../../../domain/maintenance/checklistItem';
import { COMPARISONS } from '../../../domain/statistics/comparison';
import { dataSources } from '../../../grafana/dataSources';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useSettled } from '../../../shared/hooks/useSettled';
import { Choice } from '../../../shared/ui/Choice';
import { QueryEditor } from '../../../shared/ui/QueryEditor';
import { StateMark } from '../../../shared/ui/StateMark';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { failureOf } from '../../../shared/words/failures';
import { askItem } from '../data';
import { outcomeValueText } from '../run/Value';
import { verdictMark, verdictName } from '../run/verdicts';
import { type EditedItem, type ProblemOf, toItem } from './form';
import { missingName } from './words';

interface Props {
  item: EditedItem;
  problemOf: ProblemOf;
  onChange: (part: Partial<EditedItem>) => void;
}

/** PromQL as text or in the data source's own editor, what passes, and what it says now. */
export function QueryFields({ item, problemOf, onChange }: Props) {
  const { source } = usePrometheus(item.dataSource || undefined);
  return (
    <>
      <Expression item={item} problemOf={problemOf} onChange={onChange} uid={source?.uid} />
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <Field noMargin label={t('maintenance.editor.source', 'Data source')}>
          <Choice
            label={t('maintenance.editor.source', 'Data source')}
            placeholder={t('maintenance.editor.source-default', 'the one of the app')}
            width={26}
            value={item.dataSource || undefined}
            options={dataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
            onChange={(dataSource) => onChange({ dataSource: dataSource ?? '' })}
          />
        </Field>
        <Field noMargin label={t('maintenance.editor.passes', 'Passes when every value is')}>
          <Choice
            label={t('maintenance.editor.comparison', 'Comparison')}
            placeholder=""
            isClearable={false}
            width={10}
            value={item.comparison}
            options={COMPARISONS.map((value) => ({ value, label: value }))}
            onChange={(value) => onChange({ comparison: COMPARISONS.find((one) => one === value) ?? item.comparison })}
          />
        </Field>
        <Small
          name="threshold"
          label={t('maintenance.editor.threshold', 'Threshold')}
          {...{ item, problemOf, onChange }}
        />
        <Small name="unit" label={t('maintenance.editor.unit', 'Unit')} {...{ item, problemOf, onChange }} />
        <Small
          name="tolerance"
          label={t('maintenance.editor.tolerance', 'Tolerance')}
          {...{ item, problemOf, onChange }}
        />
        <Field noMargin label={t('maintenance.editor.missing', 'Missing data')}>
          <Choice
            label={t('maintenance.editor.missing', 'Missing data')}
            placeholder=""
            isClearable={false}
            value={item.missing}
            options={MISSING.map((value) => ({ value, label: missingName(value) }))}
            onChange={(value) => onChange({ missing: MISSING.find((one) => one === value) ?? item.missing })}
          />
        </Field>
      </Stack>
      <Now item={item} uid={source?.uid} />
    </>
  );
}

function Small({
  name,
  label,
  item,
  problemOf,
  onChange,
}: Props & { name: 'threshold' | 'unit' | 'tolerance'; label: string }) {
  return (
    <TextField
      id={`${item.key}-${name}`}
      label={label}
      width={12}
      inputMode={name === 'unit' ? 'text' : 'decimal'}
      value={item[name]}
      onChange={(value) => onChange({ [name]: value })}
      {...problemOf(name)}
    />
  );
}

function Expression({ item, problemOf, onChange, uid }: Props & { uid?: string }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <TextAreaField
        id={`${item.key}-expr`}
        required
        label={t('maintenance.editor.expr', 'Query (PromQL)')}
        className={styles.code}
        rows={2}
        spellCheck={false}
        value={item.expr}
        onChange={(expr) => onChange({ expr })}
        {...problemOf('expr')}
      />
      {uid && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          type="button"
          icon={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('maintenance.editor.query-editor', 'Query editor')}
        </Button>
      )}
      {uid && isOpen && <QueryEditor uid={uid} expr={item.expr} onChange={(expr) => onChange({ expr })} />}
    </div>
  );
}

/** What the query would come to in a run at this moment. */
function Now({ item, uid }: { item: EditedItem; uid?: string }) {
  const settled = useSettled(item);
  const query = toItem({ ...settled, kind: 'query' }, 1) as QueryItem;
  const { data, error } = useQuery({
    queryKey: ['checklist-preview', uid, query],
    queryFn: ({ signal }) => askItem(uid ?? '', query, signal),
    enabled: uid !== undefined && query.expr !== '' && Number.isFinite(query.threshold),
    retry: false,
  });
  if (error) {
    const { title, advice } = failureOf(error);
    return <Text color="warning">{`${title}. ${advice}`}</Text>;
  }
  if (!data) {
    return null;
  }
  return (
    <div role="status">
      <StateMark mark={verdictMark(data.verdict)} /> {t('maintenance.editor.now', 'Now:')}{' '}
      {[verdictName(data.verdict), outcomeValueText(data)].filter(Boolean).join(', ')}{' '}
      <Text color="secondary">
        {t('maintenance.editor.series', '', {
          count: data.query?.series ?? 0,
          defaultValue_one: '{{count}} series',
          defaultValue_other: '{{count}} series',
        })}
      </Text>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ fontFamily: theme.typography.fontFamilyMonospace }),
});
