import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { type PolicyDay, policyDays, type PolicyState, policyStates } from '../../../domain/objective/budgetPolicy';
import { type Policy } from '../../../domain/objective/burnRate';
import { type Exclusions } from '../../../domain/objective/exclusion';
import { type Measurement } from '../../../domain/objective/measurement';
import { type Objective } from '../../../domain/objective/schema';
import { DAY_SECONDS } from '../../../domain/time/units';
import { nominalDays } from '../../../domain/time/window';
import { formatBudget } from '../../../shared/objectives/format';
import { useMeasurements } from '../../../shared/objectives/useMeasurements';
import { Chart } from '../../../shared/ui/Chart';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { smallTable } from '../../../shared/ui/tableStyles';
import { verbatim } from '../../../shared/words/verbatim';
import { ProblemText } from '../measured/ProblemText';
import { policyText } from '../words';
import { Months } from './Months';

interface Props {
  objectiveKey: string;
  objective: Objective;
  exclusions?: Exclusions;
  target: number;
  zone: string;
}

const MOST_DAYS = 180;

/** What needs more of the past than the window: a day of the policy is judged by the whole window that ended on it. */
export function Past({ objectiveKey, objective, exclusions, target, zone }: Props) {
  const days = nominalDays(objective.window);
  const [row] = useMeasurements([[objectiveKey, objective]], {
    exclusions,
    reach: Math.min(MOST_DAYS, 2 * days) * DAY_SECONDS,
  });
  const { measurement, isPending, problem } = row;
  const raw = row.raw && row.measured?.measurement;
  const daysOf = ({ slices, now }: Measurement) =>
    policyDays(slices, {
      span: { start: now - days * DAY_SECONDS, end: now },
      zone,
      window: objective.window,
      target,
    });
  return (
    <>
      <section>
        <Text element="h2" variant="h4">
          {t('objectives.burn-down', 'Error budget')}
        </Text>
        {isPending ? (
          <LoadingPlaceholder text={t('objectives.policy.asking', 'Asking Prometheus about earlier days…')} />
        ) : !measurement ? (
          problem && <ProblemText problem={problem} />
        ) : (
          <Budget days={daysOf(measurement)} rawDays={raw && daysOf(raw)} />
        )}
      </section>
      {measurement && (
        <section>
          <Text element="h2" variant="h4">
            {t('objectives.months.title', 'By calendar month')}
          </Text>
          <Months slices={measurement.slices} now={measurement.now} target={target} zone={zone} />
        </section>
      )}
    </>
  );
}

/** The same days drawn and told: what the window that ended on each had left. */
function Budget({ days, rawDays }: { days: PolicyDay[]; rawDays?: PolicyDay[] }) {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) {
    return (
      <Text color="secondary" element="p">
        {t('objectives.policy.nothing', 'No data: no day of the window has samples.')}
      </Text>
    );
  }
  const line = (name: string, drawn: PolicyDay[]) => ({
    name,
    times: drawn.map(({ end }) => end),
    values: drawn.map(({ remaining }) => remaining),
  });
  return (
    <>
      <Chart
        label={t(
          'objectives.burn-down-label',
          'What was left of the error budget at the end of each day; now {{left}}',
          verbatim({ left: formatBudget(last.remaining) })
        )}
        series={[
          line(t('objectives.column.left', 'Budget left'), days),
          ...(rawDays ? [line(t('objectives.raw-value', 'Raw value, nothing excluded'), rawDays)] : []),
        ]}
        span={{ start: first.start, end: last.end }}
        unit="percentunit"
        thresholds={BUDGET_LINES}
      />
      <Text color="secondary" variant="bodySmall" element="p">
        {t('objectives.burn-down-help', 'Of the window that ended on each day, here and in the table.')}
      </Text>
      <PolicyTable states={policyStates(days)} />
    </>
  );
}

const BUDGET_LINES = [{ value: 0, color: 'red' }];

const MARKS: Record<Policy, Mark> = { healthy: 'good', watch: 'neutral', restrict: 'warning', freeze: 'bad' };

/** Each state with the days on which it was entered and left, the present one first. */
function PolicyTable({ states }: { states: PolicyState[] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles} aria-label={t('objectives.policy.history', 'Error-budget policy over time')}>
      <thead>
        <tr>
          <th scope="col">{t('objectives.policy.state', 'State')}</th>
          <th scope="col">{t('objectives.policy.entered', 'Entered')}</th>
          <th scope="col">{t('objectives.policy.left', 'Left')}</th>
          <th scope="col">{t('objectives.policy.days', 'Days')}</th>
          <th scope="col">{t('objectives.policy.least', 'Least budget left')}</th>
        </tr>
      </thead>
      <tbody>
        {[...states].reverse().map(({ policy, entered, left, days, least }, index) => (
          <tr key={entered}>
            <td>
              <StateMark mark={MARKS[policy]} /> {policyText(policy)}
            </td>
            <td>
              {index === states.length - 1
                ? t('objectives.policy.or-before', '{{day}} or before', verbatim({ day: entered }))
                : entered}
            </td>
            <td>{left ?? t('objectives.policy.lasts', 'lasts')}</td>
            <td>{days}</td>
            <td>{formatBudget(least)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    ...smallTable(theme),
    fontVariantNumeric: 'tabular-nums',
  });
