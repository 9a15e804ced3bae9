import { isRefused } from '../record/outcome';
import {
  checkTask,
  currentSchedule,
  emptyPlan,
  inPlan,
  MAX_CLOSED,
  type Plan,
  plannedTasks,
  type PlanCommand,
  planKind,
} from './plan';
import {
  type Closed,
  type ClosedDays,
  type Ledger,
  occurrencesOf,
  type Schedule,
  type Settled,
  taskStanding,
  type Task,
  teamOn,
} from './task';

const zone = 'Europe/Paris';
const by = { uid: 'u1', name: 'Ana' };
const at = '2026-11-01T00:00:00Z';
const none: Ledger = new Map();
const fridays: Schedule = {
  rule: 'FREQ=WEEKLY;BYDAY=FR',
  start: '2026-01-02T17:00',
  zone,
  from: '2026-01-01T00:00:00Z',
  leadMinutes: 60,
  graceMinutes: 60,
  anchor: 'scheduled',
};
const christmas: ClosedDays = { date: '2026-12-24', to: '2026-12-27', title: 'Christmas', at };
const newYear: ClosedDays = { date: '2027-01-01', title: 'New Year', at };

function task(part: Partial<Schedule> = {}, more: Partial<Task> = {}): Task {
  return {
    position: 1,
    title: 'T',
    team: 'DevOps',
    schedules: { s: { ...fridays, ...part } },
    closedDays: [christmas, newYear],
    ...more,
  };
}

function dates(definition: Task, from = '2026-12-14', to = '2027-01-10', ledger = none): string[] {
  return occurrencesOf('t', definition, `${from}T00:00:00Z`, `${to}T00:00:00Z`, ledger).map(({ date }) => date);
}

it.each<[Closed | undefined, string[]]>([
  [undefined, ['2026-12-18', '2026-12-25', '2027-01-01', '2027-01-08']],
  ['skip', ['2026-12-18', '2027-01-08']],
  ['before', ['2026-12-18', '2026-12-23', '2026-12-31', '2027-01-08']],
  ['after', ['2026-12-18', '2026-12-28', '2027-01-02', '2027-01-08']],
])('a task that goes %s on closed days', (closed, expected) => {
  expect(dates(task({ closed }))).toEqual(expected);
});

it('moves a date into the days that are asked for, and out of them', () => {
  const after = task({ closed: 'after' });
  expect(dates(after, '2026-12-26', '2026-12-30')).toEqual(['2026-12-28']);
  expect(dates(after, '2026-12-24', '2026-12-27')).toEqual([]);
});

it('counts two dates that meet on one day once', () => {
  const daily = task({ rule: 'FREQ=DAILY', closed: 'after' });
  expect(dates(daily, '2026-12-22', '2026-12-30')).toEqual(['2026-12-22', '2026-12-23', '2026-12-28', '2026-12-29']);
});

it('leaves out what a freeze of more than a month would move', () => {
  const freeze = { ...christmas, to: '2027-02-15' };
  const definition = task({ closed: 'after' }, { closedDays: [freeze] });
  expect(dates(definition, '2026-12-14', '2027-02-28')).toEqual([
    '2026-12-18',
    '2027-02-16', // of 22 January and later: those before it would have moved farther
    '2027-02-19',
    '2027-02-26',
  ]);
});

it('closes only the team that it is for, and nothing that was due before it was entered', () => {
  const ofSecurity = { ...christmas, team: 'security' };
  expect(dates(task({ closed: 'skip' }, { closedDays: [ofSecurity] }))).toContain('2026-12-25');
  expect(dates(task({ closed: 'skip' }, { closedDays: [ofSecurity], team: ' Security' }))).not.toContain('2026-12-25');
  const late = { ...christmas, at: '2026-12-30T00:00:00Z' };
  expect(dates(task({ closed: 'skip' }, { closedDays: [late] }))).toContain('2026-12-25');
});

it('keeps a date that somebody dealt with where it was', () => {
  const settled: Settled = { state: 'ontime', on: '2026-12-25' };
  const ledger = new Map([['t@2026-12-25', settled]]);
  expect(dates(task({ closed: 'after' }), '2026-12-21', '2026-12-31', ledger)).toEqual(['2026-12-25']);
});

it.each<[Closed, string]>([
  ['skip', '2027-01-08'],
  ['before', '2026-12-23'],
  ['after', '2026-12-28'],
])('a chain counted from completion goes %s, and on from there', (closed, next) => {
  const settled: Settled = { state: 'ontime', on: '2026-12-18' };
  const definition = task({ closed, anchor: 'completed' });
  const ledger = new Map([['t@2026-12-18', settled]]);
  expect(taskStanding('t', definition, ledger, '2026-12-18T18:00:00Z').next?.date).toBe(next);
  const waived = new Map([...ledger, [`t@${next}`, { state: 'waived', on: next } satisfies Settled]]);
  expect(dates(definition, '2026-12-14', '2027-01-20', waived)[1]).toBe(next);
  expect(dates(definition, '2026-12-14', '2027-01-20', waived).length).toBeGreaterThan(2);
});

describe('teams that take turns', () => {
  const rotation = { teams: ['A', 'B', 'C'], from: '2026-11-19' }; // a Thursday of week 47

  it.each([
    ['2026-11-16', 'A'],
    ['2026-11-22', 'A'],
    ['2026-11-23', 'B'],
    ['2026-12-07', 'A'],
    ['2026-11-15', 'C'],
  ])('on %s it is the turn of %s', (date, team) => {
    expect(teamOn({ team: 'X', rotation }, date)).toBe(team);
  });

  it('are named at each date, and each has its own closed days', () => {
    const ofB = { ...christmas, team: 'B' };
    const definition = task(
      { closed: 'skip' },
      { rotation: { teams: ['A', 'B'], from: '2026-12-14' }, closedDays: [ofB] }
    );
    const found = occurrencesOf('t', definition, '2026-12-14T00:00:00Z', '2027-01-09T00:00:00Z', none);
    expect(found.map(({ date, team }) => [date, team])).toEqual([
      ['2026-12-18', 'A'],
      ['2027-01-01', 'A'],
      ['2027-01-08', 'B'],
    ]);
  });
});

describe('the plan', () => {
  const plan: Plan = { ...emptyPlan(), adopted: at, zone, tasks: { t: task() } };
  const close = (days: Array<Omit<ClosedDays, 'at'>>, id = 'c'): PlanCommand => ({
    type: 'closeDays',
    id,
    at,
    by,
    days,
  });
  const apply = (record: Plan, command: PlanCommand): Plan => {
    const outcome = planKind.apply(record, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused.reasons));
    }
    return outcome.ok;
  };
  const codes = (command: PlanCommand, record = plan) => {
    const outcome = planKind.apply(record, command);
    return isRefused(outcome) ? outcome.refused.reasons.map(({ code }) => code) : [];
  };

  it('takes the same file in twice without keeping anything twice', () => {
    const once = apply(plan, close([{ date: '2026-12-25', title: ' Christmas ' }]));
    expect(apply(once, close([{ date: '2026-12-25', title: 'Christmas' }], 'c2'))).toBe(once);
    expect(Object.values(once.closed ?? {})).toEqual([{ date: '2026-12-25', title: 'Christmas', at }]);
    expect(apply(once, { type: 'openDays', id: 'o', at, by, keys: ['c-1'] }).closed).toEqual({});
    expect(plannedTasks(once).t.closedDays).toHaveLength(1);
  });

  it('refuses what is no day, an end before its beginning, no title, and too many', () => {
    expect(codes(close([{ date: '2026-02-31x', title: 'x' }]))).toEqual(['recurrence.start']);
    expect(codes(close([{ date: '2026-12-25', to: '2026-12-24', title: ' ' }]))).toEqual([
      'required',
      'plan.daysOrder',
    ]);
    const many = Array.from({ length: MAX_CLOSED + 1 }, (_, index) => ({ date: '2026-12-25', title: `x${index}` }));
    expect(codes(close(many))).toEqual(['tooMany']);
  });

  it('moves its zone: the time of day stays, what was due before stays in the old one', () => {
    const moved = apply(plan, { type: 'moveZone', id: 'z', at, by, zone: 'America/New_York', seen: zone });
    const found = occurrencesOf('t', moved.tasks.t, '2026-10-20T00:00:00Z', '2026-11-10T00:00:00Z', none);
    expect(found.map(({ due }) => due)).toEqual([
      '2026-10-23T15:00:00Z',
      '2026-10-30T16:00:00Z',
      '2026-11-06T22:00:00Z',
    ]);
    expect(codes({ type: 'moveZone', id: 'z', at, by, zone: 'Mars/Base', seen: zone })).toEqual(['badZone']);
    expect(codes({ type: 'moveZone', id: 'z', at, by, zone: 'UTC', seen: 'Asia/Tokyo' })).toEqual(['moved']);
    expect(inPlan(moved.tasks)).toHaveLength(1);
  });

  it.each([
    ['east', 'Australia/Lord_Howe', '2026-11-04T06:00:00Z'],
    ['west', 'America/New_York', '2026-11-04T22:00:00Z'],
  ])('loses no open date and asks none twice where its zone moves %s', (_, to, next) => {
    const daily = { ...fridays, rule: 'FREQ=DAILY', leadMinutes: 9 * 60 };
    const before = { ...plan, tasks: { t: task(daily) } };
    const morning = '2026-11-03T07:30:00Z'; // open in Paris since 08:00, due there at 17:00
    const moved = apply(before, { type: 'moveZone', id: 'z', at: morning, by, zone: to, seen: zone });
    const dues = (record: Plan) =>
      occurrencesOf('t', record.tasks.t, '2026-11-02T00:00:00Z', '2026-11-05T12:00:00Z', none).map(({ due }) => due);
    expect(dues(moved).slice(0, 3)).toEqual(['2026-11-02T16:00:00Z', '2026-11-03T16:00:00Z', next]);

    const back = apply(moved, { type: 'moveZone', id: 'b', at: morning, by, zone, seen: to });
    expect(dues(back)).toEqual(dues(before));
    const form = { title: 'T', team: 'D', schedule: { ...daily, zone: to, start: '2026-01-02T09:00' } };
    const edited = apply(moved, { type: 'saveTask', id: 'e', at: morning, by, key: 't', form, seen: 'z' });
    expect(currentSchedule(edited.tasks.t)).toMatchObject({ zone: to, start: '2026-01-02T09:00' });
  });

  it.each([
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2', '2026-01-01T09:00', 'recurrence.never'],
    ['FREQ=DAILY;UNTIL=20251231', '2026-01-01T09:00', 'recurrence.never'],
    ['FREQ=DAILY', '2026-02-31T09:00', 'recurrence.start'],
  ])('refuses %s from %s', (rule, start, code) => {
    const { from: _, ...schedule } = fridays;
    expect(checkTask({ title: 'T', team: 'D', schedule: { ...schedule, rule, start } })).toMatchObject([{ code }]);
    const inMars = checkTask({ title: 'T', team: 'D', schedule: { ...schedule, zone: 'Mars/Base' } });
    expect(inMars).toMatchObject([{ code: 'recurrence.zone' }]);
  });
});
