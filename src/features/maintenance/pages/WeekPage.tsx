import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import {
  Badge,
  Button,
  EmptyState,
  Icon,
  IconButton,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  Tooltip,
  useStyles2,
} from '@grafana/ui';
import { planKind } from '../../../domain/maintenance/plan';
import { checklistRunState } from '../../../domain/maintenance/run';
import {
  complianceOf,
  type Occurrence,
  type OccurrenceState,
  occurrenceKey,
  type TaskStanding,
  type Task,
} from '../../../domain/maintenance/task';
import { weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { shiftWeek, weekDates } from '../../../domain/time/recurrence';
import { useNow } from '../../../shared/hooks/useNow';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { useOwners } from '../../../shared/maintenance/owners/useOwners';
import { type Maintenance, useMaintenance } from '../../../shared/maintenance/useMaintenance';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { ExamplesButton } from '../../../shared/start/ExamplesButton';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { occurrencesIn, type Row, rowsOf, useToday } from '../data';
import { clockText, dayAndClock, dayText } from '../dates';
import { planPath, runPath } from '../paths';
import { complianceText } from '../week/compliance';
import { OccurrenceDrawer } from '../week/OccurrenceDrawer';

const WEEKS_OF_COMPLIANCE = 4;

export function WeekPage() {
  const maintenance = useMaintenance();
  return (
    <MaintenanceFrame tab="week">
      <Content maintenance={maintenance} />
    </MaintenanceFrame>
  );
}

function Content({ maintenance }: { maintenance: Maintenance }) {
  const { plan, storedPlan, error, isPending, refetch, historyError, standings, ledger, now, zone, thisWeek } =
    maintenance;
  const { params, change } = useUrlFilter({ push: true });
  const asked = params.get('week');
  const week = asked && /^\d{4}-W\d{2}$/.test(asked) ? asked : thisWeek;
  const styles = useStyles2(getStyles);
  const { today } = useToday(maintenance);
  const view = useWeek(week);
  const opened = params.get('open');
  const owners = useOwners([view.record]);
  if (error) {
    return error.name === weekName(thisWeek) ? (
      <RecordFailure kind={weekKind} name={error.name} error={error.error} onRetry={refetch} />
    ) : (
      <RecordFailure kind={planKind} name={error.name} error={error.error} onRetry={refetch} />
    );
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('maintenance.loading', 'Loading the plan…')} />;
  }
  if (!plan) {
    return storedPlan ? <DamagedRecord kind={planKind} stored={storedPlan} /> : null;
  }
  const rows = rowsOf(plan.tasks, week, zone, ledger, now).filter(
    ({ task, days }) => owners.shows(task) || days.some((day) => day && owners.shows(task, day.found))
  );
  const overdue = standings.filter(
    ({ task, current, overdueSince }) => overdueSince && owners.shows(task, current ?? overdueSince)
  );
  const target = opened ? findOccurrence(rows, standings, opened) : undefined;
  return (
    <Stack direction="column" gap={2}>
      {historyError && (
        <RequestFailure
          error={historyError}
          onRetry={refetch}
          severity="warning"
          what={t('maintenance.history', 'Earlier weeks')}
        />
      )}
      {view.stored?.state === 'damaged' && <DamagedRecord kind={weekKind} stored={view.stored} />}
      <ParkedCommands items={view.parked} />
      <ComplianceLine maintenance={maintenance} />
      <OpenRuns week={week} />
      <section aria-label={t('maintenance.week.label', 'Week {{week}}', verbatim({ week }))}>
        <div className={styles.bar}>
          <IconButton
            name="angle-left"
            tooltip={t('maintenance.week.previous', 'Previous week')}
            onClick={() => change({ week: shiftWeek(week, -1), open: undefined })}
          />
          <Text element="h2" variant="h4">
            {weekTitle(week)}
          </Text>
          <IconButton
            name="angle-right"
            tooltip={t('maintenance.week.next', 'Next week')}
            onClick={() => change({ week: shiftWeek(week, 1), open: undefined })}
          />
          {week !== thisWeek && (
            <Button size="sm" variant="secondary" onClick={() => change({ week: undefined, open: undefined })}>
              {t('maintenance.week.current', 'This week')}
            </Button>
          )}
          <OwnerFilter owners={owners} />
          <Text color="secondary" variant="bodySmall">
            {t('maintenance.week.zone', 'Times are in {{zone}}', verbatim({ zone }))}
          </Text>
        </div>
        {Object.keys(plan.tasks).length === 0 ? (
          <NoPlan />
        ) : (
          <WeekTable
            week={week}
            rows={rows}
            today={today}
            zone={zone}
            onOpen={(found) => change({ open: occurrenceKey(found) })}
          />
        )}
      </section>
      <Overdue standings={overdue} onOpen={(found) => change({ open: occurrenceKey(found) })} />
      {overdue.length === 0 && week === thisWeek && <Calm standings={standings} zone={zone} />}
      {target && (
        <OccurrenceDrawer
          key={opened}
          found={target.found}
          task={target.task}
          state={target.state}
          maintenance={maintenance}
          onClose={() => change({ open: undefined })}
        />
      )}
    </Stack>
  );
}

function findOccurrence(
  rows: Row[],
  standings: TaskStanding[],
  key: string
): { found: Occurrence; task: Task; state: OccurrenceState } | undefined {
  for (const { task, days } of rows) {
    const day = days.find((one) => one && occurrenceKey(one.found) === key);
    if (day) {
      return { ...day, task };
    }
  }
  const standing = standings.find(({ current }) => current && occurrenceKey(current) === key);
  return (
    standing?.current &&
    standing.currentState && { found: standing.current, task: standing.task, state: standing.currentState }
  );
}

interface TableProps {
  week: string;
  rows: Row[];
  today: string;
  zone: string;
  onOpen: (found: Occurrence) => void;
}

function WeekTable({ week, rows, today, zone, onOpen }: TableProps) {
  const styles = useStyles2(getStyles);
  const dates = weekDates(week);
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('maintenance.week.table', 'Tasks of the week by day')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('maintenance.week.task', 'Task')}</th>
            {dates.map((date) => (
              <th
                key={date}
                scope="col"
                className={date === today ? styles.today : undefined}
                aria-current={date === today ? 'date' : undefined}
              >
                {dayText(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, task, days }) => (
            <tr key={key}>
              <th scope="row">
                <span>{task.title}</span>
                <Text color="secondary" variant="bodySmall" element="p">
                  {days.find((day) => day?.found.team)?.found.team ?? task.team}
                </Text>
              </th>
              {days.map((day, index) => (
                <td key={dates[index]} className={dates[index] === today ? styles.today : undefined}>
                  {day && <Cell task={task} day={day} zone={zone} onOpen={onOpen} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  task: Task;
  day: { found: Occurrence; state: OccurrenceState };
  zone: string;
  onOpen: (found: Occurrence) => void;
}

function Cell({ task, day: { found, state }, zone, onOpen }: CellProps) {
  const styles = useStyles2(getStyles);
  const now = useNow();
  const word = occurrenceStateName(state);
  const time = clockText(found.due, zone);
  const text =
    state === 'upcoming'
      ? time
      : state === 'due'
        ? t('maintenance.cell.due', 'due {{time}}', verbatim({ time }))
        : word;
  return (
    <button
      type="button"
      className={styles.cell}
      onClick={() => onOpen(found)}
      aria-label={t(
        'maintenance.cell.label',
        '{{task}}, {{day}}: {{state}}',
        verbatim({
          task: task.title,
          day: dayText(found.date),
          state: state === 'due' ? text : word,
        })
      )}
    >
      <StateMark
        mark={occurrenceMark(state, Date.parse(found.due) < now)}
        label={state === 'upcoming' ? word : undefined}
      />{' '}
      <span className={state === 'due' ? styles.due : undefined}>{text}</span>
    </button>
  );
}

function Overdue({ standings, onOpen }: { standings: TaskStanding[]; onOpen: (found: Occurrence) => void }) {
  const styles = useStyles2(getStyles);
  const canWrite = useCanWrite('maintenance') !== 'no';
  if (standings.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('maintenance.overdue.title', 'Overdue')}>
      <Text element="h2" variant="h4">
        {t('maintenance.overdue.title', 'Overdue')}
      </Text>
      <ul className={styles.list}>
        {standings.map(({ key, task, overdueSince, current, late, rank }) => (
          <li key={key} className={styles.item}>
            <StateMark mark="bad" label={occurrenceStateName('overdue')} />
            <span className={styles.grow}>
              <strong>{task.title}</strong> <Badge color="blue" text={current?.team ?? task.team} />
              <br />
              {overdueSince && (
                <Text color="secondary">
                  {t(
                    'maintenance.overdue.since',
                    'since {{day}}, late by {{duration}}',
                    verbatim({
                      day: dayText(overdueSince.date),
                      duration: formatDuration(late / 1000),
                    })
                  )}
                </Text>
              )}
            </span>
            <Tooltip
              content={t(
                'maintenance.overdue.formula',
                'Urgency = (late + cycle) / cycle: a day matters more for daily work than for weekly work.'
              )}
            >
              <span tabIndex={0}>
                {t('maintenance.overdue.urgency', 'urgency {{share}}', verbatim({ share: percentText(rank, 0) }))}
              </span>
            </Tooltip>
            {current &&
              (canWrite ? (
                <Button
                  size="sm"
                  onClick={() => onOpen(current)}
                  aria-label={t('maintenance.overdue.open-label', 'Deal with {{task}}', verbatim({ task: task.title }))}
                >
                  {t('maintenance.overdue.open', 'Deal with it')}
                </Button>
              ) : (
                <Button
                  size="sm"
                  variant="secondary"
                  onClick={() => onOpen(current)}
                  aria-label={t(
                    'maintenance.overdue.show-label',
                    'Details of {{task}}',
                    verbatim({ task: task.title })
                  )}
                >
                  {t('maintenance.overdue.show', 'Details')}
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Calm({ standings, zone }: { standings: TaskStanding[]; zone: string }) {
  const due = standings.filter(({ current }) => current).length;
  const next = standings
    .flatMap((standing) => (standing.next ? [{ standing, next: standing.next }] : []))
    .sort((a, b) => Date.parse(a.next.due) - Date.parse(b.next.due))[0];
  return (
    <Text color="secondary" element="p">
      {due
        ? t('maintenance.calm.due', '', {
            count: due,
            defaultValue_one: 'Nothing is overdue; {{count}} task is due now.',
            defaultValue_other: 'Nothing is overdue; {{count}} tasks are due now.',
          })
        : t('maintenance.calm.nothing', 'Nothing is due or overdue.')}{' '}
      {next &&
        t(
          'maintenance.calm.next',
          'Next: {{task}}, {{day}}.',
          verbatim({
            task: next.standing.task.title,
            day: dayAndClock(next.next.due, zone),
          })
        )}
    </Text>
  );
}

function NoPlan() {
  return (
    <EmptyState
      variant="call-to-action"
      message={t('maintenance.plan.empty', 'No task comes back yet')}
      button={
        <Stack gap={1} wrap="wrap" justifyContent="center">
          <ExamplesButton of="plan" />
          <LinkButton variant="secondary" href={planPath()}>
            {t('maintenance.week.open-plan', 'Open the plan')}
          </LinkButton>
        </Stack>
      }
    />
  );
}

function ComplianceLine({ maintenance }: { maintenance: Maintenance }) {
  const { ledger, now, thisWeek } = maintenance;
  const found = occurrencesIn(maintenance, shiftWeek(thisWeek, 1 - WEEKS_OF_COMPLIANCE), thisWeek);
  const compliance = complianceOf(found, ledger, now);
  return (
    <Tooltip
      content={t(
        'maintenance.compliance.formula',
        'Done on time or early / dates whose window is over and that were not waived. The range is Wilson’s 95 % interval; the future never counts.'
      )}
    >
      <p tabIndex={0}>
        <Icon name="chart-line" /> {complianceText(compliance, WEEKS_OF_COMPLIANCE)}
      </p>
    </Tooltip>
  );
}

function OpenRuns({ week }: { week: string }) {
  const { record } = useWeek(week);
  const styles = useStyles2(getStyles);
  const runs = Object.entries(record?.runs ?? {}).filter(([, { finished, abandoned }]) => !finished && !abandoned);
  const past = Object.entries(record?.runs ?? {}).filter(([, { finished }]) => finished);
  if (!record || (!runs.length && !past.length)) {
    return null;
  }
  return (
    <section aria-label={t('maintenance.runs.title', 'Checklist runs')}>
      <ul className={styles.list}>
        {runs.map(([id, { title, started }]) => {
          const { answered, total } = checklistRunState(record, id);
          return (
            <li key={id} className={styles.item}>
              <StateMark mark="neutral" label={t('maintenance.runs.open', 'under way')} />
              <span className={styles.grow}>
                <strong>{title}</strong> ·{' '}
                {t('maintenance.runs.progress', '{{answered}} of {{total}}', verbatim({ answered, total }))} ·{' '}
                {started.by.name} <Since at={started.at} />
              </span>
              <LinkButton
                size="sm"
                href={runPath(week, id)}
                aria-label={t('maintenance.runs.continue-label', 'Continue {{title}}', verbatim({ title }))}
              >
                {t('maintenance.runs.continue', 'Continue')}
              </LinkButton>
            </li>
          );
        })}
        {past.map(([id, { title, finished, needsSignOff, signedOff }]) => {
          const { failed } = checklistRunState(record, id);
          return (
            <li key={id} className={styles.item}>
              <StateMark
                mark={failed ? 'bad' : 'good'}
                label={failed ? t('maintenance.runs.failed', 'with failures') : t('maintenance.runs.passed', 'passed')}
              />
              <span className={styles.grow}>
                <TextLink href={runPath(week, id)}>{title}</TextLink> ·{' '}
                {failed
                  ? t('maintenance.runs.failures', '', {
                      count: failed,
                      defaultValue_one: '{{count}} item failed',
                      defaultValue_other: '{{count}} items failed',
                    })
                  : t('maintenance.runs.all-passed', 'no item failed')}{' '}
                · {finished?.by.name} {finished && <Since at={finished.at} />}
                {needsSignOff && !signedOff && (
                  <>
                    {' · '}
                    <Trans i18nKey="maintenance.runs.needs-sign-off">waits for a second person’s sign-off</Trans>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function weekTitle(week: string): string {
  const dates = weekDates(week);
  return t(
    'maintenance.week.title',
    'Week {{number}} · {{from}} to {{to}}',
    verbatim({
      number: Number(week.slice(6)),
      from: dayText(dates[0]),
      to: dayText(dates[6]),
    })
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    'th, td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      verticalAlign: 'middle',
    },
    'thead th': { whiteSpace: 'nowrap', fontWeight: theme.typography.fontWeightMedium },
    'tbody th': { fontWeight: theme.typography.fontWeightRegular, minWidth: 160 },
    'tbody th p': { margin: 0 },
    // the whole week at 800 pixels; below, it is moved sideways
    [theme.breakpoints.down('lg')]: {
      tableLayout: 'fixed',
      minWidth: 700,
      'th, td': { padding: theme.spacing(0.5, 0.25) },
      'thead th': { whiteSpace: 'normal' },
      'thead th:first-child': { width: 125 },
      'tbody th': { minWidth: 0 },
      button: { whiteSpace: 'normal' },
    },
  }),
  today: css({ background: theme.colors.background.secondary }),
  cell: css({
    background: 'none',
    border: `1px solid transparent`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(0.5),
    color: theme.colors.text.primary,
    textAlign: 'left',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    '&:hover': { borderColor: theme.colors.border.medium, background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  due: css({ fontWeight: theme.typography.fontWeightMedium }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  grow: css({ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }),
});
