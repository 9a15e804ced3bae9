import React from 'react';
import { t } from '@grafana/i18n';
import { FilterInput, RadioButtonGroup, Stack } from '@grafana/ui';
import { type ActionFilter, NOBODY, STATE_FILTERS } from '../../../domain/incident/actionList';
import { actionType } from '../../../domain/incident/schema';
import { type UrlFilter } from '../../../shared/hooks/useUrlFilter';
import { Choice } from '../../../shared/ui/Choice';
import { Sideways } from '../../../shared/ui/Sideways';
import { actionTypeName } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { stateFilterName } from '../words';
import { DUE_WITHIN, MINE, MY_TEAM } from './useActionFilter';

interface Props {
  filter: ActionFilter;
  /** Key and name. */
  owners: Array<[string, string]>;
  onChange: UrlFilter['change'];
}

export function ActionFilters({ filter, owners, onChange }: Props) {
  return (
    <Stack wrap="wrap" gap={1} alignItems="center" role="search">
      <FilterInput
        width={30}
        placeholder={t('actions.filter.search', 'Search actions')}
        aria-label={t('actions.filter.search', 'Search actions')}
        value={filter.text}
        onChange={(text) => onChange({ q: text })}
      />
      <Sideways>
        <RadioButtonGroup
          aria-label={t('actions.filter.state', 'State')}
          options={STATE_FILTERS.map((value) => ({ value, label: stateFilterName(value) }))}
          value={filter.state}
          onChange={(state) => onChange({ state: state === 'open' ? undefined : state })}
        />
      </Sideways>
      <Choice
        label={t('actions.filter.owner', 'Owner')}
        placeholder={t('actions.filter.any-owner', 'Any owner')}
        value={filter.owner}
        options={[
          { value: MINE, label: t('actions.filter.mine', 'Mine') },
          { value: MY_TEAM, label: t('actions.filter.my-team', 'My team’s') },
          { value: NOBODY, label: t('actions.filter.no-owner', 'Nobody yet') },
          ...owners.map(([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => onChange({ owner: value })}
      />
      <Choice
        label={t('actions.filter.type', 'Type')}
        placeholder={t('actions.filter.any-type', 'Any type')}
        value={filter.type}
        options={actionType.options.map((value) => ({ value, label: actionTypeName(value) }))}
        onChange={(value) => onChange({ type: value })}
      />
      <Choice
        label={t('actions.filter.due', 'Due')}
        placeholder={t('actions.filter.any-due', 'Any due date')}
        value={filter.due === undefined ? undefined : String(filter.due)}
        options={[
          ...DUE_WITHIN.map((days) => ({
            value: String(days),
            label: t('actions.filter.within', 'Within {{days}} days', verbatim({ days })),
          })),
          { value: 'none', label: t('actions.filter.no-due', 'Without a date') },
        ]}
        onChange={(value) => onChange({ due: value })}
      />
    </Stack>
  );
}
