import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoObjectives } from './demo';
import { prometheusRules } from './prometheusRules';
import { type Objective, objectivesInOrder } from './schema';

const shipped = objectivesInOrder(demoObjectives('en', 'x'));
const only = (key: string) => shipped.filter(([own]) => own === key);
const withPromtool = spawnSync('promtool', ['--version']).status === 0 ? it : it.skip;

function inFolder<T>(files: Record<string, string>, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A test of promtool: errors at a steady rate, and whether the burn-rate alerts of the error rate fire after four hours. */
function ruleTest(errorsPerMinute: number, firing: Array<[string, string]>) {
  return JSON.stringify({
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [
          { series: 'flask_requests_total', values: '0+1000x300' },
          { series: 'flask_errors_total', values: `0+${errorsPerMinute}x300` },
        ],
        alert_rule_test: [
          {
            eval_time: '4h',
            alertname: 'ErrorBudgetBurn',
            exp_alerts: firing.map(([window, severity]) => ({
              exp_labels: { objective: 'error-rate', severity, window },
            })),
          },
        ],
      },
    ],
  });
}

/** Alert annotations are not what is tested here. */
function withoutAnnotations(yaml: string): string {
  const rules: { groups: Array<{ rules: Array<{ annotations?: unknown }> }> } = parse(yaml);
  rules.groups.forEach((group) => group.rules.forEach((rule) => delete rule.annotations));
  return JSON.stringify(rules);
}

withPromtool('writes rules that Prometheus accepts, for every shipped objective', () => {
  const yaml = prometheusRules(shipped);
  const said = inFolder({ 'rules.yml': yaml }, (folder) =>
    execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yml')], { encoding: 'utf8' })
  );
  expect(said).toMatch(/SUCCESS: \d+ rules found/);
  expect(parse(yaml).groups.length).toBeGreaterThan(10);
});

it('takes braces in a name for text, not for a template', () => {
  const [[key, cpu]] = only('cpu');
  const [group] = parse(prometheusRules([[key, { ...cpu, name: 'Jobs {{running}}', service: 'a{{b' }]])).groups;
  expect(group.rules[0].annotations.summary).toMatch(/^Jobs \{\{"\{\{"\}\}running\}\}:/);
  expect(group.rules[0].labels.service).toBe('a{{"{{"}}b');
});

withPromtool.each(['Jobs {{running}}', '{{', '{{{ x', '}} {{ end }}', 'a {{/*', 'Jobs {{ $value }} "`'])(
  'writes rules that Prometheus accepts for an objective named %s',
  (name) => {
    const odd = shipped.map(([key, objective]): [string, Objective] => [key, { ...objective, name, service: name }]);
    const yaml = prometheusRules(odd);
    const said = inFolder({ 'rules.yml': yaml }, (folder) =>
      execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yml')], { encoding: 'utf8' })
    );
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
  }
);

withPromtool.each<[string, number, Array<[string, string]>]>([
  ['stay silent while the budget lasts', 8, []],
  [
    'page when it burns 20 times too fast',
    200,
    [
      ['1d', 'ticket'],
      ['1h', 'page'],
      ['3d', 'ticket'],
      ['6h', 'page'],
    ],
  ],
  [
    'open a ticket when it burns four times too fast',
    40,
    [
      ['1d', 'ticket'],
      ['3d', 'ticket'],
    ],
  ],
])('alerts %s', (_, errors, firing) => {
  const files = {
    'rules.yml': withoutAnnotations(prometheusRules(only('error-rate'))),
    'test.yml': ruleTest(errors, firing),
  };
  const { status, stdout, stderr } = inFolder(files, (folder) =>
    spawnSync('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8' })
  );
  expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining('SUCCESS')]);
});

/** Whether an alert of `rules` is firing at `at`, as promtool sees it. */
function fires(objective: [string, Objective], alert: string, at: string, series: Record<string, string>): boolean {
  const files = {
    'rules.yml': withoutAnnotations(prometheusRules([objective])),
    'test.yml': JSON.stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          promql_expr_test: [
            {
              expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) > 0 or vector(0)`,
              eval_time: at,
              exp_samples: [{ labels: '{}', value: 0 }],
            },
          ],
        },
      ],
    }),
  };
  const { status, stdout, stderr } = inFolder(files, (folder) =>
    spawnSync('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8' })
  );
  const said = `${stdout}${stderr}`;
  expect(said).toMatch(status === 0 ? /SUCCESS/ : /got: \{\} [1-9]/);
  return status !== 0;
}

const latency: [string, Objective] = [
  'slow',
  { ...only('latency-p95')[0][1], indicator: { kind: 'latency', histogram: 'h_bucket', percentile: 0.99 }, target: 1 },
];
const probe: [string, Objective] = [
  'up',
  { ...only('availability')[0][1], indicator: { kind: 'probe', selector: 'up' } },
];
const cpu: [string, Objective] = [
  'cpu',
  { ...only('cpu')[0][1], indicator: { kind: 'gauge', expr: 'avg(cpu)' }, target: 70, critical: 90 },
];

withPromtool.each<[string, [string, Objective], string, Record<string, string>, boolean]>([
  [
    'a latency too slow',
    latency,
    'ErrorBudgetBurn',
    { 'h_bucket{le="1"}': '0+50x300', 'h_bucket{le="+Inf"}': '0+100x300' },
    true,
  ],
  [
    'a latency too slow, of Prometheus 3',
    latency,
    'ErrorBudgetBurn',
    { 'h_bucket{le="1.0"}': '0+50x300', 'h_bucket{le="+Inf"}': '0+100x300' },
    true,
  ],
  [
    'a latency kept',
    latency,
    'ErrorBudgetBurn',
    { 'h_bucket{le="1"}': '0+100x300', 'h_bucket{le="+Inf"}': '0+100x300' },
    false,
  ],
  [
    'a latency without traffic',
    latency,
    'ErrorBudgetBurn',
    { 'h_bucket{le="1"}': '0+0x300', 'h_bucket{le="+Inf"}': '0+0x300' },
    false,
  ],
  ['a probe down', probe, 'ErrorBudgetBurn', { 'up{instance="a"}': '1x200 0x100', 'up{instance="b"}': '1x300' }, true],
  ['a probe up', probe, 'ErrorBudgetBurn', { 'up{instance="a"}': '1x300' }, false],
  ['a value beyond its target', cpu, 'ObjectiveMissed', { 'cpu{i="a"}': '50x200 80x100' }, true],
  ['a value within its target', cpu, 'ObjectiveMissed', { 'cpu{i="a"}': '50x300' }, false],
  ['a value beyond its target for a moment', cpu, 'ObjectiveMissed', { 'cpu{i="a"}': '50x235 95x1 50x64' }, false],
])('%s', (_, objective, alert, series, expected) => {
  expect(fires(objective, alert, '4h', series)).toBe(expected);
});

it('leaves out what cannot fire, and asks for failures where traffic is low', () => {
  const [[key, latency]] = only('latency-p95');
  const loose = {
    ...latency,
    indicator: { kind: 'latency' as const, histogram: 'h_bucket', percentile: 0.9 },
    minimumFailures: 5,
  };
  const rules: Array<{ alert?: string; expr: string }> = parse(prometheusRules([[key, loose]])).groups[0].rules;
  const alerts = rules.filter(({ alert }) => alert);
  expect(alerts).toHaveLength(3); // 90 % cannot burn 14.4 times as fast
  alerts.forEach(({ expr }) => expect(expr).toMatch(/and on\(\) \(.*\) >= 5$/));
});
