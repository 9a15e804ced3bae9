import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { useFormContext } from 'react-hook-form';
import { COMPUTED } from '../../../domain/objective/kinds/computedMeasure';
import { type IndicatorKind, type IndicatorOf } from '../../../domain/objective/kinds/kinds';
import { type Definition } from '../../../domain/objective/schema';
import { bareSelector, checkPromql } from '../../../domain/promql/promql';
import { toTyped } from '../../../shared/objectives/typed';
import { computedName } from '../words';
import { ChoiceField, QueryField, ObjectiveTextField } from './FormFields';
import { type ObjectiveValues } from './formValues';

export type QueryName = 'total' | 'events' | 'histogram' | 'selector' | 'expr';

/** Reads a number that was typed; what is none is told at its field. */
type ReadNumber = (field: 'percentile' | 'targets', unit?: Definition['unit']) => number | undefined;

interface FieldsProps {
  /** Of the data source. */
  uid?: string;
  /** Objectives that can be factors of a product. */
  candidates: Array<{ value: string; label: string }>;
}

/** What the form shows and asks of one kind of indicator. */
interface KindForm<I> {
  hint: () => string;
  Fields: (props: FieldsProps) => ReactElement | null;
  toIndicator: (values: ObjectiveValues, number: ReadNumber) => I;
  toValues: (indicator: I) => Partial<ObjectiveValues>;
  /** Its fields that hold PromQL. */
  queries: QueryName[];
  /** Where events that cannot be, more good ones than events, are told. */
  counted?: QueryName;
  /** Whether the target is one of the histogram's buckets. */
  hasBuckets?: boolean;
  /** The series that must be there, where it is not the expression's own. */
  needed?: { series: (expr: string) => string; none: () => string };
  /** Its field that is read as it stands, so that a counter in it means nothing. */
  bare?: QueryName;
}

const ratio: KindForm<IndicatorOf<'ratio'>> = {
  hint: () => t('objectives.hint.ratio', 'Good or bad events among all, for instance an error rate'),
  Fields: ({ uid }) => (
    <>
      <QueryField
        name="total"
        uid={uid}
        label={t('objectives.form.total', 'All events')}
        description={t(
          'objectives.form.counter-hint',
          'A counter, for instance http_requests_total{job="api"}, or an expression with rate(…[5m])'
        )}
      />
      <ChoiceField
        name="counted"
        label={t('objectives.form.counted', 'The next query counts')}
        options={[
          { value: 'bad', label: t('objectives.form.counted-bad', 'bad events') },
          { value: 'good', label: t('objectives.form.counted-good', 'good events') },
        ]}
      />
      <QueryField
        name="events"
        uid={uid}
        label={t('objectives.form.events', 'Good or bad events')}
        description={t('objectives.form.events-hint', 'For instance http_requests_total{job="api",code=~"5.."}')}
      />
    </>
  ),
  toIndicator: ({ total, counted, events }) => ({ kind: 'ratio', total: bare(total), counted, events: bare(events) }),
  toValues: ({ total, counted, events }) => ({ total, counted, events }),
  queries: ['total', 'events'],
  counted: 'events',
};

const latency: KindForm<IndicatorOf<'latency'>> = {
  hint: () => t('objectives.hint.latency', 'Share of requests within a time, from the buckets of a histogram'),
  Fields: ({ uid }) => (
    <HistogramFields
      uid={uid}
      description={t(
        'objectives.form.histogram-hint',
        'The buckets, for instance http_request_duration_seconds_bucket{job="api"}'
      )}
    />
  ),
  toIndicator: (values, number) => ({ kind: 'latency', ...histogramOf(values, number) }),
  toValues: histogramValues,
  queries: ['histogram'],
  counted: 'histogram',
  hasBuckets: true,
};

const nativeLatency: KindForm<IndicatorOf<'nativeLatency'>> = {
  hint: () => t('objectives.hint.native', 'The same from a native histogram'),
  Fields: ({ uid }) => (
    <HistogramFields
      uid={uid}
      description={t('objectives.form.native-hint', 'For instance http_request_duration_seconds{job="api"}')}
    />
  ),
  toIndicator: (values, number) => ({ kind: 'nativeLatency', ...histogramOf(values, number) }),
  toValues: histogramValues,
  queries: ['histogram'],
  counted: 'histogram',
  needed: {
    series: (expr) => `histogram_count(${expr})`,
    none: () => t('objectives.doubt.no-native', 'It returns no series that is a native histogram.'),
  },
};

const probe: KindForm<IndicatorOf<'probe'>> = {
  hint: () => t('objectives.hint.probe', 'Share of time up, from a 0/1 metric'),
  Fields: ({ uid }) => (
    <>
      <QueryField
        name="selector"
        uid={uid}
        label={t('objectives.form.probe', 'Probe')}
        description={t(
          'objectives.form.probe-hint',
          'A metric that is 1 when up and 0 when down, for instance up{job="api"}'
        )}
      />
      <ObjectiveTextField
        name="targets"
        label={t('objectives.form.targets', 'Targets expected')}
        description={t(
          'objectives.form.targets-hint',
          'Those without samples count as unknown. Empty: as many as were ever seen at once.'
        )}
        width={20}
      />
    </>
  ),
  toIndicator: ({ selector }, number) => {
    const targets = number('targets');
    return { kind: 'probe', selector: bare(selector), ...(targets !== undefined && targets > 0 && { targets }) };
  },
  toValues: ({ selector, targets }) => ({ selector, targets: targets === undefined ? '' : String(targets) }),
  queries: ['selector'],
  counted: 'selector',
};

const gauge: KindForm<IndicatorOf<'gauge'>> = {
  hint: () => t('objectives.hint.gauge', 'A value against one or two thresholds, for instance CPU'),
  Fields: ({ uid }) => (
    <QueryField
      name="expr"
      uid={uid}
      label={t('objectives.form.expr', 'Query')}
      description={t('objectives.form.expr-hint', 'One value, for instance max(process_cpu_usage)')}
    />
  ),
  toIndicator: ({ expr }) => ({ kind: 'gauge', expr: expr.trim() }),
  toValues: ({ expr }) => ({ expr }),
  queries: ['expr'],
  bare: 'expr',
};

const computed: KindForm<IndicatorOf<'computed'>> = {
  hint: () => t('objectives.hint.computed', 'From incidents and other objectives'),
  Fields: ({ candidates }) => {
    const { watch } = useFormContext<ObjectiveValues>();
    return (
      <>
        <ChoiceField
          name="measure"
          label={t('objectives.form.measure', 'Computed')}
          options={COMPUTED.map((value) => ({ value, label: computedName(value) }))}
        />
        {watch('measure') === 'oee' && (
          <div>
            <ChoiceField
              name="availability"
              label={t('objectives.form.availability', 'Availability')}
              options={candidates}
            />
            <ChoiceField
              name="performance"
              label={t('objectives.form.performance', 'Performance')}
              options={candidates}
            />
            <ChoiceField name="quality" label={t('objectives.form.quality', 'Quality')} options={candidates} />
          </div>
        )}
      </>
    );
  },
  toIndicator: ({ measure, availability, performance, quality }) => ({
    kind: 'computed',
    measure,
    ...(measure === 'oee' &&
      availability &&
      performance &&
      quality && { factors: { availability, performance, quality } }),
  }),
  toValues: ({ measure, factors }) => ({ measure, ...factors }),
  queries: [],
};

const manual: KindForm<IndicatorOf<'manual'>> = {
  hint: () => t('objectives.hint.manual', 'Given by a person, with a date until which it is valid'),
  Fields: () => null,
  toIndicator: () => ({ kind: 'manual' }),
  toValues: () => ({}),
  queries: [],
};

const FORMS: { [K in IndicatorKind]: KindForm<IndicatorOf<K>> } = {
  ratio,
  latency,
  nativeLatency,
  probe,
  gauge,
  computed,
  manual,
};

export function formOf<K extends IndicatorKind>({ kind }: { kind: K }): KindForm<IndicatorOf<K>> {
  return FORMS[kind];
}

function HistogramFields({ uid, description }: { uid?: string; description: string }) {
  return (
    <>
      <QueryField
        name="histogram"
        uid={uid}
        label={t('objectives.form.histogram', 'Histogram')}
        description={description}
      />
      <ObjectiveTextField
        name="percentile"
        label={t('objectives.form.percentile', 'Share of requests within the target')}
        suffix="%"
        width={20}
        required
      />
    </>
  );
}

function histogramOf({ histogram }: ObjectiveValues, number: ReadNumber) {
  return { histogram: bare(histogram), percentile: number('percentile', 'ratio') ?? NaN };
}

function histogramValues({ histogram, percentile }: { histogram: string; percentile: number }) {
  return { histogram, percentile: String(toTyped(percentile, 'ratio')) };
}

/** A selector without brackets and comments around it: a range is appended to it, and a comment would swallow that. */
function bare(expr: string): string {
  const isWhole = checkPromql(expr).length === 0; // of a broken one the parser may see the first part only
  return (isWhole && bareSelector(expr)?.text) || expr.trim();
}
