import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { dateOf, dayOf } from './days';
import { datesOf, parseRule } from './rrule';

function dates(rule: string, start: string, most: number, from = start): string[] {
  const found: string[] = [];
  for (const day of datesOf(parseRule(rule, dayOf(start)), dayOf(start), dayOf(from))) {
    if (found.push(dateOf(day)) === most) {
      break;
    }
  }
  return found;
}

/** The same from the library, at midnight UTC; it gives up on rules that never come, such as the 31st of each September. */
function reference(rule: string, start: string, most: number): string[] {
  const library = new RRuleTemporal({
    rruleString: `DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${rule}`,
  });
  try {
    return library.all((_, index) => index < most).map((date) => date.toPlainDate().toString());
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Maximum iterations')) {
      return [];
    }
    throw error;
  }
}

describe('rules by the day', () => {
  // RFC 5545, section 3.8.5.3: the examples without times of day
  it.each([
    ['FREQ=DAILY;COUNT=3', ['1997-09-02', '1997-09-03', '1997-09-04']],
    ['FREQ=DAILY;INTERVAL=10;COUNT=3', ['1997-09-02', '1997-09-12', '1997-09-22']],
    ['FREQ=DAILY;UNTIL=19970904', ['1997-09-02', '1997-09-03', '1997-09-04']],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3', ['1997-09-02', '1997-09-16', '1997-09-30']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', ['1997-09-02', '1997-09-07', '1997-09-16', '1997-09-21']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', ['1997-09-02', '1997-09-14', '1997-09-16', '1997-09-28']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=1FR', ['1997-09-05', '1997-10-03', '1997-11-07']],
    ['FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU', ['1997-09-07', '1997-09-28', '1997-11-02', '1997-11-30']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', ['1997-09-22', '1997-10-20', '1997-11-17']],
    ['FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3', ['1997-09-28', '1997-10-29', '1997-11-28']],
    ['FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1', ['1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3', ['1998-02-13', '1998-03-13', '1998-11-13']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', ['1997-09-04', '1997-10-07', '1997-11-06']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3', ['1997-09-29', '1997-10-30', '1997-11-27']],
    ['FREQ=YEARLY;COUNT=3;BYMONTH=6,7', ['1998-06-02', '1998-07-02', '1999-06-02']],
    ['FREQ=YEARLY;INTERVAL=3;COUNT=3;BYYEARDAY=1,100,200', ['2000-01-01', '2000-04-09', '2000-07-18']],
    ['FREQ=YEARLY;BYDAY=20MO;COUNT=2', ['1998-05-18', '1999-05-17']],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3', ['1998-05-11', '1999-05-17', '2000-05-15']],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2', ['1997-11-04', '2001-11-06']],
  ])('%s', (rule, expected) => {
    expect(dates(rule, '1997-09-02', expected.length)).toEqual(expected);
  });

  it('leaves out days that a month does not have', () => {
    expect(dates('FREQ=MONTHLY', '2026-01-31', 3)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
    expect(dates('FREQ=YEARLY', '2024-02-29', 2)).toEqual(['2024-02-29', '2028-02-29']);
  });

  it('ends with its count, with its last day, and where nothing can come', () => {
    expect(dates('FREQ=DAILY;COUNT=3', '2026-01-01', 9, '2026-01-03')).toEqual(['2026-01-03']);
    expect(dates('FREQ=DAILY;UNTIL=20260102', '2026-01-01', 9)).toEqual(['2026-01-01', '2026-01-02']);
    expect(dates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', 1)).toEqual([]);
    expect(dates('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', '2022-09-01', 1)).toEqual([]);
    expect(reference('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', '2022-09-01', 1)).toEqual([]);
  });

  it.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=often',
    'FREQ=MONTHLY;BYDAY=XX',
    'FREQ=MONTHLY;BYDAY=0MO',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=YEARLY;BYMONTH=-1',
    'FREQ=DAILY;UNTIL=tomorrow',
  ])('takes %s for no rule', (rule) => {
    expect(() => parseRule(rule, 0)).toThrow(RangeError);
  });

  const nth = fc.constantFrom('', '', '1', '2', '-1');
  const weekdays = fc
    .uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 3 })
    .map((days) => days.join(','));
  const starts = fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2027-12-31') }).map((day) => dateOf(day));
  const some = (name: string, value: fc.Arbitrary<string | number>) =>
    fc.option(value).map((found) => (found === null || found === '' ? '' : `;${name}=${found}`));
  const rules = fc.oneof(
    fc.tuple(fc.constant('FREQ=DAILY'), some('INTERVAL', fc.integer({ min: 1, max: 40 })), some('BYDAY', weekdays)),
    fc.tuple(
      fc.constant('FREQ=WEEKLY'),
      some('INTERVAL', fc.integer({ min: 1, max: 6 })),
      some('BYDAY', weekdays),
      some('WKST', fc.constantFrom('MO', 'SU'))
    ),
    fc.tuple(
      fc.constant('FREQ=MONTHLY'),
      some('INTERVAL', fc.integer({ min: 1, max: 14 })),
      fc.oneof(
        fc.tuple(nth, fc.constantFrom('MO', 'WE', 'SU')).map(([place, day]) => `;BYDAY=${place}${day}`),
        fc.tuple(weekdays, fc.constantFrom(1, -1, 2)).map(([days, place]) => `;BYDAY=${days};BYSETPOS=${place}`),
        fc.constantFrom(1, 15, 28, 31, -1, -3).map((day) => `;BYMONTHDAY=${day}`),
        fc.constant('')
      )
    ),
    fc.tuple(
      fc.constant('FREQ=YEARLY'),
      some('INTERVAL', fc.integer({ min: 1, max: 3 })),
      some('BYMONTH', fc.constantFrom('1', '3,9', '12')),
      fc.constantFrom('', ';BYMONTHDAY=7', ';BYDAY=1TU', ';BYDAY=-1FR')
    )
  );

  it('gives the dates that rrule-temporal gives', () => {
    fc.assert(
      fc.property(rules, starts, (parts, start) => {
        const rule = parts.join('');
        expect(dates(rule, start, 12)).toEqual(reference(rule, start, 12));
      }),
      { numRuns: 150 }
    );
  });

  it('starts anywhere with the same dates', () => {
    fc.assert(
      fc.property(rules, starts, fc.nat(80), (parts, start, later) => {
        const from = dateOf(dayOf(start) + later);
        const rest = dates(parts.join(''), start, 81).filter((date) => date >= from);
        expect(dates(parts.join(''), start, rest.length, from)).toEqual(rest);
      }),
      { numRuns: 60 }
    );
  });
});
