import { withoutExcludedCounts } from '../../domain/objective/exclusion';
import { type Definition } from '../../domain/objective/schema';
import { type PrometheusPlanner } from '../prometheus/planner';
import { measureObjective } from './measureObjective';
import { ServerMemory } from './serverMemory';

const HOUR_SECONDS = 3600;
const now = Math.floor(Date.UTC(2026, 10, 21, 12) / 1000);
/** The second half of one hour of yesterday is an outage: every event fails. */
const outage = { start: now - 30 * HOUR_SECONDS + 1800, end: now - 29 * HOUR_SECONDS };

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
      values.push(change.isCoarse && step < HOUR_SECONDS ? undefined : between(expr, at - step, at));
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

let memory = new ServerMemory();
beforeEach(() => {
  memory = new ServerMemory();
  jest.spyOn(Date, 'now').mockReturnValue(now * 1000);
});
afterEach(() => jest.restoreAllMocks());

const measured = (fake: PrometheusPlanner, excluded = [outage]) =>
  measureObjective(errorRate, 'uid', { memory, planner: fake, now: now * 1000, excluded });

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
    value: expr.includes(`@ ${Math.floor(now / HOUR_SECONDS - 3) * HOUR_SECONDS}`)
      ? 10
      : expr.includes('count_over_time')
        ? 120
        : 0,
    time: now,
    warnings: [],
  });
  await measured(fake, []);
  expect(asked[0]).toContain('[359999ms]'); // five minutes and the minute between two samples
});

describe('hours of a gauge', () => {
  const load: Definition = {
    name: 'Load',
    indicator: { kind: 'gauge', expr: 'sum(load)' },
    comparison: '<',
    target: 10,
    unit: 'count',
    window: { type: 'rolling', days: 7 },
  };

  /** Says what it was asked in the order of the questions; the server's clock is `ahead` of this computer's. */
  function clocked(ahead: number) {
    const asked: Array<{ what: string; end?: number }> = [];
    const fake = {
      instant: async (_: string, expr: string) => {
        asked.push({ what: expr });
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { time: now + ahead, warnings: [] };
      },
      range: async () => ({ values: [1], warnings: [] }),
      history: async (_: string, expr: string, { end }: { end: number }) => {
        asked.push({ what: expr, end });
        return { values: [], warnings: [] };
      },
    };
    return { planner: fake as unknown as PrometheusPlanner, asked };
  }

  it('are asked for before the clock of the server is known', async () => {
    const { planner: one, asked } = clocked(30);
    await measureObjective(load, 'uid', { memory, planner: one, now: now * 1000 });
    expect(asked).toEqual([{ what: 'time()' }, { what: 'sum(load)', end: now - 6 * HOUR_SECONDS }]);
  });

  it('are asked for again when that clock shows another hour', async () => {
    const { planner: one, asked } = clocked(HOUR_SECONDS);
    const { measurement } = await measureObjective(load, 'uid', { memory, planner: one, now: now * 1000 });
    expect(asked.map(({ end }) => end)).toEqual([undefined, now - 6 * HOUR_SECONDS, now - 5 * HOUR_SECONDS]);
    expect(measurement.now).toBe(now + HOUR_SECONDS);
  });

  it('are asked for once where the clock is known, whatever hour it shows', async () => {
    const { planner: one, asked } = clocked(HOUR_SECONDS);
    await measureObjective(load, 'uid', { memory, planner: one, now: now * 1000 });
    asked.length = 0;
    await measureObjective(load, 'uid', { memory, planner: one, now: now * 1000 });
    expect(asked.map(({ end }) => end)).toEqual([now - 5 * HOUR_SECONDS]);
  });

  it('are given up when the server does not tell its time', async () => {
    const { planner: one } = clocked(0);
    const given: AbortSignal[] = [];
    one.instant = () => Promise.reject(new Error('down'));
    one.history = (_uid, _expr, _grid, _now, { signal } = {}) => {
      given.push(...(signal ? [signal] : []));
      return new Promise(() => undefined);
    };
    await expect(measureObjective(load, 'uid', { memory, planner: one, now: now * 1000 })).rejects.toThrow('down');
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('have no hole where the last hours begin', async () => {
    const { planner: one } = clocked(0);
    const later = now + 50 * 60; // ten to one
    jest.spyOn(Date, 'now').mockReturnValue(later * 1000);
    one.instant = async () => ({ time: later, warnings: [] });
    const ones = ({ start, end, step }: { start: number; end: number; step: number }) => ({
      values: Array.from({ length: Math.floor((end - start) / step) + 1 }, () => 1),
      warnings: [],
    });
    one.range = async (_uid, _expr, grid) => ones(grid);
    one.history = async (_uid, _expr, grid) => ones(grid);
    const { hours = [] } = await measureObjective(load, 'uid', { memory, planner: one, now: later * 1000 });
    expect(hours.at(-1)?.time).toBe(now);
    expect(hours.slice(1).every(({ time }, index) => time - hours[index].time === HOUR_SECONDS)).toBe(true);
  });

  it('are means of values every five minutes where they are shown one by one', async () => {
    const { planner: one, asked } = clocked(0);
    await measureObjective(load, 'uid', { memory, planner: one, now: now * 1000, isHourly: true });
    expect(asked[1].what).toBe('avg_over_time((sum(load))[1h:5m])');
  });
});
