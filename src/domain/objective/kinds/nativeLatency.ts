import { z } from 'zod/mini';
import { counter, plainExpr } from './asking';
import { checkPercentile, checkSelector, expression } from './checks';
import { defineKind } from './kind';

/** Share of requests within the target on a native histogram, where any bound will do. */
const schema = z.object({ kind: z.literal('nativeLatency'), histogram: expression, percentile: z.number() });
type NativeLatency = z.infer<typeof schema>;

export const nativeLatency = defineKind(schema, {
  source: 'prometheus',
  check: ({ histogram, percentile }) => [
    ...checkSelector(histogram, 'indicator.histogram'),
    ...checkPercentile(percentile),
  ],
  unit: () => 's',
  rewritten: (indicator, change) => ({ ...indicator, histogram: change(indicator.histogram) }),
  plainQuery: ({ indicator, target = 0 }, span) =>
    `histogram_fraction(0, ${target}, sum(increase(${plainExpr(indicator.histogram)}[${Math.round(span)}s])))`,
  signal: ({ indicator }) => quantile(indicator),
  budget: {
    target: 'time',
    goodShare: ({ indicator }) => indicator.percentile,
    counts: ({ indicator, target = 0 }, span, interval, at) => {
      const { expr, factor } = counter(span, interval, at)(plainExpr(indicator.histogram));
      return [
        { role: 'total', expr: `histogram_count(${expr})`, factor },
        { role: 'good', expr: `histogram_fraction(0, ${target}, ${expr}) * histogram_count(${expr})`, factor },
      ];
    },
    sampled: ({ histogram }) => [plainExpr(histogram)],
    percentile: quantile,
  },
});

function quantile({ percentile, histogram }: NativeLatency): string {
  return `histogram_quantile(${percentile}, sum(rate(${plainExpr(histogram)}[5m])))`;
}
