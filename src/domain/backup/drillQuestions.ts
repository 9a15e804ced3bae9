import { type Matcher, selectors, withMatchers, yieldsOneSeries } from '../promql/promql';
import { type DrillPlan } from './schema';

/** What is asked during a drill; each yields at most one series. */
export interface DrillQuestions {
  /** On the restored side. */
  probe: string;
  /** The newest restored point: a Unix time as its value, or the times of the samples themselves (`samples`) up to the cut. */
  newest: { expr: string; from: 'value' | 'samples' };
  invariants: Array<{ original: string; restored: string }>;
}

/** The same questions for both sides, each with the labels of its side. */
export function drillQuestions({ probe, newest, invariants, target, original }: DrillPlan): DrillQuestions {
  const onTarget = (expr: string) => withLabels(expr, target.labels);
  const [first] = invariants;
  const [series] = first ? selectors(onTarget(first.expr)) : [];
  return {
    probe: single(onTarget(probe), 'min'), // all of it has to be back
    newest: newest
      ? { expr: single(onTarget(newest), 'max'), from: 'value' }
      : { expr: newestSample(series?.text ?? 'up'), from: 'samples' },
    invariants: invariants.map(({ expr, kind }) => {
      const aggregation = kind === 'newest' ? 'max' : 'sum';
      return {
        original: single(withLabels(expr, original.labels), aggregation),
        restored: single(onTarget(expr), aggregation),
      };
    }),
  };
}

/** The newest sample is looked for every so many seconds: one counts for five minutes. */
export const NEWEST_STEP = 240;

/** A series whose target is gone counts no longer, so what it last had is looked for between two steps too. */
function newestSample(series: string): string {
  const time = `max(timestamp(${series}))`;
  return `${time} or max_over_time(${time}[${NEWEST_STEP}s:15s])`;
}

function withLabels(expr: string, labels: Record<string, string>): string {
  const matchers = Object.entries(labels).map(([label, value]): Matcher => ({ label, operator: '=', value }));
  return matchers.length > 0 ? withMatchers(expr, matchers) : expr;
}

function single(expr: string, aggregation: string): string {
  return yieldsOneSeries(expr) ? expr : `${aggregation}(${expr})`;
}
