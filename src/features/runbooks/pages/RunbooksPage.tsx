import React, { useCallback, useDeferredValue, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, Icon, Input, LinkButton, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { type RunbookHead } from '../../../domain/runbook/head';
import { brokenAmong } from '../../../domain/runbook/references';
import { searchIn } from '../../../domain/runbook/search';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { NEW_RUNBOOK, RUNBOOK_COVERAGE, RUNBOOK_LIBRARY } from '../../../shared/runbooks/paths';
import { useKnown } from '../../../shared/runbooks/useKnown';
import { useFreshness, useRunbooks, useRunHeads } from '../../../shared/runbooks/useRunbooks';
import { Choice } from '../../../shared/ui/Choice';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { freshnessName } from '../../../shared/words/runbooks';
import { ImportRunbookButton } from '../list/ImportRunbookButton';
import { RunbookTable } from '../list/RunbookTable';

const STATES = ['fresh', 'soon', 'stale', 'broken', 'unproven'] as const;

export function RunbooksPage() {
  const { runbooks, error, isPending, refetch } = useRunbooks();
  const mayWrite = useCanWrite('runbooks') !== 'no';
  const title = t('runbooks.title', 'Runbooks');
  const actions = (
    <Stack gap={1}>
      <LinkButton variant="secondary" href={RUNBOOK_COVERAGE}>
        {t('runbooks.coverage.title', 'Coverage')}
      </LinkButton>
      {mayWrite && (
        <>
          <LinkButton variant="secondary" href={RUNBOOK_LIBRARY}>
            {t('runbooks.library.title', 'Examples')}
          </LinkButton>
          <ImportRunbookButton />
          <LinkButton icon="plus" href={NEW_RUNBOOK}>
            {t('runbooks.new', 'New runbook')}
          </LinkButton>
        </>
      )}
    </Stack>
  );
  return (
    <Page title={title} actions={actions}>
      <ReadOnlyNotice folder="runbooks" />
      {error && <RequestFailure error={error} onRetry={refetch} what={title} />}
      {isPending && !error && <LoadingPlaceholder text={t('runbooks.loading', 'Loading the runbooks…')} />}
      {!isPending && !error && runbooks.length === 0 && (
        <EmptyState
          variant="call-to-action"
          message={t('runbooks.empty', 'No runbook yet')}
          button={
            mayWrite ? (
              <LinkButton href={RUNBOOK_LIBRARY}>{t('runbooks.library.open', 'Look at the examples')}</LinkButton>
            ) : undefined
          }
        >
          {t('runbooks.empty-text', 'A runbook says what an alert means and asks the right questions, step by step.')}
        </EmptyState>
      )}
      {runbooks.length > 0 && <List />}
    </Page>
  );
}

function List() {
  const { runbooks, index } = useRunbooks();
  const { byRunbook, error, refetch } = useRunHeads();
  const { params, change: set } = useUrlFilter();
  const query = params.get('q') ?? '';
  const state = params.get('state') ?? undefined;
  const service = params.get('service') ?? undefined;
  const showsRetired = params.get('retired') === '1';
  const names = useMemo(() => new Set(runbooks.map(({ name }) => name)), [runbooks]);
  const needs = useMemo(() => runbooks.flatMap((each) => each.needs), [runbooks]);
  const known = useKnown(needs, names);
  const broken = useMemo(
    () => new Map(runbooks.map((each) => [each.name, brokenAmong(each.needs, known).length])),
    [runbooks, known]
  );
  const freshness = useFreshness(
    runbooks,
    byRunbook,
    useCallback((name: string) => broken.get(name) ?? 0, [broken])
  );
  const deferred = useDeferredValue(query);
  const found = useMemo(() => searchIn(index, deferred), [index, deferred]);
  const retired = useMemo(() => runbooks.filter((each) => each.retired), [runbooks]);
  const change = (name: string, value: string | undefined) => set({ [name]: value });
  const passes = ({ name, services }: RunbookHead) =>
    (!state || freshness.get(name)?.state === state) && (!service || services.includes(service));
  const shown = found.filter(({ item }) => passes(item));
  const services = [...new Set(runbooks.flatMap((each) => each.services))].sort();
  const rows = showsRetired ? retired.map((item) => ({ item, score: 0, fields: [], matched: [] })) : shown;
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <Input
          data-opsbook-search
          width={50}
          prefix={<Icon name="search" />}
          aria-label={t('runbooks.search', 'Search runbooks')}
          placeholder={t('runbooks.search-placeholder', 'Title, symptom, cause, alert, command…')}
          value={query}
          onChange={({ currentTarget }) => change('q', currentTarget.value)}
        />
        <Choice
          label={t('runbooks.filter.state', 'Freshness')}
          placeholder={t('runbooks.filter.state', 'Freshness')}
          value={state}
          options={STATES.map((value) => ({ value, label: freshnessName(value) }))}
          onChange={(value) => change('state', value)}
        />
        <Choice
          label={t('runbooks.filter.service', 'Service')}
          placeholder={t('runbooks.filter.service', 'Service')}
          value={service}
          options={services.map((value) => ({ value, label: value }))}
          onChange={(value) => change('service', value)}
        />
        {retired.length > 0 && (
          <LinkButton size="sm" fill="text" href={showsRetired ? '?' : '?retired=1'} aria-pressed={showsRetired}>
            {showsRetired
              ? t('runbooks.filter.in-use', 'Show those in use')
              : t('runbooks.filter.retired', '', {
                  count: retired.length,
                  defaultValue_one: '{{count}} out of use',
                  defaultValue_other: '{{count}} out of use',
                })}
          </LinkButton>
        )}
      </Stack>
      {error && (
        <RequestFailure
          severity="warning"
          error={error}
          onRetry={refetch}
          what={t('runbooks.runs-unknown', 'The runs, and with them how fresh each runbook is')}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState variant="not-found" message={t('runbooks.no-match', 'No runbook matches')}>
          <Text color="secondary">
            {t(
              'runbooks.no-match-text',
              'Titles, symptoms, causes, alerts and texts were searched, without accents and plurals.'
            )}
          </Text>
        </EmptyState>
      ) : (
        <RunbookTable rows={rows} freshness={freshness} />
      )}
    </Stack>
  );
}
