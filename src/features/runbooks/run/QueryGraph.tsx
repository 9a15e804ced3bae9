import React from 'react';
import { t } from '@grafana/i18n';
import { useTheme2, Text } from '@grafana/ui';
import { seriesNames } from '../../../domain/promql/seriesNames';
import { type StepOf, type Step } from '../../../domain/runbook/schema';
import { Chart } from '../../../shared/ui/Chart';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { useGraph } from '../data';

interface Props {
  uid: string;
  expr: string;
  step: Pick<StepOf<'query'>, 'title' | 'threshold' | 'unit'> | Step;
}

/** The last hour of a query with its threshold. */
export function QueryGraph({ uid, expr, step }: Props) {
  const theme = useTheme2();
  const { data, error } = useGraph(uid, expr);
  const threshold = 'threshold' in step ? step.threshold : undefined;
  if (error) {
    return <Text color="secondary">{queryFailure(error).title}</Text>;
  }
  if (!data || data.series.length === 0) {
    return data ? <Text color="secondary">{t('runbooks.graph-empty', 'No data in the last hour')}</Text> : null;
  }
  const names = seriesNames(
    data.series.map(({ labels }) => labels),
    step.title
  );
  return (
    <div style={{ width: '100%' }}>
      <Chart
        label={t('runbooks.graph', '{{title}} over the last hour', verbatim({ title: step.title }))}
        series={data.series.map(({ times, values }, index) => ({ name: names[index], times, values }))}
        span={data.span}
        unit={unitOf(step)}
        height={180}
        thresholds={threshold === undefined ? undefined : [{ value: threshold, color: theme.colors.error.border }]}
      />
      {data.total > data.series.length && (
        <Text color="secondary" variant="bodySmall">
          {t(
            'runbooks.graph-cut',
            'The first {{shown}} of {{total}} series',
            verbatim({ shown: data.series.length, total: data.total })
          )}
        </Text>
      )}
    </div>
  );
}

const UNITS: Record<string, string> = { '%': 'percent', s: 's', ms: 'ms', bytes: 'bytes', B: 'bytes' };

function unitOf(step: Props['step']): string {
  return ('unit' in step && step.unit && UNITS[step.unit]) || 'short';
}
