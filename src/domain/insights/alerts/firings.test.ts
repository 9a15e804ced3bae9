import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firingsOf, firingsOfStates, together } from './firings';

const grid = { start: 0, end: 600, step: 60 };
const series = (minutes: number[]) => ({
  labels: {},
  times: minutes.map((minute) => minute * 60),
  values: minutes.map(() => 1),
});

describe('when an alert fires', () => {
  it.each<[string, number[], number, Array<[number, number]>]>([
    ['at once without a wait', [2, 3], 0, [[120, 240]]],
    ['once it was true for so long', [1, 2, 3, 4], 120, [[180, 300]]],
    ['never when it was true too short', [1, 2, 4, 5], 120, []],
    [
      'again after a pause',
      [1, 2, 5, 6],
      60,
      [
        [120, 180],
        [360, 420],
      ],
    ],
  ])('is %s', (_, minutes, wait, expected) => {
    expect(firingsOf(series(minutes), grid, { wait }).map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it('is not known to have ended where the period does', () => {
    expect(firingsOf(series([9, 10]), grid, { wait: 0 })).toEqual([{ from: 540, to: 660, isOpen: true }]);
    expect(firingsOf(series([0, 1]), grid, { wait: 0 })).toEqual([{ from: 0, to: 120, isOpen: true }]);
  });

  it('goes on over pauses that are shorter than what it is kept for', () => {
    const found = firingsOf(series([1, 2, 4, 8]), grid, { wait: 60, keep: 120 });
    expect(found).toEqual([{ from: 120, to: 420 }]); // gone from minute 5 on, kept for two
  });

  it('leaves out values that are not wanted', () => {
    const { times } = series([1, 2, 3]);
    expect(
      firingsOf({ labels: {}, times, values: [1, 0, 1] }, grid, { wait: 0, wants: (value) => value !== 0 })
    ).toEqual([
      { from: 60, to: 120 },
      { from: 180, to: 240 },
    ]);
  });
});

it('takes firings of several series together', () => {
  const firings = [
    { from: 0, to: 100 },
    { from: 50, to: 200 },
    { from: 230, to: 240 },
  ];
  expect(together(firings)).toEqual([
    { from: 0, to: 200 },
    { from: 230, to: 240 },
  ]);
  expect(together(firings, 60)).toEqual([{ from: 0, to: 240 }]);
});

it('reads a history of states, whose beginning and end may be missing', () => {
  const changes = [
    { at: 300, firing: true, was: false },
    { at: 100, firing: false, was: true },
    { at: 400, firing: false, was: true },
    { at: 500, firing: true, was: false },
    { at: 450, firing: false, was: false },
  ];
  expect(firingsOfStates(changes, { start: 0, end: 900 })).toEqual([
    { from: 0, to: 100, isOpen: true },
    { from: 300, to: 400 },
    { from: 500, to: 900, isOpen: true },
  ]);
});

it('knows of an alert that already fired when its first change is to another state that fires', () => {
  const changes = [
    { at: 300, firing: true, was: true },
    { at: 400, firing: false, was: true },
  ];
  expect(firingsOfStates(changes, { start: 0, end: 900 })).toEqual([{ from: 0, to: 400, isOpen: true }]);
});

const withPromtool = spawnSync('promtool', ['--version']).status === 0 ? it : it.skip;

/** The minutes at which an alert fires, told to promtool as what it has to find: it fails where one is wrong. */
function promtoolAgrees(values: number[], threshold: number, wait: string, firing: Set<number>): string {
  const folder = mkdtempSync(join(tmpdir(), 'firings-'));
  const rules = { groups: [{ name: 'g', rules: [{ alert: 'High', expr: `cpu > ${threshold}`, for: wait }] }] };
  const tests = {
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [{ series: 'cpu', values: values.join(' ') }],
        alert_rule_test: values.map((_, minute) => ({
          eval_time: `${minute}m`,
          alertname: 'High',
          exp_alerts: firing.has(minute) ? [{ exp_labels: {} }] : [],
        })),
      },
    ],
  };
  try {
    writeFileSync(join(folder, 'rules.yml'), JSON.stringify(rules));
    writeFileSync(join(folder, 'test.yml'), JSON.stringify(tests));
    return execFileSync('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

withPromtool.each<[number, number]>([
  [50, 0],
  [50, 1],
  [50, 5],
  [70, 3],
  [90, 2],
])('fires in the minutes of promtool: above %s for %s min', (threshold, minutes) => {
  let seed = 7 + threshold + minutes;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  let level = 50;
  const values = Array.from({ length: 240 }, () =>
    Math.round((level = Math.min(100, Math.max(0, level + (random() - 0.5) * 30))))
  );
  const times = values.flatMap((value, minute) => (value > threshold ? [minute * 60] : []));
  const found = firingsOf(
    { labels: {}, times, values: times.map(() => 1) },
    { start: 0, end: (values.length - 1) * 60, step: 60 },
    { wait: minutes * 60 }
  );
  const firing = new Set(
    values
      .map((_, minute) => minute)
      .filter((minute) => found.some(({ from, to }) => minute * 60 >= from && minute * 60 < to))
  );
  expect(firing.size).toBeGreaterThan(0);
  expect(promtoolAgrees(values, threshold, `${minutes}m`, firing)).toContain('SUCCESS');
});
