import ICAL from 'ical.js';
import { type CalendarSource, calendarFile } from './calendarFile';
import { type Schedule, type Task } from './task';
import { type WindowHead } from './windows/head';

const NOW = '2026-11-28T08:00:00Z';

function task(schedule: Partial<Schedule>, part: Partial<Task> = {}): Task {
  return {
    position: 1,
    title: 'Check logs',
    team: 'DevOps',
    schedules: {
      first: {
        rule: 'FREQ=MONTHLY;BYDAY=1TU',
        start: '2024-01-02T09:00',
        zone: 'Europe/Paris',
        from: '2026-11-01T00:00:00Z',
        leadMinutes: 0,
        graceMinutes: 0,
        anchor: 'scheduled',
        ...schedule,
      },
    },
    ...part,
  };
}

const window: WindowHead = {
  name: 'win-20261127-aa',
  title: 'Update Redis; now',
  start: '2026-11-28T10:00:00Z',
  end: '2026-11-28T12:00:00Z',
  services: ['redis'],
  serviceNames: 'Redis, quotes',
  owner: 'Ana',
  silence: false,
  exclude: false,
  changed: '2026-11-27T09:00:00Z',
};

const source: CalendarSource = {
  tasks: { logs: task({}) },
  ledger: new Map(),
  windows: [window],
  reviews: [{ week: '2026-W47', signed: '2026-11-23T09:00:00Z' }],
  zone: 'Europe/Paris',
  since: '2026-11-01T00:00:00Z',
  planChanged: '2026-11-02T00:00:00Z',
  host: 'grafana.example',
  windowUrl: (name) => `https://grafana.example/windows/${name}`,
  planUrl: 'https://grafana.example/plan',
};

/** As a library that is not ours reads it. */
function events(part: Partial<CalendarSource> = {}, language: 'en' | 'fr' = 'en') {
  const calendar = new ICAL.Component(ICAL.parse(calendarFile({ ...source, ...part }, NOW, language)) as unknown[]);
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(zone));
  return calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

it('tells the plan, windows and reviews to calendar programs', () => {
  const all = events();
  expect(all.map(({ uid, summary }) => [uid, summary])).toEqual([
    ['task-logs@grafana.example', 'Check logs'],
    ['window-win-20261127-aa@grafana.example', 'Maintenance window: Update Redis; now'],
    ['reviews@grafana.example', 'Weekly maintenance review'],
    ['review-2026-w47@grafana.example', 'Maintenance review signed off: 2026-W47'],
  ]);
  const iterator = all[0].iterator();
  const instants = Array.from({ length: 3 }, () => iterator.next().toJSDate().toISOString());
  expect(instants).toEqual(['2026-11-03T08:00:00.000Z', '2026-12-01T08:00:00.000Z', '2027-01-05T08:00:00.000Z']);
  expect(all[1].endDate.toJSDate().toISOString()).toBe('2026-11-28T12:00:00.000Z');
  expect(all[1].description).toBe('Redis, quotes\nAna');
  expect(events({}, 'fr')[2].summary).toBe('Revue hebdomadaire de maintenance');
});

it('changes the events that an earlier file made', () => {
  const moved = {
    ...window,
    start: '2026-11-29T10:00:00Z',
    end: '2026-11-29T12:00:00Z',
    changed: '2026-11-28T07:00:00Z',
  };
  const [before, after] = [events(), events({ windows: [moved] })].map((all) => all[1]);
  expect(after.uid).toBe(before.uid);
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect(events()[1].sequence).toBe(before.sequence);
  const [cancelled] = events({ windows: [{ ...window, cancelled: NOW }] }).slice(1);
  expect(cancelled.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

it('keeps the phase of a rule that counts, and its count', () => {
  const every = (part: Partial<Schedule>) => {
    const iterator = events({ tasks: { t: task({ zone: 'UTC', ...part }) } })[0].iterator();
    return Array.from({ length: 3 }, () => iterator.next()?.toString());
  };
  expect(every({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', start: '2026-10-12T09:00' })).toEqual([
    '2026-11-09T09:00:00',
    '2026-11-23T09:00:00',
    '2026-12-07T09:00:00',
  ]);
  expect(every({ rule: 'FREQ=DAILY;COUNT=2', start: '2026-10-12T09:00' })).toEqual([
    '2026-10-12T09:00:00',
    '2026-10-13T09:00:00',
    undefined,
  ]);
});

it.each([
  ['UNTIL=20261201', 'UNTIL=20261201T225900Z'],
  ['UNTIL=20261201T120000', 'UNTIL=20261201T110000Z'],
  ['UNTIL=20261201T120000Z', 'UNTIL=20261201T120000Z'],
])('ends a rule with %s in UTC', (written, expected) => {
  const tasks = { t: task({ rule: `FREQ=DAILY;${written}` }) };
  expect(calendarFile({ ...source, tasks }, NOW, 'en')).toContain(`RRULE:FREQ=DAILY;${expected}`);
});

it('tells of a task that waits for its completion only what is known', () => {
  const [only, ...others] = events({ tasks: { t: task({ rule: 'FREQ=WEEKLY', anchor: 'completed' }) }, windows: [] });
  expect(only.isRecurring()).toBe(false);
  expect(others.every(({ uid }) => !uid.startsWith('task-'))).toBe(true);
});

it('leaves out dates on which the task was out of the plan', () => {
  const pauses = { p: { from: '2026-11-29T00:00:00Z', to: '2026-12-15T00:00:00Z' } };
  const iterator = events({ tasks: { logs: task({}, { pauses }) } })[0].iterator();
  const dates = Array.from({ length: 2 }, () => iterator.next().toString().slice(0, 10));
  expect(dates).toEqual(['2026-11-03', '2027-01-05']);
});
