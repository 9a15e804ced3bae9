import React, { lazy, Suspense, useMemo } from 'react';
import { css } from '@emotion/css';
import { dateTime, getTimeZone, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LinkButton, Text, TimeRangeInput, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { exhaustion, pace, budgetPolicyOf } from '../../../domain/objective/burnRate';
import { contradictions } from '../../../domain/objective/contradictions';
import { incidentsOfService, markedIncidents } from '../../../domain/objective/costs';
import { type Exclusions } from '../../../domain/objective/exclusion';
import { type Measurement } from '../../../domain/objective/measurement';
import { type Objective, type ObjectivesRegister } from '../../../domain/objective/schema';
import { shareOverTime } from '../../../domain/objective/series';
import { goodShare, hasNoBudget, isBudgeted, showsBad, shownUnit } from '../../../domain/objective/state';
import { DAY_SECONDS, HOUR_SECONDS } from '../../../domain/time/units';
import { type Span } from '../../../domain/time/window';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { formatBudget, formatBurn, formatCritical, formatTarget, formatValue } from '../../../shared/objectives/format';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { MissingObjective, RegisterGate } from '../../../shared/objectives/RegisterGate';
import { chartUnit } from '../../../shared/objectives/units';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { type ObjectiveRow, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { Chart } from '../../../shared/ui/Chart';
import { Page } from '../../../shared/ui/Page';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { BurnRates } from '../detail/BurnRates';
import { Costs } from '../detail/Costs';
import { Days } from '../detail/Days';
import { DefinitionHistory } from '../detail/DefinitionHistory';
import { ExcludedTime } from '../detail/ExcludedTime';
import { Past } from '../detail/Past';
import { useCountedWindows } from '../detail/useCountedWindows';
import { ExportMenu } from '../exchange/ExportMenu';
import { BudgetBar } from '../measured/BudgetBar';
import { chartLabel, linesOf } from '../measured/chart';
import { ProblemText } from '../measured/ProblemText';
import { SlowNotice } from '../measured/SlowNotice';
import { PageWarnings } from '../measured/Warnings';
import { editPath } from '../paths';
import { computedText, kindFormulaText, noBudgetText, objectiveWindowName, policyText } from '../words';

// with the ruler and the backtest, which most who look do not need at once
const Alerting = lazy(() => import('../alerting/Alerting').then((m) => ({ default: m.Alerting })));
const QueriesDrawer = lazy(() => import('../queries/QueriesDrawer').then((m) => ({ default: m.QueriesDrawer })));

export function ObjectivePage() {
  const { key = '' } = useParams();
  const { record, objectives } = useObjectives();
  const { indicators } = useIndicators();
  const mayWrite = useMayWrite();
  const objective = record?.objectives[key];
  return (
    <Page
      title={objective?.name ?? key}
      parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}
      actions={
        objective && (
          <>
            <ExportMenu objectives={[[key, objective]]} name={key} />
            {mayWrite && (
              <LinkButton variant="secondary" icon="pen" href={editPath(key)}>
                {t('objectives.change', 'Change')}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <RegisterGate>
        {(register) =>
          objective ? (
            <Detail
              objectiveKey={key}
              objective={objective}
              objectives={objectives}
              exclusions={register.exclusions}
              twins={twinsOf(register, key)}
            />
          ) : (
            <MissingObjective />
          )
        }
      </RegisterGate>
    </Page>
  );

  function twinsOf(register: ObjectivesRegister, own: string): string[] {
    const group = contradictions(register, Object.fromEntries(indicators)).find(({ keys }) => keys.includes(own));
    return [
      ...(group?.keys ?? [])
        .filter((other) => other !== own)
        .map((other) => `${register.objectives[other].name} (${formatTarget(register.objectives[other])})`),
      ...indicators
        .filter(([other]) => group?.indicators.includes(other))
        .map(([, each]) =>
          t(
            'objectives.contradiction-indicator',
            'the improvement indicator {{name}} ({{target}})',
            verbatim({ name: each.name, target: formatTarget(each) })
          )
        ),
    ];
  }
}

interface DetailProps {
  objectiveKey: string;
  objective: Objective;
  objectives: Array<[string, Objective]>;
  exclusions?: Exclusions;
  twins: string[];
}

function Detail({ objectiveKey, objective, objectives, exclusions, twins }: DetailProps) {
  const styles = useStyles2(getStyles);
  const mayWrite = useMayWrite();
  const { params, change } = useUrlFilter();
  const [row] = useMeasurements([[objectiveKey, objective]], { exclusions, among: objectives, isHourly: true });
  const from = Number(params.get('from')) || undefined;
  const to = Number(params.get('to')) || undefined;
  // a time before the window is asked for apart, so that the numbers stay on screen meanwhile
  const reach = row?.measurement && from && earlierThan(row.measurement, objective, from);
  const [wide] = useMeasurements(reach ? [[objectiveKey, objective]] : [], { exclusions, reach, isHourly: true });
  return (
    <div className={styles.page}>
      <PageWarnings rows={[row]} />
      <Numbers row={row} />
      <div className={styles.text}>
        <p>{kindFormulaText(objective)}</p>
        {objective.description && <p>{objective.description}</p>}
        {twins.length > 0 && (
          <p>
            {t(
              'objectives.twins',
              'Also defined with another target: {{names}}.',
              verbatim({ names: twins.join(', ') })
            )}
          </p>
        )}
        <Button size="sm" variant="secondary" icon="calculator-alt" onClick={() => change({ queries: 'yes' })}>
          {t('objectives.queries.button', 'How this was found')}
        </Button>
      </div>
      {row.measurement && (
        <Charts
          row={row}
          measurement={row.measurement}
          past={wide}
          exclusions={exclusions}
          from={from}
          to={to}
          onSpan={(span) =>
            change({ from: span && String(Math.round(span.start)), to: span && String(Math.round(span.end)) })
          }
        />
      )}
      {!objective.needs && <ExcludedTime row={row} objectives={objectives} mayWrite={mayWrite} />}
      <Suspense fallback={null}>
        <Alerting objectiveKey={objectiveKey} objective={objective} />
      </Suspense>
      <section>
        <Text element="h2" variant="h4">
          {t('objectives.history.title', 'Definition')}
        </Text>
        <DefinitionHistory objective={objective} />
      </section>
      {params.get('queries') && (
        <Suspense fallback={null}>
          <QueriesDrawer row={row} onClose={() => change({ queries: undefined })} />
        </Suspense>
      )}
    </div>
  );
}

/** Seconds back to `from` in whole days, where the usual answer does not go so far. */
function earlierThan({ now, window }: Measurement, objective: Objective, from: number): number | undefined {
  const known = isBudgeted(objective) ? Math.min(window.start, now - 30 * DAY_SECONDS) : now - 30 * DAY_SECONDS;
  return from < known - HOUR_SECONDS ? Math.ceil((now - from) / DAY_SECONDS) * DAY_SECONDS : undefined;
}

function Numbers({ row }: { row: ObjectiveRow }) {
  const styles = useStyles2(getStyles);
  const {
    objective,
    state,
    value,
    current,
    remaining,
    burn,
    problem,
    isPending,
    measurement,
    raw,
    computed,
    reading,
    factors,
  } = row;
  const facts: Array<[string, React.ReactNode]> = [];
  const target = [
    formatTarget(objective),
    formatCritical(objective) &&
      t('objectives.critical', 'critical {{critical}}', verbatim({ critical: formatCritical(objective) })),
  ]
    .filter(Boolean)
    .join(' · ');
  if (target) {
    facts.push([t('objectives.column.target', 'Target'), target]);
  }
  if (isBudgeted(objective) && current !== undefined) {
    facts.push([t('objectives.last-five', 'Last five minutes'), formatValue(current, objective.unit)]);
  }
  if (hasNoBudget(objective)) {
    facts.push([t('objectives.column.left', 'Budget left'), noBudgetText()]);
  }
  if (remaining !== undefined) {
    facts.push([t('objectives.column.left', 'Budget left'), <BudgetBar key="left" left={remaining} />]);
    facts.push([t('objectives.policy.title', 'Error-budget policy'), policyText(budgetPolicyOf(remaining))]);
  }
  if (raw) {
    const shown = [
      raw.value !== undefined && formatValue(raw.value, shownUnit(objective)),
      raw.remaining !== undefined &&
        t('objectives.raw-left', '{{left}} of the budget left', verbatim({ left: formatBudget(raw.remaining) })),
    ].filter(Boolean);
    facts.push([
      t('objectives.corrected', 'Corrected value'),
      value === undefined ? '–' : formatValue(value, shownUnit(objective)),
    ]);
    facts.push([t('objectives.raw-value', 'Raw value, nothing excluded'), shown.join(' · ') || '–']);
  }
  if (computed) {
    facts.push(['n', computedText(computed, objective)]);
  }
  if (reading) {
    facts.push([
      t('objectives.queries.by', 'Given by'),
      <>
        {reading.by.name} · <Since at={reading.at} />
        {reading.note && ` · ${reading.note}`}
      </>,
    ]);
    facts.push([t('objectives.queries.expires', 'Valid until'), momentText(reading.expires)]);
  }
  factors?.forEach(({ name, value: share }) =>
    facts.push([name, share === undefined ? t('objectives.unknown', 'unknown') : formatValue(share, 'ratio')])
  );
  if (burn !== undefined) {
    facts.push([t('objectives.burn-hour', 'Burn rate, last hour'), formatBurn(burn)]);
  }
  if (measurement && remaining !== undefined && burn !== undefined) {
    const { length, start } = measurement.window;
    facts.push([t('objectives.gone-in', 'Gone in, at this rate'), goneText(exhaustion(remaining, length, burn))]);
    const speed =
      objective.window.type === 'calendar' ? pace(1 - remaining, (measurement.now - start) / length) : undefined;
    if (speed !== undefined) {
      facts.push([t('objectives.pace', 'Pace: used share by elapsed share'), formatBurn(speed)]);
    }
  }
  const owner = [objective.service, objective.owner].filter(Boolean).join(' · ');
  return (
    <div className={styles.numbers}>
      <div>
        <div className={styles.big}>
          {state && <StateMark mark={STATE_MARKS[state]} label={objectiveStateName(state)} />}{' '}
          {value === undefined
            ? isPending
              ? '…'
              : computed?.atLeast === undefined
                ? '–'
                : `> ${formatValue(computed.atLeast, objective.unit)}`
            : formatValue(value, shownUnit(objective))}
        </div>
        <Text color="secondary">
          {[state && objectiveStateName(state), isBudgeted(objective) && objectiveWindowName(objective.window), owner]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {problem && (
          <div>
            <ProblemText problem={problem} />
          </div>
        )}
        {isPending && <SlowNotice />}
      </div>
      <dl className={styles.facts}>
        {facts.map(([label, fact]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface ChartsProps {
  row: ObjectiveRow;
  measurement: Measurement;
  /** The same further back, where the chart shows an earlier time. */
  past?: ObjectiveRow;
  exclusions?: Exclusions;
  from?: number;
  to?: number;
  onSpan: (span: Span | undefined) => void;
}

function Charts({ row, measurement, past, exclusions, from, to, onSpan }: ChartsProps) {
  const styles = useStyles2(getStyles);
  const teamZone = useTeamZone();
  const { key, objective, excluded } = row;
  const { window, slices, now } = measurement;
  const zone = objective.window.type === 'calendar' ? objective.window.zone : teamZone;
  // the chart shows what was, regions say what of it does not count
  const asked = past?.measured ?? row.measured;
  const shown = asked?.measurement.slices ?? slices;
  const budgeted = isBudgeted(objective);
  const full: Span = budgeted ? { start: window.start, end: window.end } : { start: now - 30 * DAY_SECONDS, end: now };
  const start = from ?? full.start;
  const end = to ?? full.end;
  const span = useMemo(() => ({ start, end }), [start, end]);
  const target = goodShare(objective);
  const unit = shownUnit(objective);
  const { incidents } = useIncidentHeads();
  const marked = useMemo(
    () =>
      markedIncidents(incidentsOfService(incidents, objective.service), {
        start: Math.min(start, window.start),
        end: now,
      }),
    [incidents, objective.service, start, window.start, now]
  );
  const windows = useCountedWindows(objective.service, start, end);
  const regions = useMemo(
    () => [
      ...marked.map(({ incident, start: first, end: last }) => ({
        start: first,
        end: last,
        title: `${incident.ref} ${incident.title}`,
        color: 'red',
      })),
      ...excluded.map(({ exclusion, start: first, end: last }) => ({
        start: first,
        end: last,
        title: t(
          'objectives.exclusions.region',
          'Excluded: {{reason}} (approved by {{approver}})',
          verbatim({ reason: exclusion.reason, approver: exclusion.approvedBy })
        ),
        color: 'blue',
      })),
      ...windows.map(({ start: first, end: last, title }) => ({ start: first, end: last, title, color: 'purple' })),
    ],
    [marked, excluded, windows]
  );

  const main = useMemo(() => {
    if (!budgeted) {
      const kept = (asked?.hours ?? []).filter(({ time }) => time >= start && time <= end);
      return [{ name: objective.name, times: kept.map(({ time }) => time), values: kept.map(({ value }) => value) }];
    }
    const points = shareOverTime(shown, { start, end }, stepFor(end - start), showsBad(objective));
    return [{ name: objective.name, times: points.map(({ time }) => time), values: points.map(({ value }) => value) }];
  }, [budgeted, asked, shown, start, end, objective]);
  const lines = useMemo(() => linesOf(objective, target), [objective, target]);
  const range: TimeRange = {
    from: dateTime(start * 1000),
    to: dateTime(end * 1000),
    raw: { from: dateTime(start * 1000), to: dateTime(end * 1000) },
  };
  return (
    <>
      <section>
        <div className={styles.heading}>
          <Text element="h2" variant="h4">
            {t('objectives.chart.title', 'Over time')}
          </Text>
          <div className={styles.picker}>
            <TimeRangeInput
              value={range}
              timeZone={getTimeZone()}
              onChange={({ from: first, to: last }) =>
                onSpan({ start: first.valueOf() / 1000, end: last.valueOf() / 1000 })
              }
            />
          </div>
          {(from !== undefined || to !== undefined) && (
            <Button size="sm" variant="secondary" fill="text" onClick={() => onSpan(undefined)}>
              {t('objectives.chart.whole', 'Whole window')}
            </Button>
          )}
        </div>
        <Chart
          label={chartLabel(objective, main[0].values)}
          series={main}
          span={span}
          unit={chartUnit(unit)}
          thresholds={lines}
          regions={regions}
          onZoom={onSpan}
        />
      </section>
      {budgeted && target !== undefined && (
        <>
          {measurement.pairs && (
            <section>
              <Text element="h2" variant="h4">
                {t('objectives.pairs.title', 'Burn rates')}
              </Text>
              <BurnRates pairs={measurement.pairs} />
            </section>
          )}
          <Costs marked={marked} measurement={measurement} target={target} />
          <section>
            <Text element="h2" variant="h4">
              {t('objectives.days.title', 'By day')}
            </Text>
            <Days slices={slices} span={full} target={target} zone={zone} onDay={onSpan} />
          </section>
          <Past objectiveKey={key} objective={objective} exclusions={exclusions} target={target} zone={zone} />
        </>
      )}
    </>
  );
}

/** Up to some 300 points: whole hours for a month, five minutes for an afternoon. */
function stepFor(length: number): number {
  return [300, HOUR_SECONDS, 3 * HOUR_SECONDS, 6 * HOUR_SECONDS].find((step) => length / step <= 750) ?? DAY_SECONDS;
}

function goneText(seconds: number): string {
  if (seconds === 0) {
    return t('objectives.gone', 'it is gone');
  }
  return Number.isFinite(seconds) ? formatDuration(seconds) : t('objectives.never', 'never');
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
    '> section > h2': { marginBottom: theme.spacing(1) },
  }),
  numbers: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2, 6) }),
  big: css({
    fontSize: 40,
    lineHeight: 1.2,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: 0,
    dt: {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
      fontSize: theme.typography.bodySmall.fontSize,
    },
    dd: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
  text: css({ maxWidth: 800, p: { marginBottom: theme.spacing(1) } }),
  heading: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  }),
  picker: css({ maxWidth: 'min(420px, 100%)', minWidth: 0, overflowX: 'auto' }),
});
