import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox } from '@grafana/ui';
import { type Entry } from '../../../domain/incident/schema';
import { isByPeople } from '../../../domain/incident/timeline';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';

interface PeopleOnlyFilter {
  isOn: boolean;
  /** The same list while the filter is off, so that nothing is drawn again. */
  keep: <E extends Entry>(entries: E[]) => E[];
}

/** Whether only what people wrote is shown; one choice for the timeline, the facts and the history, kept in the URL. */
export function usePeopleOnly(): PeopleOnlyFilter {
  const { params } = useUrlFilter();
  const isOn = params.get('by') === 'people';
  return { isOn, keep: isOn ? onlyPeople : everything };
}

function onlyPeople<E extends Entry>(entries: E[]): E[] {
  return entries.filter(isByPeople);
}

function everything<E extends Entry>(entries: E[]): E[] {
  return entries;
}

export function PeopleOnly() {
  const { isOn } = usePeopleOnly();
  const { change } = useUrlFilter();
  return (
    <div>
      <Checkbox
        label={t('incidents.people-only', 'People only')}
        title={t('incidents.people-only-help', 'Only what people wrote: notes, decisions, updates, reasons')}
        value={isOn}
        onChange={({ currentTarget }) => change({ by: currentTarget.checked ? 'people' : undefined })}
      />
    </div>
  );
}
