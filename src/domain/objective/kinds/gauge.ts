import { z } from 'zod/mini';
import { bareSelector, checkPromql, hasRange, resultType, yieldsOneSeries } from '../../promql/promql';
import { type Reason } from '../../record/outcome';
import { plainExpr, type Query } from './asking';
import { expression } from './checks';
import { defineKind } from './kind';

/** Any expression that yields one series, over the last five minutes. */
const schema = z.object({ kind: z.literal('gauge'), expr: expression });

export const gauge = defineKind(schema, {
  source: 'prometheus',
  check: ({ expr }) => check(expr),
  unit: () => undefined,
  rewritten: (indicator, change) => ({ ...indicator, expr: change(indicator.expr) }),
  plainQuery: ({ indicator }) => recent(plainExpr(indicator.expr)),
  signal: ({ indicator }) => recent(plainExpr(indicator.expr)),
  value: {
    now: ({ expr }) => guarded(plainExpr(expr), recent(plainExpr(expr))),
    hours: ({ expr }, isHourly) => hours(plainExpr(expr), isHourly),
  },
});

function check(expr: string): Reason[] {
  const field = 'indicator.expr';
  const reasons = checkPromql(expr, field);
  if (reasons.length > 0) {
    return reasons;
  }
  // a gauge may be named like a counter, as queue_message_count and pages_total are: the form warns of those
  return ['matrix', 'string'].includes(resultType(expr)) ? [{ code: 'objective.expr.type', field }] : [];
}

/** The last five minutes: a plain selector is averaged, an expression with its own range is taken as it is. */
function recent(expr: string): string {
  if (resultType(expr) === 'scalar') {
    return `vector(${expr})`;
  }
  if (bareSelector(expr)) {
    return `avg_over_time(${expr}[5m])`;
  }
  // `and` ends the value when the expression ends: the subquery would go on for the five minutes of its memory
  return hasRange(expr) ? expr : `avg_over_time((${expr})[5m:1m]) and (${expr})`;
}

/**
 * Each hour: its mean where hours are shown, from a value every five minutes; for a trend of six hours one value an hour
 * does, at a tenth of the cost. A plain selector is averaged over its samples, which costs little.
 */
function hours(expr: string, isHourly: boolean): Query[] {
  if (bareSelector(expr)) {
    return guarded(expr, `avg_over_time(${expr}[1h])`);
  }
  const vector = resultType(expr) === 'scalar' ? `vector(${expr})` : expr;
  return guarded(expr, isHourly ? `avg_over_time((${vector})[1h:5m])` : vector);
}

/** An expression that might yield many series is never asked for as it is: one value and the number of series come back. */
function guarded(expr: string, asked: string): Query[] {
  return yieldsOneSeries(expr)
    ? [{ role: 'value', expr: asked, factor: 1 }]
    : [
        { role: 'value', expr: `max(${asked})`, factor: 1 },
        { role: 'series', expr: `count(${asked})`, factor: 1 },
      ];
}
