import { HOUR_SECONDS } from '../time/units';
import { daysOf } from '../time/window';
import { countsOf, shareOverTime } from './series';

const slices = (bad: number[], start = 0) =>
  bad.map((count, index) => ({
    start: start + index * HOUR_SECONDS,
    end: start + (index + 1) * HOUR_SECONDS,
    total: 100,
    good: 100 - count,
  }));

it('sums events before dividing', () => {
  const uneven = [
    { start: 0, end: HOUR_SECONDS, total: 900, good: 900 },
    { start: HOUR_SECONDS, end: 2 * HOUR_SECONDS, total: 100, good: 0 },
  ];
  expect(shareOverTime(uneven, { start: 0, end: 2 * HOUR_SECONDS }, 2 * HOUR_SECONDS, true)).toEqual([
    { time: 2 * HOUR_SECONDS, value: 0.1 },
  ]);
  expect(
    shareOverTime(
      [{ start: 0, end: HOUR_SECONDS, total: 0, good: 0 }],
      { start: 0, end: HOUR_SECONDS },
      HOUR_SECONDS,
      false
    )
  ).toEqual([]);
});

it('counts each event in one day, also where midnight is not on the hour', () => {
  const start = Date.parse('2026-03-01T00:00:00Z') / 1000;
  const all = slices(
    Array.from({ length: 72 }, (_, index) => index % 7),
    start
  );
  const span = { start, end: start + 72 * HOUR_SECONDS };
  for (const zone of ['UTC', 'Asia/Kathmandu', 'America/New_York']) {
    const days = countsOf(all, daysOf(span, zone), 0.99);
    expect(days.reduce((sum, { total }) => sum + total, 0)).toBeCloseTo(7200, 6);
    expect(days.reduce((sum, { total, good }) => sum + total - good, 0)).toBeCloseTo(
      all.reduce((sum, { total, good }) => sum + total - good, 0),
      6
    );
  }
});

it('says nothing about a day without traffic', () => {
  expect(countsOf([], [{ start: 0, end: 86_400 }], 0.99)).toEqual([
    { start: 0, end: 86_400, good: 0, total: 0, consumed: undefined },
  ]);
});
