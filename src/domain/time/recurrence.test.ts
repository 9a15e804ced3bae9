import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  addDays,
  checkRecurrence,
  countedFrom,
  daysBetween,
  localDateOf,
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
    expect(slotAfter(countedFrom({ ...daily, rule: 'FREQ=WEEKLY' }, '2026-01-07'), '2026-01-07T23:00:00Z')?.date).toBe(
      '2026-01-14'
    );
  });

  // the fixture's script says where the answers come from
  it('gives the instants that python-dateutil gives', () => {
    const answers = readFileSync(join(__dirname, 'fixtures/rules.tsv'), 'utf8').trim().split('\n');
    for (const answer of answers) {
      const [rule, start, zone, expected] = answer.split('\t');
      const instants = expected.split(' ');
      const end = /COUNT|UNTIL/.test(rule)
        ? '2070-01-01T00:00:00Z'
        : `${instants[instants.length - 1].slice(0, -1)}.5Z`;
      const found = slotsBetween({ rule, start, zone }, '2025-01-01T00:00:00Z', end).slice(0, 8);
      expect([answer, checkRecurrence({ rule, start, zone })]).toEqual([answer, []]);
      expect([answer, found.map(({ at }) => at)]).toEqual([answer, instants]);
    }
    expect(answers).toHaveLength(300);
  });

  // RFC 5545, 3.3.10: UNTIL in UTC is an instant, also where the start is local
  it.each([
    ['20260105T080000Z', '2026-01-05'],
    ['20260105T075959Z', '2026-01-04'],
    ['20260105T000000Z', '2026-01-04'],
    ['20260105T230000Z', '2026-01-05'],
    ['20260105T090000', '2026-01-05'],
    ['20260105T085900', '2026-01-04'],
    ['20260105', '2026-01-05'],
  ])('ends 09:00 in Paris with UNTIL=%s on %s', (until, last) => {
    const recurrence = { ...daily, rule: `FREQ=DAILY;UNTIL=${until}` };
    expect(slotsBetween(recurrence, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z').at(-1)?.date).toBe(last);
  });

  it('ends as the example of RFC 5545 does', () => {
    const daily1997 = {
      rule: 'FREQ=DAILY;UNTIL=19971224T000000Z',
      start: '1997-09-02T09:00',
      zone: 'America/New_York',
    };
    const dates = slotsBetween(daily1997, '1997-09-01T00:00:00Z', '1998-01-01T00:00:00Z').map(({ date }) => date);
    expect([dates[0], dates.at(-1), dates.length]).toEqual(['1997-09-02', '1997-12-23', 113]);
  });

  it('ends by the instant where the day of UTC is not the day of the zone', () => {
    const auckland = { rule: 'FREQ=DAILY;UNTIL=20260104T200000Z', start: '2026-01-01T09:00', zone: 'Pacific/Auckland' };
    expect(slotsBetween(auckland, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z').at(-1)?.date).toBe('2026-01-05');
  });

  it.each([
    ['FREQ=MONTHLY;INTERVAL=3', '2026-03-31', ['2026-06-30', '2026-09-30', '2026-12-31']],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-02-28', '2026-03-31', '2026-04-30']],
    ['FREQ=MONTHLY', '2027-12-30', ['2028-01-30', '2028-02-29', '2028-03-30']],
    ['FREQ=MONTHLY;BYMONTH=2,6', '2026-01-31', ['2026-02-28', '2026-06-30', '2027-02-28']],
    ['FREQ=YEARLY', '2028-02-29', ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
    ['FREQ=YEARLY;BYMONTH=4,7', '2026-03-31', ['2026-04-30', '2026-07-31', '2027-04-30']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-31', ['2026-03-31', '2026-05-31']],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-01-31', ['2026-02-14', '2026-02-28']],
  ])('%s counted from %s takes the last day where the month is shorter', (rule, date, expected) => {
    const counted = countedFrom({ ...daily, rule }, date);
    const found = [date];
    while (found.length <= expected.length) {
      found.push(slotAfter(counted, `${found.at(-1)}T12:00:00Z`)?.date ?? 'none');
    }
    expect(found.slice(1)).toEqual(expected);
  });

  it.each([
    [{ ...daily, rule: 'FREQ=HOURLY' }, 'recurrence.frequency'],
    [{ ...daily, rule: 'every day' }, 'recurrence.frequency'],
    [{ ...daily, rule: 'FREQ=DAILY;BYHOUR=8,12' }, 'recurrence.part'],
    [{ ...daily, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence.never'],
    [{ ...daily, rule: 'FREQ=DAILY;INTERVAL=0' }, 'recurrence.value'],
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
