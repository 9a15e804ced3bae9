import fc from 'fast-check';
import ICAL from 'ical.js';
import { isRefused } from '../../record/outcome';
import { addDays } from '../localDates';
import { MOST_ICS_BYTES } from './parse';
import { readIcsDays, spansOf } from './read';
import { timezoneLines } from './timezone';
import { type IcsEvent, writeIcs } from './write';

const NOW = '2026-11-28T08:00:00Z';
const event: IcsEvent = {
  uid: 'task-check-logs@grafana.example',
  changed: '2026-11-27T08:00:00Z',
  start: { local: '2026-01-01T17:00', zone: 'Europe/Paris' },
  summary: 'Check logs',
};
const write = (...events: IcsEvent[]) => writeIcs({ name: 'Maintenance', events, now: NOW });

/** As a library that is not ours reads it, with the zones of the file itself. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(zone));
  return calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

function instants(text: string, count: number): string[] {
  const iterator = read(text)[0].iterator();
  return Array.from({ length: count }, () => iterator.next().toJSDate().toISOString());
}

describe('what is written', () => {
  it('has no line that a rule or an address brings along', () => {
    const at = '2026-11-20T08:00:00Z';
    const forged = { rule: 'FREQ=DAILY\r\nATTACH:http://evil.example', url: 'https://x.example/\nATTENDEE:x' };
    const written = writeIcs({
      name: 'n',
      now: at,
      events: [{ uid: 'u', changed: at, start: { at }, summary: 's', ...forged }],
    });
    expect(written.split('\r\n').filter((line) => /^(?:ATTACH|ATTENDEE)/m.test(line))).toEqual([]);
  });

  it('is read by ical.js as it was meant', () => {
    const [found] = read(
      write({ ...event, description: 'a; b, c\\d\ne', url: 'https://g.example/x', categories: ['x,y'] })
    );
    expect(found.uid).toBe(event.uid);
    expect(found.summary).toBe('Check logs');
    expect(found.description).toBe('a; b, c\\d\ne');
    expect(found.startDate.toJSDate().toISOString()).toBe('2026-01-01T16:00:00.000Z');
    expect(found.sequence).toBe((Date.parse(event.changed) - Date.parse('2020-01-01T00:00:00Z')) / 1000);
  });

  it('keeps its wall time over changes of the clock', () => {
    const daily = write({ ...event, start: { local: '2026-03-27T17:00', zone: 'Europe/Paris' }, rule: 'FREQ=DAILY' });
    expect(instants(daily, 4)).toEqual([
      '2026-03-27T16:00:00.000Z',
      '2026-03-28T16:00:00.000Z',
      '2026-03-29T15:00:00.000Z',
      '2026-03-30T15:00:00.000Z',
    ]);
  });

  it('leaves dates out and puts others in their place', () => {
    const start = { local: '2026-12-21T09:00', zone: 'UTC' };
    const text = write(
      { ...event, start, rule: 'FREQ=DAILY', excluded: [{ local: '2026-12-22T09:00', zone: 'UTC' }] },
      {
        ...event,
        start: { local: '2026-12-24T10:00', zone: 'UTC' },
        instead: { local: '2026-12-23T09:00', zone: 'UTC' },
      }
    );
    expect(instants(text, 3).slice(1)).toEqual(['2026-12-23T09:00:00.000Z', '2026-12-24T09:00:00.000Z']);
    expect(read(text)[1].recurrenceId.toString()).toBe('2026-12-23T09:00:00');
  });

  it('says that something was cancelled, and of whole days', () => {
    const text = write({ ...event, start: { date: '2026-12-25' }, end: { date: '2026-12-26' }, isCancelled: true });
    expect(read(text)[0].startDate.isDate).toBe(true);
    expect(text).toContain('STATUS:CANCELLED');
  });

  it.each([
    ['Europe/Paris', '2026-03-28T12:00', '2026-10-26T12:00'],
    ['America/New_York', '2026-03-07T12:00', '2026-11-02T12:00'],
    ['Australia/Lord_Howe', '2026-04-04T12:00', '2026-10-05T12:00'],
    ['Asia/Kolkata', '2026-03-28T12:00', '2026-10-26T12:00'],
    ['UTC', '2026-03-28T12:00', '2026-10-26T12:00'],
    ['Africa/Casablanca', '2026-02-14T12:00', '2026-03-25T12:00'],
    ['Europe/Dublin', '2026-03-28T12:00', '2026-10-26T12:00'],
  ])('describes %s as the browser knows it', (zone, ...locals) => {
    // ical.js does not follow a list of changes that far
    for (const year of zone === 'Africa/Casablanca' ? ['2026'] : ['2026', '2029']) {
      for (const local of locals.map((each) => each.replace('2026', year))) {
        const [found] = read(
          write({ ...event, start: { local: '2026-01-01T00:00', zone } }, { ...event, start: { local, zone } })
        ).slice(1);
        const at = found.startDate.toJSDate();
        expect(
          new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)
        ).toBe(local.replace('T', ' '));
      }
    }
  });

  it('writes the changes that go on for ever as a rule', () => {
    const lines = timezoneLines('Europe/Paris', 2026);
    expect(lines).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU');
    expect(lines).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
  });

  it('survives any text, in lines that are not too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (summary) => {
        const text = write({ ...event, summary });
        const clean = summary.replace(/\r\n?/g, '\n').replace(/[^\n\P{Cc}]/gu, ' ');
        expect(read(text)[0].summary ?? '').toBe(clean);
        text.split('\r\n').forEach((line) => expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75));
      })
    );
  });
});

const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((each) => ['BEGIN:VEVENT', ...each.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

function days(text: string, from = '2026-01-01', to = '2027-12-31') {
  const outcome = readIcsDays(text, { from, to, zone: 'UTC' });
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}
const dates = (text: string) => days(text).days.map(({ date }) => date);
const refusal = (text: string) => {
  const outcome = readIcsDays(text, { from: '2026-01-01', to: '2026-12-31', zone: 'UTC' });
  return isRefused(outcome) ? outcome.refused.reasons : [];
};

describe('what is read', () => {
  it.each([
    ['a whole day', 'DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas', ['2026-12-25']],
    ['several', 'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227', ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['a length', 'DTSTART;VALUE=DATE:20261224\nDURATION:P2D', ['2026-12-24', '2026-12-25']],
    ['times', 'DTSTART;TZID="Europe:x";X=1:20261224T200000\nDTEND:20261225T020000Z', ['2026-12-24', '2026-12-25']],
    ['an end at midnight', 'DTSTART:20261224T200000Z\nDTEND:20261225T000000Z', ['2026-12-24']],
    ['every year', 'DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY', ['2026-05-01', '2027-05-01']],
    ['left out', 'DTSTART:20200501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501', ['2026-05-01']],
    ['added', 'DTSTART:20260501\nRDATE;VALUE=DATE:20260502,20260503', ['2026-05-01', '2026-05-02', '2026-05-03']],
    ['cancelled', 'DTSTART:20260501\nSTATUS:CANCELLED', []],
    ['an alarm inside', 'DTSTART:20260501\nBEGIN:VALARM\nDTSTART:20260601\nEND:VALARM', ['2026-05-01']],
  ])('is %s', (_, text, expected) => {
    expect(dates(calendar(text))).toEqual(expected);
  });

  it.each([
    ['midnight in Paris, told in UTC', 'DTSTART:20261224T230000Z\nDTEND:20261225T230000Z', ['2026-12-25']],
    ['an evening in New York', 'DTSTART;TZID=America/New_York:20261224T200000\nDURATION:PT2H', ['2026-12-25']],
    [
      'what comes back there',
      'DTSTART;TZID=America/New_York:20261202T200000\nRRULE:FREQ=WEEKLY;COUNT=2',
      ['2026-12-03', '2026-12-10'],
    ],
    ['a zone that nobody knows', 'DTSTART;TZID=Mars/Base:20261224T230000', ['2026-12-24']],
    [
      'hours that go past midnight',
      'DTSTART;TZID=Europe/Paris:20261224T180000\nDURATION:P1DT12H',
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
  ])('of the zone are those of %s', (_, text, expected) => {
    const outcome = readIcsDays(calendar(text), { from: '2026-01-01', to: '2027-12-31', zone: 'Europe/Paris' });
    expect(isRefused(outcome) ? outcome : outcome.ok.days.map(({ date }) => date)).toEqual(expected);
  });

  it('follow an event that moves or cancels one date of another', () => {
    const text = calendar(
      'UID:a\nDTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=3',
      'UID:a\nRECURRENCE-ID;VALUE=DATE:20260501\nDTSTART;VALUE=DATE:20260504',
      'UID:a\nRECURRENCE-ID;VALUE=DATE:20270501\nDTSTART;VALUE=DATE:20270501\nSTATUS:CANCELLED'
    );
    expect(dates(text)).toEqual(['2026-05-04']);
  });

  it('are the days that ical.js finds', () => {
    const rules = fc.constantFrom(
      'FREQ=YEARLY',
      'FREQ=MONTHLY;BYDAY=1MO',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=20',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      'FREQ=DAILY;UNTIL=20260310'
    );
    const start = fc.integer({ min: 0, max: 700 }).map((days_) => addDays('2025-01-01', days_));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 4 }), rules, (date, length, rule) => {
        const basic = (day: string) => day.replaceAll('-', '');
        const text = calendar(
          `UID:x\nDTSTART;VALUE=DATE:${basic(date)}\nDTEND;VALUE=DATE:${basic(addDays(date, length))}\nRRULE:${rule}`
        );
        const iterator = read(text)[0].iterator();
        const theirs = new Set<string>();
        for (let next = iterator.next(); next && next.toString() <= '2027-12-31'; next = iterator.next()) {
          const first = next.toString();
          Array.from({ length }, (_, index) => addDays(first, index))
            .filter((day) => day >= '2026-01-01' && day <= '2027-12-31')
            .forEach((day) => theirs.add(day));
        }
        // the library counts a first day that the rule does not name, as few programs do
        const ours = new Set(dates(text));
        expect([...ours].sort()).toEqual(
          [...theirs].filter((day) => ours.has(day) || !isFirst(day, date, length)).sort()
        );
      })
    );
  });

  it('are told as spans where they follow each other', () => {
    const day = (date: string, name = 'Freeze') => ({ date, name });
    expect(
      spansOf([
        day('2026-12-24'),
        day('2026-12-25'),
        day('2026-12-25', 'Christmas'),
        day('2026-12-26'),
        day('2027-01-04'),
      ])
    ).toEqual([
      { date: '2026-12-24', to: '2026-12-26', name: 'Freeze' },
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2027-01-04', name: 'Freeze' },
    ]);
  });

  it('reads five thousand events, folded lines and hostile names', () => {
    const hostile = 'SUMMARY:<script>alert(1)</script>\\n\u202egnp\\, ok';
    const many = Array.from(
      { length: 5000 },
      (_, n) => `UID:${n}\nDTSTART;VALUE=DATE:${addDays('2026-01-01', n % 365).replaceAll('-', '')}\n${hostile}`
    );
    const found = days(calendar(...many).replaceAll('SUMMARY:', 'SUMM\r\n ARY:'));
    expect(found.days).toHaveLength(5000);
    expect(found.days[0]).toEqual({ date: '2026-01-01', name: '<script>alert(1)</script> gnp, ok' });
  });

  it('says which events cannot be read, and reads the others', () => {
    const { days: found, problems } = days(
      calendar(
        'DTSTART;VALUE=DATE:20260231',
        'SUMMARY:No start',
        'DTSTART:20260501\nDTEND:20260430',
        'DTSTART:20260501\nRRULE:FREQ=HOURLY',
        'DTSTART:20260501\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
        'DTSTART:20260601'
      )
    );
    expect(found.map(({ date }) => date)).toEqual(['2026-06-01']);
    expect(problems).toEqual([
      { code: 'ics.date', values: { line: 3, value: '20260231' } },
      { code: 'ics.date', values: { line: 6, value: '' } },
      { code: 'ics.length', values: { line: 9, days: 400 } },
      { code: 'ics.rule', values: { line: 13, value: 'FREQ=HOURLY' } },
    ]);
  });

  it.each([
    ['nothing', '', 'ics.notOne'],
    ['a page', '<html>BEGIN:VCALENDAR</html>', 'ics.notOne'],
    ['no event', calendar(), 'ics.empty'],
    ['a cut file', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260501', 'ics.cut'],
    ['crossed ends', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT', 'ics.broken'],
    ['too much', `BEGIN:VCALENDAR${' '.repeat(MOST_ICS_BYTES)}`, 'ics.tooLarge'],
    [
      'daily for ever',
      calendar(...Array.from({ length: 60 }, () => 'DTSTART:20200101\nRRULE:FREQ=DAILY')),
      'ics.tooMany',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text).map((reason) => reason.code)).toEqual([code]);
  });
});

function isFirst(day: string, start: string, length: number): boolean {
  return day >= start && day < addDays(start, length);
}
