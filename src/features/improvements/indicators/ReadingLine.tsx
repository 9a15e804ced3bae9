import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { type Improvement, type IndicatorReading } from '../../../domain/objective/improvement';
import { DAY_SECONDS } from '../../../domain/time/units';
import { formatValue } from '../../../shared/objectives/format';
import { chartUnit } from '../../../shared/objectives/units';
import { Chart } from '../../../shared/ui/Chart';
import { verbatim } from '../../../shared/words/verbatim';

/** Values over time with the target across. */
export function ReadingLine({ indicator, readings }: { indicator: Improvement; readings: IndicatorReading[] }) {
  const { name, unit, target } = indicator;
  const series = useMemo(
    () => [
      {
        name,
        times: readings.map(({ on }) => Date.parse(on) / 1000),
        values: readings.map(({ value }) => value),
      },
    ],
    [name, readings]
  );
  const [{ times, values }] = series;
  const first = Math.min(...times);
  const last = Math.max(...times);
  const span = useMemo(() => ({ start: first - DAY_SECONDS, end: last + DAY_SECONDS }), [first, last]);
  const lines = useMemo(() => [{ value: target, color: 'orange' }], [target]);
  return (
    <Chart
      label={t(
        'objectives.indicators.chart',
        '{{name}} over time: from {{first}} to {{last}}',
        verbatim({ name, first: formatValue(values[0], unit), last: formatValue(values[values.length - 1], unit) })
      )}
      series={series}
      span={span}
      unit={chartUnit(unit)}
      thresholds={lines}
      height={140}
      hasPoints
    />
  );
}
