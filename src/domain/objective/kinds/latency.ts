import { z } from 'zod/mini';
import { bareSelector, bucketMatcher, type Matcher, metricName, withMatchers } from '../../promql/promql';
import { type Reason } from '../../record/outcome';
import { counter, plainExpr, type Query, quotient, UNWIDENED } from './asking';
import { checkPercentile, checkSelector, expression } from './checks';
import { defineKind, type Held } from './kind';

/** Share of requests within the target: `histogram` selects the `_bucket` series, the target must be one of its bounds. */
const schema = z.object({ kind: z.literal('latency'), histogram: expression, percentile: z.number() });
type Latency = z.infer<typeof schema>;

const ALL: Matcher = { label: 'le', operator: '=', value: '+Inf' };

export const latency = defineKind(schema, {
  source: 'prometheus',
  check: ({ histogram, percentile }) => [...checkBuckets(histogram), ...checkPercentile(percentile)],
  unit: () => 's',
  rewritten: (indicator, change) => ({ ...indicator, histogram: change(indicator.histogram) }),
  plainQuery: (held, span) => quotient(counts(held, span, UNWIDENED)),
  signal: ({ indicator }) => quantile(indicator),
  budget: {
    target: 'time',
    goodShare: ({ indicator }) => indicator.percentile,
    counts,
    sampled: ({ histogram }) => [plainExpr(histogram)],
    percentile: quantile,
    openSlo: {
      counter: true,
      queries: ({ indicator: { histogram }, target }) =>
        target === undefined
          ? undefined
          : { good: withMatchers(histogram, [bucketMatcher(target)]), total: withMatchers(histogram, [ALL]) },
      withShare: (indicator, percentile) => ({ ...indicator, percentile }),
    },
  },
});

function checkBuckets(histogram: string): Reason[] {
  const reasons = checkSelector(histogram, 'indicator.histogram');
  const selector = reasons.length === 0 ? bareSelector(histogram) : undefined;
  return selector && !metricName(selector).endsWith('_bucket')
    ? [{ code: 'objective.histogram.bucket', field: 'indicator.histogram' }]
    : reasons;
}

function counts({ indicator, target = 0 }: Held<Latency>, span: number, interval: number, at?: number): Query[] {
  const events = counter(span, interval, at);
  const histogram = plainExpr(indicator.histogram);
  return [
    { role: 'total', ...events(withMatchers(histogram, [ALL])) },
    { role: 'good', ...events(withMatchers(histogram, [bucketMatcher(target)])) },
  ];
}

function quantile({ percentile, histogram }: Latency): string {
  return `histogram_quantile(${percentile}, sum by (le) (rate(${plainExpr(histogram)}[5m])))`;
}
