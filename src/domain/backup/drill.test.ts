import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { compared, drillOutcome, recoveryPoint, recoveryTime } from './drill';
import { drillQuestions } from './drillQuestions';
import { backupsKind, type BackupsCommand, noBackups } from './register';
import { type DrillPlan, type Invariant } from './schema';

const START = Date.parse('2026-11-27T10:00:00Z') / 1000;
const SCRAPE = 15;
const MINUTE = 60;

const samples = (values: Array<number | undefined>, from = START) =>
  values.map((value, index) => ({ time: from + index * SCRAPE, value }));

describe('RTO', () => {
  it('ends with the first good answer that stays good', () => {
    // down for 4 min, a flash of life, down again, back after 6 min
    const values = [...Array(16).fill(undefined), 1, ...Array(7).fill(0), ...Array(10).fill(1)];
    expect(recoveryTime(samples(values), START)).toEqual({ seconds: 24 * SCRAPE, within: SCRAPE });
  });

  it('is open while the last answers are not good, or too few', () => {
    expect(recoveryTime(samples([1, 1, 1, undefined]), START)).toBeUndefined();
    expect(recoveryTime(samples([undefined, 1, 1]), START)).toBeUndefined();
    expect(recoveryTime(samples([NaN, NaN]), START)).toBeUndefined();
    expect(recoveryTime([], START)).toBeUndefined();
  });

  it('does not count what was before the drill', () => {
    expect(recoveryTime(samples([1, 1, 1, 0, 1, 1, 1], START - 3 * SCRAPE), START)).toEqual({
      seconds: SCRAPE,
      within: SCRAPE,
    });
  });

  it('is never longer than what was looked at, and ends with a good answer', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(undefined, 0, 1), { maxLength: 60 }), (values) => {
        const found = recoveryTime(samples(values), START);
        if (found) {
          const at = found.seconds / SCRAPE;
          expect(values.slice(at).every((value) => value === 1)).toBe(true);
          expect(at === 0 || values[at - 1] !== 1).toBe(true);
        }
      })
    );
  });
});

describe('RPO', () => {
  it('of a restore that was cut 17 minutes back is 17 minutes, within one scrape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SCRAPE - 1 }), (phase) => {
        const cut = START;
        // the newest point that a scrape saw before the copy was cut
        const newest = Math.floor((cut - 17 * MINUTE - phase) / SCRAPE) * SCRAPE + phase;
        const found = recoveryPoint(newest, cut, SCRAPE);
        expect(Math.abs((found?.seconds ?? Infinity) - 17 * MINUTE)).toBeLessThanOrEqual(SCRAPE);
      })
    );
  });

  it.each([
    { cutBack: 3 * 3_600, scrape: 15, seconds: 10_800 },
    { cutBack: 40, scrape: 15, seconds: 40 },
    { cutBack: 40, scrape: 60, seconds: 40 }, // shorter than a scrape: anything up to 100 s
  ])('of a copy from $cutBack s before the cut is within one scrape of $scrape s', ({ cutBack, scrape, seconds }) => {
    expect(recoveryPoint(START - cutBack, START, scrape)).toEqual({ seconds, within: scrape });
    for (let phase = 0; phase < scrape; phase++) {
      const seen = START - cutBack - phase; // the last scrape before the copy was made
      expect(Math.abs((recoveryPoint(seen, START, scrape)?.seconds ?? Infinity) - cutBack)).toBeLessThan(scrape);
    }
  });

  it('is unknown where no point is, and nothing where the copy is newer than the cut', () => {
    expect(recoveryPoint(undefined, START, SCRAPE)).toBeUndefined();
    expect(recoveryPoint(0, START, SCRAPE)).toBeUndefined();
    expect(recoveryPoint(START + 60, START, SCRAPE)).toEqual({ seconds: 0, within: SCRAPE });
  });
});

describe('invariants', () => {
  const rows: Invariant = { name: 'Rows', kind: 'count', expr: 'sum(orders_rows)' };

  it('fail by one missing row', () => {
    expect(compared(rows, 1_000_000, 999_999).verdict).toBe('differs');
    expect(compared(rows, 1_000_000, 1_000_000).verdict).toBe('same');
    expect(compared({ ...rows, kind: 'sum' }, 0.1 + 0.2, 0.3).verdict).toBe('same');
    expect(compared({ ...rows, kind: 'sum' }, 1e9, 1e9 - 10).verdict).toBe('differs');
  });

  it('are not kept where one side gives no number', () => {
    expect(compared(rows, 5, undefined)).toEqual({ ...rows, original: 5, verdict: 'unknown' });
    expect(compared(rows, NaN, NaN)).toEqual({ ...rows, verdict: 'unknown' });
    expect(compared({ ...rows, kind: 'sum' }, 5, NaN)).toEqual({
      ...rows,
      kind: 'sum',
      original: 5,
      verdict: 'unknown',
    });
    expect(compared({ ...rows, kind: 'newest' }, Infinity, Infinity, SCRAPE).verdict).toBe('unknown');
  });
});

describe('a drill', () => {
  const by = { uid: 'u-ana', name: 'Ana' };
  const at = new Date(START * 1000).toISOString();
  const apply = (register: ReturnType<typeof noBackups>, command: object) =>
    backupsKind.apply(register, { id: 'c', at, by, ...command } as BackupsCommand);
  const ok = (register: ReturnType<typeof noBackups>, command: object) => {
    const outcome = apply(register, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  };
  const register = ok(noBackups('uuid'), { type: 'adopt', policy: 'service', language: 'en' });
  const plan: DrillPlan = {
    element: 'redis',
    target: { labels: { copy: 'restored' } },
    original: { labels: { copy: 'live' } },
    cut: at,
    probe: 'up',
    invariants: [{ name: 'Rows', kind: 'count', expr: 'sum(orders_rows)' }],
    level: 'restored',
  };

  const withPromtool = spawnSync('promtool', ['--version']).status === 0 ? it : it.skip;
  withPromtool('finds the newest sample of a copy whose target is gone, also by a Prometheus', () => {
    const { expr } = drillQuestions(plan).newest;
    const newest = (eval_time: string, value: number) => ({ expr, eval_time, exp_samples: [{ labels: '{}', value }] });
    const test = {
      interval: '15s',
      input_series: [{ series: 'orders_rows{copy="restored"}', values: '1x30 stale _x60' }], // until 450 s
      promql_expr_test: [newest('7m20s', 435), newest('7m30s', 450), newest('10m', 450)],
    };
    const folder = mkdtempSync(join(tmpdir(), 'drill-'));
    try {
      writeFileSync(join(folder, 'test.yml'), JSON.stringify({ evaluation_interval: '15s', tests: [test] }));
      const said = execFileSync('promtool', ['test', 'rules', 'test.yml'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
      expect(said).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs until it is finished, and passes only when it came back whole', () => {
    const started = ok(register, { type: 'startDrill', plan, id: 'd1' });
    expect(drillOutcome(started.drills.d1)).toBeUndefined();
    const finish = (verdict: 'same' | 'differs' | 'unknown', rtoSeconds?: number) =>
      drillOutcome(
        ok(started, {
          type: 'finishDrill',
          drill: 'd1',
          id: 'c9',
          result: { rtoSeconds, comparisons: [{ ...plan.invariants[0], verdict }] },
        }).drills.d1
      );
    expect(finish('same', 300)).toBe('passed');
    expect(finish('differs', 300)).toBe('failed');
    expect(finish('unknown', 300)).toBe('failed');
    expect(finish('same')).toBe('failed');
  });

  it('asks one number of each side, in whatever order their labels are', () => {
    const sides = (target: Record<string, string>, original: Record<string, string>) =>
      drillQuestions({
        ...plan,
        target: { labels: target },
        original: { labels: original },
        invariants: [{ name: 'Rows', kind: 'count', expr: 'orders_rows{table="a"}' }],
      }).invariants[0];
    expect(sides({ copy: 'restored', db: 'x' }, { db: 'x', copy: 'live' })).toEqual({
      restored: 'sum(orders_rows{table="a",copy="restored",db="x"})',
      original: 'sum(orders_rows{table="a",db="x",copy="live"})',
    });
  });

  it('compares something, with queries that parse', () => {
    const codes = (part: Partial<DrillPlan>) => {
      const outcome = apply(register, { type: 'startDrill', id: 'd2', plan: { ...plan, ...part } });
      return isRefused(outcome) ? outcome.refused.reasons.map(({ code, field }) => `${code}@${field}`) : [];
    };
    expect(codes({ invariants: [] })).toEqual(['backup.invariants@invariants']);
    expect(codes({ probe: 'up{' })).toEqual(['promql.unfinished@probe']);
    expect(codes({ cut: '2030-01-01T00:00:00Z' })).toEqual(['time.future@cut']);
    expect(codes({ element: 'gone' })).toEqual(['backup.removed@undefined']);
  });

  it('is not finished twice, nor dropped afterwards', () => {
    const done = ok(ok(register, { type: 'startDrill', plan, id: 'd1' }), {
      type: 'finishDrill',
      drill: 'd1',
      id: 'c9',
      result: { comparisons: [] },
      failed: true,
    });
    expect(isRefused(apply(done, { type: 'finishDrill', drill: 'd1', id: 'c10', result: { comparisons: [] } }))).toBe(
      true
    );
    expect(isRefused(apply(done, { type: 'dropDrill', drill: 'd1', id: 'c11' }))).toBe(true);
    expect(drillOutcome(done.drills.d1)).toBe('failed');
  });

  it('that another person ended is refused to the first, and keeps who ended it', () => {
    const bea = { uid: 'u-bea', name: 'Bea' };
    const started = ok(register, { type: 'startDrill', plan, id: 'd1' });
    const end = { type: 'finishDrill', drill: 'd1', result: { comparisons: [] }, failed: true };
    const ended = ok(started, { ...end, id: 'c1', by: bea });
    expect(ended.drills.d1).toMatchObject({ by, finishedBy: bea, failed: true });
    expect(apply(ended, { ...end, id: 'c2' })).toEqual({
      refused: { reasons: [{ code: 'backup.drillFinished' }] },
    });
    const dropped = ok(started, { type: 'dropDrill', drill: 'd1', id: 'c3', by: bea });
    expect(apply(dropped, { ...end, id: 'c4' })).toEqual({ refused: { reasons: [{ code: 'backup.drillMissing' }] } });
  });

  it('by hand says what was looked at', () => {
    const command = {
      type: 'recordDrill',
      element: 'redis',
      started: at,
      finished: at,
      level: 'restored',
      result: { comparisons: [] },
    };
    expect(isRefused(apply(register, { ...command, id: 'h1' }))).toBe(true);
    const kept = ok(register, {
      ...command,
      id: 'h1',
      result: { rtoSeconds: 600, comparisons: [], text: 'Counted the keys' },
    });
    expect(drillOutcome(kept.drills.h1)).toBe('passed');
  });
});
