import { bareSelector, metricName, checkPromql, resultType, bareCounters, spanProblem } from '../promql/promql';
import { type Reason } from '../record/outcome';
import { withUnreadable } from '../record/unreadable';
import { oneLine } from '../text/oneLine';
import { type Definition, definition, type Reading, reading, type Indicator } from './schema';
import { isBudgeted, isLatency, isWithin } from './state';

/** Everything wrong with a definition, each named at its field. What only the data can tell is checked by the form's preview. */
export function checkDefinition(value: Definition): Reason[] {
  const { indicator: measured, target, critical, name } = value;
  const reasons: Reason[] = [];
  if (oneLine(name) === '') {
    reasons.push({ code: 'objective.name.empty', field: 'name' });
  }
  reasons.push(...checkIndicator(measured));
  if (isBudgeted(value)) {
    if (target === undefined) {
      reasons.push({ code: 'objective.target.empty', field: 'target' });
    } else if (isLatency(measured) ? target <= 0 : target < 0 || target > 1) {
      reasons.push({
        code: isLatency(measured) ? 'objective.target.positive' : 'objective.target.share',
        field: 'target',
      });
    }
  }
  if (critical !== undefined && target === undefined) {
    reasons.push({ code: 'objective.critical.alone', field: 'critical' });
  }
  if (critical !== undefined && target !== undefined && critical !== target && isWithin(value, critical, target)) {
    reasons.push({ code: 'objective.critical.side', field: 'critical' });
  }
  return withUnreadable(reasons, definition, value);
}

export function checkReading(given: Reading): Reason[] {
  const reasons: Reason[] = Number.isFinite(given.value) ? [] : [{ code: 'objective.value', field: 'value' }];
  if (!(Date.parse(given.expires) > Date.parse(given.at))) {
    reasons.push({ code: 'objective.expiry.past', field: 'expires' });
  }
  return withUnreadable(reasons, reading, given);
}

function checkIndicator(measured: Indicator): Reason[] {
  switch (measured.kind) {
    case 'ratio':
      return [...checkCounter(measured.total, 'indicator.total'), ...checkCounter(measured.events, 'indicator.events')];
    case 'latency':
    case 'nativeLatency': {
      const reasons = checkSelector(measured.histogram, 'indicator.histogram');
      const selector = reasons.length === 0 ? bareSelector(measured.histogram) : undefined;
      if (measured.kind === 'latency' && selector && !metricName(selector).endsWith('_bucket')) {
        reasons.push({ code: 'objective.histogram.bucket', field: 'indicator.histogram' });
      }
      if (!(measured.percentile > 0 && measured.percentile < 1)) {
        reasons.push({ code: 'objective.percentile', field: 'indicator.percentile' });
      }
      return reasons;
    }
    case 'probe':
      return checkSelector(measured.selector, 'indicator.selector');
    case 'gauge': {
      const reasons = checkPromql(measured.expr, 'indicator.expr');
      if (reasons.length > 0) {
        return reasons;
      }
      if (['matrix', 'string'].includes(resultType(measured.expr))) {
        return [{ code: 'objective.expr.type', field: 'indicator.expr' }];
      }
      // `_count` and the like may be a gauge's name, as in queue_message_count: the form warns of those
      const counter = bareCounters(measured.expr).find((name) => name.endsWith('_total'));
      return counter ? [{ code: 'objective.expr.counter', values: { counter }, field: 'indicator.expr' }] : [];
    }
    case 'computed':
      return measured.measure === 'oee' && !measured.factors
        ? [{ code: 'objective.oee.factors', field: 'indicator.factors' }]
        : [];
    case 'manual':
      return [];
  }
}

/** Events: the selector of a counter, or an expression whose ranges can be set to any span. */
function checkCounter(expr: string, field: string): Reason[] {
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

function checkSelector(expr: string, field: string): Reason[] {
  const reasons = checkPromql(expr, field);
  return reasons.length === 0 && !bareSelector(expr) ? [{ code: 'objective.selector', field }] : reasons;
}
