import fc from 'fast-check';
import { DAY_SECONDS } from '../time/units';
import { type ObjectiveWindow } from '../time/window';
import { policyDays, policyStates } from './budgetPolicy';
import { remaining, sumCounts } from './burnRate';
import { type Slice } from './series';

const start = Date.UTC(2026, 9, 1) / 1000;
const rolling: ObjectiveWindow = { type: 'rolling', days: 7 };

function daily(bad: number[]): Slice[] {
  return bad.map((failures, index) => ({
    start: start + index * DAY_SECONDS,
    end: start + (index + 1) * DAY_SECONDS,
    total: 1000,
    good: 1000 - failures,
  }));
}

const of = (slices: Slice[], window: ObjectiveWindow = rolling, zone = 'UTC') =>
  policyDays(slices, {
    span: { start, end: start + slices.length * DAY_SECONDS },
    zone,
    window,
    target: 0.99,
  });

it('finds the days of entry and exit that nobody looked at', () => {
  // 99 % of 7 days with 1000 events each allows 70 failures once the window is full
  const states = policyStates(of(daily([0, 0, 0, 0, 0, 0, 40, 40, 0, 0, 0, 0, 0, 0, 0, 0])));
  expect(states.map(({ policy, entered, left, days }) => [policy, entered, left, days])).toEqual([
    ['healthy', '2026-10-01', '2026-10-07', 6],
    ['watch', '2026-10-07', '2026-10-08', 1],
    ['freeze', '2026-10-08', '2026-10-14', 6],
    ['watch', '2026-10-14', '2026-10-15', 1],
    ['healthy', '2026-10-15', undefined, 2],
  ]);
  expect(states[2].least).toBeCloseTo(1 - 80 / 70, 10);
});

it('begins again with the calendar month of the zone', () => {
  const slices = daily(Array.from({ length: 35 }, (_, index) => (index === 28 ? 900 : 0)));
  const days = of(slices, { type: 'calendar', period: 'month', zone: 'UTC' });
  expect(days.find(({ date }) => date === '2026-10-31')?.policy).toBe('freeze');
  expect(days.find(({ date }) => date === '2026-11-01')?.policy).toBe('healthy');
});

it('says nothing of days without samples before the first one, and nothing at all without any', () => {
  const slices = daily([0, 0, 0]);
  const days = policyDays(slices.slice(1), {
    span: { start, end: start + 3 * DAY_SECONDS },
    zone: 'UTC',
    window: rolling,
    target: 0.99,
  });
  expect(days.map(({ date }) => date)).toEqual(['2026-10-02', '2026-10-03']);
  expect(of([])).toEqual([]);
});

it('agrees with the sum over each window, whatever the days were', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }), (bad) => {
      const slices = daily(bad);
      const days = of(slices);
      expect(days).toHaveLength(bad.length);
      days.forEach(({ remaining: left }, index) => {
        expect(left).toBeCloseTo(remaining(sumCounts(slices.slice(Math.max(0, index - 6), index + 1)), 0.99) ?? NaN, 6);
      });
      const states = policyStates(days);
      expect(states.reduce((sum, state) => sum + state.days, 0)).toBe(days.length);
      states.slice(1).forEach((state, index) => expect(state.policy).not.toBe(states[index].policy));
    })
  );
});
