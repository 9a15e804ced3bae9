import { type IncidentHead } from '../incident/head';
import { type Calendar, calendarDays, datesShown, movedTo, shiftView } from './calendar';
import { type Schedule } from './task';
import { type WindowHead } from './windows/head';

const window: WindowHead = {
  name: 'win-20261127-aa',
  title: 'Update Redis',
  start: '2026-11-28T22:00:00Z',
  end: '2026-11-30T23:00:00Z',
  services: ['redis'],
  serviceNames: 'redis',
  owner: '',
  silence: false,
  exclude: false,
};
const incident = {
  name: 'inc-2026-0001',
  milestones: { declared: '2026-11-29T10:00:00Z' },
  status: 'closed',
  private: false,
} as unknown as IncidentHead;

const source: Calendar = {
  tasks: {},
  ledger: new Map(),
  windows: [window],
  incidents: [incident],
  signed: new Set(['2026-W47']),
  zone: 'Europe/Paris',
  now: '2026-11-28T08:00:00Z',
  since: '2026-11-01T00:00:00Z',
};
const kinds = (part: Partial<Calendar> = {}) =>
  [...calendarDays({ ...source, ...part }, '2026-11-23', '2026-12-06')].flatMap(([date, entries]) =>
    entries.map((entry) => `${date} ${entry.kind}`)
  );

it('puts windows on every day that they touch in the team’s zone, reviews on Mondays, incidents when they began', () => {
  expect(kinds()).toEqual([
    '2026-11-23 review',
    '2026-11-28 window',
    '2026-11-29 window',
    '2026-11-29 incident',
    '2026-11-30 window',
    '2026-11-30 review',
  ]);
  const [monday] = calendarDays(source, '2026-11-23', '2026-11-23').get('2026-11-23') ?? [];
  expect(monday).toMatchObject({ week: '2026-W47', signed: true });
});

it('leaves out what was cancelled, is private or void, and what lies apart', () => {
  expect(kinds({ windows: [{ ...window, cancelled: '2026-11-27T00:00:00Z' }] })).not.toContain('2026-11-28 window');
  expect(kinds({ windows: [{ ...window, start: '2027-01-01T00:00:00Z', end: '2027-01-02T00:00:00Z' }] })).toHaveLength(
    3
  );
  for (const part of [{ private: true }, { status: 'void' as const }, { duplicateOf: 'inc-2026-0002' }]) {
    expect(kinds({ incidents: [{ ...incident, ...part }] })).not.toContain('2026-11-29 incident');
  }
  expect(kinds({ since: undefined, windows: [], incidents: [] })).toEqual([]);
});

it('shows tasks with their states', () => {
  const daily: Schedule = {
    rule: 'FREQ=DAILY',
    start: '2024-01-01T17:00',
    zone: 'Europe/Paris',
    from: '2026-11-20T00:00:00Z',
    leadMinutes: 9 * 60,
    graceMinutes: 120,
    anchor: 'scheduled',
  };
  const tasks = { 'check-logs': { position: 1, title: 'Check logs', team: 'DevOps', schedules: { first: daily } } };
  const found = calendarDays({ ...source, tasks, windows: [], incidents: [] }, '2026-11-27', '2026-11-29');
  expect([...found.values()].flat()).toMatchObject([
    { kind: 'task', task: 'check-logs', at: '2026-11-27T16:00:00Z', state: 'missed' },
    { kind: 'task', state: 'due' },
    { kind: 'task', state: 'upcoming' },
  ]);
});

it.each([
  ['month', '2026-11-28', '2026-10-26', 42],
  ['month', '2026-02-10', '2026-01-26', 35],
  ['month', '2027-02-01', '2027-02-01', 28],
  ['week', '2026-11-28', '2026-11-23', 7],
] as const)('shows whole weeks of the %s of %s', (view, date, first, count) => {
  const dates = datesShown(view, date);
  expect([dates[0], dates.length]).toEqual([first, count]);
});

it.each([
  ['month', '2026-01-31', 1, '2026-02-28'],
  ['month', '2026-12-05', 1, '2027-01-05'],
  ['month', '2026-01-05', -1, '2025-12-05'],
  ['week', '2026-12-28', 1, '2027-01-04'],
] as const)('goes a %s on from %s', (view, date, by, expected) => {
  expect(shiftView(view, date, by)).toBe(expected);
});

it('moves a window by the clock on the wall, also over a change of it', () => {
  const night = { start: '2026-03-20T22:00:00.000Z', end: '2026-03-21T01:00:00.000Z' }; // 23:00 in Paris
  expect(movedTo(night, '2026-03-30', 'Europe/Paris')).toEqual({
    start: '2026-03-30T21:00:00.000Z',
    end: '2026-03-31T00:00:00.000Z',
  });
  expect(movedTo(night, '2026-03-20', 'Europe/Paris')).toEqual(night);
});
