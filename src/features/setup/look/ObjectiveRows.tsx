import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { type ProposedObjective } from '../../../domain/catalogue/propose';
import { type TargetSuggestion, SUGGESTION_REACH, suggestionFor } from '../../../domain/catalogue/suggest';
import { type Measurement } from '../../../domain/objective/measurement';
import { mainExpression } from '../../../domain/objective/queries';
import { type Objective } from '../../../domain/objective/schema';
import { isBudgeted, shownUnit } from '../../../domain/objective/state';
import { formatTarget, formatValue } from '../../../shared/objectives/format';
import { type ObjectiveRow, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { StateMark } from '../../../shared/ui/StateMark';
import { percentText } from '../../../shared/words/numbers';
import { STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  objectives: ProposedObjective[];
  /** The team's objectives. */
  known: Record<string, unknown>;
  ticked: ReadonlySet<string>;
  targets: Record<string, number>;
  onTick: (key: string, on: boolean) => void;
  onTarget: (key: string, target: number) => void;
}

/** Proposed objectives with what they would say now and over 30 days, and which target that suggests. */
export function ObjectiveRows({ objectives, known, ticked, targets, onTick, onTarget }: Props) {
  const styles = useStyles2(getStyles);
  const measured = useMeasurements(
    objectives.map(({ key, definition }, position): [string, Objective] => [
      key,
      { ...definition, ...(targets[key] !== undefined && { target: targets[key] }), position },
    ]),
    { reach: SUGGESTION_REACH }
  );
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('setup.look.proposed', 'Proposed objectives')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('setup.look.objective', 'Objective')}</th>
            <th scope="col">{t('setup.look.now', 'Now')}</th>
            <th scope="col">{t('setup.look.month', '30 days')}</th>
            <th scope="col">{t('setup.look.target', 'Target')}</th>
          </tr>
        </thead>
        <tbody>
          {objectives.map((proposed) => {
            const { key, definition } = proposed;
            const row = measured.find((each) => each.key === key);
            return (
              <tr key={key}>
                <th scope="row">
                  <Checkbox
                    label={definition.name}
                    disabled={known[key] !== undefined}
                    value={ticked.has(key)}
                    onChange={({ currentTarget }) => onTick(key, currentTarget.checked)}
                  />
                  {known[key] !== undefined && <small>{t('setup.look.known', 'already yours')}</small>}
                </th>
                <Values row={row} />
                <td>
                  <Target
                    proposed={proposed}
                    measurement={row?.measurement}
                    chosen={targets[key] ?? definition.target}
                    onChoose={(target) => onTarget(key, target)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Values({ row }: { row: ObjectiveRow | undefined }) {
  if (!row || row.isPending) {
    return <td colSpan={2}>{t('setup.look.measuring', 'Measuring…')}</td>;
  }
  const { objective, state, value, current } = row;
  return (
    <>
      <td>{current === undefined ? '–' : formatValue(current, objective.unit)}</td>
      <td>
        {state && <StateMark mark={STATE_MARKS[state]} label={objectiveStateName(state)} />}{' '}
        {value === undefined ? (
          <NoSamples objective={objective} />
        ) : isBudgeted(objective) ? (
          formatValue(value, shownUnit(objective))
        ) : (
          state && objectiveStateName(state)
        )}
      </td>
    </>
  );
}

/** Which question came back empty, over which time. */
function NoSamples({ objective: { indicator } }: { objective: Objective }) {
  const query = mainExpression(indicator);
  return (
    <>
      {t('setup.look.no-samples', 'no samples in 30 days')} {query && <code>{query}</code>}
    </>
  );
}

interface TargetProps {
  proposed: ProposedObjective;
  measurement: Measurement | undefined;
  chosen: number | undefined;
  onChoose: (target: number) => void;
}

function Target({ proposed: { definition }, measurement, chosen, onChoose }: TargetProps) {
  const styles = useStyles2(getStyles);
  const { target } = definition;
  if (target === undefined) {
    return <>{t('setup.look.no-target', 'shown for information')}</>;
  }
  const suggested = measurement && suggestionFor(definition, measurement)?.target;
  const cost = measurement && suggestionFor({ ...definition, target: chosen }, measurement);
  const label = (value: number) => formatTarget({ ...definition, target: value });
  const isOther = suggested !== undefined && label(suggested) !== label(target);
  return (
    <>
      {isOther ? (
        <RadioButtonGroup
          size="sm"
          aria-label={t('setup.look.target-of', 'Target of {{name}}', verbatim({ name: definition.name }))}
          value={chosen}
          options={[
            {
              value: target,
              label: t('setup.look.documented', '{{target}} documents', verbatim({ target: label(target) })),
            },
            {
              value: suggested,
              label: t('setup.look.suggested', '{{target}} suggested', verbatim({ target: label(suggested) })),
            },
          ]}
          onChange={onChoose}
        />
      ) : (
        label(target)
      )}
      {cost && <div className={styles.note}>{costText(cost, label(chosen ?? target))}</div>}
    </>
  );
}

/** What a target would have cost: by day, over all days together, and as its own window stood at the end of each. */
function costText({ days, missed, used, windows }: TargetSuggestion, target: string): string {
  if (days === 1) {
    return firstDayText(missed === 0, used, target);
  }
  return [
    missed === 0
      ? t('setup.look.kept', '{{target}} would have been kept on each of {{days}} days', verbatim({ target, days }))
      : missed === 2
        ? t(
            'setup.look.missed-twice',
            '{{target}} would have been missed twice in {{days}} days',
            verbatim({ target, days })
          )
        : t('setup.look.missed', '', {
            count: missed,
            target,
            days,
            defaultValue_one: '{{target}} would have been missed once in {{days}} days',
            defaultValue_other: '{{target}} would have been missed on {{count}} of {{days}} days',
            interpolation: { escapeValue: false },
          }),
    ...(used === undefined
      ? []
      : [
          used <= 1
            ? t(
                'setup.look.whole-kept',
                'all {{days}} days together would have kept it, with {{used}} of the error budget',
                verbatim({ days, used: percentText(used, 0) })
              )
            : t(
                'setup.look.whole-missed',
                'all {{days}} days together would have missed it, with {{used}} of the error budget',
                verbatim({ days, used: percentText(used, 0) })
              ),
        ]),
    ...(windows
      ? [
          windows.missed === 0
            ? t(
                'setup.look.windows-kept',
                'its window of {{days}} days would have been kept at the end of each of the last {{of}} days',
                verbatim(windows)
              )
            : t(
                'setup.look.windows-missed',
                'its window of {{days}} days would have been missed at the end of {{missed}} of the last {{of}} days',
                verbatim(windows)
              ),
        ]
      : []),
  ].join(' · ');
}

/** On the first day there is no other to compare with. */
function firstDayText(isKept: boolean, used: number | undefined, target: string): string {
  const kept = isKept
    ? t('setup.look.kept-so-far', '{{target}} would have been kept so far', verbatim({ target }))
    : t('setup.look.missed-so-far', '{{target}} would have been missed so far', verbatim({ target }));
  const budget =
    used !== undefined &&
    t('setup.look.used-so-far', '{{used}} of the error budget used', verbatim({ used: percentText(used, 0) }));
  return [kept, budget].filter(Boolean).join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'left', verticalAlign: 'top' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
