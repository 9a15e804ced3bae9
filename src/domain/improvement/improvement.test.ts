import { exampleIncident } from '../incident/example';
import { defaultChecklists, MAINTENANCE_CHECKLIST } from '../maintenance/checklistDefaults';
import { emptyWeek, type Week, type WeekCommand } from '../maintenance/week';
import { weekKind } from '../maintenance/weekKind';
import { isRefused } from '../record/outcome';
import { lastDay, lateBy, quarterOf, shiftQuarter } from './due';
import { effectOfCounts, effectOfHours, effectOfProduct, effectOfReadings, spansAround } from './effect';
import { progressOf } from './progress';
import { failedChecks, failedFindings, finishedActions, rowOfAction } from './rows';
import { type RoadmapItem } from './schema';

const by = { uid: 'u-ana', name: 'Ana' };

it.each([
  ['2024-Q1', '2024-03-31'],
  ['2024-Q2', '2024-06-30'],
  ['2026-Q3', '2026-09-30'],
  ['2026-Q4', '2026-12-31'],
  ['2027-02-14', '2027-02-14'],
])('%s ends on %s', (due, day) => {
  expect(lastDay(due)).toBe(day);
});

it('counts quarters over years, and days late from the end of one', () => {
  expect(quarterOf('2026-11-27')).toBe('2026-Q4');
  expect(shiftQuarter('2026-Q4', 1)).toBe('2027-Q1');
  expect(shiftQuarter('2026-Q1', -5)).toBe('2024-Q4');
  expect(lateBy({ due: '2026-Q3', state: 'planned' }, '2026-10-01')).toBe(1);
  expect(lateBy({ due: '2026-Q3', state: 'planned' }, '2026-09-30')).toBe(0);
  expect(lateBy({ due: '2026-Q3', state: 'done' }, '2026-10-05')).toBe(0);
  expect(lateBy({ state: 'toDo' }, '2026-10-05')).toBe(0);
});

describe('what something improved', () => {
  const done = '2026-11-01T00:00:00Z';
  const at = Date.parse(done) / 1000;
  const day = 86_400;

  it('looks as far back as forward, and not before a day has passed', () => {
    expect(spansAround(done, at + 3600, 30)).toBeUndefined();
    expect(spansAround(done, at + 5 * day, 30)).toEqual({
      before: { start: at - 5 * day, end: at },
      after: { start: at, end: at + 5 * day },
    });
    expect(spansAround(done, at + 90 * day, 30)?.after).toEqual({ start: at, end: at + 30 * day });
  });

  it('adds up counts on each side, and leaves out the slice in which it was done', () => {
    const spans = spansAround(done, at + 2 * day, 30);
    const slice = (start: number, end: number, good: number) => ({
      start: at + start,
      end: at + end,
      good,
      total: 100,
    });
    const slices = [slice(-7200, -3600, 90), slice(-3600, 0, 94), slice(-1800, 1800, 0), slice(3600, 7200, 99)];
    expect(spans && effectOfCounts(slices, spans, ({ good, total }) => good / total)).toEqual({
      before: 0.92,
      after: 0.99,
    });
    expect(spans && effectOfCounts([], spans, () => 1)).toEqual({});
  });

  it('takes the mean of whole hours, and of readings the last on each side', () => {
    const spans = spansAround(done, at + 2 * day, 30);
    const hours = [
      { time: at - 3600, value: 10 },
      { time: at, value: 20 },
      { time: at + 1800, value: 500 },
      { time: at + 3600, value: 4 },
    ];
    expect(spans && effectOfHours(hours, spans)).toEqual({ before: 15, after: 4 });
    expect(
      effectOfReadings(
        [
          { at: '2026-12-01T00:00:00Z', value: 30 },
          { at: '2026-01-01T00:00:00Z', value: 50 },
          { at: '2026-10-01T00:00:00Z', value: 45 },
        ],
        done
      )
    ).toEqual({ before: 45, after: 30 });
    expect(effectOfReadings([], done)).toEqual({});
  });
});

it('multiplies what a product is made of, on the sides that all of them have', () => {
  expect(effectOfProduct([{ before: 0.9, after: 0.99 }, { before: 0.8, after: 0.9 }, { before: 0.95 }])).toEqual({
    before: 0.9 * 0.8 * 0.95,
  });
  expect(effectOfProduct([])).toEqual({});
});

it('tells week by week how many items there were, and how many were done', () => {
  const item = (created: string, done?: string): RoadmapItem => ({
    title: 'x',
    priority: 'low',
    incidents: [],
    objectives: [],
    reviews: [],
    security: [],
    state: done ? 'done' : 'toDo',
    created,
    by,
    ...(done && { done }),
  });
  const items = [
    item('2026-11-10T00:00:00Z', '2026-11-25T12:00:00Z'),
    item('2026-11-24T00:00:00Z'),
    item('2026-11-24T00:00:00Z', '2026-11-12T00:00:00Z'), // written down later
  ];
  expect(progressOf(items, 'Europe/Paris', '2026-11-27T12:00:00Z')).toEqual([
    { monday: '2026-11-09', total: 2, done: 1, finished: 1 },
    { monday: '2026-11-16', total: 2, done: 1, finished: 0 },
    { monday: '2026-11-23', total: 3, done: 2, finished: 1 },
  ]);
  expect(progressOf([], 'UTC', '2026-11-27T12:00:00Z')).toEqual([]);
});

describe('work that is kept elsewhere', () => {
  it('is shown by the state that it has there, and not at all where nobody will do it', () => {
    const action = {
      key: 'inc-2026-0001/a1',
      id: 'a1',
      incident: { name: 'inc-2026-0001', ref: 'INC-2026-0001', title: 'Down' },
      title: 'Raise the limit',
      state: 'doing' as const,
      due: '2026-12-01',
      owner: 'Ana',
      complete: true,
    };
    expect(rowOfAction(action)).toEqual([
      {
        key: 'action/inc-2026-0001/a1',
        source: 'action',
        incident: action.incident,
        title: 'Raise the limit',
        state: 'inProgress',
        due: '2026-12-01',
        owner: 'Ana',
      },
    ]);
    expect(rowOfAction({ ...action, state: 'wontDo' })).toEqual([]);
  });

  it('tells of finished actions since a day, and not of those whose day nobody kept', () => {
    const incident = { ...exampleIncident('en'), name: 'inc-2026-0007' };
    const [id, first] = Object.entries(incident.actions)[0];
    const at = (done?: string) => ({ ...incident, actions: { [id]: { ...first, state: 'done' as const, done } } });
    expect(finishedActions(at('2026-11-10T10:00:00Z'), '2026-11-01T00:00:00Z')).toMatchObject([
      { key: `action/inc-2026-0007/${id}`, source: 'action', state: 'done', done: '2026-11-10T10:00:00Z' },
    ]);
    expect(finishedActions(at('2026-10-10T10:00:00Z'), '2026-11-01T00:00:00Z')).toEqual([]);
    expect(finishedActions(at(undefined), '2026-11-01T00:00:00Z')).toEqual([]);
  });

  it('lists what failed when it was last checked', () => {
    const { items, title, version } = defaultChecklists('en')[MAINTENANCE_CHECKLIST];
    const [pods, logs] = Object.keys(items);
    const act = (week: Week, ...commands: object[]) =>
      commands.reduce((current: Week, part, index) => {
        const outcome = weekKind.apply(current, {
          at: `2026-11-2${index + 3}T10:00:00Z`,
          by,
          id: `${current.week}-${index}`,
          ...part,
        } as WeekCommand);
        return isRefused(outcome) ? current : outcome.ok;
      }, week);
    const start = (run: string) => ({ type: 'startRun', run, checklist: MAINTENANCE_CHECKLIST, version, title, items });
    const answer = (run: string, item: string, verdict: string) => ({ type: 'item', run, item, outcome: { verdict } });
    const before = act(emptyWeek('2026-W46'), start('r0'), answer('r0', pods, 'fail'));
    const failing = act(
      emptyWeek('2026-W47'),
      start('r1'),
      answer('r1', pods, 'fail'),
      answer('r1', logs, 'fail'),
      start('r2'),
      answer('r2', logs, 'pass')
    );
    expect(failedChecks([failing, before])).toEqual([
      {
        key: `checklist/${MAINTENANCE_CHECKLIST}/${pods}`,
        source: 'checklist',
        week: '2026-W47',
        run: 'r1',
        checklist: title,
        title: items[pods].title,
        state: 'toDo',
      },
      {
        key: `checklist/${MAINTENANCE_CHECKLIST}/${logs}`,
        source: 'checklist',
        week: '2026-W47',
        run: 'r2',
        checklist: title,
        title: items[logs].title,
        state: 'done', // it failed, and is answered well since
        done: expect.any(String) as string,
      },
    ]);
    const given = act(emptyWeek('2026-W48'), start('r3'), answer('r3', logs, 'fail'), {
      type: 'abandonRun',
      run: 'r3',
      reason: 'by mistake',
    });
    expect(failedChecks([given])).toEqual([]);
  });

  it('lists security items that fail, by their risk', () => {
    const found = [
      { item: 'https' as const, state: 'fail' as const, seen: 'fail' as const, risk: 'critical' as const, facts: [] },
      { item: 'rbac' as const, state: 'na' as const, seen: 'fail' as const, risk: 'high' as const, facts: [] },
    ];
    expect(failedFindings(found, () => 'HTTPS')).toEqual([
      { key: 'security/https', source: 'security', item: 'https', title: 'HTTPS', state: 'toDo', priority: 'high' },
    ]);
  });
});
