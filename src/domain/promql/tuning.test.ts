import { tunables, tuned } from './tuning';

const EXPR = '(rate(a[5m]) > 0.5) and on() b < bool 1e3 and 4 * sum_over_time(c[1h:1m] offset 10m) >= -2';

it('finds thresholds and windows, and neither factors, steps nor offsets', () => {
  expect(tunables(EXPR).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'window 5m',
    'threshold 0.5',
    'threshold 1e3',
    'window 1h',
    'threshold -2',
  ]);
  expect(tunables('up')).toEqual([]);
  expect(tunables('up{')).toEqual([]);
});

it('puts others in their place', () => {
  expect(tuned(EXPR, { 0: '1m', 1: ' 0.75 ', 3: '90m' })).toBe(
    '(rate(a[1m]) > 0.75) and on() b < bool 1e3 and 4 * sum_over_time(c[90m:1m] offset 10m) >= -2'
  );
  expect(tuned(EXPR, {})).toBe(EXPR);
});

it.each<Record<number, string>>([
  { 0: '5' },
  { 1: '5m' },
  { 1: '1 or vector(1)' },
  { 0: '5m] or b[1m' },
  { 9: '1' },
  { 1: '' },
])('refuses what is no number or window: %j', (changes) => expect(tuned(EXPR, changes)).toBeUndefined());
