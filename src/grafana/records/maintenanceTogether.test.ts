import {
  type ChecklistCommand,
  CHECKLISTS_NAME,
  checklistKind,
  emptyChecklists,
} from '../../domain/maintenance/checklist';
import { runIdOf, checklistRunState } from '../../domain/maintenance/run';
import { emptyWeek, type Promised, type Week, type WeekCommand, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { type MaintenanceWindow } from '../../domain/maintenance/windows/schema';
import { type WindowCommand, windowKind } from '../../domain/maintenance/windows/window';
import { isRefused, type Outcome } from '../../domain/record/outcome';
import { grafana } from '../../test/grafana';
import { holdsWindow, redisWindow } from '../../test/windows';
import { append, read, update } from './store';

const ana = { uid: 'u-ana', name: 'Ana' };
const ben = { uid: 'u-ben', name: 'Ben' };
const at = '2026-11-28T10:00:00Z';
const NAME = weekName('2026-W48');
const occurrence: Promised = {
  task: 'logs',
  date: '2026-11-27',
  due: '2026-11-27T17:00:00Z',
  opens: '2026-11-27T08:00:00Z',
  closes: '2026-11-27T19:00:00Z',
  title: 'Check logs',
};
const items = {
  a: { kind: 'confirm' as const, position: 1, title: 'A' },
  b: { kind: 'confirm' as const, position: 2, title: 'B' },
};
const start = (by: typeof ana, id: string): WeekCommand => ({
  type: 'startRun',
  id,
  at,
  by,
  run: runIdOf(emptyWeek('2026-W48'), occurrence),
  checklist: 'nine',
  version: 1,
  title: 'Nine',
  items,
  needsSignOff: true,
  occurrence,
});
const RUN = 'logs@2026-11-27';
const tick = (
  by: typeof ana,
  item: string,
  id: string,
  second: number,
  verdict: 'pass' | 'fail' = 'pass'
): WeekCommand => ({
  type: 'item',
  id,
  at: `2026-11-28T10:01:0${second}Z`,
  by,
  run: RUN,
  item,
  outcome: { verdict },
});

function week(...commands: WeekCommand[]): Week {
  return commands.reduce((record, command) => {
    const outcome = weekKind.apply(record, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  }, emptyWeek('2026-W48'));
}

const stored = async () => (await read(weekKind, NAME)).record ?? emptyWeek('2026-W48');
const change = (command: WeekCommand) => update(weekKind, NAME, command);

/** Of what two people did at the same moment, why the other's was refused. */
function refusals(outcomes: Array<Outcome<unknown>>): string[] {
  return outcomes.flatMap((each) => (isRefused(each) ? each.refused.reasons.map(({ code }) => code) : []));
}

describe('a run that two people are in', () => {
  it('is one run, however many start it at once', async () => {
    grafana.holds(weekKind, NAME, emptyWeek('2026-W48'));
    const outcomes = await Promise.all([change(start(ana, 's1')), change(start(ben, 's2'))]);
    expect(refusals(outcomes)).toEqual([]);
    expect(Object.keys((await stored()).runs)).toEqual([RUN]);
  });

  it('keeps the ticks of both, and of one item shows the last, with none lost', async () => {
    grafana.holds(weekKind, NAME, week(start(ana, 's1')));
    const known = await read(weekKind, NAME); // all of them from the same copy
    const ticks = [
      tick(ana, 'a', 'e1', 1),
      tick(ben, 'b', 'e2', 1),
      tick(ben, 'a', 'e4', 3, 'fail'),
      tick(ana, 'a', 'e3', 2),
    ];
    await Promise.all(ticks.map((each) => append(weekKind, known, NAME, each)));
    const record = await stored();
    expect(Object.keys(record.entries).sort()).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(checklistRunState(record, RUN).outcomes.get('a')).toMatchObject({ by: ben, outcome: { verdict: 'fail' } });
    expect(checklistRunState(record, RUN).answered).toBe(2);
  });

  it('is finished once: who is later is told by whom', async () => {
    grafana.holds(weekKind, NAME, week(start(ana, 's1'), tick(ana, 'a', 'e1', 1), tick(ana, 'b', 'e2', 1)));
    const finish = (by: typeof ana, id: string): WeekCommand => ({
      type: 'finishRun',
      id,
      at,
      by,
      run: RUN,
      on: '2026-11-28',
    });
    const outcomes = await Promise.all([change(finish(ana, 'f1')), change(finish(ben, 'f2'))]);
    expect(refusals(outcomes)).toEqual(['run.finished']);
    expect(Object.keys((await stored()).results)).toEqual([RUN]);
  });

  it('is signed off once: the other is told, the same person twice is not', async () => {
    const cleo = { uid: 'u-cleo', name: 'Cleo' };
    const finish: WeekCommand = { type: 'finishRun', id: 'f', at, by: ana, run: RUN, on: '2026-11-28' };
    grafana.holds(weekKind, NAME, week(start(ana, 's1'), tick(ana, 'a', 'e1', 1), tick(ana, 'b', 'e2', 1), finish));
    const sign = (by: typeof ana, id: string): WeekCommand => ({ type: 'signOffRun', id, at, by, run: RUN });
    const outcomes = await Promise.all([change(sign(ben, 'x1')), change(sign(cleo, 'x2'))]);
    const { by } = (await stored()).runs[RUN].signedOff ?? {};
    const told = outcomes.flatMap((each) => (isRefused(each) ? each.refused.reasons : []));
    expect(told).toEqual([{ code: 'run.signed', values: { name: by?.name } }]);
    expect(refusals([await change(sign(by ?? ana, 'x3'))])).toEqual([]);
  });

  it('is another one once it was given up', () => {
    const given = week(start(ana, 's1'), { type: 'abandonRun', id: 'a', at, by: ana, run: RUN, reason: 'away' });
    expect(runIdOf(given, occurrence)).toBe(`${RUN}-2`);
  });
});

describe('a checklist that two people edit', () => {
  it('takes one of both and tells the other, who then saves on top of it', async () => {
    const save = (by: typeof ana, id: string, title: string, seen: number): ChecklistCommand => ({
      type: 'save',
      id,
      at,
      by,
      key: 'nine',
      seen,
      checklist: { title, items },
    });
    grafana.holds(checklistKind, CHECKLISTS_NAME, emptyChecklists());
    await update(checklistKind, CHECKLISTS_NAME, save(ana, 'c0', 'Nine', 0));
    const both = [save(ana, 'c1', 'By Ana', 1), save(ben, 'c2', 'By Ben', 1)];
    const outcomes = await Promise.all(both.map((each) => update(checklistKind, CHECKLISTS_NAME, each)));
    expect(refusals(outcomes)).toEqual(['checklist.moved']);
    const { title, version } = (await read(checklistKind, CHECKLISTS_NAME)).record?.checklists.nine ?? {};
    expect(version).toBe(2);
    const other = title === 'By Ana' ? save(ben, 'c3', 'By Ben', 2) : save(ana, 'c3', 'By Ana', 2);
    expect(refusals([await update(checklistKind, CHECKLISTS_NAME, other)])).toEqual([]);
    expect((await read(checklistKind, CHECKLISTS_NAME)).record?.checklists.nine.version).toBe(3);
  });
});

describe('a window that two people change', () => {
  const WINDOW = 'win-20261127-aa';
  const act = (command: WindowCommand): Promise<Outcome<unknown>> => update(windowKind, WINDOW, command);
  const now = async (): Promise<MaintenanceWindow | undefined> => (await read(windowKind, WINDOW)).record;
  const edit = (seen: string, title: string): WindowCommand => ({
    type: 'edit',
    id: 'e',
    at: '2026-11-28T10:30:00.000Z',
    by: ben,
    seen,
    fields: { ...redisWindow, title, exclude: true },
  });

  it('keeps both, when one edits what the other starts', async () => {
    const { revised } = holdsWindow(WINDOW, { exclude: true });
    const outcomes = await Promise.all([
      act({ type: 'start', id: 's', at: '2026-11-28T10:30:00.000Z', by: ana }),
      act(edit(revised.command, 'Redis 8')),
    ]);
    expect(refusals(outcomes)).toEqual([]);
    expect(await now()).toMatchObject({ title: 'Redis 8', started: { by: ana } });
  });

  it('is ended or edited, whichever came first, and the other is told', async () => {
    const { revised } = holdsWindow(WINDOW, { exclude: true });
    await act({ type: 'end', id: 'x', at: '2026-11-28T10:40:00.000Z', by: ana, ended: '2026-11-28T10:40:00.000Z' });
    expect(refusals([await act(edit(revised.command, 'Redis 8'))])).toEqual(['window.ended']);
    expect((await now())?.title).toBe('Update Redis');
  });

  it('is approved once, by who was first, also when it is edited at that moment', async () => {
    const { revised } = holdsWindow(WINDOW, { exclude: true });
    const approve = (by: typeof ana, id: string): WindowCommand => ({
      type: 'approve',
      id,
      at,
      by,
      seen: revised.command,
    });
    const cleo = { uid: 'u-cleo', name: 'Cleo' };
    const outcomes = await Promise.all([act(approve(ben, 'p1')), act(approve(cleo, 'p2'))]);
    expect(refusals(outcomes)).toEqual([]);
    const first = (await now())?.approval;
    expect(Object.values((await now())?.log ?? {}).filter(({ type }) => type === 'approve')).toHaveLength(1);
    await act(edit(revised.command, 'Redis 8'));
    expect((await now())?.approval).toEqual(first);
    expect(refusals([await act(approve(cleo, 'p3'))])).toEqual(['maintenance.moved']);
  });
});
