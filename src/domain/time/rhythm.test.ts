import fc from 'fast-check';
import { clockChange } from './clock';
import { checkRecurrence, slotAfter } from './recurrence';
import { type MonthDay, NTHS, type Rhythm, rhythmOf, ruleOf, RHYTHM_UNITS, WEEKDAYS } from './rhythm';

const start = '2026-01-31T09:00';
const zone = 'Europe/Paris';
const plain: Rhythm = { unit: 'month', every: 1, weekdays: [], on: { by: 'start' }, months: [] };

it.each<[Partial<Rhythm>, string, string[]]>([
  [{ unit: 'day', every: 3 }, 'FREQ=DAILY;INTERVAL=3', ['2026-01-31', '2026-02-03']],
  [
    { unit: 'week', every: 2, weekdays: ['FR', 'MO'] },
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
    ['2026-02-09', '2026-02-13'],
  ],
  [{}, 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', ['2026-01-31', '2026-02-28', '2026-03-31']],
  [{ on: { by: 'date', date: 30 } }, 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', ['2026-02-28', '2026-03-30']],
  [{ on: { by: 'last' } }, 'FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-01-31', '2026-02-28']],
  [{ on: { by: 'weekday', nth: 1, weekday: 'TU' } }, 'FREQ=MONTHLY;BYDAY=1TU', ['2026-02-03', '2026-03-03']],
  [{ on: { by: 'weekday', nth: -1, weekday: 'FR' } }, 'FREQ=MONTHLY;BYDAY=-1FR', ['2026-02-27', '2026-03-27']],
  [
    { on: { by: 'weekday', nth: -1, weekday: 'working' } },
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ['2026-02-27', '2026-03-31'],
  ],
  [
    { on: { by: 'date', date: 5 }, months: [7, 1] },
    'FREQ=MONTHLY;BYMONTHDAY=5;BYMONTH=1,7',
    ['2026-07-05', '2027-01-05'],
  ],
  [{ unit: 'year', every: 2 }, 'FREQ=YEARLY;INTERVAL=2', ['2026-01-31', '2028-01-31']],
])('%j is %s', (part, rule, dates) => {
  const rhythm = { ...plain, ...part };
  expect(ruleOf(rhythm, start)).toBe(rule);
  let slot = slotAfter({ rule, start, zone }, '2026-01-01T00:00:00Z');
  for (const date of dates) {
    expect(slot?.date).toBe(date);
    slot = slot && slotAfter({ rule, start, zone }, slot.at);
  }
});

it('reads back every rhythm that it writes, whose rule is a good one', () => {
  const on = fc.oneof(
    fc.constant<MonthDay>({ by: 'start' }),
    fc.constant<MonthDay>({ by: 'last' }),
    fc.integer({ min: 1, max: 31 }).map((date): MonthDay => ({ by: 'date', date })),
    fc
      .tuple(fc.constantFrom(...NTHS), fc.constantFrom(...WEEKDAYS, 'working' as const))
      .map(([nth, weekday]): MonthDay => ({ by: 'weekday', nth, weekday }))
  );
  const rhythms = fc.record({
    unit: fc.constantFrom(...RHYTHM_UNITS),
    every: fc.integer({ min: 1, max: 99 }),
    weekdays: fc.subarray([...WEEKDAYS]),
    on,
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(
      rhythms,
      fc.constantFrom('2026-01-31T09:00', '2024-02-29T23:30', '2026-06-15T00:00'),
      (rhythm, from) => {
        const rule = ruleOf(rhythm, from);
        const read = rhythmOf(rule, from);
        expect(read && ruleOf(read, from)).toBe(rule);
        const isNever = checkRecurrence({ rule, start: from, zone }).some(({ code }) => code !== 'recurrence.never');
        expect(isNever).toBe(false);
      }
    )
  );
});

it.each([
  'FREQ=DAILY;COUNT=3',
  'FREQ=MONTHLY;BYDAY=5MO',
  'FREQ=YEARLY;BYWEEKNO=20',
  'sometimes',
  'FREQ=DAILY;INTERVAL=x',
])('leaves %s to the rule', (rule) => expect(rhythmOf(rule, start)).toBeUndefined());

it('names the change of the clocks that moves a date', () => {
  expect(clockChange('2026-03-29T02:30', zone)).toEqual({ kind: 'skipped', from: '+01:00', to: '+02:00' });
  expect(clockChange('2026-10-25T02:30', zone)).toEqual({ kind: 'twice', from: '+02:00', to: '+01:00' });
  expect(clockChange('2026-03-30T09:00', zone, '2026-03-23T08:00:00Z')).toEqual({
    kind: 'moved',
    from: '+01:00',
    to: '+02:00',
  });
  expect(clockChange('2026-03-23T09:00', zone, '2026-03-16T08:00:00Z')).toBeUndefined();
});
