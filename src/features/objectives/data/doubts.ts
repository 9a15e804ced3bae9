import { t } from '@grafana/i18n';
import { useQueries, useQuery } from '@tanstack/react-query';
import { isImpossible } from '../../../domain/objective/burnRate';
import {
  bareMetrics,
  bareSelector,
  checkPromql,
  isCounterName,
  resultType,
  withoutComments,
  yieldsOneSeries,
} from '../../../domain/promql/promql';
import { DAY_SECONDS } from '../../../domain/time/units';
import { bucketBounds, countSeries, metricType } from '../../../grafana/prometheus/editor';
import { formatValue } from '../../../shared/objectives/format';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { type FieldDoubts } from '../form/FormFields';
import { type ObjectiveValues } from '../form/formValues';
import { formOf, type QueryName } from '../form/kinds';
import { windowDays, objectiveWindowName } from '../words';

/** Metrics of one expression that Prometheus is asked about. */
const MOST_METRICS = 5;

/** What only the data can tell about a definition, by the field it is about. */
export function useDoubts(
  uid: string | undefined,
  values: ObjectiveValues,
  row: ObjectiveRow | undefined,
  bounds: number[] | undefined
): FieldDoubts {
  return {
    ...useSeries(uid, values),
    ...useCounters(uid, values),
    ...fromMeasurement(values, row),
    ...fromBounds(values, bounds),
  };
}

/** The bounds of the histogram that is being written, for a latency. */
export function useBounds(uid: string | undefined, { kind, histogram }: ObjectiveValues): number[] | undefined {
  const { hasBuckets } = formOf({ kind });
  const selector = hasBuckets && histogram !== '' ? bareSelector(histogram)?.text : undefined;
  const { data } = useQuery({
    queryKey: ['bucket-bounds', uid, selector],
    queryFn: ({ signal }) => bucketBounds(uid ?? '', selector ?? '', signal),
    enabled: uid !== undefined && selector !== undefined,
    retry: false,
  });
  return hasBuckets ? data : undefined;
}

/** Whether a latency may be held to `target`. A histogram that nothing is known about yet refuses nothing. */
export function isBound(target: number | undefined, bounds: number[]): boolean {
  return target === undefined || bounds.length === 0 || bounds.includes(target);
}

export function notABound(bounds: number[]): string {
  return t(
    'objectives.form.not-a-bound',
    'This is not a bucket of the histogram. It has {{bounds}}.',
    verbatim({ bounds: bounds.map((bound) => formatValue(bound, 's')).join(', ') })
  );
}

function fromBounds({ target }: ObjectiveValues, bounds: number[] | undefined): FieldDoubts {
  const value = Number(target.replace(',', '.'));
  return bounds && target.trim() !== '' && value > 0 && !isBound(value, bounds) ? { target: notABound(bounds) } : {};
}

/** Whether the queries find anything, and one series where one is needed. */
function useSeries(uid: string | undefined, values: ObjectiveValues): FieldDoubts {
  const { queries, needed } = formOf(values);
  const asked = queries.flatMap((name) => {
    const expr = withoutComments(values[name]);
    const isVector = checkPromql(expr).length === 0 && resultType(expr) === 'vector';
    return isVector ? [{ name, expr: needed?.series(expr) ?? expr }] : [];
  });
  const found = useQueries({
    queries: asked.map(({ expr }) => ({
      queryKey: ['series-count', uid, expr],
      queryFn: ({ signal }: { signal: AbortSignal }) => countSeries(uid ?? '', expr, signal),
      enabled: uid !== undefined,
      retry: false,
    })),
  });
  return Object.fromEntries(
    asked.flatMap(({ name, expr }, index) => {
      const { data } = found[index];
      const doubt = data === undefined ? undefined : ofCount(values, name, expr, data);
      return doubt ? [[name, doubt]] : [];
    })
  );
}

function ofCount(
  { kind, counted }: ObjectiveValues,
  name: QueryName,
  expr: string,
  series: number
): string | undefined {
  if (series > 1 && name === 'expr' && !yieldsOneSeries(expr)) {
    return t(
      'objectives.doubt.many',
      'It returns {{series}} series where one is needed: aggregate them, for instance with max(…).',
      verbatim({ series })
    );
  }
  if (series > 0) {
    return undefined;
  }
  const { needed } = formOf({ kind });
  if (needed) {
    return needed.none();
  }
  return name === 'events' && counted === 'bad'
    ? t(
        'objectives.doubt.no-failures',
        'It returns no series. That counts as no bad events: check the metric’s name and labels, unless there were none yet.'
      )
    : t('objectives.doubt.no-series', 'It returns no series. Check the metric’s name and labels.');
}

/** Counters that are read as they stand: as their targets say, else as the name does. */
function useCounters(uid: string | undefined, values: ObjectiveValues): FieldDoubts {
  const reasonText = useReasonText();
  const { bare } = formOf(values);
  const expr = bare === undefined ? '' : values[bare];
  const asked = checkPromql(expr).length === 0 ? bareMetrics(expr).slice(0, MOST_METRICS) : [];
  const found = useQueries({
    queries: asked.map((metric) => ({
      queryKey: ['metric-type', uid, metric],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await metricType(uid ?? '', metric, signal)) ?? null,
      enabled: uid !== undefined,
      staleTime: Infinity,
      retry: false,
    })),
  });
  const counter = asked.find((metric, index) => {
    const { data: type } = found[index];
    return type === 'counter' || (type === null && isCounterName(metric));
  });
  return bare === undefined || counter === undefined
    ? {}
    : { [bare]: reasonText({ code: 'objective.expr.counter', values: { counter } }) };
}

/** Numbers that cannot be, or a window that reaches beyond the data. */
function fromMeasurement({ kind }: ObjectiveValues, row: ObjectiveRow | undefined): FieldDoubts {
  const { measurement, objective } = row ?? {};
  if (!measurement?.counts || !objective) {
    return {};
  }
  const { counts, window, slices } = measurement;
  const first = slices.at(0)?.start ?? window.start;
  const { counted } = formOf({ kind });
  const isTooMany = isImpossible(counts);
  return {
    ...(isTooMany &&
      counted && {
        [counted]:
          counts.good > 0
            ? t(
                'objectives.doubt.more-good',
                'There are more good events than events: the two queries do not count the same things. Compare their metrics and labels.'
              )
            : t(
                'objectives.doubt.more-bad',
                'There are more bad events than events: the two queries do not count the same things. Compare their metrics and labels.'
              ),
      }),
    ...(first - window.start > DAY_SECONDS && {
      window: t(
        'objectives.doubt.short',
        'The window is longer than the data: Prometheus has {{days}} of its {{window}}. The budget counts what is there.',
        verbatim({
          days: windowDays(Math.round((window.end - first) / DAY_SECONDS)),
          window: objectiveWindowName(objective.window),
        })
      ),
    }),
  };
}
