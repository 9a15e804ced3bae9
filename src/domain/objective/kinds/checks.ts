import { z } from 'zod/mini';
import { bareCounters, bareSelector, checkPromql, resultType, spanProblem } from '../../promql/promql';
import { type Reason } from '../../record/outcome';

/** PromQL as it is kept. */
export const expression = z.string().check(z.maxLength(20_000));

/** Events: the selector of a counter, or an expression whose ranges can be set to any span. */
export function checkCounter(expr: string, field: string): Reason[] {
  const reasons = checkPromql(expr, field);
  if (reasons.length > 0 || bareSelector(expr)) {
    return reasons;
  }
  if (resultType(expr) !== 'vector') {
    return [{ code: 'objective.expr.type', field }];
  }
  const [counter] = bareCounters(expr);
  const problem = spanProblem(expr);
  return counter
    ? [{ code: 'objective.expr.counter', values: { counter }, field }]
    : problem
      ? [{ code: `objective.events.${problem.of}`, values: { text: problem.text.slice(0, 100) }, field }]
      : [];
}

export function checkSelector(expr: string, field: string): Reason[] {
  const reasons = checkPromql(expr, field);
  return reasons.length === 0 && !bareSelector(expr) ? [{ code: 'objective.selector', field }] : reasons;
}

export function checkPercentile(percentile: number): Reason[] {
  return percentile > 0 && percentile < 1 ? [] : [{ code: 'objective.percentile', field: 'indicator.percentile' }];
}
