import { withoutExcludedCounts } from '../../domain/exclusion';
import { type Definition } from '../../domain/objective';
import { type PrometheusPlanner } from '../../grafana/prometheusPlanner';
import { forgetServers, measureObjective } from './measureObjective';

const HOUR = 3600;
const now = Math.floor(Date.UTC(2026, 10, 21, 12) / 1000);
/** The second half of one hour of yesterday is an outage: every event fails. */
const outage = { start: now - 30 * HOUR + 1800, end: now - 29 * HOUR };

const errorRate: Definition = {
  name: 'Error rate',
  indicator: { kind: 'ratio', total: 'requests_total', counted: 'bad', events: 'errors_total' },
  comparison: '<',
  target: 0.01,
  unit: 'ratio',
  window: { type: 'rolling', days: 7 },
};

/** A Prometheus with one request a second, asked in ranges of a grid's step. */
function planner(change: Partial<Record<'isCoarse', boolean>> = {}) {
  const asked: string[] = [];
  const between = (expr: string, start: number, end: number) =>
    expr.includes('errors_total')
      ? Math.max(0, Math.min(end, outage.end) - Math.max(start, outage.start))
      : end - start;
  const column = (expr: string, { start, end, step }: { start: number; end: number; step: number }) => {
    const values: Array<number | undefined> = [];
    for (let at = start; at <= end; at += step) {
      values.push(change.isCoarse && step < HOUR ? undefined : between(expr, at - step, at));
    }
    return { values, warnings: [] };
  };
  const fake = {
    instant: async (_: string, expr: string) => ({
      value: expr.includes('count_over_time') ? 40 : 0,
      time: now,
      warnings: [],
    }),
    range: async (_: string, expr: string, grid: { start: number; end: number; step: number }) => {
      asked.push(expr);
      return column(expr, grid);
    },
    history: async (_: string, expr: string, grid: { start: number; end: number; step: number }) => column(expr, grid),
  };
  return { fake: fake as unknown as PrometheusPlanner, asked };
}

beforeEach(() => {
  forgetServers();
  jest.spyOn(Date, 'now').mockReturnValue(now * 1000);
});
afterEach(() => jest.restoreAllMocks());

const measured = (fake: PrometheusPlanner, excluded = [outage]) =>
  measureObjective(errorRate, 'uid', { planner: fake, now: now * 1000, excluded });

const corrected = async (fake: PrometheusPlanner) => {
  const { slices, window } = (await measured(fake)).measurement;
  const counts = slices.reduce((sum, { good, total }) => ({ good: sum.good + good, total: sum.total + total }), {
    good: 0,
    total: 0,
  });
  return withoutExcludedCounts(counts, slices, window, [outage]);
};

it('asks the hours in which an exclusion begins or ends in parts, so that what failed in it goes whole', async () => {
  const counts = await corrected(planner().fake);
  expect(counts && (counts.total - counts.good) / counts.total).toBeLessThan(1e-6);
});

it('shares an hour out by time where its parts have no samples', async () => {
  const counts = await corrected(planner({ isCoarse: true }).fake);
  expect(counts && counts.total - counts.good).toBeCloseTo(900, -2);
});

it('asks an hour that is over only once', async () => {
  const { fake, asked } = planner();
  await measured(fake);
  const first = asked.length;
  await measured(fake);
  expect(asked.length - first).toBe(2); // the last six hours again, nothing else
});

it('asks nothing more where nothing is excluded', async () => {
  const { fake, asked } = planner();
  await measured(fake, []);
  expect(asked).toHaveLength(2);
});

it('loses nothing between the slices where the metric was sampled less often some hours ago', async () => {
  const { fake, asked } = planner();
  fake.instant = async (_: string, expr: string) => ({
    value: expr.includes(`@ ${Math.floor(now / HOUR - 3) * HOUR}`) ? 10 : expr.includes('count_over_time') ? 120 : 0,
    time: now,
    warnings: [],
  });
  await measured(fake, []);
  expect(asked[0]).toContain('[359999ms]'); // five minutes and the minute between two samples
});
