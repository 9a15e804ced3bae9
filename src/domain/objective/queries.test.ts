import fc from 'fast-check';
import { checkPromql } from '../promql/promql';
import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type ObjectiveWindow, windowAt } from '../time/window';
import { type Counts, remaining, sumCounts } from './burnRate';
import { type Query } from './kinds/asking';
import { type MeasurementAnswers, type Columns, measurementOf } from './measurement';
import { type QueryGrid, type MeasurementPlan, planOf } from './plan';
import { plainQuery } from './queries';
import { intervalOf, sampledSelectors, samplesQuery } from './sampling';
import { type Definition } from './schema';

const errorRate: Definition = {
  name: 'Error rate',
  indicator: { kind: 'ratio', total: 'flask_requests_total', counted: 'bad', events: 'flask_errors_total' },
  comparison: '<',
  target: 0.01,
  unit: 'ratio',
  window: { type: 'rolling', days: 30 },
};

const NOW = Date.parse('2026-03-15T12:34:50Z') / 1000;

/** Events between two times, as a counter would show them: cumulative functions of time. */
interface Truth {
  total: (time: number) => number;
  bad: (time: number) => number;
}

/** What Prometheus answers for exact counters: the increase over the slice, stretched as the widened range stretches it. */
function answer(plan: MeasurementPlan, truth: Truth): MeasurementAnswers {
  const over = ({ role, factor }: Query, start: number, end: number) => {
    const total = truth.total(end) - truth.total(start);
    const bad = truth.bad(end) - truth.bad(start);
    return (role === 'total' ? total : role === 'bad' ? bad : total - bad) / factor;
  };
  const columns = ({ queries, start, end, step }: QueryGrid): Columns =>
    Object.fromEntries(
      queries.map((query) => [
        query.role,
        Array.from({ length: Math.round((end - start) / step) + 1 }, (_, index) =>
          over(query, start + (index - 1) * step, start + index * step)
        ),
      ])
    );
  return {
    history: plan.history && columns(plan.history),
    fresh: columns(plan.fresh),
    spans: plan.spans.map(({ queries, start, end }) =>
      Object.fromEntries(queries.map((query) => [query.role, over(query, start, end)]))
    ),
  };
}

const steady: Truth = { total: (time) => time * 10, bad: (time) => time * 0.05 };

describe('planOf', () => {
  it('asks for whole hours, the last hours in slices, and what lies between', () => {
    const plan = planOf(errorRate, { now: NOW });
    expect(plan.history).toMatchObject({
      step: HOUR_SECONDS,
      start: Date.parse('2026-02-13T13:00:00Z') / 1000,
      end: Date.parse('2026-03-15T06:00:00Z') / 1000,
    });
    expect(plan.fresh).toMatchObject({ step: 300, start: NOW - 6.5 * HOUR_SECONDS + 300, end: NOW });
    expect(
      plan.spans.map(({ start, end }) => [new Date(start * 1000).toISOString(), new Date(end * 1000).toISOString()])
    ).toEqual([
      ['2026-02-13T12:34:50.000Z', '2026-02-13T13:00:00.000Z'],
      ['2026-03-14T12:34:50.000Z', '2026-03-14T13:00:00.000Z'],
      ['2026-03-12T12:34:50.000Z', '2026-03-12T13:00:00.000Z'],
      ['2026-03-15T06:00:00.000Z', '2026-03-15T06:04:50.000Z'],
    ]);
  });

  it('widens ranges by one sampling interval and says by how much', () => {
    const [total] = planOf(errorRate, { now: NOW, intervals: { recent: 15, past: 60 } }).history?.queries ?? [];
    expect(total).toEqual({
      role: 'total',
      expr: 'sum(increase(flask_requests_total[3659999ms]))',
      factor: 3_600_000 / 3_659_999,
    });
  });

  it('counts a latency from two buckets', () => {
    const plan = planOf(
      { ...errorRate, indicator: { kind: 'latency', histogram: 'h_bucket{job="a"}', percentile: 0.95 }, target: 1 },
      { now: NOW }
    );
    expect(plan.fresh.queries.map(({ role, expr }) => [role, expr])).toEqual([
      ['total', 'sum(increase(h_bucket{job="a",le="+Inf"}[314999ms]))'],
      ['good', 'sum(increase(h_bucket{job="a",le=~"1(\\\\.0)?"}[314999ms]))'],
      ['percentile', 'histogram_quantile(0.95, sum by (le) (rate(h_bucket{job="a"}[5m])))'],
    ]);
  });

  it.each<Definition['indicator']>([
    { kind: 'ratio', total: 'sum(rate(a_total[5m])) # all', counted: 'good', events: 'a_total{code!~"5.."}' },
    { kind: 'latency', histogram: 'h_bucket', percentile: 0.99 },
    { kind: 'nativeLatency', histogram: 'h{a="b"}', percentile: 0.99 },
    { kind: 'probe', selector: 'up{namespace="haddock"}' },
    { kind: 'gauge', expr: 'a' },
    { kind: 'gauge', expr: 'time() - 5' },
    { kind: 'gauge', expr: 'max(a) # one' },
    { kind: 'gauge', expr: 'rate(a_total[5m])' },
  ])('writes only PromQL that parses: %j', (indicator) => {
    const plan = planOf({ ...errorRate, indicator, target: 0.5 }, { now: NOW });
    const queries = [
      ...(plan.history?.queries ?? []),
      ...plan.fresh.queries,
      ...plan.spans.flatMap((span) => span.queries),
    ];
    expect(queries.length).toBeGreaterThan(0);
    queries.forEach(({ expr }) => expect([expr, checkPromql(expr)]).toEqual([expr, []]));
  });

  it('puts ranges on selectors in brackets and with comments', () => {
    const definitions: Definition[] = [
      { ...errorRate, indicator: { kind: 'gauge', expr: '(a)' }, unit: 'count' },
      { ...errorRate, indicator: { kind: 'probe', selector: '(up) # all' }, target: 0.999 },
      { ...errorRate, indicator: { kind: 'latency', histogram: '(h_bucket) # prod', percentile: 0.95 }, target: 1 },
      { ...errorRate, indicator: { kind: 'nativeLatency', histogram: '(h) # prod', percentile: 0.95 }, target: 1 },
    ];
    for (const definition of definitions) {
      const { history, fresh, spans } = planOf(definition, { now: NOW });
      const exprs = [...(history?.queries ?? []), ...fresh.queries, ...spans.flatMap(({ queries }) => queries)];
      const all = [
        ...exprs.map(({ expr }) => expr),
        ...sampledSelectors(definition).map((selector) => samplesQuery(selector)),
      ];
      all.forEach((expr) => {
        expect([expr, checkPromql(expr)]).toEqual([expr, []]);
        expect(expr).not.toMatch(/#|\((a|up|h|h_bucket)\)\[/);
      });
    }
  });

  it('never asks for a many-series expression as it is', () => {
    const plan = planOf({ ...errorRate, indicator: { kind: 'gauge', expr: 'a' }, unit: 'count' }, { now: NOW });
    expect(plan.fresh.queries.map(({ expr }) => expr)).toEqual([
      'max(avg_over_time(a[5m]))',
      'count(avg_over_time(a[5m]))',
    ]);
  });
});

describe('measure', () => {
  const windows: ObjectiveWindow[] = [
    { type: 'rolling', days: 7 },
    { type: 'rolling', days: 28 },
    { type: 'rolling', days: 90 },
    { type: 'calendar', period: 'month', zone: 'Asia/Kathmandu' },
    { type: 'calendar', period: 'quarter', zone: 'Europe/Paris' },
  ];

  it('puts any window together from its slices, whenever it is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...windows),
        fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.constantFrom(5, 15, 60),
        (window, now, speed, interval) => {
          const truth: Truth = {
            total: (time) => time * 10 + 300 * Math.sin((time * speed) / 20_000),
            bad: (time) => time * 0.1 + 20 * Math.sin((time * speed) / 7_000),
          };
          const definition = { ...errorRate, window };
          const plan = planOf(definition, { now, intervals: { recent: interval, past: interval } });
          const { counts, burn, pairs, slices } = measurementOf(definition, plan, answer(plan, truth));
          const exact = (start: number): Counts => {
            const total = truth.total(now) - truth.total(start);
            return { total, good: total - (truth.bad(now) - truth.bad(start)) };
          };
          const { start } = windowAt(window, now);
          fc.pre(now - start > 600);
          expect(counts?.total).toBeCloseTo(exact(start).total, 2);
          expect(counts?.good).toBeCloseTo(exact(start).good, 2);
          slices.slice(1).forEach((slice, index) => expect(slice.start).toBeCloseTo(slices[index].end, 6)); // no holes
          expect(sumCounts(slices).total).toBeCloseTo(exact(slices[0].start).total, 2);
          const rate = (seconds: number) => 1 - (remaining(exact(now - seconds), 0.99) ?? NaN);
          expect(burn).toBeCloseTo(rate(3600), 6);
          pairs?.forEach(({ long, short, longRate, shortRate }) => {
            expect(longRate).toBeCloseTo(rate(long), 6);
            expect(shortRate).toBeCloseTo(rate(short), 6);
          });
        }
      ),
      { numRuns: 60 }
    );
  });

  it('counts nothing twice on the first day of a month', () => {
    const month: Definition = { ...errorRate, window: { type: 'calendar', period: 'month', zone: 'UTC' } };
    const now = Date.parse('2026-03-01T06:30:00Z') / 1000;
    const broken = now - 5 * HOUR_SECONDS;
    const plan = planOf(month, { now });
    const bad = (time: number) => Math.max(0, time - broken) * 10;
    const { pairs } = measurementOf(month, plan, answer(plan, { total: (time) => time * 10, bad }));
    const day = pairs?.find(({ long }) => long === DAY_SECONDS);
    expect(day?.longRate).toBeCloseTo((5 / 24) * 100, 6);
  });

  it('reads what the month, the last hour and the last five minutes say', () => {
    const plan = planOf(errorRate, { now: NOW });
    const found = measurementOf(errorRate, plan, answer(plan, steady));
    expect(found.lastSeen).toBe(NOW);
    expect(found.burn).toBeCloseTo(0.5, 6);
    expect(found.recent && (found.recent.total - found.recent.good) / found.recent.total).toBeCloseTo(0.005, 8);
    expect(found.trend.values.length).toBeGreaterThan(110);
    found.trend.values.forEach((value) => expect(value).toBeCloseTo(0.005, 8));
  });

  it('knows nothing without a total, and counts missing failures as none', () => {
    const plan = planOf(errorRate, { now: NOW });
    expect(measurementOf(errorRate, plan, { fresh: {}, spans: [] })).toMatchObject({
      counts: undefined,
      lastSeen: undefined,
      burn: undefined,
    });
    const { fresh, history, spans } = answer(plan, steady);
    const found = measurementOf(errorRate, plan, {
      fresh: { total: fresh.total },
      history: { total: history?.total },
      spans: spans.map(({ total }) => ({ total })),
    });
    expect(found.counts && found.counts.total - found.counts.good).toBe(0);
  });

  it('says since when nothing was seen', () => {
    const plan = planOf(errorRate, { now: NOW });
    const answers = answer(plan, steady);
    const gone = (column: Array<number | undefined> = []) =>
      column.map((value, index) => (index < column.length - 12 ? value : undefined));
    const found = measurementOf(errorRate, plan, {
      ...answers,
      fresh: { total: gone(answers.fresh.total), bad: gone(answers.fresh.bad) },
    });
    expect(found.lastSeen).toBe(NOW - 12 * 300);
    expect(found.recent).toBeUndefined();
  });

  it('reports up, down and unknown minutes of a probe apart', () => {
    const probe: Definition = {
      ...errorRate,
      indicator: { kind: 'probe', selector: 'up' },
      comparison: '>=',
      target: 0.999,
      window: { type: 'rolling', days: 7 },
    };
    const plan = planOf(probe, { now: NOW });
    // two targets, one of them gone for the last day, the other down for an hour
    const total = (time: number) => (time + Math.min(time, NOW - DAY_SECONDS)) / 60;
    const bad = (time: number) => Math.max(0, Math.min(time, NOW - 9 * HOUR_SECONDS) - (NOW - 10 * HOUR_SECONDS)) / 60;
    const found = measurementOf(probe, plan, answer(plan, { total, bad }));
    expect(found.probe?.targets).toBe(2);
    expect(found.probe?.down).toBeCloseTo(60, 4);
    expect(found.probe?.unknown).toBeCloseTo(24 * 60, 4);
    expect(found.probe?.up).toBeCloseTo(13 * 24 * 60 - 60, 4);
  });

  it('takes a value, its trend and its age, and refuses several series', () => {
    const gauge: Definition = { ...errorRate, indicator: { kind: 'gauge', expr: 'a' }, unit: 'percent', target: 70 };
    const plan = planOf(gauge, { now: NOW });
    expect(
      measurementOf(gauge, plan, {
        history: { value: [1, 2, undefined, NaN] },
        fresh: { value: [...Array(77).fill(5), 7], series: [1] },
        spans: [],
      })
    ).toMatchObject({
      value: 7,
      current: 7,
      lastSeen: NOW,
    });
    expect(measurementOf(gauge, plan, { fresh: { value: [9], series: [100_000] }, spans: [] })).toMatchObject({
      value: undefined,
      tooMany: 100_000,
    });
  });
});

it('averages a gauge over six hours for its line, and leaves gaps open', () => {
  const gauge: Definition = { ...errorRate, indicator: { kind: 'gauge', expr: 'a' }, unit: 'percent', target: 70 };
  const plan = planOf(gauge, { now: NOW });
  const { trend } = measurementOf(gauge, plan, {
    history: { value: [undefined, 1, 3] },
    fresh: { value: [...Array(72).fill(5)] },
    spans: [],
  });
  expect([trend.values[0], trend.values[1], trend.values.at(-1)]).toEqual([2, undefined, 5]);
  expect(trend.times.every((time, index) => index === 0 || time - trend.times[index - 1] === 6 * HOUR_SECONDS)).toBe(
    true
  );
});

it.each<[Definition['indicator'], string | undefined]>([
  [errorRate.indicator, 'sum(increase(flask_errors_total[30d])) / sum(increase(flask_requests_total[30d]))'],
  [
    { kind: 'latency', histogram: 'h_bucket', percentile: 0.95 },
    'sum(increase(h_bucket{le="0.01"}[30d])) / sum(increase(h_bucket{le="+Inf"}[30d]))',
  ],
  [{ kind: 'probe', selector: 'up' }, 'sum(sum_over_time(up[30d:1m])) / sum(count_over_time(up[30d:1m]))'],
  [{ kind: 'gauge', expr: 'max(a)' }, 'avg_over_time((max(a))[5m:1m]) and (max(a))'],
  [{ kind: 'manual' }, undefined],
])('writes one query to check the number by hand: %j', (indicator, expected) => {
  expect(plainQuery({ ...errorRate, indicator }, 30 * DAY_SECONDS)).toBe(expected);
});

it.each([
  [40, 15],
  [41, 15],
  [10, 60],
  [120, 5],
  [600, 1],
  [7, 86],
  [0, undefined],
  [undefined, undefined],
])('%s samples in ten minutes are one every %s s', (samples, expected) => {
  expect(intervalOf(samples)).toBe(expected);
});

it('measures the interval of the metric itself', () => {
  expect(sampledSelectors(errorRate)).toEqual(['flask_requests_total']);
});

it('draws the line of a probe whose target is about downtime as its number says it', () => {
  const down: Definition = { ...errorRate, indicator: { kind: 'probe', selector: 'up' } };
  const plan = planOf(down, { now: NOW });
  const found = measurementOf(down, plan, answer(plan, { total: (time) => time / 60, bad: () => 0 }));
  expect(found.trend.values.length).toBeGreaterThan(100);
  expect(found.trend.values.filter((value) => value !== 0)).toEqual([]);
});
