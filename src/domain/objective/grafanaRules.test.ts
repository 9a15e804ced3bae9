import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoObjectives } from './demo';
import { alertingStanding, type GrafanaGroup, objectiveGroup, objectiveGroupOf, objectiveRules } from './grafanaRules';
import { prometheusRules } from './prometheusRules';
import { type Objective, objectivesInOrder } from './schema';

const shipped = objectivesInOrder(demoObjectives('en', 'x'));
const only = (key: string): [string, Objective] => {
  const found = shipped.find(([own]) => own === key);
  if (!found) {
    throw new Error(`no objective ${key}`);
  }
  return found;
};
const terms = { prometheus: 'prom', url: 'https://g/a/objectives/x', runbookUrl: 'https://g/a/runbooks/rb-x' };

/** As Grafana gives back what was written. */
function stored(group: GrafanaGroup | undefined): GrafanaGroup | undefined {
  return (
    group && {
      ...group,
      rules: group.rules.map((rule, index) => ({
        ...rule,
        expr: '',
        keep_firing_for: '0s',
        grafana_alert: { uid: `uid-${index}`, version: 3, ...rule.grafana_alert },
      })),
    }
  );
}

describe('the rules of an objective', () => {
  const [key, errorRate] = only('error-rate');
  const group = objectiveGroupOf(undefined, key, errorRate, terms);

  it('are one group with labels, runbook and an instant question each', () => {
    expect(group?.name).toBe('opsbook-objective-error-rate');
    expect(group?.interval).toBe('1m');
    expect(group?.rules.map(({ labels }) => [labels?.severity, labels?.window])).toEqual([
      ['page', '1h'],
      ['page', '6h'],
      ['ticket', '1d'],
      ['ticket', '3d'],
    ]);
    expect(group?.rules[0]).toMatchObject({
      labels: { opsbook: 'objective', objective: 'error-rate' },
      annotations: { runbook_url: 'https://g/a/runbooks/rb-x', link: 'https://g/a/objectives/x' },
      grafana_alert: { no_data_state: 'OK', exec_err_state: 'OK', condition: 'A' },
    });
  });

  it('stand in step once they are written, whatever Grafana adds', () => {
    expect(alertingStanding(undefined, key, errorRate, terms).state).toBe('off');
    expect(alertingStanding(stored(group), key, errorRate, terms)).toEqual({ state: 'inStep', edited: [], moved: [] });
  });

  it('drift when the objective changes, and are mended with their uids', () => {
    const stricter = { ...errorRate, target: errorRate.target === undefined ? 0.1 : errorRate.target / 2 };
    const standing = alertingStanding(stored(group), key, stricter, terms);
    expect([standing.state, standing.edited, standing.moved.length > 0]).toEqual(['drifted', [], true]);
    const mended = objectiveGroupOf(stored(group), key, stricter, terms);
    expect(mended?.rules.map(({ grafana_alert: alert }) => alert?.uid)).toEqual(['uid-0', 'uid-1', 'uid-2', 'uid-3']);
    expect(alertingStanding(stored(mended), key, stricter, terms).state).toBe('inStep');
  });

  it('keep somebody’s own edits unless they are to be overwritten', () => {
    const edited = stored(group);
    const [first, ...rest] = edited?.rules ?? [];
    const mine = { ...first, for: '10m', labels: { ...first?.labels, team: 'mine' } };
    const changed = { name: objectiveGroup(key), rules: [mine, ...rest] };
    const standing = alertingStanding(changed, key, errorRate, terms);
    expect(standing).toMatchObject({ state: 'drifted', edited: [first?.grafana_alert?.title] });
    const kept = objectiveGroupOf(
      changed,
      key,
      { ...errorRate, target: errorRate.target === undefined ? 0.1 : errorRate.target / 2 },
      terms
    );
    expect(kept?.rules[0]).toEqual(mine);
    expect(kept?.rules[1]?.annotations?.opsbook_written).not.toBe(rest[0]?.annotations?.opsbook_written);
    const overwritten = objectiveGroupOf(changed, key, errorRate, terms, true);
    expect(alertingStanding(stored(overwritten), key, errorRate, terms).state).toBe('inStep');
  });

  it('see a rule that somebody deleted', () => {
    const [, ...rest] = stored(group)?.rules ?? [];
    const standing = alertingStanding({ name: 'g', rules: rest }, key, errorRate, terms);
    expect(standing.moved).toEqual([group?.rules[0]?.grafana_alert?.title]);
  });

  it('go with the objective, and leave rules of others', () => {
    expect(objectiveGroupOf(stored(group), key, undefined, terms)).toBeUndefined();
    const theirs = { labels: {}, grafana_alert: { uid: 'theirs', title: 'x' } };
    const mixed = { name: 'g', rules: [theirs, ...(stored(group)?.rules ?? [])] };
    expect(objectiveGroupOf(mixed, key, undefined, terms)?.rules).toEqual([theirs]);
  });
});

const withPromtool = spawnSync('promtool', ['--version']).status === 0 ? it : it.skip;

/** Both kinds of rules in one promtool run: in every minute of eight hours as many alerts of each fire. */
function firesAlike([key, objective]: [string, Objective], series: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'grafana-rules-'));
  const exported: { groups: Array<{ rules: Array<{ annotations?: unknown }> }> } = parse(
    prometheusRules([[key, objective]])
  );
  exported.groups.forEach((group) => group.rules.forEach((rule) => delete rule.annotations));
  const own = objectiveRules(key, objective).map(({ expr, wait, labels }) => ({
    alert: 'Grafana',
    expr: `(${expr}) != 0`, // what Grafana makes of a condition
    for: wait,
    labels,
  }));
  const count = (name: string) => `(count(ALERTS{alertname=${name},alertstate="firing"}) or vector(0))`;
  const difference = `${count('~"ErrorBudgetBurn|ObjectiveMissed"')} - ${count('"Grafana"')}`;
  const tests = {
    rule_files: ['exported.yml', 'own.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: `max_over_time((abs(${difference}))[8h:1m])`,
            eval_time: '8h',
            exp_samples: [{ labels: '{}', value: 0 }],
          },
          {
            expr: `max_over_time((${count('"Grafana"')})[8h:1m]) > bool 0`,
            eval_time: '8h',
            exp_samples: [{ labels: '{}', value: 1 }],
          },
        ],
      },
    ],
  };
  try {
    writeFileSync(join(folder, 'exported.yml'), JSON.stringify(exported));
    writeFileSync(join(folder, 'own.yml'), JSON.stringify({ groups: [{ name: 'own', rules: own }] }));
    writeFileSync(join(folder, 'test.yml'), JSON.stringify(tests));
    return execFileSync('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, errorRate] = only('error-rate');
const [, cpu] = only('cpu');

withPromtool.each<[string, [string, Objective], Record<string, string>]>([
  [
    'an outage that begins and ends',
    ['error-rate', errorRate],
    {
      flask_requests_total: '0+1000x500',
      flask_errors_total: '0+1x60 60+400x45 18060+1x100 18160+60x90 23560+1x200',
    },
  ],
  [
    'little traffic, with a least number of failures',
    ['error-rate', { ...errorRate, minimumFailures: 30 }],
    { flask_requests_total: '0+1x500', flask_errors_total: '0+0x60 0+1x100 100+0x340' },
  ],
  [
    'traffic that ends',
    ['error-rate', errorRate],
    { flask_requests_total: '0+1000x240 _x260', flask_errors_total: '0+300x240 _x260' },
  ],
  [
    'pairs that the team tuned',
    [
      'error-rate',
      {
        ...errorRate,
        alerting: {
          pairs: [
            { long: 1800, short: 600, factor: 4, wait: 300 },
            { long: 14_400, short: 1200, factor: 2, wait: 0 },
          ],
        },
      },
    ],
    { flask_requests_total: '0+1000x500', flask_errors_total: '0+1x60 60+100x45 4560+1x100 4660+60x90 10060+1x200' },
  ],
  [
    'a threshold that the team tuned',
    [
      'cpu',
      {
        ...cpu,
        indicator: { kind: 'gauge', expr: 'avg(cpu)' },
        alerting: { thresholds: [{ severity: 'critical', threshold: 60, window: 600, wait: 120 }] },
      },
    ],
    { 'cpu{i="a"}': '50x60 95x3 50x60 80x30 95x40 50x300' },
  ],
  [
    'a value above its target, for a moment and for long',
    ['cpu', { ...cpu, indicator: { kind: 'gauge', expr: 'avg(cpu)' }, target: 70, critical: 90 }],
    { 'cpu{i="a"}': '50x60 95x3 50x60 80x30 95x40 50x300' },
  ],
  [
    'a value that is best high, and is 0',
    [
      'cpu',
      { ...cpu, indicator: { kind: 'gauge', expr: 'avg(cpu)' }, comparison: '>=', target: 5, critical: undefined },
    ],
    { 'cpu{i="a"}': '50x60 0x60 50x60 3x30 50x300' },
  ],
])('fire in the minutes of the exported rules: %s', (_, objective, series) => {
  expect(firesAlike(objective, series)).toContain('SUCCESS');
});
