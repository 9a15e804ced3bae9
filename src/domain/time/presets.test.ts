import { everyMonths, everyYear } from './presets';
import { checkRecurrence, slotAfter } from './recurrence';

function next(rule: string, start: string, count = 4): string[] {
  const recurrence = { rule, start, zone: 'Europe/Paris' };
  expect(checkRecurrence(recurrence)).toEqual([]);
  const dates: string[] = [];
  let slot = slotAfter(recurrence, `${start.slice(0, 10)}T00:00:00Z`, true);
  while (slot && dates.length < count) {
    dates.push(slot.date);
    slot = slotAfter(recurrence, slot.at);
  }
  return dates;
}

it.each([
  ['2026-08-31T17:00', 3, ['2026-08-31', '2026-11-30', '2027-02-28', '2027-05-31']],
  ['2027-11-30T17:00', 3, ['2027-11-30', '2028-02-29', '2028-05-30', '2028-08-30']],
  ['2026-11-29T17:00', 3, ['2026-11-29', '2027-02-28', '2027-05-29', '2027-08-29']],
  ['2026-11-16T17:00', 3, ['2026-11-16', '2027-02-16', '2027-05-16', '2027-08-16']],
  ['2027-01-31T17:00', 1, ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
])('from %s every %i months', (start, months, dates) => {
  expect(next(everyMonths(months, start), start)).toEqual(dates);
});

it.each([
  ['2024-02-29T17:00', ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28']],
  ['2026-11-16T17:00', ['2026-11-16', '2027-11-16', '2028-11-16', '2029-11-16']],
])('from %s every year', (start, dates) => {
  expect(next(everyYear(start), start)).toEqual(dates);
});

it('every second year is told too', () => {
  expect(next('FREQ=YEARLY;INTERVAL=2', '2026-11-16T17:00')).toEqual([
    '2026-11-16',
    '2028-11-16',
    '2030-11-16',
    '2032-11-16',
  ]);
});
