import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDateOf, startOfDay } from './localDates';
import { dateOf, dayOf, instantOf, timeAt } from './zones';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Paris',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo', // changed at midnight until 2019
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Beirut',
  'Australia/Lord_Howe', // by half an hour
  'Pacific/Chatham',
  'Pacific/Apia' // had no 30 December 2011
);
const days = fc.integer({ min: dayOf('2000-01-01'), max: dayOf('2037-12-31') });

describe('zones', () => {
  it('finds the date that Temporal finds', () => {
    fc.assert(
      fc.property(zones, days, fc.nat(86_399), (zone, day, second) => {
        const at = new Date((day * 86_400 + second) * 1000).toISOString();
        expect(localDateOf(at, zone)).toBe(Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());
      }),
      { numRuns: 500 }
    );
  });

  it('finds the moments that Temporal finds for a date and a time of day', () => {
    fc.assert(
      fc.property(zones, days, fc.nat(1439), (zone, day, minute) => {
        const date = Temporal.PlainDate.from(dateOf(day));
        const plainTime = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
        const wanted = date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant().toString();
        expect(instantOf(timeAt(day, minute * 60_000, zone))).toBe(wanted);
        expect(startOfDay(dateOf(day), zone)).toBe(date.toZonedDateTime(zone).toInstant().toString());
      }),
      { numRuns: 500 }
    );
  });

  it('finds them around every change of the clocks', () => {
    for (const [zone, date] of [
      ['Europe/Paris', '2026-03-29'],
      ['Europe/Paris', '2026-10-25'],
      ['America/Sao_Paulo', '2018-11-04'],
      ['America/Sao_Paulo', '2018-02-17'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['Pacific/Apia', '2011-12-30'],
      ['Africa/Cairo', '2026-04-24'],
    ]) {
      for (let minute = 0; minute < 1440; minute += 15) {
        const wanted = Temporal.PlainDate.from(date)
          .toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(Math.floor(minute / 60), minute % 60) })
          .toInstant()
          .toString();
        expect([zone, date, minute, instantOf(timeAt(dayOf(date), minute * 60_000, zone))]).toEqual([
          zone,
          date,
          minute,
          wanted,
        ]);
      }
    }
  });

  it.each(['2026-02-30', '2026-13-01', 'today', ''])('takes %j for no date', (date) => {
    expect(() => dayOf(date)).toThrow(RangeError);
  });

  it('refuses what is no zone', () => {
    expect(() => localDateOf('2026-01-01T00:00:00Z', 'Europe/Atlantis')).toThrow(RangeError);
  });
});
