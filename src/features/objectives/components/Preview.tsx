import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Text, useStyles2 } from '@grafana/ui';
import { type Definition, isBudgeted, type Objective } from '../../../domain/objective';
import { DAY } from '../../../domain/window';
import { formatBudget, formatBurn, formatValue } from '../../../shared/objectives/format';
import { STATE_MARKS, stateLabel } from '../../../shared/objectives/texts';
import { type ObjectiveRow, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { shownUnit } from '../../../shared/objectives/useObjectiveStates';
import { StateMark } from '../../../shared/StateMark';
import { verbatim } from '../../../shared/verbatim';
import { Placeholder } from './Placeholder';
import { ProblemText } from './ProblemText';
import { SlowNotice } from './SlowNotice';
import { TrendLine } from './TrendLine';
import { windowDays, windowLabel } from './words';

/** What the definition would show now, before it is saved. Undefined: there is nothing to measure yet. */
export function Preview({ definition }: { definition: Definition | undefined }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles} aria-label={t('objectives.preview.title', 'Preview')}>
      <Text element="h3" variant="h5">
        {t('objectives.preview.title', 'Preview')}
      </Text>
      {definition ? (
        <Measured definition={definition} />
      ) : (
        <p>{t('objectives.preview.nothing', 'The value and its line appear here once the fields above make sense.')}</p>
      )}
    </section>
  );
}

function Measured({ definition }: { definition: Definition }) {
  const objective: Objective = { ...definition, position: 0 };
  const [row] = useMeasurements([['preview', objective]]);
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
        {row.state && <StateMark mark={STATE_MARKS[row.state]} label={stateLabel(row.state)} />}{' '}
        {row.state && stateLabel(row.state)}
      </p>
      <Facts row={row} />
      {row.problem && <ProblemText problem={row.problem} />}
      {row.measurement && <TrendLine trend={row.measurement.trend} objective={objective} width={300} />}
      <Doubts row={row} />
    </>
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
          verbatim({ value: formatValue(value, shownUnit(objective)), window: windowLabel(objective.window) })
        ),
    remaining === undefined
      ? undefined
      : t('objectives.preview.left', '{{value}} of the budget left', verbatim({ value: formatBudget(remaining) })),
    burn === undefined
      ? undefined
      : t('objectives.preview.burn', 'burns {{value}}', verbatim({ value: formatBurn(burn) })),
  ].filter((fact) => fact !== undefined);
  return <p>{facts.join(' · ')}</p>;
}

/** What only the data can tell: more good events than events at all, or a window that reaches beyond the data. */
function Doubts({ row: { measurement, objective } }: { row: ObjectiveRow }) {
  if (!measurement?.counts) {
    return null;
  }
  const { counts, window, slices } = measurement;
  const first = slices.at(0)?.start;
  const missing = first === undefined ? 0 : first - window.start;
  return (
    <>
      {(counts.good > counts.total * 1.001 || counts.good < 0) && (
        <Alert severity="error" title={t('objectives.preview.more-good', 'There are more good events than events')}>
          {t(
            'objectives.preview.more-good-text',
            'The two queries do not count the same things: compare their metrics and labels.'
          )}
        </Alert>
      )}
      {missing > DAY && (
        <Alert severity="warning" title={t('objectives.preview.short', 'The window is longer than the data')}>
          {t(
            'objectives.preview.short-text',
            'Prometheus has {{days}} of its {{window}}; the budget counts what is there.',
            verbatim({
              days: windowDays(Math.round((window.end - (first ?? 0)) / DAY)),
              window: windowLabel(objective.window),
            })
          )}
        </Alert>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    p: { margin: theme.spacing(1, 0) },
  });
