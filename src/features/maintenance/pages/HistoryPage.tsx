import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { complianceByTeam, complianceCsv, type MonthOfTeam, monthsUntil } from '../../../domain/maintenance/compliance';
import { planKind } from '../../../domain/maintenance/plan';
import { localDateOf } from '../../../domain/time/recurrence';
import { downloadText } from '../../../shared/files/download';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { useOwners } from '../../../shared/maintenance/owners/useOwners';
import { type Maintenance, useMaintenance } from '../../../shared/maintenance/useMaintenance';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { Chart, type ChartSeries } from '../../../shared/ui/Chart';
import { Choice } from '../../../shared/ui/Choice';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { TaskHistory } from '../history/TaskHistory';
import { planPath } from '../paths';

const MONTHS = 12;

export function HistoryPage() {
  const maintenance = useMaintenance();
  const { plan, storedPlan, error, isPending, refetch } = maintenance;
  return (
    <MaintenanceFrame tab="history">
      {error ? (
        <RecordFailure kind={planKind} name={error.name} error={error.error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('maintenance.loading', 'Loading the plan…')} />
      ) : plan ? (
        <Content maintenance={maintenance} />
      ) : (
        storedPlan && <DamagedRecord kind={planKind} stored={storedPlan} />
      )}
    </MaintenanceFrame>
  );
}

function Content({ maintenance }: { maintenance: Maintenance }) {
  const { plan, ledger, now, zone } = maintenance;
  const { params, change } = useUrlFilter({ push: true });
  const owners = useOwners();
  const task = params.get('task') ?? undefined;
  const months = useMemo(() => monthsUntil(localDateOf(now, zone), MONTHS), [now, zone]);
  const tasks = plan?.tasks ?? {};
  const rows = complianceByTeam(tasks, months, { ledger, now, zone, counts: owners.shows });
  const choices = Object.entries(tasks).filter(([key, definition]) => key === task || owners.shows(definition));
  const definition = task === undefined ? undefined : tasks[task];
  return (
    <Stack direction="column" gap={3}>
      <section aria-label={t('maintenance.past.title', 'Kept promises by team and month')}>
        <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
          <Text element="h2" variant="h4">
            {t('maintenance.past.title', 'Kept promises by team and month')}
          </Text>
          <Stack gap={1} alignItems="center" wrap="wrap">
            <OwnerFilter owners={owners} />
            <Button
              size="sm"
              variant="secondary"
              icon="download-alt"
              onClick={() => downloadText('maintenance-compliance.csv', complianceCsv(rows, csvHead()), 'text/csv')}
            >
              {t('maintenance.run.csv', 'Download CSV')}
            </Button>
          </Stack>
        </Stack>
        {rows.length === 0 && owners.chosen ? (
          <p>{t('maintenance.past.none-theirs', 'Nothing that was due in the last twelve months was theirs.')}</p>
        ) : rows.length === 0 ? (
          <p>
            {t(
              'maintenance.past.none',
              'No date of the last twelve months is over yet. What the plan asks for is counted here once its first date has passed.'
            )}{' '}
            <InternalLink to={planPath()}>{t('maintenance.week.open-plan', 'Open the plan')}</InternalLink>
          </p>
        ) : (
          <>
            <Plot rows={rows} months={months} />
            <Months rows={rows} />
          </>
        )}
      </section>
      <section aria-label={t('maintenance.past.task', 'History of a task')}>
        <Stack gap={2} alignItems="center" wrap="wrap">
          <Text element="h2" variant="h4">
            {t('maintenance.past.task', 'History of a task')}
          </Text>
          <Choice
            label={t('maintenance.plan.task', 'Task')}
            placeholder={t('maintenance.past.choose', 'Choose a task')}
            width={40}
            value={task}
            options={choices.map(([value, { title }]) => ({ value, label: title }))}
            onChange={(value) => change({ task: value })}
          />
        </Stack>
        {task !== undefined && definition && (
          <TaskHistory key={task} taskKey={task} task={definition} maintenance={maintenance} months={months} />
        )}
      </section>
    </Stack>
  );
}

/** Shares over time; of a single team with the bounds of its interval. */
function Plot({ rows, months }: { rows: MonthOfTeam[]; months: string[] }) {
  const at = (month: string) => Date.parse(`${month}-01T00:00:00Z`) / 1000;
  const teams = [...new Set(rows.map(({ team }) => team))];
  const line = (team: string, name: string, valueOf: (row: MonthOfTeam) => number | undefined): ChartSeries => {
    const own = rows.filter((row) => row.team === team);
    return { name, times: own.map(({ month }) => at(month)), values: own.map((row) => valueOf(row) ?? null) };
  };
  const series = teams.map((team) => line(team, team, ({ compliance }) => compliance.share));
  const bounds =
    teams.length === 1
      ? [
          line(teams[0], t('maintenance.past.low', 'lower bound, 95 %'), ({ compliance }) => compliance.interval?.low),
          line(
            teams[0],
            t('maintenance.past.high', 'upper bound, 95 %'),
            ({ compliance }) => compliance.interval?.high
          ),
        ]
      : [];
  return (
    <Chart
      label={t('maintenance.past.plot', 'Share of kept promises of each team, month by month')}
      series={[...series, ...bounds]}
      span={{ start: at(months[0]), end: at(months[months.length - 1]) + 86_400 }}
      unit="percentunit"
      hasLegend
      hasPoints
    />
  );
}

function Months({ rows }: { rows: MonthOfTeam[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('maintenance.past.table', 'Table of kept promises')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {columns().map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ team, month, compliance: { kept, matured, late, undone, waived, share, interval } }) => (
            <tr key={`${team}-${month}`}>
              <th scope="row">{team}</th>
              <td>{month}</td>
              <td>
                {share === undefined || !interval
                  ? t('maintenance.past.nothing', 'nothing to count')
                  : t(
                      'maintenance.past.share',
                      '{{kept}} of {{matured}}, {{share}} ({{low}} to {{high}})',
                      verbatim({
                        kept,
                        matured,
                        share: percentText(share),
                        low: percentText(interval.low),
                        high: percentText(interval.high),
                      })
                    )}
              </td>
              <td>{late}</td>
              <td>{undone}</td>
              <td>{waived}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columns(): string[] {
  return [
    t('maintenance.plan.team', 'Team'),
    t('maintenance.past.month', 'Month'),
    t('maintenance.past.kept', 'Kept (95 % interval)'),
    t('maintenance.past.late', 'Late'),
    t('maintenance.past.undone', 'Not done'),
    t('maintenance.past.waived', 'Waived'),
  ];
}

function csvHead(): string[] {
  const [team, month, , late, undone, waived] = columns();
  return [
    team,
    month,
    t('maintenance.past.csv-kept', 'Kept'),
    t('maintenance.past.csv-matured', 'Of'),
    late,
    undone,
    waived,
    t('maintenance.past.csv-share', 'Share'),
    t('maintenance.past.low', 'lower bound, 95 %'),
    t('maintenance.past.high', 'upper bound, 95 %'),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
