import React, { useId } from 'react';
import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import { severity } from '../../../domain/incident/schema';
import { addDays } from '../../../domain/time/recurrence';
import { type UrlFilter } from '../../../shared/hooks/useUrlFilter';
import { Choice } from '../../../shared/ui/Choice';
import { verbatim } from '../../../shared/words/verbatim';
import { type ComparedWith, type InsightsFilter, ROLLING, COMPARED_WITH } from './useInsightsFilter';

interface Props {
  filter: InsightsFilter;
  /** Slug and name. */
  services: Array<[string, string]>;
  today: string;
  onChange: UrlFilter['change'];
}

export function Filters({ filter, services, today, onChange }: Props) {
  const { days, from, to, service, compare } = filter;
  const own = 'own';
  return (
    <Stack wrap="wrap" gap={1} alignItems="center" role="search">
      <Choice
        label={t('insights.filter.period', 'Period')}
        placeholder=""
        isClearable={false}
        value={days ? String(days) : own}
        options={[
          ...ROLLING.map((each) => ({
            value: String(each),
            label: t('insights.filter.days', 'Last {{days}} days', verbatim({ days: each })),
          })),
          { value: own, label: t('insights.filter.dates', 'Between two dates') },
        ]}
        onChange={(value) =>
          onChange(
            value === own
              ? { days: undefined, from: addDays(today, -(days ?? 90)), to: today }
              : { days: value, from: undefined, to: undefined }
          )
        }
      />
      {!days && (
        <>
          <DateInput
            label={t('insights.filter.from', 'From')}
            value={from}
            onChange={(date) => onChange({ from: date })}
          />
          <DateInput label={t('insights.filter.to', 'To')} value={to} onChange={(date) => onChange({ to: date })} />
        </>
      )}
      <Choice
        label={t('insights.filter.service', 'Service')}
        placeholder={t('insights.filter.any-service', 'Any service')}
        value={service}
        options={services.map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChange({ service: value })}
      />
      <Choice
        label={t('insights.filter.severity', 'Severity')}
        placeholder={t('insights.filter.any-severity', 'Any severity')}
        value={filter.severity}
        options={severity.options.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(value) => onChange({ severity: value })}
      />
      <Choice
        label={t('insights.filter.compare', 'Compare with')}
        placeholder=""
        isClearable={false}
        width={26}
        value={compare}
        options={COMPARED_WITH.map((value) => ({ value, label: comparisonName(value) }))}
        onChange={(value) => onChange({ compare: value === 'previous' ? undefined : value })}
      />
    </Stack>
  );
}

function comparisonName(compare: ComparedWith): string {
  switch (compare) {
    case 'previous':
      return t('insights.filter.previous', 'The period before');
    case 'year':
      return t('insights.filter.year', 'The same a year earlier');
    case 'none':
      return t('insights.filter.none', 'No comparison');
  }
}

function DateInput({ label, value, onChange }: { label: string; value: string; onChange: (date: string) => void }) {
  const id = useId();
  return (
    <Stack gap={0.5} alignItems="center">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        width={20}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Stack>
  );
}
