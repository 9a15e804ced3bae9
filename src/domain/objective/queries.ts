import { countedOf, type Query, UNWIDENED } from './kinds/asking';
import { type Indicator, kindOf } from './kinds/kinds';
import { type Definition } from './schema';

/** Good or bad events and all of them in `span` seconds up to `at`; nothing of kinds that count no events. */
export function countQueries(definition: Definition, span: number, interval: number, at?: number): Query[] {
  return kindOf(definition.indicator).budget?.counts(definition, span, interval, at) ?? [];
}

/** The value of kinds that are one value of a query, last five minutes. */
export function valueQueries({ indicator }: Definition): Query[] {
  return kindOf(indicator).value?.now(indicator) ?? [];
}

/** The same for each hour. */
export function trendQueries({ indicator }: Definition, isHourly: boolean): Query[] {
  return kindOf(indicator).value?.hours(indicator, isHourly) ?? [];
}

/** The percentile of the last five minutes, for display only. */
export function percentileQuery({ indicator }: Definition): Query[] {
  const expr = kindOf(indicator).budget?.percentile?.(indicator);
  return expr === undefined ? [] : [{ role: 'percentile', expr, factor: 1 }];
}

/** With each of its expressions put through `change`; as it is where it has none. */
export function rewritten(indicator: Indicator, change: (expr: string) => string): Indicator {
  return kindOf(indicator).rewritten?.(indicator, change) ?? indicator;
}

/** What has to have samples, before anything else. */
export function mainExpression(indicator: Indicator): string | undefined {
  const found: string[] = [];
  rewritten(indicator, (expr) => {
    found.push(expr);
    return expr;
  });
  return found[0];
}

/** One query that gives the number of the whole window, to check it by hand; heavier for Prometheus than the slices. */
export function plainQuery(definition: Definition, span: number): string | undefined {
  return kindOf(definition.indicator).plainQuery?.(definition, span);
}

/**
 * Share of bad events over `span` seconds as one expression, or their number. Series of failures that do not exist yet
 * count 0 while there is traffic, and series of good events that do not exist make everything bad.
 */
export function errorRatioQuery(
  definition: Definition,
  span: number,
  wanted: 'ratio' | 'bad' = 'ratio'
): string | undefined {
  const found = countedOf(countQueries(definition, span, UNWIDENED));
  if (!found) {
    return undefined;
  }
  const { counted, total, isBad } = found;
  const failures = isBad ? counted : `(${total} - ${counted})`;
  return wanted === 'bad' ? failures : `${failures} / ${total}`;
}
