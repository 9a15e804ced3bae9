import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import {
  Alert,
  Button,
  Checkbox,
  EmptyState,
  LoadingPlaceholder,
  RadioButtonGroup,
  Stack,
  Text,
  TextLink,
} from '@grafana/ui';
import { offeredRoadmap } from '../../../domain/improvement/defaults';
import { lateBy } from '../../../domain/improvement/due';
import { IMPROVEMENTS, improvementsKind } from '../../../domain/improvement/register';
import { type WorkRow } from '../../../domain/improvement/rows';
import { type RoadmapState } from '../../../domain/improvement/schema';
import { prioritySchema as priorities } from '../../../domain/incident/schema';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/localDates';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { ACTIONS_PATH } from '../../../shared/incidents/paths';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { LazyReminders } from '../../../shared/reminders/LazyReminders';
import { Choice } from '../../../shared/ui/Choice';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { priorityName } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { ImprovementsFrame } from '../components/ImprovementsFrame';
import { UnreadSources } from '../components/UnreadSources';
import { FINISHED_DAYS, useWork, type Work } from '../data';
import { Board } from '../roadmap/Board';
import { IndicatorStrip } from '../roadmap/IndicatorStrip';
import { RoadmapProgress } from '../roadmap/RoadmapProgress';
import { WorkTable } from '../roadmap/WorkTable';
import { workSourceName } from '../words';

const AdoptModal = lazy(() => import('../roadmap/AdoptModal').then((m) => ({ default: m.AdoptModal })));
const ItemDrawer = lazy(() => import('../roadmap/ItemDrawer').then((m) => ({ default: m.ItemDrawer })));
const ItemModal = lazy(() => import('../roadmap/ItemModal').then((m) => ({ default: m.ItemModal })));

type Open = { what: 'adopt' | 'new' } | { what: 'edit'; item: string };

/** What is to become better: the roadmap, and what is to be done elsewhere beside it. */
export function RoadmapPage() {
  const { record, stored, error, isPending, refetch, parked } = useRoadmap();
  const mayWrite = useCanWrite('registers') !== 'no' && !stored?.managedBy && stored?.state !== 'newer';
  const [open, setOpen] = useState<Open>();
  return (
    <ImprovementsFrame
      tab="roadmap"
      actions={
        mayWrite &&
        record && (
          <Button icon="plus" onClick={() => setOpen({ what: 'new' })}>
            {t('improvements.form.new', 'New improvement')}
          </Button>
        )
      }
    >
      <ReadOnlyNotice folder="registers" />
      <ParkedCommands items={parked} />
      {error ? (
        <RecordFailure kind={improvementsKind} name={IMPROVEMENTS} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('improvements.loading', 'Loading the roadmap…')} />
      ) : record ? (
        <>
          <Content mayWrite={mayWrite} open={open} onOpen={setOpen} />
          <LazyReminders source={{ of: 'improvements', register: record }} stored={stored} />
        </>
      ) : (
        stored && <DamagedRecord kind={improvementsKind} stored={stored} />
      )}
    </ImprovementsFrame>
  );
}

interface ContentProps {
  mayWrite: boolean;
  open: Open | undefined;
  onOpen: (open: Open | undefined) => void;
}

function Content({ mayWrite, open, onOpen }: ContentProps) {
  const { record, items, send } = useRoadmap();
  const zone = useTeamZone();
  const today = localDateOf(new Date(useNow()).toISOString(), zone);
  const { params, change } = useUrlFilter();
  const work = useWork(finishedDays(params));
  const [reasons, setReasons] = useState<Reason[]>([]);
  const shown = work.rows.filter((row) => matches(row, params, today));
  const late = shown.filter((row) => lateBy(row, today) > 0).length;
  const key = params.get('item') ?? undefined;
  const item = key === undefined ? undefined : record?.items[key];
  const openItem = (each: string) => change({ item: each });
  const move = (each: string, state: RoadmapState) => {
    const seen = record?.items[each]?.state ?? state;
    const sent = send({ type: 'move', item: each, state, seen });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  return (
    <Stack direction="column" gap={3}>
      <IndicatorStrip today={today} />
      {items.length === 0 && <Empty mayWrite={mayWrite} onOpen={onOpen} />}
      <Filters rows={work.rows} params={params} onChange={change} />
      <Stack wrap="wrap" gap={2} alignItems="center">
        <Text>
          {t('improvements.count', '', {
            count: shown.length,
            defaultValue_one: '{{count}} item',
            defaultValue_other: '{{count}} items',
          })}
          {late > 0 && ` · ${t('improvements.overdue', '{{late}} overdue', verbatim({ late }))}`}
        </Text>
        <RadioButtonGroup
          size="sm"
          aria-label={t('improvements.shown-as', 'Shown as')}
          options={[
            { value: 'board', label: t('improvements.view.board', 'Board') },
            { value: 'table', label: t('improvements.view.table', 'Table') },
          ]}
          value={params.get('view') === 'table' ? 'table' : 'board'}
          onChange={(view) => change({ view: view === 'table' ? view : undefined })}
        />
        {mayWrite && items.length > 0 && <OfferRest onOpen={onOpen} />}
      </Stack>
      <Elsewhere work={work} />
      {reasons.length > 0 && (
        <Reasons title={t('improvements.refused', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
      )}
      {params.get('view') === 'table' ? (
        <WorkTable rows={shown} today={today} onOpen={openItem} />
      ) : (
        <Board rows={shown} today={today} onOpen={openItem} onMove={mayWrite ? move : undefined} />
      )}
      <RoadmapProgress items={items.map(([, each]) => each)} zone={zone} today={today} />
      <Suspense fallback={null}>
        {open?.what === 'adopt' && <AdoptModal today={today} onClose={() => onOpen(undefined)} />}
        {open?.what === 'new' && <ItemModal today={today} onClose={() => onOpen(undefined)} />}
        {open?.what === 'edit' && <ItemModal itemKey={open.item} today={today} onClose={() => onOpen(undefined)} />}
        {key !== undefined && item && open?.what !== 'edit' && (
          <ItemDrawer
            itemKey={key}
            item={item}
            today={today}
            mayWrite={mayWrite}
            onEdit={() => onOpen({ what: 'edit', item: key })}
            onClose={() => change({ item: undefined })}
          />
        )}
      </Suspense>
      {key !== undefined && !item && (
        <Alert
          severity="info"
          title={t('improvements.missing', 'There is no such item')}
          onRemove={() => change({ item: undefined })}
        />
      )}
    </Stack>
  );
}

function Empty({ mayWrite, onOpen }: Pick<ContentProps, 'mayWrite' | 'onOpen'>) {
  return (
    <EmptyState
      variant="call-to-action"
      message={t('improvements.empty', 'The roadmap is empty')}
      button={
        mayWrite ? (
          <Button onClick={() => onOpen({ what: 'new' })}>{t('improvements.form.new', 'New improvement')}</Button>
        ) : undefined
      }
    >
      <Stack direction="column" gap={1} alignItems="center">
        <span>
          {t(
            'improvements.empty-text',
            'It says what is to become better, by when and by whom, and what it brought once it is done.'
          )}
        </span>
        {mayWrite && (
          <Button variant="secondary" fill="outline" onClick={() => onOpen({ what: 'adopt' })}>
            {t('improvements.adopt.open', 'Look at the sample roadmap…')}
          </Button>
        )}
      </Stack>
    </EmptyState>
  );
}

/** What of the sample roadmap the team did not take. */
function OfferRest({ onOpen }: Pick<ContentProps, 'onOpen'>) {
  const { record } = useRoadmap();
  const language = useContentLanguage();
  return offeredRoadmap(language).every(({ key }) => record?.items[key]) ? null : (
    <Button size="sm" variant="secondary" fill="text" onClick={() => onOpen({ what: 'adopt' })}>
      {t('improvements.adopt.open', 'Look at the sample roadmap…')}
    </Button>
  );
}

/** What is not shown of the work that is kept elsewhere, and why. */
function Elsewhere({ work }: { work: Work }) {
  const { unlisted, unread, failed, pending, refetch } = work;
  return (
    <>
      <UnreadSources names={failed.map(workSourceName)} onRetry={refetch} />
      {pending.length > 0 && (
        <Text color="secondary">
          {t(
            'improvements.elsewhere.reading',
            'Still reading: {{sources}}',
            verbatim({ sources: pending.map(workSourceName).join(', ') })
          )}
        </Text>
      )}
      {unread > 0 && (
        <Text color="secondary">
          {t('improvements.elsewhere.unread', '', {
            count: unread,
            defaultValue_one: 'Finished actions of {{count}} incident are not read',
            defaultValue_other: 'Finished actions of {{count}} incidents are not read',
          })}
        </Text>
      )}
      {unlisted > 0 && (
        <TextLink href={ACTIONS_PATH}>
          {t('improvements.elsewhere.more', '', {
            count: unlisted,
            defaultValue_one: '{{count}} more action of incidents',
            defaultValue_other: '{{count}} more actions of incidents',
          })}
        </TextLink>
      )}
    </>
  );
}

interface FiltersProps {
  rows: WorkRow[];
  params: URLSearchParams;
  onChange: (changes: Record<string, string | undefined>) => void;
}

const SOURCES = ['roadmap', 'action', 'checklist', 'security'] as const;

function Filters({ rows, params, onChange }: FiltersProps) {
  const owners = [...new Set(rows.flatMap(({ owner }) => owner ?? []))].sort((a, b) => a.localeCompare(b));
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Choice
        label={t('improvements.filter.source', 'Kept in')}
        placeholder={t('improvements.filter.source', 'Kept in')}
        width={28}
        value={params.get('source') ?? undefined}
        options={SOURCES.map((value) => ({ value, label: workSourceName(value) }))}
        onChange={(source) => onChange({ source })}
      />
      <Choice
        label={t('improvements.column.priority', 'Priority')}
        placeholder={t('improvements.column.priority', 'Priority')}
        value={params.get('priority') ?? undefined}
        options={priorities.options.map((value) => ({ value, label: priorityName(value) }))}
        onChange={(priority) => onChange({ priority })}
      />
      <Choice
        label={t('improvements.column.owner', 'Owner')}
        placeholder={t('improvements.column.owner', 'Owner')}
        value={params.get('owner') ?? undefined}
        options={owners.map((value) => ({ value, label: value }))}
        onChange={(owner) => onChange({ owner })}
      />
      <Choice
        label={t('improvements.filter.finished', 'Actions finished within')}
        placeholder={daysText(FINISHED_DAYS[0])}
        width={28}
        value={params.get('finished') ?? undefined}
        options={FINISHED_DAYS.map((days) => ({ value: String(days), label: daysText(days) }))}
        onChange={(finished) => onChange({ finished })}
      />
      <Checkbox
        label={t('improvements.filter.late', 'Overdue only')}
        value={params.has('late')}
        onChange={({ currentTarget }) => onChange({ late: currentTarget.checked ? '1' : undefined })}
      />
    </Stack>
  );
}

/** For how long finished actions are shown: what the address says, where it is one that is offered. */
function finishedDays(params: URLSearchParams): number {
  return FINISHED_DAYS.find((days) => String(days) === params.get('finished')) ?? FINISHED_DAYS[0];
}

function daysText(days: number): string {
  return t('improvements.filter.finished-days', '', {
    count: days,
    defaultValue_one: 'Actions finished in the last day',
    defaultValue_other: 'Actions finished in the last {{count}} days',
  });
}

function matches(row: WorkRow, params: URLSearchParams, today: string): boolean {
  const is = (key: 'source' | 'priority' | 'owner') => !params.get(key) || row[key] === params.get(key);
  return is('source') && is('priority') && is('owner') && (!params.has('late') || lateBy(row, today) > 0);
}
