import { bareSelector, eventsOver, withoutComments, yieldsOneSeries } from '../../promql/promql';
import { interpolate } from '../../promql/variables';
import { isLowerBetter, type Ordering } from '../../statistics/comparison';
import { HOUR_SECONDS } from '../../time/units';
import { budgetOf } from '../burnRate';

export type QueryRole = 'good' | 'bad' | 'total' | 'value' | 'series' | 'percentile';

export interface Query {
  role: QueryRole;
  expr: string;
  /** What an answer is multiplied with: takes back the widening of the range. */
  factor: number;
}

/** So short that a range is as good as not widened. */
export const UNWIDENED = 0.001;

/** An objective has no panel: its rates are over five minutes, like those of its own questions, its values an hour's. */
const SAMPLING = { interval: 300, range: HOUR_SECONDS, scrapeInterval: 0 };

/** Ready to be put into another expression: no comments, and no brackets around a selector, which may get a range. */
export function plainExpr(expr: string): string {
  const text = interpolate(withoutComments(expr), SAMPLING);
  return bareSelector(text)?.text ?? text;
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
    const isOne = yieldsOneSeries(eventsOver(expr, HOUR_SECONDS)); // whatever the range, which would be parsed each time
    return { expr: isOne ? events : `sum(${events})`, factor: (span * 1000) / wide };
  };
}

/** Good or bad events over all of them, from the queries of one span. */
export function quotient(queries: Query[]): string | undefined {
  const { good, bad, total } = exprsOf(queries);
  const counted = bad ?? good;
  return counted && total ? `${counted} / ${total}` : undefined;
}

/** What is counted and all of it, from the queries of one span; what has no series counts 0 while there is traffic. */
export function countedOf(queries: Query[]): { counted: string; total: string; isBad: boolean } | undefined {
  const { total, good, bad } = exprsOf(queries);
  const found = bad ?? good;
  return total && found ? { counted: `(${found} or ${total} * 0)`, total, isBad: bad !== undefined } : undefined;
}

/** The share that the target is about, from the queries of one span: of bad events where less is better, else of good ones. */
export function shareOf(queries: Query[], held: { comparison: Ordering }): string | undefined {
  const found = countedOf(queries);
  if (!found) {
    return undefined;
  }
  const share = `${found.counted} / ${found.total}`;
  return found.isBad === isLowerBetter(held) ? share : `1 - (${share})`;
}

/** Expressions by their role, as people write ranges. */
function exprsOf(queries: Query[]): Partial<Record<QueryRole, string>> {
  return Object.fromEntries(queries.map(({ role, expr }) => [role, readable(expr)]));
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

/** The share of good events of a target that is a share: of good ones, or of bad ones where lower is better. */
export function shareOfTarget({ comparison, target }: { comparison: Ordering; target?: number }): number | undefined {
  return target === undefined ? undefined : isLowerBetter({ comparison }) ? budgetOf(target) : target;
}
