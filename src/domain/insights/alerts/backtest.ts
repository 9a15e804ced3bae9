import { type IncidentHead } from '../../incident/head';
import { type TimeGrid } from '../../time/window';
import { type Firing, firingsOf, firingSeconds, together, type TruthSeries, type Ways } from './firings';
import { judgeAlerts, type RuleHistory } from './judgement';

/** Points of one range query: Prometheus refuses more than 11,000. */
export const MOST_POINTS = 10_800;
/** Requests of one backtest, for one expression. */
export const BACKTEST_REQUESTS = 12;

export interface Chunk {
  start: number;
  end: number;
}

/**
 * The questions that a period needs, on the grid of the rule's evaluations; the period is cut at its beginning where it needs too many.
 * `before`: seconds ahead of it that say what already waited or fired then.
 */
export function backtestPlan(
  from: number,
  to: number,
  step: number,
  before = 0
): { chunks: Chunk[]; grid: TimeGrid; isCut: boolean } {
  const end = Math.floor(to / step) * step;
  const wanted = Math.ceil((from - before) / step) * step;
  const earliest = end - (BACKTEST_REQUESTS * MOST_POINTS - 1) * step;
  const start = Math.max(wanted, earliest);
  const chunks: Chunk[] = [];
  for (let at = start; at <= end; at += MOST_POINTS * step) {
    chunks.push({ start: at, end: Math.min(end, at + (MOST_POINTS - 1) * step) });
  }
  return { chunks, grid: { start, end, step }, isCut: start > wanted };
}

/** Series of several answers as one each, by their labels. */
export function joined(parts: TruthSeries[][]): TruthSeries[] {
  const byLabels = new Map<string, TruthSeries>();
  for (const { labels, times, values } of parts.flat()) {
    const key = JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
    const known = byLabels.get(key);
    if (known) {
      known.times.push(...times);
      known.values.push(...values);
    } else {
      byLabels.set(key, { labels, times: [...times], values: [...values] });
    }
  }
  return [...byLabels.values()];
}

export interface BacktestOutcome {
  firings: Firing[];
  /** Seconds. */
  firing: number;
  inIncidents: number;
  /** Counted incidents that it announced, and how long the first firing came before people noticed, seconds, at best. */
  announced: number;
  earliest?: number;
}

/** What a rule would have done: its firings, whatever of its series they are of, and the incidents of its service that they belong to. */
export function backtestOutcome(
  series: TruthSeries[],
  {
    grid,
    from = grid.start,
    ways,
    rule,
    heads,
  }: {
    grid: TimeGrid;
    /** Where the period begins, after what was asked for ahead of it. */
    from?: number;
    ways: Ways;
    rule: Pick<RuleHistory, 'source' | 'name' | 'labels' | 'service'>;
    heads: IncidentHead[];
  }
): BacktestOutcome {
  const period = { start: Math.max(from, grid.start), end: grid.end + grid.step };
  const firings = within(together(series.flatMap((each) => firingsOf(each, grid, ways))), period.start);
  const { verdicts, counted, unannounced } = judgeAlerts([{ ...rule, firings }], heads, { period, now: period.end });
  const [verdict] = verdicts;
  return {
    firings,
    firing: firingSeconds(firings),
    inIncidents: (verdict?.fates.led ?? 0) + (verdict?.fates.fell ?? 0),
    announced: counted - unannounced.length,
    ...(verdict?.first !== undefined && { earliest: verdict.first }),
  };
}

/** What is left of them from then on. */
function within(firings: Firing[], start: number): Firing[] {
  return firings
    .filter(({ to }) => to > start)
    .map((firing) => (firing.from < start ? { ...firing, from: start, isOpen: true } : firing));
}
