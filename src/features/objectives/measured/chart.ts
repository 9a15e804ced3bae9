import { t } from '@grafana/i18n';
import { type Objective } from '../../../domain/objective/schema';
import { isTimed, shownUnit } from '../../../domain/objective/state';
import { formatValue } from '../../../shared/objectives/format';
import { verbatim } from '../../../shared/words/verbatim';

/** Target and critical value across a chart; `share` of good events where that is what is drawn. */
export function linesOf(objective: Objective, share: number | undefined): Array<{ value: number; color: string }> {
  const { target, critical } = objective;
  if (isTimed(objective)) {
    return share === undefined ? [] : [{ value: share, color: 'orange' }];
  }
  return [
    ...(target === undefined ? [] : [{ value: target, color: 'orange' }]),
    ...(critical === undefined ? [] : [{ value: critical, color: 'red' }]),
  ];
}

/** What the chart says, for those who cannot see it. */
export function chartLabel(objective: Objective, values: Array<number | null>): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) {
    return t('objectives.chart.empty', '{{name}}: no data in this time', verbatim({ name: objective.name }));
  }
  const unit = shownUnit(objective);
  return t(
    'objectives.chart.label',
    '{{name}} over time, between {{min}} and {{max}}',
    verbatim({
      name: objective.name,
      min: formatValue(Math.min(...known), unit),
      max: formatValue(Math.max(...known), unit),
    })
  );
}
