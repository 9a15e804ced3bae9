import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Measure } from '../../../domain/incident/schema';
import { holds } from '../../../domain/statistics/comparison';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatFigure } from '../../../shared/words/numbers';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { useMeasureNow } from '../data/evidence';

/** The success measure's result now. */
export function MeasureNow({ measure }: { measure: Measure }) {
  const { source, isPending: isLooking } = usePrometheus(measure.datasource);
  const uid = source?.uid;
  const { data, error, isPending } = useMeasureNow(measure, uid);
  const met = typeof data === 'number' ? holds(data, measure.comparison, measure.threshold) : undefined;
  const text = error
    ? queryFailure(error).title
    : !uid && !isLooking
      ? measure.datasource
        ? t('incidents.action.measure-gone', 'its data source is not there any more')
        : t('incidents.action.measure-nowhere', 'no Prometheus is chosen in Setup')
      : isPending
        ? '…'
        : typeof data === 'number'
          ? t('incidents.action.measured', 'now {{value}}', verbatim({ value: formatFigure(data) }))
          : t('incidents.signals.no-data', 'no data');
  return (
    <Text color="secondary" variant="bodySmall" element="p">
      <StateMark
        mark={met === undefined ? 'unknown' : met ? 'good' : 'bad'}
        label={
          met === undefined
            ? t('incidents.unknown', 'unknown')
            : met
              ? t('incidents.action.measure-met', 'the measure is met')
              : t('incidents.action.measure-missed', 'the measure is not met')
        }
      />{' '}
      <code>
        {measure.expr} {measure.comparison} {measure.threshold}
      </code>{' '}
      {text}
    </Text>
  );
}
