import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { Child, freePorts } from '../../demo/child';
import { findPrometheus } from '../../demo/prometheus/binaries';
import { backtestPlan } from '../../src/domain/insights/alerts/backtest';
import { firingsOf, type TruthSeries, type Ways } from '../../src/domain/insights/alerts/firings';
import { demoObjectives } from '../../src/domain/objective/demo';
import { prometheusRules } from '../../src/domain/objective/prometheusRules';
import { type Objective } from '../../src/domain/objective/schema';
import { makeFolder } from '../support/stack';

/** A value a minute; `undefined` is no sample. */
type Minutes = Array<number | undefined>;

interface Case {
  /** What a series is called, with labels: `a{i="x"}`. */
  series: Record<string, Minutes>;
  expr: string;
  wait?: number;
  keep?: number;
  /** Minutes from one evaluation to the next. */
  every?: number;
}

const MINUTES = 120;
const START = Date.parse('2026-11-20T10:00:00Z') / 1000;

/** `[value, minutes]` after each other, the last one until the end. */
function told(...parts: Array<[number | undefined, number?]>): Minutes {
  const minutes = parts.flatMap(([value, count = MINUTES]) => Array.from({ length: count }, () => value));
  return minutes.slice(0, MINUTES);
}

const counted = (added: Minutes): Minutes => {
  let sum = 0;
  return added.map((value) => (value === undefined ? undefined : (sum = value < 0 ? -value : sum + value)));
};

const CASES: Record<string, Case> = {
  'samples that are missing for longer than the five minutes that the last one counts': {
    series: { gap: told([1, 10], [9, 5], [undefined, 8], [9, 6], [1]) },
    expr: 'gap > 5',
    wait: 2,
  },
  'a wait that a gap does not interrupt, since the last sample still counts': {
    series: { short: told([1, 10], [9, 2], [undefined, 3], [9, 4], [1]) },
    expr: 'short > 5',
    wait: 6,
  },
  'a wait that begins anew after one evaluation without': {
    series: { anew: told([1, 10], [9, 4], [1, 1], [9, 5], [1, 1], [9, 6], [1]) },
    expr: 'anew > 5',
    wait: 5,
  },
  'firing that is kept over pauses, and ends after a longer one': {
    series: { kept: told([1, 10], [9, 3], [1, 2], [9, 1], [1, 3], [9, 2], [1, 4], [9, 1], [1]) },
    expr: 'kept > 5',
    wait: 1,
    keep: 3,
  },
  'waiting that is not kept': {
    series: { unkept: told([1, 10], [9, 2], [1, 1], [9, 2], [1, 1], [9, 4], [1]) },
    expr: 'unkept > 5',
    wait: 3,
    keep: 5,
  },
  'a value that is no number': {
    series: { odd: told([9, 5], [NaN, 4], [9, 3], [NaN, 2], [1]) },
    expr: 'odd > 5',
    wait: 1,
  },
  'a value that is no number, asked for as it is': {
    series: { bare: told([undefined, 5], [NaN, 4], [undefined, 8], [3, 2], [undefined]) },
    expr: 'bare',
  },
  'a counter that starts anew': {
    series: { hits_total: counted(told([60, 20], [600, 5], [-600, 1], [600, 6], [60])) },
    expr: 'rate(hits_total[5m]) > 5',
    wait: 2,
  },
  'data that begins while it would fire': {
    series: { late: told([undefined, 30], [9, 6], [1]) },
    expr: 'late > 5',
    wait: 3,
  },
  'evaluations that are farther apart than samples': {
    series: { rare: told([1, 7], [9, 4], [1, 9], [9, 14], [1, 2], [9, 20], [1]) },
    expr: 'rare > 5',
    wait: 10,
    every: 5,
  },
  'several series of which each waits for itself': {
    series: {
      'many{i="a"}': told([1, 10], [9, 4], [1, 4], [9, 6], [1]),
      'many{i="b"}': told([1, 12], [9, 8], [1]),
      'many{i="c"}': told([1]),
    },
    expr: 'many > 5',
    wait: 3,
  },
  'a label that changes while it would fire': {
    series: {
      'pod{i="old"}': told([9, 12], [undefined]),
      'pod{i="new"}': told([undefined, 12], [9, 12], [1]),
    },
    expr: 'pod > 5',
    wait: 4,
  },
};

const folder = makeFolder();
let prometheus: Child;
let url = '';

before(async () => {
  const binaries = findPrometheus(() => undefined);
  const data = join(folder, 'data');
  mkdirSync(data);
  const written = Object.values(CASES).flatMap(({ series }) =>
    [...new Set(Object.keys(series).map((each) => each.replace(/\{.*/, '')))].flatMap((metric) => [
      metric.endsWith('_total') ? `# TYPE ${metric.replace(/_total$/, '')} counter` : `# TYPE ${metric} gauge`,
      ...Object.entries(series)
        .filter(([name]) => name.replace(/\{.*/, '') === metric)
        .flatMap(([name, values]) =>
          values.flatMap((value, minute) => (value === undefined ? [] : [`${name} ${value} ${START + minute * 60}`]))
        ),
    ])
  );
  writeFileSync(join(folder, 'samples'), [...written, '# EOF', ''].join('\n'));
  execFileSync(binaries.promtool, ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples'), data]);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: {}\n');
  const [port] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  prometheus = new Child({
    name: 'prometheus',
    logs: join(folder, 'log'),
    command: binaries.prometheus,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
  });
  for (let tries = 0; tries < 120 && !(await fetch(`${url}/-/ready`).catch(() => undefined))?.ok; tries++) {
    await new Promise((next) => setTimeout(next, 250));
  }
});

after(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true });
});

/** As the page of a backtest asks. */
async function asked({
  expr,
  every = 1,
}: Case): Promise<{ series: TruthSeries[]; grid: ReturnType<typeof backtestPlan>['grid'] }> {
  const { chunks, grid } = backtestPlan(START, START + (MINUTES - 1) * 60, every * 60);
  const [{ start, end }] = chunks;
  const query = new URLSearchParams({ query: expr, start: `${start}`, end: `${end}`, step: `${every * 60}` });
  const answer: { data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> } } =
    await (await fetch(`${url}/api/v1/query_range?${query}`)).json();
  const series = answer.data.result.map(({ metric: { __name__: _, ...labels }, values }) => ({
    labels,
    times: values.map(([at]) => at),
    values: values.map(([, value]) => Number(value)),
  }));
  return { series, grid };
}

/** Minutes in which each series fires, by its labels. */
function minutesOf(series: TruthSeries[], grid: ReturnType<typeof backtestPlan>['grid'], ways: Ways, every: number) {
  return series.flatMap((each) =>
    firingsOf(each, grid, ways).flatMap(({ from, to }) =>
      Array.from({ length: Math.ceil((to - from) / (every * 60)) }, (_, index) => ({
        minute: (from - START) / 60 + index * every,
        labels: each.labels,
      }))
    )
  );
}

/** What promtool has to find in each evaluation; it says where that is wrong. */
function tested({ series, expr, wait = 0, keep = 0, every = 1 }: Case, firing: ReturnType<typeof minutesOf>): string {
  const rule = { alert: 'A', expr, for: `${wait}m`, ...(keep > 0 && { keep_firing_for: `${keep}m` }) };
  writeFileSync(join(folder, 'rules.yml'), stringify({ groups: [{ name: 'g', rules: [rule] }] }));
  const test = {
    rule_files: ['rules.yml'],
    evaluation_interval: `${every}m`,
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({
          series: name,
          values: values.map((value) => (value === undefined ? '_' : String(value))).join(' '),
        })),
        alert_rule_test: Array.from({ length: Math.floor(MINUTES / every) }, (_, index) => ({
          eval_time: `${index * every}m`,
          alertname: 'A',
          exp_alerts: firing
            .filter(({ minute }) => minute === index * every)
            .map(({ labels }) => ({ exp_labels: labels })),
        })),
      },
    ],
  };
  writeFileSync(join(folder, 'test.yml'), stringify(test));
  const { promtool } = findPrometheus(() => undefined);
  return execFileSync(promtool, ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

describe('a backtest fires in the minutes of promtool', () => {
  for (const [name, each] of Object.entries(CASES)) {
    it(name, async () => {
      const { series, grid } = await asked(each);
      const ways = { wait: (each.wait ?? 0) * 60, keep: (each.keep ?? 0) * 60 };
      const firing = minutesOf(series, grid, ways, each.every ?? 1);
      assert.ok(firing.length > 0, 'it never fires');
      assert.match(tested(each, firing), /SUCCESS/);
    });
  }
});

/**
 * Minutes after the errors began at which a Grafana 12.4.3 said that these rules fire and stopped to (`undefined`: they still did after
 * seventeen), evaluated live every minute on these samples, three days of quiet before them. The pairs of a day and of three, which
 * both began in minute 7, would take promtool a minute.
 */
const IN_GRAFANA: Record<string, Record<string, [number, number?]>> = {
  burst: { '1h': [3, 13], '6h': [5] },
  few: { '1h': [4, 13], '6h': [5] },
  high: { warning: [9, 12] },
  gap: { warning: [15] },
  low: {},
};

it('exported rules fire in the minutes of the same rules in Grafana', () => {
  const { 'error-rate': errors, cpu } = demoObjectives('en', 'x').objectives;
  const burst: Objective = { ...errors, target: 0.001, critical: undefined };
  const gauge = (expr: string, change: Partial<Objective>): Objective => ({
    ...cpu,
    indicator: { kind: 'gauge', expr },
    target: 70,
    critical: 90,
    ...change,
  });
  const objectives: Array<[string, Objective]> = [
    ['burst', burst],
    ['few', { ...burst, minimumFailures: 1000 }],
    ['high', gauge('avg(high)', {})],
    ['gap', gauge('avg(gap)', { critical: undefined })],
    ['low', gauge('avg(low)', { comparison: '>=', target: 5, critical: undefined })],
  ];
  const before = 420;
  const series = {
    // both start anew in the third minute of errors
    flask_requests_total: `1000+1000x${before + 4} 1000+1000x20`,
    flask_errors_total: `0+0x${before + 2} 900+900x1 900+900x3 3600+0x20`,
    high: `50+0x${before} 80+0x1 95+0x5 50 75 50+0x1 75 50+0x10`,
    gap: `50+0x${before} 80+0x2 _x6 80+0x6 50+0x10`,
    low: `50+0x${before} 0+0x7 50+0x15`,
  };
  const rules: { groups: Array<{ rules: Array<{ annotations?: unknown; labels?: Record<string, string> }> }> } = parse(
    prometheusRules(objectives)
  );
  const groups = rules.groups.map((group) => ({
    ...group,
    rules: group.rules
      .filter(({ labels }) => !/d$/.test(labels?.window ?? ''))
      .map(({ annotations: _, ...rule }) => rule),
  }));
  writeFileSync(join(folder, 'exported.yml'), stringify({ groups }));
  const expected = (minute: number, alertname: string) =>
    Object.entries(IN_GRAFANA).flatMap(([objective, found]) =>
      Object.entries(found).flatMap(([which, [from, to = Infinity]]) =>
        (alertname === 'ObjectiveMissed') === (which === 'warning') && from <= minute && minute < to
          ? [{ exp_labels: { objective, ...labelsOf(which) } }]
          : []
      )
    );
  const test = {
    rule_files: ['exported.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: Array.from({ length: 18 }, (_, minute) =>
          ['ErrorBudgetBurn', 'ObjectiveMissed'].map((alertname) => ({
            eval_time: `${before + minute}m`,
            alertname,
            exp_alerts: expected(minute, alertname),
          }))
        ).flat(),
      },
    ],
  };
  writeFileSync(join(folder, 'grafana.yml'), stringify(test));
  const { promtool } = findPrometheus(() => undefined);
  const said = execFileSync(promtool, ['test', 'rules', 'grafana.yml'], { cwd: folder, encoding: 'utf8' });
  assert.match(said, /SUCCESS/);
});

function labelsOf(which: string): Record<string, string> {
  return which === 'warning' ? { severity: which } : { severity: 'page', window: which };
}
