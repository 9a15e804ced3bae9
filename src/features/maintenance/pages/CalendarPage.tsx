import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, IconButton, LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { type CalendarView, datesShown, shiftView } from '../../../domain/maintenance/calendar';
import { PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { isLocalDate, weekOf } from '../../../domain/time/localDates';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { useOwners } from '../../../shared/maintenance/owners/useOwners';
import { useServiceTeams } from '../../../shared/maintenance/owners/useServiceOwners';
import { newWindowPath } from '../../../shared/maintenance/paths';
import { type Maintenance, useMaintenance } from '../../../shared/maintenance/useMaintenance';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { namedDay } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { CalendarGrid } from '../calendar/CalendarGrid';
import { DayDrawer } from '../calendar/DayDrawer';
import { Download } from '../calendar/Download';
import { MoveWindow } from '../calendar/MoveWindow';
import { ownedDays, signedReviews, useEntries, type WeekHead } from '../calendar/useEntries';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { useToday, useWeekRecords, useWeeks } from '../data';
import { dayText } from '../dates';
import { planPath } from '../paths';

export function CalendarPage() {
  return (
    <MaintenanceFrame tab="calendar">
      <Content />
    </MaintenanceFrame>
  );
}

function Content() {
  const maintenance = useMaintenance();
  // above what waits for it: a question that failed is asked again by whoever comes to it
  const { heads } = useWeeks();
  const { error, isPending, refetch } = maintenance;
  if (error) {
    return <RecordFailure kind={planKind} name={error.name ?? PLAN_NAME} error={error.error} onRetry={refetch} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('calendar.loading', 'Loading the calendar…')} />;
  }
  return <Calendar maintenance={maintenance} heads={heads} />;
}

function Calendar({ maintenance, heads }: { maintenance: Maintenance; heads: WeekHead[] }) {
  const reviews = useMemo(() => signedReviews(heads), [heads]);
  const { today } = useToday(maintenance);
  const [params, setParams] = useSearchParams();
  const view: CalendarView = params.get('view') === 'week' ? 'week' : 'month';
  const asked = params.get('at');
  const date = asked && isLocalDate(asked) ? asked : today;
  const dates = useMemo(() => datesShown(view, date), [view, date]);
  const all = useEntries(maintenance, reviews, dates[0], dates[dates.length - 1]);
  const { missing } = all;
  const services = useServiceTeams();
  const weeks = useMemo(() => dates.filter((_, index) => index % 7 === 0).map(weekOf), [dates]);
  const owners = useOwners(useWeekRecords(heads, params.has('who') ? weeks : NONE), services.teams);
  const days = ownedDays(all.days, maintenance.plan, owners, services.teamsOf);
  const { zone } = maintenance;
  const now = Date.parse(maintenance.now);
  const canWrite = useCanWrite('maintenance') !== 'no';
  const [opened, setOpened] = useState<string>();
  const [moving, setMoving] = useState<{ window: WindowHead; to: string }>();
  const go = (change: { view?: CalendarView; at?: string }) =>
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), view, at: date, ...change }), {
      replace: true,
    });
  const title = titleOf(view, dates, date);
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={1} alignItems="center" wrap="wrap">
        <Button size="sm" variant="secondary" onClick={() => go({ at: today })}>
          {t('calendar.today', 'Today')}
        </Button>
        <IconButton
          name="angle-left"
          size="lg"
          aria-label={t('calendar.earlier', 'Earlier')}
          onClick={() => go({ at: shiftView(view, date, -1) })}
        />
        <IconButton
          name="angle-right"
          size="lg"
          aria-label={t('calendar.later', 'Later')}
          onClick={() => go({ at: shiftView(view, date, 1) })}
        />
        <Text element="h2" variant="h4">
          {title}
        </Text>
        <RadioButtonGroup
          size="sm"
          aria-label={t('calendar.view', 'View')}
          options={[
            { label: t('calendar.month', 'Month'), value: 'month' as const },
            { label: t('calendar.week', 'Week'), value: 'week' as const },
          ]}
          value={view}
          onChange={(to) => go({ view: to })}
        />
        <OwnerFilter owners={owners} />
        <Download maintenance={maintenance} reviews={reviews} />
        <Text color="secondary">{t('calendar.zone', 'Times in {{zone}}', verbatim({ zone }))}</Text>
      </Stack>
      {missing.length > 0 && (
        <div role="status">
          {t(
            'calendar.incomplete',
            'Not everything could be asked: {{what}} may be missing here.',
            verbatim({ what: missing.map(missingName).join(', ') })
          )}
        </div>
      )}
      <CalendarGrid
        view={view}
        dates={dates}
        days={days}
        date={date}
        today={today}
        zone={zone}
        now={now}
        label={title}
        onDate={(at) => go({ at })}
        onOpen={setOpened}
        onMove={canWrite ? (window, to) => setMoving({ window, to }) : undefined}
      />
      {[...days.values()].every((entries) => entries.length === 0) && (
        <p>
          {t(
            'calendar.empty',
            'Nothing is planned in this time. Tasks that come back, maintenance windows, incidents and reviews stand here.'
          )}{' '}
          <InternalLink to={planPath()}>{t('maintenance.week.open-plan', 'Open the plan')}</InternalLink>{' '}
          {canWrite && <InternalLink to={newWindowPath()}>{t('windows.plan', 'Plan a window')}</InternalLink>}
        </p>
      )}
      {opened && (
        <DayDrawer
          date={opened}
          entries={days.get(opened) ?? []}
          zone={zone}
          now={now}
          canWrite={canWrite}
          onClose={() => setOpened(undefined)}
        />
      )}
      {moving && <MoveWindow {...moving} zone={zone} onClose={() => setMoving(undefined)} />}
    </Stack>
  );
}

const NONE: string[] = [];

function titleOf(view: CalendarView, dates: string[], date: string): string {
  return view === 'month'
    ? namedDay(date, { month: 'long', year: 'numeric' })
    : t(
        'calendar.week-title',
        '{{first}} – {{last}}',
        verbatim({ first: dayText(dates[0]), last: dayText(dates[dates.length - 1]) })
      );
}

function missingName(what: 'windows' | 'incidents' | 'history'): string {
  switch (what) {
    case 'windows':
      return t('calendar.missing-windows', 'windows');
    case 'incidents':
      return t('calendar.missing-incidents', 'incidents');
    case 'history':
      return t('calendar.missing-history', 'what was done in earlier weeks');
  }
}
