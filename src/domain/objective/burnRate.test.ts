import fc from 'fast-check';
import {
  burnRate,
  canFire,
  consumed,
  costOf,
  exhaustion,
  factorOf,
  isImpossible,
  pace,
  pairStates,
  PAIRS,
  budgetPolicyOf,
  remaining,
  sli,
  sumCounts,
} from './burnRate';

const counts = fc
  .record({ total: fc.integer({ min: 0, max: 1e9 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ total, share }) => ({ total, good: Math.floor(total * share) }));

describe('budget', () => {
  it.each([
    [{ good: 938, total: 1000 }, 0.99, { sli: 0.938, consumed: 6.2, remaining: -5.2 }], // 6.2 % of errors against < 1 %
    [{ good: 9991, total: 10000 }, 0.999, { sli: 0.9991, consumed: 0.9, remaining: 0.1 }], // 99.91 % against 99.9 %
    [{ good: 1000, total: 1000 }, 0.999, { sli: 1, consumed: 0, remaining: 1 }],
  ])('%j against %d', (events, target, expected) => {
    expect(sli(events)).toBeCloseTo(expected.sli, 10);
    expect(consumed(events, target)).toBeCloseTo(expected.consumed, 10);
    expect(remaining(events, target)).toBeCloseTo(expected.remaining, 10);
  });

  it('says nothing without traffic', () => {
    expect(sli({ good: 0, total: 0 })).toBeUndefined();
    expect(remaining({ good: 0, total: 0 }, 0.99)).toBeUndefined();
    expect(burnRate({ good: 0, total: 0 }, 0.99)).toBeUndefined();
  });

  it('is spent at once by one failure against 100 %', () => {
    expect(consumed({ good: 9, total: 10 }, 1)).toBeUndefined(); // there is no budget
    expect(consumed({ good: 10, total: 10 }, 1)).toBeUndefined();
  });

  it('sums events before dividing, in whatever order the slices come', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 40 }), (slices) => {
        const whole = sumCounts(slices);
        expect(sumCounts([...slices].reverse())).toEqual(whole);
        const value = sli(whole);
        if (value !== undefined) {
          const ratios = slices.flatMap((slice) => sli(slice) ?? []);
          expect(value).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-12);
          expect(value).toBeLessThanOrEqual(Math.max(...ratios) + 1e-12);
        }
      })
    );
  });

  it('breaches exactly when the budget is overspent', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 99_999 }), (events, share) => {
        const target = share / 100_000;
        const [value, left] = [sli(events), remaining(events, target)];
        fc.pre(value !== undefined && left !== undefined && Math.abs(value - target) > 1e-9);
        expect((left ?? 0) < 0).toBe((value ?? 0) < target);
      })
    );
  });
});

const usual = (days: number) => PAIRS.map((pair) => ({ ...pair, factor: factorOf(pair, days) }));

describe('burn-rate pairs', () => {
  it.each([
    [30, [14.4, 6, 3, 1]],
    [28, [13.44, 5.6, 2.8, 0.933333333333]],
    [7, [3.36, 1.4, 0.7, 0.233333333333]],
    [90, [43.2, 18, 9, 3]],
  ])('factors of %d days', (days, factors) => {
    expect(PAIRS.map((pair) => factorOf(pair, days))).toEqual(factors);
  });

  it('tells a factor that cannot be reached: a burn of 14.4 needs a target above 93.06 %', () => {
    expect(canFire(14.4, 0.9306)).toBe(true);
    expect(canFire(14.4, 0.93)).toBe(false);
    expect(canFire(1, 0.5)).toBe(true);
  });

  const steady = (ratio: number) => (seconds: number) => ({ total: seconds * 10, good: seconds * 10 * (1 - ratio) });

  it('fires when both windows exceed the factor', () => {
    expect(pairStates(steady(0.15), { target: 0.99, pairs: usual(30) }).map(({ fires }) => fires)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(pairStates(steady(0.05), { target: 0.99, pairs: usual(30) }).map(({ fires }) => fires)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(pairStates(steady(0.01), { target: 0.99, pairs: usual(30) }).map(({ fires }) => fires)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('stays silent when only one of the two does', () => {
    const over = (seconds: number) => ({ total: 1000, good: seconds <= 300 ? 1000 : 0 });
    expect(pairStates(over, { target: 0.99, pairs: usual(30) })[0].fires).toBe(false);
  });

  it('shows a factor below 1 without alerting', () => {
    const [, , , slow] = pairStates(steady(0.5), { target: 0.9, pairs: usual(28) });
    expect(slow).toMatchObject({ alerts: false, fires: false });
    expect(slow.longRate).toBeCloseTo(5, 10);
  });

  it('waits for the minimum of failures where traffic is low', () => {
    const over = () => ({ total: 4, good: 2 });
    expect(pairStates(over, { target: 0.99, pairs: usual(30), minimumFailures: 3 })[0].fires).toBe(false);
    expect(pairStates(over, { target: 0.99, pairs: usual(30), minimumFailures: 2 })[0].fires).toBe(true);
  });

  it('does not fire on missing samples', () => {
    expect(pairStates(() => undefined, { target: 0.99, pairs: usual(30) })[0]).toMatchObject({
      fires: false,
      longRate: undefined,
    });
  });
});

describe('time left', () => {
  it.each([
    [0.5, 30 * 86400, 2, 7.5 * 86400],
    [0.5, 30 * 86400, 0, Infinity],
    [-1, 30 * 86400, 1, 0],
  ])('%d left of %d s at %d×: %d s', (left, length, burn, expected) => {
    expect(exhaustion(left, length, burn)).toBe(expected);
  });

  it('compares what is used with what has passed', () => {
    expect(pace(0.5, 0.25)).toBe(2);
    expect(pace(0.5, 0)).toBeUndefined();
  });
});

describe('policy', () => {
  it.each([
    [0.51, 'healthy'],
    [0.5, 'watch'],
    [0.26, 'watch'],
    [0.25, 'restrict'],
    [0.01, 'restrict'],
    [0, 'freeze'],
    [-3, 'freeze'],
  ])('%d left is %s', (left, policy) => {
    expect(budgetPolicyOf(left)).toBe(policy);
  });

  it('counts one incident against the budget of the whole window', () => {
    expect(costOf(300, 100_000, 0.99)).toBeCloseTo(0.3, 12);
    expect(costOf(0, 0, 0.99)).toBeUndefined();
  });
});

it.each([
  [{ good: 299, total: 100 }, true],
  [{ good: -30, total: 100 }, true],
  [{ good: 100.4, total: 100 }, false], // what increase adds at the edges
  [{ good: 3.2, total: 3 }, false],
  [{ good: 10_050, total: 10_000 }, false],
  [{ good: 10_200, total: 10_000 }, true],
])('%j is impossible: %s', (counts, expected) => {
  expect(isImpossible(counts)).toBe(expected);
});
