import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { policyDays, type PolicyState, policyStates } from '../../../domain/objective/budgetPolicy';
import { type Policy } from '../../../domain/objective/burnRate';
import { type Exclusions } from '../../../domain/objective/exclusion';
import { type Objective } from '../../../domain/objective/schema';
import { DAY_SECONDS, nominalDays } from '../../../domain/time/window';
import { formatBudget } from '../../../shared/objectives/format';
import { useMeasurements } from '../../../shared/objectives/useMeasurements';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
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
  return (
    <>
      <section>
        <Text element="h2" variant="h4">
          {t('objectives.policy.history', 'Error-budget policy over time')}
        </Text>
        {isPending ? (
          <LoadingPlaceholder text={t('objectives.policy.asking', 'Asking Prometheus about earlier days…')} />
        ) : !measurement ? (
          problem && <ProblemText problem={problem} />
        ) : (
          <PolicyTable
            states={policyStates(
              policyDays(measurement.slices, {
                span: { start: measurement.now - days * DAY_SECONDS, end: measurement.now },
                zone,
                window: objective.window,
                target,
              })
            )}
          />
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

const MARKS: Record<Policy, Mark> = { healthy: 'good', watch: 'neutral', restrict: 'warning', freeze: 'bad' };

/** Each state with the days on which it was entered and left, the present one first. */
function PolicyTable({ states }: { states: PolicyState[] }) {
  const styles = useStyles2(getStyles);
  if (states.length === 0) {
    return (
      <Text color="secondary" element="p">
        {t('objectives.policy.nothing', 'No data: no day of the window has samples.')}
      </Text>
    );
  }
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
              <StateMark mark={MARKS[policy]} label={policyText(policy)} /> {policyText(policy)}
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
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', fontVariantNumeric: 'tabular-nums' },
    th: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
  });
