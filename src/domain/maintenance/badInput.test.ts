import { isRefused } from '../record/outcome';
import { slotsBetween } from '../time/recurrence';
import { type ChecklistItem } from './checklistItem';
import { checkTask, emptyPlan, planKind, type TaskForm } from './plan';
import { emptyWeek, type Promised, type Week, type WeekCommand } from './week';
import { weekKind } from './weekKind';

const at = '2026-11-17T09:00:00Z';
const ana = { uid: 'u1', name: 'Ana' };
const luc = { uid: 'u2', name: 'Luc' };
const mia = { uid: 'u3', name: 'Mia' };

function form(schedule: Partial<TaskForm['schedule']>): TaskForm {
  const daily = { rule: 'FREQ=DAILY', start: '2026-01-01T09:00', zone: 'Europe/Paris' };
  return {
    title: 'Patch hosts',
    team: 'DevOps',
    schedule: { ...daily, leadMinutes: 0, graceMinutes: 0, anchor: 'scheduled', ...schedule },
  };
}

describe('a recurrence is refused, at its field,', () => {
  it.each<[string, Partial<TaskForm['schedule']>, string, string]>([
    ['that never occurs', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence.never', 'rule'],
    ['of a fifth Monday of a week', { rule: 'FREQ=WEEKLY;BYDAY=5MO' }, 'recurrence.together', 'rule'],
    ['on 31 February', { rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' }, 'recurrence.never', 'rule'],
    ['from 31 February', { start: '2026-02-31T09:00' }, 'recurrence.start', 'start'],
    ['from 29 February of no leap year', { start: '2027-02-29T09:00' }, 'recurrence.start', 'start'],
    ['that ends before it starts', { rule: 'FREQ=DAILY;UNTIL=20251231' }, 'recurrence.never', 'rule'],
    ['that ends an hour before', { rule: 'FREQ=DAILY;UNTIL=20260101T070000Z' }, 'recurrence.never', 'rule'],
    ['in a zone that nobody knows', { zone: 'Europe/Atlantis' }, 'recurrence.zone', 'zone'],
    ['in no zone', { zone: '' }, 'recurrence.zone', 'zone'],
  ])('%s', (_, schedule, code, field) => {
    expect(checkTask(form(schedule))).toEqual([expect.objectContaining({ code, field })]);
  });

  it('of a zone that the plan is to move to', () => {
    const move = { type: 'moveZone' as const, id: 'z', at, by: ana, zone: 'Mars/Base', seen: 'UTC' };
    expect(planKind.apply(emptyPlan(), move)).toMatchObject({ refused: { reasons: [{ code: 'badZone' }] } });
  });
});

describe('clocks that change', () => {
  it.each([
    ['a gap of an hour', 'Europe/Paris', '2027-03-28T02:30', '2027-03-28T01:30:00Z'],
    ['an overlap of an hour', 'Europe/Paris', '2027-10-31T02:30', '2027-10-31T00:30:00Z'],
    ['a gap of half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00Z'],
    ['an overlap of half an hour', 'Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45:00Z'],
    ['a gap at midnight', 'Africa/Cairo', '2027-04-30T00:30', '2027-04-29T22:30:00Z'],
    ['a day that there was not', 'Pacific/Apia', '2011-12-30T09:00', '2011-12-30T19:00:00Z'],
  ])('%s in %s: one date, at one instant', (_, zone, start, instant) => {
    const found = slotsBetween(
      { rule: 'FREQ=DAILY;COUNT=1', start, zone },
      '2011-01-01T00:00:00Z',
      '2030-01-01T00:00:00Z'
    );
    expect(found.map((slot) => slot.at)).toEqual([instant]);
  });
});

describe('people at once', () => {
  const occurrence: Promised = {
    task: 'logs',
    date: '2026-11-16',
    title: 'Check logs',
    due: '2026-11-16T16:00:00Z',
    opens: '2026-11-16T08:00:00Z',
    closes: '2026-11-16T18:24:00Z',
  };
  const items: Record<string, ChecklistItem> = { disk: { kind: 'confirm', position: 1, title: 'Disk' } };
  const start = (id: string, by: typeof ana, version = 1): WeekCommand => ({
    ...{ type: 'startRun', id, at, by, run: 'logs@2026-11-16', checklist: 'daily', title: 'Daily' },
    ...{ version, items, needsSignOff: true, occurrence },
  });
  const answer = (id: string, by: typeof ana, verdict: 'pass' | 'fail'): WeekCommand => ({
    ...{ type: 'item', id, at, by, run: 'logs@2026-11-16', item: 'disk', outcome: { verdict } },
  });
  const finish = (id: string, by: typeof ana): WeekCommand => ({
    ...{ type: 'finishRun', id, at, by, run: 'logs@2026-11-16', on: '2026-11-16' },
  });
  const sign = (id: string, by: typeof ana): WeekCommand => ({
    ...{ type: 'signOffRun', id, at, by, run: 'logs@2026-11-16' },
  });
  /** The record after all that is accepted, and why the rest was not. */
  const after = (...commands: WeekCommand[]) =>
    commands.reduce<{ week: Week; refused: unknown[] }>(
      ({ week, refused }, command) => {
        const outcome = weekKind.apply(week, command);
        return isRefused(outcome)
          ? { week, refused: [...refused, ...outcome.refused.reasons] }
          : { week: outcome.ok, refused };
      },
      { week: emptyWeek('2026-W47'), refused: [] }
    );

  it('who start the same run are in one, of the version that came first', () => {
    const { week, refused } = after(start('a', ana), start('b', luc, 2));
    expect(refused).toEqual([]);
    expect(Object.values(week.runs)).toMatchObject([{ version: 1, started: { by: ana } }]);
  });

  it('who answer the same item keep both answers, the last of which counts', () => {
    const { week } = after(start('a', ana), answer('b', luc, 'fail'), answer('c', ana, 'pass'));
    expect(Object.keys(week.entries)).toEqual(['b', 'c']);
  });

  it('who finish it settle it once, and the second is told by whom', () => {
    const { week, refused } = after(start('a', ana), answer('b', luc, 'pass'), finish('c', ana), finish('d', luc));
    expect(refused).toEqual([{ code: 'run.finished', values: { name: 'Ana' } }]);
    expect(Object.values(week.results)).toMatchObject([{ by: ana, run: 'logs@2026-11-16' }]);
  });

  it('who sign it off: the second is told by whom, and never who finished it', () => {
    const done = [start('a', ana), answer('b', luc, 'pass'), finish('c', ana)];
    const { week, refused } = after(...done, sign('d', ana), sign('e', luc), sign('f', mia), sign('g', luc));
    expect(refused).toEqual([
      { code: 'run.secondPerson', values: { name: 'Ana' } },
      { code: 'run.signed', values: { name: 'Luc' } },
    ]);
    expect(Object.values(week.runs)[0].signedOff?.by).toEqual(luc);
  });
});
