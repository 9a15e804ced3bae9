import fc from 'fast-check';
import { DAY_SECONDS, HOUR_SECONDS } from './units';
import {
  daysOf,
  monthsIn,
  nominalDays,
  objectiveWindow,
  overlap,
  unionLength,
  periodAfter,
  periodAt,
  periodBefore,
  periodNamed,
  windowAt,
} from './window';
import { isZone } from './zone';

const at = (text: string) => Date.parse(text) / 1000;

describe('windowAt', () => {
  it('rolls with now', () => {
    const now = at('2026-03-15T12:34:56Z');
    expect(windowAt({ type: 'rolling', days: 30 }, now)).toEqual({
      start: now - 30 * DAY_SECONDS,
      end: now,
      close: now,
      length: 30 * DAY_SECONDS,
    });
  });

  it.each([
    ['month', 'Europe/Paris', '2026-03-30T10:00:00Z', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', 31 * 24 - 1], // summer time begins
    ['month', 'Europe/Paris', '2026-10-10T10:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 31 * 24 + 1], // and ends
    ['month', 'Asia/Kathmandu', '2026-01-31T18:20:00Z', '2026-01-31T18:15:00Z', '2026-02-28T18:15:00Z', 28 * 24], // +05:45: February already
    ['quarter', 'UTC', '2026-08-01T00:00:00Z', '2026-07-01T00:00:00Z', '2026-10-01T00:00:00Z', 92 * 24],
  ] as const)('%s in %s at %s', (period, zone, now, start, close, hours) => {
    const span = windowAt({ type: 'calendar', period, zone }, at(now));
    expect(span).toEqual({ start: at(start), end: at(now), close: at(close), length: hours * HOUR_SECONDS });
  });

  // Paraguay began summer time at midnight: 1 October 2023 began at 01:00, which is 04:00 UTC
  it('begins and ends months and quarters with their days where a midnight does not exist', () => {
    const zone = 'America/Asuncion';
    const [begin, end] = [at('2023-10-01T04:00:00Z'), at('2023-11-01T03:00:00Z')];
    const month = { type: 'calendar' as const, period: 'month' as const, zone };
    expect(windowAt(month, at('2023-10-15T12:00:00Z'))).toMatchObject({ start: begin, close: end });
    expect(windowAt({ ...month, period: 'quarter' }, at('2023-11-15T12:00:00Z'))).toMatchObject({
      start: begin,
      close: at('2024-01-01T03:00:00Z'),
    });
    const months = [{ month: '2023-10', start: begin, end }];
    expect(monthsIn({ start: at('2023-10-02T00:00:00Z'), end: at('2023-10-03T00:00:00Z') }, zone)).toEqual(months);
    expect(periodNamed('2023-10', zone)).toMatchObject({ start: begin, end });
    expect(daysOf({ start: begin, end: begin + DAY_SECONDS }, zone)[0]).toEqual({
      date: '2023-10-01',
      start: begin,
      end: at('2023-10-02T03:00:00Z'),
    });
  });

  it('always contains now', () => {
    const window = fc.oneof(
      fc.constantFrom(...([7, 28, 30, 90] as const)).map((days) => ({ type: 'rolling' as const, days })),
      fc.record({
        type: fc.constant('calendar' as const),
        period: fc.constantFrom('month' as const, 'quarter' as const),
        zone: fc.constantFrom(
          'UTC',
          'Europe/Paris',
          'America/New_York',
          'Pacific/Apia',
          'Australia/Lord_Howe',
          'America/Asuncion'
        ),
      })
    );
    fc.assert(
      fc.property(
        window,
        fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        (subject, now) => {
          const span = windowAt(subject, now);
          expect(span.start).toBeLessThanOrEqual(now);
          expect(span.close).toBeGreaterThanOrEqual(now);
        }
      )
    );
  });
});

it('cuts days at the zone’s midnights', () => {
  const days = daysOf({ start: at('2026-03-28T12:00:00Z'), end: at('2026-03-30T12:00:00Z') }, 'Europe/Paris');
  expect(days.map(({ date, start, end }) => [date, (end - start) / HOUR_SECONDS])).toEqual([
    ['2026-03-28', 11],
    ['2026-03-29', 23],
    ['2026-03-30', 14],
  ]);
});

it('lists the months that a span touches', () => {
  const months = monthsIn({ start: at('2026-01-15T00:00:00Z'), end: at('2026-03-01T00:00:00Z') }, 'UTC');
  expect(months.map(({ month }) => month)).toEqual(['2026-01', '2026-02']);
});

it('unites spans: [0,30] [20,60] [100,110] cover 70', () => {
  expect(
    unionLength([
      { start: 100, end: 110 },
      { start: 0, end: 30 },
      { start: 20, end: 60 },
    ])
  ).toBe(70);
  expect(overlap({ start: 0, end: 10 }, { start: 5, end: 20 })).toBe(5);
  expect(overlap({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(0);
});

it('knows time zones, and counts months as 30 days and quarters as 90', () => {
  expect(isZone('Europe/Paris')).toBe(true);
  expect(isZone('Mars/Base')).toBe(false);
  expect(objectiveWindow.safeParse({ type: 'calendar', period: 'month', zone: 'Nowhere' }).success).toBe(false);
  expect(nominalDays({ type: 'calendar', period: 'quarter', zone: 'UTC' })).toBe(90);
});

describe('periods of a report', () => {
  const zone = 'Europe/Paris';
  const seconds = (text: string) => Date.parse(text) / 1000;

  it.each([
    ['week', '2026-11-21T12:00:00Z', '2026-W47', '2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z'],
    ['week', '2027-01-02T12:00:00Z', '2026-W53', '2026-12-27T23:00:00Z', '2027-01-03T23:00:00Z'],
    ['week', '2026-10-25T12:00:00Z', '2026-W43', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z'], // 169 hours
    ['month', '2026-10-31T22:59:59Z', '2026-10', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    ['month', '2026-10-31T23:00:00Z', '2026-11', '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z'],
  ] as const)('%s of %s is %s', (type, at, label, start, end) => {
    const period = periodAt(type, seconds(at), zone);
    expect(period).toEqual({ type, label, start: seconds(start), end: seconds(end) });
    expect(periodNamed(label, zone)).toEqual(period);
  });

  it('follow each other without a gap, whatever the zone', () => {
    const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }),
        fc.constantFrom(...zones),
        fc.constantFrom('week' as const, 'month' as const),
        (at, somewhere, type) => {
          const period = periodAt(type, at, somewhere);
          expect(period.start <= at && at < period.end).toBe(true);
          expect(periodAfter(period, somewhere).start).toBe(period.end);
          expect(periodBefore(period, somewhere).end).toBe(period.start);
          expect(periodNamed(period.label, somewhere)).toEqual(period);
        }
      )
    );
  });

  it.each(['', '2026', '2026-13', '2026-00', '2026-W54', '2026-W00', 'x2026-10', '2026-10-01'])(
    '“%s” names none',
    (label) => {
      expect(periodNamed(label, zone)).toBeUndefined();
    }
  );
});
