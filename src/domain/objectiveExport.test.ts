import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ordered } from './objective';
import { defaultObjectives } from './objectiveDefaults';
import { prometheusRules } from './objectiveExport';

const shipped = ordered(defaultObjectives('en', 'x'));
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
