import { setTimeZoneResolver } from '@grafana/data';
import { ruleText } from './rhythm';
import { agoText, clockText, dateText, zonedDate, dayAndClock, dayText, farDayAndClock } from './times';

let language = 'en-US';
jest.mock('../../grafana/user', () => ({ interfaceLanguage: () => language, dateLocale: () => language }));
jest.mock('@grafana/i18n', () => ({
  ...jest.requireActual('@grafana/i18n'),
  t: (_key: string, text: string, values: Record<string, unknown> = {}) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])),
}));

const now = Date.parse('2026-11-20T20:20:00Z');

it.each([
  ['en-US', '2026-11-20T20:19:31Z', 'just now'],
  ['en-US', '2026-11-20T20:14:31Z', '5 minutes ago'],
  ['en-US', '2026-11-20T17:30:00Z', '2 hours ago'],
  ['en-US', '2026-11-02T05:00:00Z', '18 days ago'], // 18.6 days: late by 18 days too
  ['en-US', '2026-09-15T05:00:00Z', '2 months ago'],
  ['en-US', '2024-09-15T05:00:00Z', '2 years ago'],
  ['en-US', '2026-11-23T20:20:00Z', 'in 3 days'],
  ['fr-FR', '2026-11-20T20:14:31Z', 'il y a 5 minutes'],
  ['fr-FR', '2026-11-23T20:20:00Z', 'dans 3 jours'],
])('in %s, %s is told as %s', (spoken, at, words) => {
  language = spoken;
  expect(agoText(at, now)).toBe(words);
});

it.each([
  ['en-US', 'Mon, Nov 16', 'every week on Tuesday, Friday at 09:00'],
  ['en-GB', 'Mon 16 Nov', 'every week on Tuesday, Friday at 09:00'],
  ['fr-FR', 'lun. 16 nov.', 'every week on mardi, vendredi at 09:00'],
])('in %s, days and months have their own names', (spoken, day, rhythm) => {
  language = spoken;
  expect(dayText('2026-11-16')).toBe(day);
  expect(ruleText({ rule: 'FREQ=WEEKLY;BYDAY=TU,FR', start: '2026-11-17T09:00', anchor: 'scheduled' })).toBe(rhythm);
});

it('adds the year to a day of another one', () => {
  language = 'en-US';
  const at = Date.parse('2026-12-31T23:30:00Z');
  expect(farDayAndClock('2026-11-16T16:00:00Z', 'UTC', at)).toBe('Mon, Nov 16, 16:00');
  expect(farDayAndClock('2028-02-29T08:00:00Z', 'Europe/Paris', at)).toBe('Tue, Feb 29, 2028, 09:00');
  expect(farDayAndClock('2027-01-04T08:00:00Z', 'Europe/Paris', at)).toBe('Mon, Jan 4, 09:00'); // 2027 has begun there
});

it('writes clocks as Grafana does, in the zone that is asked for', () => {
  language = 'en-US';
  expect(clockText('2026-11-16T16:00:00Z', 'Europe/Paris')).toBe('17:00');
  expect(clockText('2026-11-16T16:00:00Z', 'UTC')).toBe('16:00');
  expect(zonedDate('2026-11-16T23:30:00Z', 'Europe/Paris')).toBe('2026-11-17');
  expect(dayAndClock('2026-11-16T16:00:00Z', 'Europe/Paris')).toMatch(/^Mon.* 16.*, 17:00$|^Mon, Nov 16, 17:00$/);
  expect(dayText('2026-11-16')).toMatch(/Mon/);
});

it('names the day in the zone that Grafana is set to, as it writes the clock', () => {
  language = 'en-US';
  setTimeZoneResolver(() => 'Pacific/Auckland');
  try {
    expect(dayAndClock('2026-11-16T17:00:00Z')).toMatch(/^Tue, Nov 17, 06:00/);
    expect(dateText('2026-11-16T17:00:00Z')).toBe('November 17, 2026');
    expect(dateText('2026-11-16T17:00:00Z', 'UTC')).toBe('November 16, 2026');
  } finally {
    setTimeZoneResolver(() => undefined);
  }
});
