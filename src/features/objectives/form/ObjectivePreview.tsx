import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type Trend } from '../../../domain/objective/measurement';
import { type Objective } from '../../../domain/objective/schema';
import { goodShare, hasNoBudget, isBudgeted, shownUnit } from '../../../domain/objective/state';
import { formatBudget, formatBurn, formatValue } from '../../../shared/objectives/format';
import { chartUnit } from '../../../shared/objectives/units';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { Chart } from '../../../shared/ui/Chart';
import { StateMark } from '../../../shared/ui/StateMark';
import { STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { chartLabel, linesOf } from '../measured/chart';
import { Placeholder } from '../measured/Placeholder';
import { ProblemText } from '../measured/ProblemText';
import { SlowNotice } from '../measured/SlowNotice';
import { noBudgetText, objectiveWindowName } from '../words';

/** What the definition would show now, before it is saved. Undefined: there is nothing to measure yet. */
export function ObjectivePreview({ row }: { row: ObjectiveRow | undefined }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles} aria-label={t('objectives.preview.title', 'Preview')}>
      <Text element="h3" variant="h5">
        {t('objectives.preview.title', 'Preview')}
      </Text>
      {row ? (
        <Measured row={row} />
      ) : (
        <p>{t('objectives.preview.nothing', 'The value and its line appear here once the fields above make sense.')}</p>
      )}
    </section>
  );
}

function Measured({ row }: { row: ObjectiveRow }) {
  if (row.isPending) {
    return (
      <>
        <Placeholder width={200} height={24} />
        <SlowNotice />
      </>
    );
  }
  return (
    <>
      <p>
        {row.state && <StateMark mark={STATE_MARKS[row.state]} />} {row.state && objectiveStateName(row.state)}
      </p>
      <Facts row={row} />
      {row.problem && <ProblemText problem={row.problem} />}
      {row.measurement && <TrendChart trend={row.measurement.trend} objective={row.objective} />}
    </>
  );
}

/** Thirty days with axes, the target across; hover reads the values. */
function TrendChart({ trend, objective }: { trend: Trend; objective: Objective }) {
  const { name } = objective;
  const series = useMemo(
    () => [{ name, times: trend.times, values: trend.values.map((value) => value ?? null) }],
    [name, trend]
  );
  const [start = 0, end = start] = [trend.times[0], trend.times.at(-1)];
  const span = useMemo(() => ({ start, end }), [start, end]);
  const lines = useMemo(() => linesOf(objective, goodShare(objective)), [objective]);
  return trend.times.length < 2 ? null : (
    <Chart
      label={chartLabel(objective, series[0].values)}
      series={series}
      span={span}
      unit={chartUnit(shownUnit(objective))}
      thresholds={lines}
      height={180}
    />
  );
}

function Facts({ row: { objective, value, current, remaining, burn } }: { row: ObjectiveRow }) {
  const facts = [
    current === undefined
      ? undefined
      : t('objectives.preview.now', 'now {{value}}', verbatim({ value: formatValue(current, objective.unit) })),
    value === undefined || !isBudgeted(objective)
      ? undefined
      : t(
          'objectives.preview.window',
          '{{value}} in {{window}}',
          verbatim({ value: formatValue(value, shownUnit(objective)), window: objectiveWindowName(objective.window) })
        ),
    remaining === undefined
      ? hasNoBudget(objective)
        ? noBudgetText()
        : undefined
      : t('objectives.preview.left', '{{value}} of the budget left', verbatim({ value: formatBudget(remaining) })),
    burn === undefined
      ? undefined
      : t('objectives.preview.burn', 'burns {{value}}', verbatim({ value: formatBurn(burn) })),
  ].filter((fact) => fact !== undefined);
  return <p>{facts.join(' · ')}</p>;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    p: { margin: theme.spacing(1, 0) },
  });
