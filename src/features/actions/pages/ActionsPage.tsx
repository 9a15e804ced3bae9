import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import {
  Button,
  ClipboardButton,
  EmptyState,
  LinkButton,
  LoadingPlaceholder,
  Pagination,
  Stack,
  Text,
} from '@grafana/ui';
import {
  type ActionRow,
  daysLate,
  filterActions,
  ownerFilterKey,
  sortActions,
} from '../../../domain/incident/actionList';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { localDateOf } from '../../../domain/time/recurrence';
import { absoluteUrl } from '../../../grafana/navigation';
import { downloadText } from '../../../shared/files/download';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { PrivateChoice, privateNote } from '../../../shared/privacy/PrivateChoice';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useActions, useSuccessMeasurements } from '../data';
import { ActionFilters } from '../list/ActionFilters';
import { ActionTable } from '../list/ActionTable';
import { actionsCsv, actionsMarkdown } from '../list/exports';
import { StateModal } from '../list/StateModal';
import { useActionFilter } from '../list/useActionFilter';
import { useOwnerFilter } from '../list/useOwnerFilter';

const ROWS = 50;

export function ActionsPage() {
  const title = t('actions.title', 'Actions');
  const { filter, change, clear, page } = useActionFilter();
  const actions = useActions(filter.state);
  const { error, isPending, isReading, rows, refetch, hasAny } = actions;
  const mayWrite = useCanWrite('incidents') !== 'no';
  const zone = useTeamZone();
  const today = localDateOf(new Date(useNow()).toISOString(), zone);
  const [changed, setChanged] = useState<ActionRow>();
  const ofOwner = useOwnerFilter(filter);
  const shown = useMemo(
    () => sortActions(filterActions(rows.filter(ofOwner.shows), ofOwner.filter, today)),
    [rows, ofOwner, today]
  );
  const pages = Math.max(1, Math.ceil(shown.length / ROWS));
  const current = Math.min(page, pages);
  const visible = shown.slice((current - 1) * ROWS, current * ROWS);
  const measurements = useSuccessMeasurements(visible);
  const late = shown.filter((row) => daysLate(row, today) > 0).length;
  return (
    <Page title={title}>
      <ReadOnlyNotice folder="incidents" />
      {error && <RequestFailure error={error} onRetry={refetch} what={title} />}
      {isPending && !error && <LoadingPlaceholder text={t('actions.loading', 'Looking for actions…')} />}
      {!isPending && !error && !hasAny && (
        <EmptyState
          variant="call-to-action"
          message={t('actions.empty', 'No actions yet')}
          button={<LinkButton href={INCIDENTS_PATH}>{t('incidents.title', 'Incidents')}</LinkButton>}
        >
          {t(
            'actions.empty-text',
            'What incidents taught the team to do: actions are written in an incident’s tab “Actions”, or taken on in the weekly review.'
          )}
        </EmptyState>
      )}
      {hasAny && (
        <Stack direction="column" gap={2}>
          <ActionFilters filter={filter} owners={ownersOf(rows)} onChange={change} />
          <Stack wrap="wrap" gap={1} alignItems="center">
            <Text>
              {t('actions.count', '', {
                count: shown.length,
                defaultValue_one: '{{count}} action',
                defaultValue_other: '{{count}} actions',
              })}
              {late > 0 && ` · ${t('actions.overdue-count', '{{late}} overdue', verbatim({ late }))}`}
            </Text>
            <Exports rows={shown} measurements={measurements} today={today} />
            {isReading && <Text color="secondary">{t('actions.reading', 'Reading the rest of their details…')}</Text>}
          </Stack>
          {shown.length === 0 && !isReading && (
            <EmptyState variant="not-found" message={t('actions.no-match', 'No action matches these filters')}>
              <Button variant="secondary" onClick={() => clear()}>
                {t('actions.filter.clear', 'Clear filters')}
              </Button>
            </EmptyState>
          )}
          {shown.length > 0 && (
            <ActionTable
              rows={visible}
              today={today}
              measurements={measurements}
              onChange={mayWrite ? setChanged : undefined}
            />
          )}
          {pages > 1 && (
            <Pagination currentPage={current} numberOfPages={pages} onNavigate={(to) => change({ page: String(to) })} />
          )}
          {actions.unread > 0 && (
            <Stack alignItems="center" gap={1}>
              <Text color="secondary">
                {t(
                  'actions.unread',
                  'Of {{number}} older incidents only part of the actions is known.',
                  verbatim({ number: actions.unread })
                )}
              </Text>
              <Button size="sm" variant="secondary" onClick={actions.readMore}>
                {t('actions.read-more', 'Read more')}
              </Button>
            </Stack>
          )}
        </Stack>
      )}
      {changed && <StateModal row={changed} onClose={() => setChanged(undefined)} />}
    </Page>
  );
}

function ownersOf(rows: ActionRow[]): Array<[string, string]> {
  return [
    ...new Map(rows.flatMap((row): Array<[string, string]> => (row.owner ? [[ownerFilterKey(row), row.owner]] : []))),
  ].sort(([, one], [, other]) => one.localeCompare(other));
}

function Exports({
  rows,
  measurements,
  today,
}: {
  rows: ActionRow[];
  measurements: ReturnType<typeof useSuccessMeasurements>;
  today: string;
}) {
  const [withPrivate, setWithPrivate] = useState(false);
  const count = privateCount(rows);
  const shared = shareable(rows, withPrivate);
  const context = { today, measurements, link: absoluteUrl, note: privateNote(count, withPrivate) };
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        icon="download-alt"
        onClick={() => downloadText(`actions-${today}.csv`, actionsCsv(shared, context), 'text/csv')}
      >
        {t('actions.export.csv', 'Download CSV')}
      </Button>
      <Button
        size="sm"
        variant="secondary"
        icon="download-alt"
        onClick={() => downloadText(`actions-${today}.md`, actionsMarkdown(shared, context), 'text/markdown')}
      >
        {t('actions.export.markdown', 'Download Markdown')}
      </Button>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => actionsMarkdown(shared, context)}>
        {t('actions.export.copy', 'Copy Markdown')}
      </ClipboardButton>
      <PrivateChoice count={count} value={withPrivate} onChange={setWithPrivate} />
    </>
  );
}
