import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { clockChange } from './clock';
import { dateOf, dayOf } from './days';
import { addDays, localDateOf, localTimeOf, startOfDay, weekDates, weekOf } from './localDates';
import { dayAt, instantOf, instantText, offsetAt, startOf } from './offsets';

const ZONES = [
  'UTC',
  'Africa/Cairo', // begins summer at midnight
  'Africa/Casablanca', // interrupts its summer time for Ramadan
  'America/Havana', // comes back from summer at midnight
  'America/New_York',
  'America/Sao_Paulo', // began summer at midnight
  'America/St_Johns', // changed a minute after midnight
  'Antarctica/Troll', // by two hours
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Lord_Howe', // by half an hour
  'Europe/Dublin',
  'Europe/Paris',
  'Pacific/Apia', // skipped a whole day
  'Pacific/Chatham',
  'Pacific/Kwajalein', // skipped another
];

const zone = fc.constantFrom(...ZONES);
const DAY = 86_400_000;
/** Any time from 1970 to 2037, and often one near a change of the clocks. */
const near = (name: string) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: Date.UTC(2037, 0, 1) }),
      fc.boolean(),
      fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      fc.constantFrom(1, 60_000, 1_800_000)
    )
    .map(([at, isNear, shift, grain]) => {
      const change = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name).getTimeZoneTransition('next');
      const time = isNear && change ? change.epochMilliseconds + shift : at;
      return Math.floor(time / grain) * grain;
    });
const placed = zone.chain((name) => fc.tuple(fc.constant(name), near(name)));

describe('the clocks of a zone, as Temporal tells them', () => {
  it('are ahead of UTC by as much at any instant', () => {
    fc.assert(
      fc.property(placed, ([name, at]) => {
        const theirs = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
        expect(offsetAt(at, name)).toBe(theirs.offsetNanoseconds / 1e6);
        expect(dateOf(dayAt(at, name))).toBe(theirs.toPlainDate().toString());
        expect(localDateOf(new Date(at).toISOString(), name)).toBe(theirs.toPlainDate().toString());
        expect(localTimeOf(new Date(at).toISOString(), name)).toBe(
          theirs.toPlainDateTime().toString({ smallestUnit: 'minute' })
        );
      }),
      { numRuns: 1000 }
    );
  });

  it('show a wall time at the same instant, skipped and repeated hours included', () => {
    fc.assert(
      fc.property(placed, ([name, wall]) => {
        const plain = Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, -1));
        expect(instantOf(wall, name)).toBe(plain.toZonedDateTime(name).epochMilliseconds);
      }),
      { numRuns: 1000 }
    );
  });

  it('begin a day at the same instant, days without a midnight included', () => {
    fc.assert(
      fc.property(placed, ([name, at]) => {
        const date = new Date(at).toISOString().slice(0, 10);
        const theirs = Temporal.PlainDate.from(date).toZonedDateTime(name).toInstant();
        expect(startOf(dayOf(date), name)).toBe(theirs.epochMilliseconds);
        expect(startOfDay(date, name)).toBe(theirs.toString());
      }),
      { numRuns: 1000 }
    );
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00Z'); // the day that was left out
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00Z'); // at 01:00 of its clocks
  });

  it('skip and repeat the same wall times', () => {
    fc.assert(
      fc.property(placed, ([name, at]) => {
        const wall = new Date(at).toISOString().slice(0, 16);
        const plain = Temporal.PlainDateTime.from(wall);
        const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
          plain.toZonedDateTime(name, { disambiguation })
        );
        const kind = earlier.toPlainDateTime().equals(plain) ? 'twice' : 'skipped';
        const change = earlier.equals(later) ? undefined : { kind, from: earlier.offset, to: later.offset };
        expect(clockChange(wall, name)).toEqual(change);
      }),
      { numRuns: 1000 }
    );
  });

  it('name no zone that there is none of', () => {
    expect(() => offsetAt(0, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => instantText(NaN)).toThrow(RangeError);
  });
});

describe('calendar dates, as Temporal counts them', () => {
  it('add up, and fall into the same ISO week', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const date = dateOf(day);
        const theirs = Temporal.PlainDate.from(date);
        expect(addDays(date, days)).toBe(theirs.add({ days }).toString());
        expect(weekOf(date)).toBe(`${theirs.yearOfWeek}-W${String(theirs.weekOfYear).padStart(2, '0')}`);
        expect(weekDates(weekOf(date))).toContain(date);
      })
    );
  });

  it('are refused where the calendar does not have them', () => {
    expect(() => addDays('2026-02-31', 1)).toThrow(RangeError);
    expect(() => addDays('tomorrow', 1)).toThrow(RangeError);
  });
});
