import { readIncidentHead } from '../../incident/head';
import { joined, MOST_POINTS, BACKTEST_REQUESTS, backtestOutcome, backtestPlan } from './backtest';

const iso = (at: number) => new Date(at * 1000).toISOString();
const T0 = 1_795_996_800;

it('asks on the grid of the evaluations, in as many questions as are needed', () => {
  const month = backtestPlan(T0 + 7, T0 + 30 * 86_400 + 7, 60);
  expect(month.grid).toEqual({ start: T0 + 60, end: T0 + 30 * 86_400, step: 60 });
  expect(month.chunks).toHaveLength(4);
  expect(month.isCut).toBe(false);
  const all = month.chunks.flatMap(({ start, end }) => [start, end]);
  expect(all.every((at) => at % 60 === 0)).toBe(true);
  expect(month.chunks.reduce((sum, { start, end }) => sum + (end - start) / 60 + 1, 0)).toBe(43_200);
});

it('leaves out the oldest part where that would be too many', () => {
  const year = backtestPlan(T0 - 365 * 86_400, T0, 60);
  expect(year.chunks).toHaveLength(BACKTEST_REQUESTS);
  expect(year.isCut).toBe(true);
  expect((year.grid.end - year.grid.start) / 60 + 1).toBe(BACKTEST_REQUESTS * MOST_POINTS);
});

it('asks ahead of the period for what already waited, and counts from its beginning on', () => {
  const { grid } = backtestPlan(T0, T0 + 600, 60, 300);
  expect(grid.start).toBe(T0 - 300);
  const times = Array.from({ length: 8 }, (_, minute) => T0 - 300 + minute * 60);
  const rule = { source: 'prom', name: 'High', labels: {} };
  const outcome = backtestOutcome([{ labels: {}, times, values: times.map(() => 1) }], {
    grid,
    from: T0,
    ways: { wait: 240 },
    rule,
    heads: [],
  });
  expect(outcome.firings).toEqual([{ from: T0, to: T0 + 180, isOpen: true }]);
});

it('joins what several answers say of one series', () => {
  const one = { labels: { a: '1', b: '2' }, times: [1], values: [5] };
  const other = { labels: { b: '2', a: '1' }, times: [2], values: [6] };
  expect(joined([[one], [other, { labels: {}, times: [3], values: [7] }]])).toEqual([
    { labels: { a: '1', b: '2' }, times: [1, 2], values: [5, 6] },
    { labels: {}, times: [3], values: [7] },
  ]);
  expect(one.times).toEqual([1]);
});

it('says how often it would have fired, in how many incidents, and how early', () => {
  const at = T0 + 86_400;
  const head = readIncidentHead({
    name: 'inc-2026-0001',
    title: 'x',
    tags: ['service:quotes'],
    head: { status: 'resolved', detected: iso(at), declared: iso(at + 60), resolved: iso(at + 3600) },
  });
  const grid = { start: T0, end: T0 + 2 * 86_400, step: 60 };
  const times = [
    ...Array.from({ length: 30 }, (_, minute) => at - 720 + minute * 60), // twelve minutes before
    ...Array.from({ length: 5 }, (_, minute) => T0 + 600 + minute * 60),
  ];
  const rule = { source: 'prom', name: 'High', labels: {}, service: 'quotes' };
  const outcome = backtestOutcome([{ labels: {}, times, values: times.map(() => 1) }], {
    grid,
    ways: { wait: 0 },
    rule,
    heads: [head],
  });
  expect(outcome).toMatchObject({ firing: 35 * 60, inIncidents: 1, announced: 1, earliest: 720 });
  expect(outcome.firings).toHaveLength(2);
});
