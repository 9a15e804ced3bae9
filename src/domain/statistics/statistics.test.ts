import fc from 'fast-check';
import { unionLength } from '../time/window';
import { compareCounts, estimate, leastCount, meanTimeBetween, quantileRanks } from './exact';
import {
  availability,
  medianOf,
  merged,
  quantileOf,
  survival,
  survivalInterval,
  survivalQuantile,
  wilson,
} from './statistics';

const ended = (...values: number[]) => values.map((value) => ({ value }));
const running = (...values: number[]) => values.map((value) => ({ value, open: true }));

describe('quantiles', () => {
  it.each([
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
    [[7], 0.9, 7],
  ])('%j at %d is %d', (sorted, p, expected) => {
    expect(quantileOf(sorted, p)).toBeCloseTo(expected, 10);
  });

  it('has none of nothing', () => {
    expect(medianOf([])).toBeUndefined();
  });

  it.each([
    [6, 0.5, { low: 1, high: 6 }],
    [10, 0.5, { low: 2, high: 9 }], // order statistics, binomial
    [20, 0.5, { low: 6, high: 15 }], // order statistics, binomial
    [36, 0.9, { low: 29, high: 36 }],
  ])('of %d values, quantile %d lies between ranks %j', (n, p, ranks) => {
    expect(quantileRanks(n, p)).toEqual(ranks);
  });

  it('refuses an interval from too few values', () => {
    expect(quantileRanks(5, 0.5)).toBeUndefined();
    expect(quantileRanks(35, 0.9)).toBeUndefined();
    expect([leastCount(0.5), leastCount(0.9)]).toEqual([6, 36]);
    expect(estimate(ended(1, 2, 3, 4, 5), 0.5)).toEqual({ n: 5, open: 0, needed: 6, value: 3 });
    expect(estimate([], 0.5)).toEqual({ n: 0, open: 0, needed: 6 });
  });

  it('takes the interval from the values at those ranks', () => {
    expect(estimate(ended(100, 1, 2, 3, 4, 5, 6, 7, 8, 9), 0.5)).toMatchObject({
      value: 5.5,
      interval: { low: 2, high: 9 },
    });
  });

  it('keeps the median inside its interval, whatever the order, and scales with time', () => {
    const observations = fc.array(fc.record({ value: fc.integer({ min: 1, max: 1e9 }), open: fc.boolean() }), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(observations, fc.constantFrom(0.5, 0.9), fc.constantFrom(2, 60, 1000), (given, p, factor) => {
        const { value, interval } = estimate(given, p);
        expect(estimate([...given].reverse(), p)).toEqual(estimate(given, p));
        if (value !== undefined && interval) {
          expect(interval.low).toBeLessThanOrEqual(value);
          expect(interval.high ?? Infinity).toBeGreaterThanOrEqual(value);
        }
        const scaled = estimate(
          given.map(({ value, open }) => ({ value: value * factor, open })),
          p
        );
        expect(scaled.value === undefined).toBe(value === undefined);
        expect(scaled.value ?? 0).toBeCloseTo((value ?? 0) * factor, 3);
        expect(scaled.interval?.low ?? 0).toBeCloseTo((interval?.low ?? 0) * factor, 3);
      })
    );
  });
});

describe('open incidents', () => {
  it('counts them as lasting at least so long', () => {
    const observations = [...ended(10, 25, 45, 120), ...running(60, 300)];
    expect(estimate(observations, 0.5)).toMatchObject({ n: 6, open: 2, value: 45 }); // Kaplan–Meier by hand
    expect(estimate(ended(10, 25, 45, 120), 0.5).value).toBe(35); // closed ones only would say
  });

  it('does not know a median that has not been reached', () => {
    expect(estimate([...ended(10), ...running(20, 30, 40)], 0.5).value).toBeUndefined();
    expect(estimate(running(20, 30, 40), 0.5)).toEqual({ n: 3, open: 3, needed: 6 });
  });

  // Freireich 1963 (6-MP and placebo), medians and log-log limits as SAS LIFETEST prints them
  it.each([
    [
      [...ended(6, 6, 6, 7, 10, 13, 16, 22, 23), ...running(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
      23,
      { low: 13 },
    ],
    [ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), 8, { low: 4, high: 11 }],
  ])('agrees with the published example', (observations, median, interval) => {
    const steps = survival(observations);
    expect(survivalQuantile(steps, 0.5)).toBe(median);
    expect(survivalInterval(steps, 0.5)).toEqual(interval);
  });

  it('never gets shorter when an open one runs on', () => {
    const durations = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(durations, durations, (over, still) => {
        const now = estimate([...ended(...over), ...running(...still)], 0.5).value ?? Infinity;
        const later = estimate([...ended(...over), ...running(...still.map((value) => value + 5000))], 0.5).value;
        expect(later ?? Infinity).toBeGreaterThanOrEqual(now);
      })
    );
  });
});

describe('proportions', () => {
  it.each([
    [8, 10, 0.4902, 0.9433], // Wilson 1927
    [0, 10, 0, 0.2775], // exact to four places, Newcombe 1998
    [0, 5, 0, 0.4345],
    [5, 5, 0.5655, 1],
  ])('%d of %d', (successes, n, low, high) => {
    expect(wilson(successes, n).low).toBeCloseTo(low, 4);
    expect(wilson(successes, n).high).toBeCloseTo(high, 4);
  });
});

describe('mean time between failures', () => {
  it('is exact for three failures in 2160 h', () => {
    const { value, interval } = meanTimeBetween(2160, 3);
    expect(value).toBe(720); // hours / failures
    expect(interval.low).toBeCloseTo(246.4, 1);
    expect(interval.high).toBeCloseTo(3491.3, 1);
  });

  it('only has a lower bound without failures', () => {
    const { value, interval } = meanTimeBetween(720, 0);
    expect(value).toBeUndefined();
    expect(interval.low).toBeCloseTo(720 / 2.996, 1); // rule of three: > 240 h
    expect(interval.high).toBeUndefined();
  });

  it('gives the availability with the mean time to recover', () => {
    expect(availability(999, 1)).toBe(0.999);
    expect(availability(0, 0)).toBeUndefined();
  });

  it('counts overlapping downtime once', () => {
    const spans = [
      { start: 0, end: 30 },
      { start: 20, end: 60 },
      { start: 100, end: 110 },
    ];
    expect(merged(spans)).toEqual([
      { start: 0, end: 60 },
      { start: 100, end: 110 },
    ]);
    expect(unionLength(spans)).toBe(70); // by hand
  });

  it('merges to the same union in any order', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const whole = merged(spans);
        expect(merged([...spans].reverse())).toEqual(whole);
        expect(whole.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(unionLength(spans));
      })
    );
  });
});

describe('comparing two periods', () => {
  it.each([
    [6, 3, 0.508, 'none'], // binomial test of rates (Przyborowski and Wilenski 1940): no detectable change
    [3, 6, 0.508, 'none'],
    [20, 5, 0.004, 'fewer'],
    [0, 8, 0.008, 'more'],
    [0, 0, 1, 'none'],
  ])('%d before, %d after: p = %d', (before, after, p, change) => {
    const compared = compareCounts(before, after);
    expect(compared.p).toBeCloseTo(p, 3);
    expect(compared.change).toBe(change);
  });

  it('takes the lengths of the periods into account', () => {
    expect(compareCounts(30, 10, 90, 30).p).toBe(1);
    expect(compareCounts(10, 10, 90, 30).change).toBe('more');
  });

  it('says the same the other way round', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (one, other) => {
        expect(compareCounts(one, other).p).toBeCloseTo(compareCounts(other, one).p, 9);
      })
    );
  });
});
