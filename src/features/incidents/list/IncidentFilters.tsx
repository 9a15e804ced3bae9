import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Input, Stack } from '@grafana/ui';
import { type IncidentFilter } from '../../../domain/incident/filter';
import { type IncidentHead } from '../../../domain/incident/head';
import { severity, status } from '../../../domain/incident/schema';
import { type UrlFilter } from '../../../shared/hooks/useUrlFilter';
import { Choice } from '../../../shared/ui/Choice';
import { statusName } from '../../../shared/words/incidents';
import { verbatim } from '../../../shared/words/verbatim';
import { severityName } from '../words';
import { PERIODS } from './useIncidentFilter';

interface Props {
  incidents: IncidentHead[];
  filter: IncidentFilter;
  onChange: UrlFilter['change'];
  onClear?: () => void;
}

export function IncidentFilters({ incidents, filter, onChange, onClear }: Props) {
  const services = serviceOptions(incidents);
  return (
    <Stack wrap="wrap" gap={1} alignItems="center" role="search">
      <SearchInput value={filter.text ?? ''} onChange={(text) => onChange({ q: text })} />
      <Choice
        label={t('incidents.filter.status', 'Status')}
        placeholder={t('incidents.filter.any-status', 'Any status')}
        width={18}
        value={filter.status}
        options={[
          { value: 'open', label: t('incidents.filter.open', 'All open') },
          ...status.options.map((value) => ({ value, label: statusName(value) })),
        ]}
        onChange={(value) => onChange({ status: value })}
      />
      <Choice
        label={t('incidents.filter.severity', 'Severity')}
        placeholder={t('incidents.filter.any-severity', 'Any severity')}
        width={16}
        value={filter.severity}
        options={severity.options.map((value) => ({ value, label: severityName(value) }))}
        onChange={(value) => onChange({ severity: value })}
      />
      <Choice
        label={t('incidents.filter.service', 'Service')}
        placeholder={t('incidents.filter.any-service', 'Any service')}
        width={20}
        value={filter.service}
        options={services}
        onChange={(service) => onChange({ service })}
      />
      <Choice
        label={t('incidents.filter.period', 'Period')}
        placeholder={t('incidents.filter.any-period', 'Any time')}
        width={17}
        value={filter.days === undefined ? undefined : String(filter.days)}
        options={PERIODS.map((days) => ({
          value: String(days),
          label: t('incidents.filter.days', 'Last {{days}} days', verbatim({ days })),
        }))}
        onChange={(days) => onChange({ days })}
      />
      <Checkbox
        label={t('incidents.filter.mine', 'Mine')}
        value={filter.mine !== undefined}
        onChange={({ currentTarget }) => onChange({ mine: currentTarget.checked ? '1' : undefined })}
      />
      <Checkbox
        label={t('incidents.filter.review', 'Review overdue')}
        value={filter.reviewBefore !== undefined}
        onChange={({ currentTarget }) => onChange({ review: currentTarget.checked ? 'overdue' : undefined })}
      />
      {onClear && (
        <Button variant="secondary" fill="text" size="sm" onClick={onClear}>
          {t('incidents.filter.clear', 'Clear filters')}
        </Button>
      )}
    </Stack>
  );
}

function SearchInput({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Input
      width={24}
      data-opsbook-search
      type="search"
      aria-label={t('incidents.filter.search', 'Search incidents')}
      placeholder={t('incidents.filter.search', 'Search incidents')}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function serviceOptions(incidents: IncidentHead[]) {
  const names = new Map<string, string>();
  for (const { serviceTags, services } of incidents) {
    serviceTags.forEach((tag, index) => names.set(tag, serviceTags.length === services.length ? services[index] : tag));
  }
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label));
}
