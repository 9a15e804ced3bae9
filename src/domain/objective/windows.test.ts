import fc from 'fast-check';
import { HOUR_SECONDS } from '../time/units';
import { type ObjectiveWindow, windowAt } from '../time/window';
import { type Columns, measurementOf } from './measurement';
import { type QueryGrid, planOf } from './plan';
import { type Definition } from './schema';

/** One event a second, one in a hundred bad: what is counted is how long the window was. */
const columns = ({ start, end, step, queries }: QueryGrid): Columns =>
  Object.fromEntries(
    queries.map(({ role, factor }) => {
      const events = (role === 'bad' ? 0.01 : 1) * (step / factor);
      return [role, new Array<number>(Math.round((end - start) / step) + 1).fill(events)];
    })
  );

function countedIn(window: ObjectiveWindow, now: number) {
  const definition: Definition = {
    name: 'Errors',
    indicator: { kind: 'ratio', total: 'a_total', counted: 'bad', events: 'b_total' },
    comparison: '<',
    target: 0.02,
    unit: 'ratio',
    window,
  };
  const plan = planOf(definition, { now });
  return measurementOf(definition, plan, {
    history: plan.history && columns(plan.history),
    fresh: columns(plan.fresh),
    spans: plan.spans.map(({ start, end, queries }) =>
      Object.fromEntries(
        queries.map(({ role, factor }) => [role, ((role === 'bad' ? 0.01 : 1) * (end - start)) / factor])
      )
    ),
  }).counts;
}

it.each([
  ['summer time begins', 'month', 'Europe/Paris', '2026-03-30T12:34:50Z'],
  ['summer time ends', 'month', 'Europe/Paris', '2026-10-30T12:34:50Z'],
  ['summer time ends in a quarter', 'quarter', 'America/New_York', '2026-11-21T11:00:10Z'],
  ['half an hour of summer time', 'month', 'Australia/Lord_Howe', '2026-04-20T00:00:00Z'],
] as const)('counts every second of the window once when %s', (_, period, zone, at) => {
  const now = Math.floor(Date.parse(at) / 10_000) * 10;
  const window: ObjectiveWindow = { type: 'calendar', period, zone };
  const { start, end } = windowAt(window, now);
  const counts = countedIn(window, now);
  expect(counts?.total).toBeCloseTo(end - start, 3);
  expect(1 - (counts?.good ?? NaN) / (counts?.total ?? NaN)).toBeCloseTo(0.01, 9);
});

it('counts every second of any window once, at any time of the year', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'UTC',
        'Europe/Paris',
        'America/New_York',
        'Asia/Kathmandu',
        'Pacific/Apia',
        'Australia/Lord_Howe'
      ),
      fc.constantFrom<'month' | 'quarter' | 7 | 28 | 30 | 90>('month', 'quarter', 7, 28, 30, 90),
      fc.integer({ min: 170_000_000, max: 190_000_000 }),
      (zone, length, tens) => {
        const now = tens * 10;
        const window: ObjectiveWindow =
          typeof length === 'number' ? { type: 'rolling', days: length } : { type: 'calendar', period: length, zone };
        const { start, end } = windowAt(window, now);
        fc.pre(end - start > HOUR_SECONDS / 2);
        expect(countedIn(window, now)?.total).toBeCloseTo(end - start, 2);
      }
    )
  );
});
