import fc from 'fast-check';
import {
  addDays,
  checkRecurrence,
  daysBetween,
  localDateOf,
  restart,
  shiftWeek,
  slotAfter,
  slotsBetween,
  startOfDay,
  weekDates,
  weekOf,
} from './recurrence';

const firstTuesday = { rule: 'FREQ=MONTHLY;BYDAY=1TU', start: '2024-01-01T09:00', zone: 'Europe/Paris' };
const daily = { rule: 'FREQ=DAILY', start: '2024-01-01T09:00', zone: 'Europe/Paris' };

describe('recurrences', () => {
  it('finds the first Tuesday of each month at the wall time, summer and winter', () => {
    expect(slotsBetween(firstTuesday, '2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z')).toEqual([
      { date: '2026-01-06', at: '2026-01-06T08:00:00Z' },
      { date: '2026-02-03', at: '2026-02-03T08:00:00Z' },
      { date: '2026-03-03', at: '2026-03-03T08:00:00Z' },
      { date: '2026-04-07', at: '2026-04-07T07:00:00Z' },
    ]);
  });

  it('keeps 09:00 across both changes of the clock', () => {
    expect(slotsBetween(daily, '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z').map(({ at }) => at)).toEqual([
      '2026-03-28T08:00:00Z',
      '2026-03-29T07:00:00Z',
      '2026-03-30T07:00:00Z',
    ]);
    expect(slotsBetween(daily, '2026-10-24T00:00:00Z', '2026-10-26T12:00:00Z').map(({ at }) => at)).toEqual([
      '2026-10-24T07:00:00Z',
      '2026-10-25T08:00:00Z',
      '2026-10-26T08:00:00Z',
    ]);
  });

  it('moves an hour that does not exist forward and takes one that comes twice once', () => {
    const night = { ...daily, start: '2024-01-01T02:30' };
    expect(slotsBetween(night, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      { date: '2026-03-29', at: '2026-03-29T01:30:00Z' },
      { date: '2026-03-30', at: '2026-03-30T00:30:00Z' },
    ]);
    expect(slotsBetween(night, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      { date: '2026-10-25', at: '2026-10-25T00:30:00Z' },
    ]);
  });

  it('takes the end as excluded, the start as included', () => {
    expect(slotsBetween(daily, '2026-01-05T08:00:00Z', '2026-01-06T08:00:00Z').map(({ date }) => date)).toEqual([
      '2026-01-05',
    ]);
  });

  it('steps to the next date and ends with UNTIL', () => {
    expect(slotAfter(firstTuesday, '2026-01-06T08:00:00Z')?.date).toBe('2026-02-03');
    expect(slotAfter(firstTuesday, '2026-01-06T08:00:00Z', true)?.date).toBe('2026-01-06');
    expect(slotAfter({ ...daily, rule: 'FREQ=DAILY;UNTIL=20260105' }, '2026-01-04T08:00:00Z')?.date).toBe('2026-01-05');
    expect(slotAfter({ ...daily, rule: 'FREQ=DAILY;UNTIL=20260105' }, '2026-01-05T08:00:00Z')).toBeUndefined();
    expect(slotAfter(restart({ ...daily, rule: 'FREQ=WEEKLY' }, '2026-01-07'), '2026-01-07T23:00:00Z')?.date).toBe(
      '2026-01-14'
    );
  });

  it.each([
    [{ ...daily, rule: 'FREQ=HOURLY' }, 'recurrence.frequency'],
    [{ ...daily, rule: 'every day' }, 'recurrence.frequency'],
    [{ ...daily, rule: 'FREQ=DAILY;BYHOUR=8,12' }, 'recurrence.part'],
    [{ ...daily, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence.never'],
    [{ ...daily, zone: 'Europe/Atlantis' }, 'recurrence.zone'],
    [{ ...daily, start: '2026-02-30T09:00' }, 'recurrence.start'],
  ])('refuses %j', (recurrence, code) => {
    expect(checkRecurrence(recurrence).map((reason) => reason.code)).toEqual([code]);
  });

  it('accepts the rules of the plan', () => {
    expect([daily, firstTuesday].flatMap(checkRecurrence)).toEqual([]);
  });

  it('gives one date a day at most, ascending, whatever the zone', () => {
    const zones = fc.constantFrom(
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Apia',
      'UTC'
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 365 }), (zone, hour, day) => {
        const start = `2024-01-01T${String(hour).padStart(2, '0')}:30`;
        const first = addDays('2026-01-01', day);
        const [from, to] = [first, addDays(first, 14)].map((date) => startOfDay(date, zone)); // of which some are an hour longer or shorter
        const slots = slotsBetween({ rule: 'FREQ=DAILY', start, zone }, from, to);
        expect(slots).toHaveLength(14);
        slots.forEach(({ date, at }, index) => {
          expect(localDateOf(at, zone)).toBe(date);
          expect(index === 0 || daysBetween(slots[index - 1].date, date) === 1).toBe(true);
        });
      }),
      { numRuns: 60 }
    );
  });
});

describe('weeks', () => {
  it.each([
    ['2026-11-16', '2026-W47'], // ISO 8601
    ['2027-01-01', '2026-W53'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-03', '2020-W53'],
  ])('%s lies in %s', (date, week) => {
    expect(weekOf(date)).toBe(week);
    expect(weekDates(week)).toContain(date);
  });

  it('starts on Monday and shifts over the year', () => {
    expect(weekDates('2026-W47')[0]).toBe('2026-11-16');
    expect(shiftWeek('2026-W53', 1)).toBe('2027-W01');
    expect(shiftWeek('2027-W01', -1)).toBe('2026-W53');
    expect(startOfDay('2026-07-01', 'Europe/Paris')).toBe('2026-06-30T22:00:00Z');
  });
});
