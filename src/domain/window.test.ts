import fc from 'fast-check';
import {
  DAY,
  daysOf,
  HOUR,
  isZone,
  monthsIn,
  nominalDays,
  objectiveWindow,
  overlap,
  unionLength,
  windowAt,
  windowBefore,
} from './window';

const at = (text: string) => Date.parse(text) / 1000;

describe('windowAt', () => {
  it('rolls with now', () => {
    const now = at('2026-03-15T12:34:56Z');
    expect(windowAt({ type: 'rolling', days: 30 }, now)).toEqual({
      start: now - 30 * DAY,
      end: now,
      close: now,
      length: 30 * DAY,
    });
  });

  it.each([
    ['month', 'Europe/Paris', '2026-03-30T10:00:00Z', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', 31 * 24 - 1], // summer time begins
    ['month', 'Europe/Paris', '2026-10-10T10:00:00Z', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 31 * 24 + 1], // and ends
    ['month', 'Asia/Kathmandu', '2026-01-31T18:20:00Z', '2026-01-31T18:15:00Z', '2026-02-28T18:15:00Z', 28 * 24], // +05:45: February already
    ['quarter', 'UTC', '2026-08-01T00:00:00Z', '2026-07-01T00:00:00Z', '2026-10-01T00:00:00Z', 92 * 24],
  ] as const)('%s in %s at %s', (period, zone, now, start, close, hours) => {
    const span = windowAt({ type: 'calendar', period, zone }, at(now));
    expect(span).toEqual({ start: at(start), end: at(now), close: at(close), length: hours * HOUR });
  });

  it('always contains now, and follows the one before without a gap', () => {
    const window = fc.oneof(
      fc.constantFrom(...([7, 28, 30, 90] as const)).map((days) => ({ type: 'rolling' as const, days })),
      fc.record({
        type: fc.constant('calendar' as const),
        period: fc.constantFrom('month' as const, 'quarter' as const),
        zone: fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'),
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
          expect(windowBefore(subject, now).end).toBe(span.start);
        }
      )
    );
  });
});

it('cuts days at the zone’s midnights', () => {
  const days = daysOf({ start: at('2026-03-28T12:00:00Z'), end: at('2026-03-30T12:00:00Z') }, 'Europe/Paris');
  expect(days.map(({ date, start, end }) => [date, (end - start) / HOUR])).toEqual([
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
