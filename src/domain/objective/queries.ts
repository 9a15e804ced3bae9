import {
  withoutComments,
  bareSelector,
  withMatchers,
  bucketMatcher,
  eventsOver,
  yieldsOneSeries,
  resultType,
  hasRange,
} from '../promql/promql';
import { interpolate } from '../promql/variables';
import { HOUR } from '../time/window';
import { type Definition } from './schema';
import { isLowerBetter } from './state';

export type Role = 'good' | 'bad' | 'total' | 'value' | 'series' | 'percentile';

export interface Query {
  role: Role;
  expr: string;
  /** What an answer is multiplied with: takes back the widening of the range. */
  factor: number;
}

/** An objective has no panel: its rates are over five minutes, like those of its own questions, its values an hour's. */
const SAMPLING = { interval: 300, range: HOUR, scrapeInterval: 0 };

/** Ready to be put into another expression: no comments, and no brackets around a selector, which may get a range. */
export function plain(expr: string): string {
  const text = interpolate(withoutComments(expr), SAMPLING);
  return bareSelector(text)?.text ?? text;
}

export function countQueries(definition: Definition, span: number, interval: number, at?: number): Query[] {
  const { indicator, target = 0 } = definition;
  switch (indicator.kind) {
    case 'ratio': {
      const events = counter(span, interval, at);
      return [
        { role: 'total', ...events(plain(indicator.total)) },
        { role: indicator.counted, ...events(plain(indicator.events)) },
      ];
    }
    case 'latency': {
      const events = counter(span, interval, at);
      const histogram = plain(indicator.histogram);
      return [
        { role: 'total', ...events(withMatchers(histogram, [{ label: 'le', operator: '=', value: '+Inf' }])) },
        { role: 'good', ...events(withMatchers(histogram, [bucketMatcher(target)])) },
      ];
    }
    case 'nativeLatency': {
      const { expr, factor } = counter(span, interval, at)(plain(indicator.histogram));
      return [
        { role: 'total', expr: `histogram_count(${expr})`, factor },
        { role: 'good', expr: `histogram_fraction(0, ${target}, ${expr}) * histogram_count(${expr})`, factor },
      ];
    }
    case 'probe': {
      // one reading a minute; the range stops short of its start, which belongs to the slice before
      const range = `${plain(indicator.selector)}[${Math.round(span * 1000) - 1}ms:1m]${at === undefined ? '' : ` @ ${at}`}`;
      return [
        { role: 'total', expr: `sum(count_over_time(${range}))`, factor: 1 },
        { role: 'good', expr: `sum(sum_over_time(${range}))`, factor: 1 },
      ];
    }
    default:
      return [];
  }
}

/**
 * `increase` sees only what lies between the samples inside its range, so that adjoining slices lose the step between
 * them. A range one sampling interval longer holds the last sample before the slice too; `increase` stretches its result
 * to the whole range, and the factor takes that back. Slices then add up to what the counter did.
 */
export function counter(span: number, interval: number, at?: number) {
  const wide = Math.round((span + interval) * 1000) - 1;
  return (expr: string) => {
    const events = eventsOver(expr, wide, at);
    const isOne = yieldsOneSeries(eventsOver(expr, HOUR)); // whatever the range, which would be parsed each time
    return { expr: isOne ? events : `sum(${events})`, factor: (span * 1000) / wide };
  };
}

export function valueQueries({ indicator }: Definition): Query[] {
  if (indicator.kind !== 'gauge') {
    return [];
  }
  const expr = plain(indicator.expr);
  return guarded(expr, recent(expr));
}

/** The last five minutes: a plain selector is averaged, an expression with its own range is taken as it is. */
export function recent(expr: string): string {
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
export function trendQueries({ indicator }: Definition, isHourly: boolean): Query[] {
  if (indicator.kind !== 'gauge') {
    return [];
  }
  const expr = plain(indicator.expr);
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

/** The percentile of the last five minutes, for display only. */
export function percentileQuery({ indicator }: Definition): Query[] {
  switch (indicator.kind) {
    case 'latency':
      return [
        {
          role: 'percentile',
          expr: `histogram_quantile(${indicator.percentile}, sum by (le) (rate(${plain(indicator.histogram)}[5m])))`,
          factor: 1,
        },
      ];
    case 'nativeLatency':
      return [
        {
          role: 'percentile',
          expr: `histogram_quantile(${indicator.percentile}, sum(rate(${plain(indicator.histogram)}[5m])))`,
          factor: 1,
        },
      ];
    default:
      return [];
  }
}

/** One query that gives the number of the whole window, to check it by hand; heavier for Prometheus than the slices. */
export function plainQuery(definition: Definition, span: number): string | undefined {
  const { indicator } = definition;
  if (indicator.kind === 'gauge') {
    return recent(plain(indicator.expr));
  }
  const parts = Object.fromEntries(countQueries(definition, span, 0.001).map(({ role, expr }) => [role, expr]));
  if (indicator.kind === 'nativeLatency') {
    const range = `${plain(indicator.histogram)}[${Math.round(span)}s]`;
    return `histogram_fraction(0, ${definition.target ?? 0}, sum(increase(${range})))`;
  }
  const counted = parts.bad ?? parts.good;
  return counted && parts.total ? `${readable(counted)} / ${readable(parts.total)}` : undefined;
}

/** What is counted over `span` seconds and all of it; what has no series counts 0 while there is traffic. */
function countedOver(
  definition: Definition,
  span: number
): { counted: string; total: string; isBad: boolean } | undefined {
  const { total, good, bad } = Object.fromEntries(
    countQueries(definition, span, 0.001).map(({ role, expr }) => [role, readable(expr)])
  );
  const found = bad ?? good;
  return total && found ? { counted: `(${found} or ${total} * 0)`, total, isBad: bad !== undefined } : undefined;
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
  const found = countedOver(definition, span);
  if (!found) {
    return undefined;
  }
  const { counted, total, isBad } = found;
  const failures = isBad ? counted : `(${total} - ${counted})`;
  return wanted === 'bad' ? failures : `${failures} / ${total}`;
}

/** The share over `span` seconds that the target is about: of bad events where less is better, else of good ones. */
export function shareQuery(definition: Definition, span: number): string | undefined {
  const found = countedOver(definition, span);
  if (!found) {
    return undefined;
  }
  const share = `${found.counted} / ${found.total}`;
  return found.isBad === isLowerBetter(definition) ? share : `1 - (${share})`;
}

/** `2592000000ms` → `30d`: exact, in the largest unit that divides it. */
function readable(expr: string): string {
  return expr.replace(/\[(\d+)ms/g, (_, digits: string) => {
    const milliseconds = Math.ceil(Number(digits) / 1000) * 1000;
    const [size, unit] = (
      [
        [86_400_000, 'd'],
        [3_600_000, 'h'],
        [60_000, 'm'],
      ] as const
    ).find(([length]) => milliseconds % length === 0) ?? [1000, 's'];
    return `[${milliseconds / size}${unit}`;
  });
}
