import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { LATENCY_BUCKETS, SERVICES } from '../../demo/catalogue';
import { gapsIn } from '../../demo/past/load';
import { Simulation } from '../../demo/past/simulation';
import { DIPS, dipsBetween } from '../../demo/past/story';
import { ROOT } from '../../demo/place';
import { findPrometheus } from '../../demo/prometheus/binaries';
import { prometheusConfig } from '../../demo/prometheus/config';
import { sampleBackups } from '../../demo/records/backups';
import { sampleRoadmap } from '../../demo/records/improvements';
import { sampleIncidents } from '../../demo/records/incidents';
import { sampleMaintenance } from '../../demo/records/maintenance';
import { TALES } from '../../demo/records/tales';
import { sampleWindows } from '../../demo/records/windows';
import { deck } from '../../demo/service/deck';
import { Machine } from '../../demo/service/machine';
import { Chance, createService } from '../../demo/service/service';
import { mixed, SPIKE_MIX, STEADY_MIX } from '../../demo/traffic/mix';
import { backupsKind, checkElement } from '../../src/domain/backup/register';
import { lateBy } from '../../src/domain/improvement/due';
import { improvementsKind } from '../../src/domain/improvement/register';
import { incidentKind } from '../../src/domain/incident/kind';
import { planKind } from '../../src/domain/maintenance/plan';
import { weekKind } from '../../src/domain/maintenance/weekKind';
import { maintenanceWindow } from '../../src/domain/maintenance/windows/schema';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-21T12:00:00Z');

async function ask(name: (typeof SERVICES)[number], ...paths: string[]) {
  const server = createService(name, new Machine(), new Chance());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answers = [];
  for (const path of paths) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    answers.push({ status: response.status, text: await response.text() });
  }
  server.close();
  server.closeAllConnections();
  return answers;
}

/** `name{label="value",…}` of all samples, labels in order. */
function seriesIn(text: string): Set<string> {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return new Set(
    lines.map((line) => {
      const [, name, , labels = ''] = /^([a-z_]+)(\{([^}]*)\})?/.exec(line) ?? [];
      return `${name}{${labels.split(',').filter(Boolean).sort().join(',')}}`;
    })
  );
}

describe('demo service', () => {
  it('answers on the demo’s routes', async () => {
    const [root, stats, error, nothing] = await ask('quotes', '/', '/stats', '/error', '/nothing');
    assert.equal(root.status, 200);
    assert.equal(JSON.parse(root.text).service, 'quotes');
    assert.equal(error.status, 500);
    assert.match(error.text, /(database|validation|permission|timeout)_error/);
    assert.deepEqual(Object.keys(JSON.parse(stats.text)), [
      'service',
      'uptime_seconds',
      'total_requests',
      'total_errors',
      'error_rate_percent',
    ]);
    assert.equal(nothing.status, 404);
  });

  it('fails one health test in five', async () => {
    const answers = await ask('users', ...Array<string>(20).fill('/health'));
    assert.equal(answers.filter(({ status }) => status === 503).length, 4);
  });

  it('counts under both naming schemes', async () => {
    const [, , metrics] = await ask('search', '/', '/error', '/metrics');
    assert.match(metrics.text, /flask_requests_total\{method="GET",endpoint="\/",status="200"\} 1/);
    assert.match(metrics.text, /http_requests_total\{method="GET",endpoint="\/error",http_status="500"\} 1/);
    assert.match(metrics.text, /http_request_latency_seconds_count 2/);
    assert.match(metrics.text, /flask_error_rate 50/);
    assert.match(metrics.text, /system_cpu_usage_percent \d/);
    assert.doesNotMatch(metrics.text, /redis_up/);
  });

  it('has the buckets that the sample objectives need', () => {
    for (const bound of [0.15, 0.2, 0.5, 1]) {
      assert.ok(LATENCY_BUCKETS.includes(bound));
    }
  });

  it('knows of the backups, exactly one of them late', async () => {
    const [metrics] = await ask('redis', '/metrics');
    const times = [...metrics.text.matchAll(/^backup_last_success_timestamp_seconds\{element="[\w-]+"\} (\d+)$/gm)];
    const late = times.filter(([, time]) => Date.now() / 1000 - Number(time) > 93_600);
    assert.ok(times.length > 1);
    assert.equal(late.length, 1);
    assert.match(metrics.text, /^redis_up 1$/m);
  });

  it('tells of backups as four exporters do: one says 0, one is orphaned, one has several snapshots', async () => {
    const [{ text }] = await ask('redis', '/metrics');
    const valueOf = (series: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1]
      );
    assert.equal(valueOf('cnpg_collector_last_available_backup_timestamp{cluster="orders"}'), 0);
    const orphan = valueOf('velero_backup_last_successful_timestamp{schedule="old-cluster"}');
    assert.ok(Date.now() / 1000 - orphan > 30 * 86_400);
    assert.doesNotMatch(text, /velero_backup_attempt_total\{schedule="old-cluster"\}/);
    assert.ok(valueOf('velero_backup_attempt_total{schedule="nightly"}') > 0);
    assert.equal(text.match(/^restic_backup_timestamp\{/gm)?.length, 3);
    const lost =
      valueOf('demo_orders_newest_timestamp_seconds{copy="restored"}') - Math.floor(Date.now() / 3_600_000) * 3_600;
    assert.equal(lost, -17 * 60);
  });
});

describe('traffic', () => {
  it('deals every card before it shuffles again', () => {
    const deal = deck([1, 2, 3]);
    assert.deepEqual([deal(), deal(), deal()].sort(), [1, 2, 3]);
  });

  it('fails 0.5 to 0.7 % of the steady mix, more than 5 % of a spike', () => {
    const failing = (mix: Record<string, number>) => (mix['/health'] * 0.2 + mix['/slow'] * 0.3 + mix['/error']) / 10;
    assert.ok(failing(STEADY_MIX) >= 0.5 && failing(STEADY_MIX) <= 0.7);
    assert.ok(failing(SPIKE_MIX) > 5);
    const route = mixed(STEADY_MIX);
    const routes = Array.from({ length: 1000 }, route);
    assert.equal(routes.filter((path) => path === '/health').length, 10);
  });
});

describe('past', () => {
  const past = (from: number, to: number) => new Simulation(from, to).tell(from, to);

  it('has at most 200 series', () => {
    assert.ok(new Simulation(NOW, NOW + HOUR_MS).seriesCount <= 200);
  });

  it('tells the same minutes in the same words, wherever it begins', () => {
    const whole = new Simulation(NOW - 3 * DAY_MS, NOW);
    whole.tell(NOW - 3 * DAY_MS, NOW - DAY_MS);
    assert.equal(whole.tell(NOW - 2 * HOUR_MS, NOW), past(NOW - 2 * HOUR_MS, NOW));
  });

  it('has the series that the live service has', async () => {
    const text = past(NOW, NOW + MINUTE_MS);
    for (const name of SERVICES) {
      const [metrics] = await ask(name, '/metrics');
      const live = seriesIn(metrics.text);
      const target = [`instance="${name}:8000"`, 'job="demo"', 'namespace="haddock"', `service="${name}"`];
      const told = [...seriesIn(text)].filter((series) => series.includes(target[0]));
      assert.ok(told.length > 10);
      for (const series of told.filter((one) => !/^(up|scrape_duration_seconds)\{/.test(one))) {
        target.forEach((label) => assert.ok(series.includes(label), series));
        const bare = series.replace(/\{(.*)\}/, (_, labels: string) => {
          return `{${labels
            .split(',')
            .filter((label) => !target.includes(label))
            .join(',')}}`;
        });
        assert.ok(live.has(bare), `${bare} is not live`);
      }
    }
  });

  it('has dips: a service that is down has nothing but up', () => {
    const [{ from }] = dipsBetween(NOW - 30 * DAY_MS, NOW).filter(({ dip }) => dip.key === 'quotes-release');
    const quotes = past(from, from + MINUTE_MS)
      .split('\n')
      .filter((line) => line.includes('quotes:8000'));
    assert.ok(quotes.some((line) => /^up\{.*\} 0 /.test(line)));
    assert.ok(!quotes.some((line) => line.startsWith('flask_')));
  });

  it('has each dip once in any thirty days, and a tale for each', () => {
    const keys = dipsBetween(NOW - 30 * DAY_MS, NOW).map(({ dip }) => dip.key);
    assert.deepEqual([...new Set(keys)].sort(), DIPS.map(({ key }) => key).sort());
    DIPS.forEach(({ key }) => assert.ok(TALES[key], key));
  });

  it('keeps counters from falling but at a restart', () => {
    const values = past(NOW, NOW + 3 * HOUR_MS)
      .split('\n')
      .filter(
        (line) =>
          line.startsWith('flask_request_duration_seconds_bucket{instance="users:8000"') && line.includes('le="0.2"')
      )
      .map((line) => Number(line.split(' ')[1]));
    assert.equal(values.length, 180);
    values.forEach((value, index) => assert.ok(index === 0 || value >= values[index - 1]));
  });

  it('begins each part as after a restart, so that no counter leaps where live samples end', () => {
    const counters = past(NOW, NOW + MINUTE_MS)
      .split('\n')
      .filter((line) => /^\w+_(total|count|bucket)\{/.test(line))
      .map((line) => Number(line.split(' ')[1]));
    assert.ok(counters.length > 100);
    assert.ok(Math.max(...counters) > 0);
    assert.ok(Math.max(...counters) < 1000); // one minute's requests
  });

  it('fills only what no block covers', () => {
    const at = (minute: number) => minute * MINUTE_MS;
    const whole = { from: 0, to: at(60) };
    assert.deepEqual(gapsIn(whole, []), [whole]);
    assert.deepEqual(gapsIn(whole, [{ from: 0, to: at(59) + 1 }]), []);
    assert.deepEqual(gapsIn(whole, [{ from: at(10), to: at(20) + 1 }]), [
      { from: 0, to: at(10) },
      { from: at(21), to: at(60) },
    ]);
    assert.deepEqual(gapsIn(whole, [{ from: at(-30), to: at(90) }]), []);
  });
});

describe('Prometheus', () => {
  const rules = join(ROOT, 'demo', 'prometheus', 'rules.yml');

  it('accepts the alert rules', () => {
    const { status, stdout, stderr } = spawnSync(findPrometheus(() => undefined).promtool, ['check', 'rules', rules], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });

  it('has the demo’s rules', () => {
    const names: string[] = parse(readFileSync(rules, 'utf8')).groups.flatMap(
      (group: { rules: Array<{ alert: string }> }) => group.rules.map(({ alert }) => alert)
    );
    for (const name of [
      'PodDown',
      'HighMemoryUsage',
      'HighErrorRate',
      'CriticalCpuUsage',
      'HighLatencyP95',
      'FrequentScaling',
    ]) {
      assert.ok(names.includes(name), name);
    }
  });

  it('gives targets the same labels under npm start as under Compose', () => {
    const labels = (config: string, prefix: string) =>
      parse(config).scrape_configs.flatMap(
        (job: { job_name: string; static_configs: Array<{ targets: string[]; labels?: Record<string, string> }> }) =>
          job.static_configs.map((one) => ({ job: job.job_name, instance: one.targets[0], ...one.labels, prefix }))
      );
    const services = { quotes: 1, users: 2, search: 3, redis: 4 };
    const ours = prometheusConfig({ prometheus: 5, services, grafana: { port: 6, path: '' } }, []);
    const composed = readFileSync(join(ROOT, 'demo', 'prometheus', 'prometheus.yml'), 'utf8');
    assert.deepEqual(labels(ours, ''), labels(composed, ''));
  });

  it('says in one sentence that it is missing and how to get it', () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      assert.throws(
        () => findPrometheus(() => undefined, '/nowhere'),
        /^Failure: Prometheus is missing: install it .* then start again\.$|Prometheus is missing/
      );
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('sample records', () => {
  it('are valid, marked as samples, and a dozen and more', () => {
    for (let day = 0; day < 35; day += 5) {
      const incidents = sampleIncidents(NOW + day * DAY_MS);
      assert.ok(incidents.length > 12);
      for (const incident of incidents) {
        incidentKind.schema.parse(incident);
        assert.equal(incident.demo, true);
      }
      const { plan, weeks } = sampleMaintenance(NOW + day * DAY_MS);
      planKind.schema.parse(plan);
      assert.ok(weeks.length >= 4);
      const backups = sampleBackups(NOW + day * DAY_MS);
      backupsKind.schema.parse(backups);
      assert.ok(Object.values(backups.elements).flatMap(checkElement).length === 0);
      [plan, backups, ...weeks.map((week) => weekKind.schema.parse(week))].forEach((record) =>
        assert.equal(record.demo, true)
      );
    }
  });

  it('have windows that are over, cancelled and to come, under the same names every day', () => {
    const windows = sampleWindows(NOW).map((window) => maintenanceWindow.parse(window));
    assert.ok(windows.every(({ demo }) => demo));
    assert.equal(windows.filter(({ approval }) => approval).length, 1);
    assert.equal(windows.filter(({ cancelled }) => cancelled).length, 1);
    assert.ok(windows.some(({ start }) => Date.parse(start) > NOW));
    assert.deepEqual(
      sampleWindows(NOW + DAY_MS).map(({ id }) => id),
      windows.map(({ id }) => id)
    );
  });

  it('tell of a roadmap of which some is done and some late', () => {
    const roadmap = improvementsKind.schema.parse(sampleRoadmap(NOW));
    const items = Object.values(roadmap.items);
    assert.equal(roadmap.demo, true);
    assert.equal(items.filter(({ state }) => state === 'done').length, 3);
    assert.ok(items.some((item) => lateBy(item, new Date(NOW).toISOString().slice(0, 10)) > 0));
  });

  it('keep their ids from one day to the next', () => {
    const today = sampleIncidents(NOW).map(({ id }) => id);
    const tomorrow = sampleIncidents(NOW + 6 * HOUR_MS).map(({ id }) => id);
    assert.equal(new Set(today).size, today.length);
    assert.ok(today.filter((id) => !tomorrow.includes(id)).length <= 1);
  });

  it('begin with INC-2024-001', () => {
    const [{ name, milestones, severity, zone }] = sampleIncidents(NOW);
    assert.equal(name, 'inc-2024-001');
    assert.equal(severity, 'sev3');
    assert.equal(zone, 'Europe/Paris');
    assert.equal(milestones.detected, '2024-01-15T13:30:00Z');
    assert.equal(milestones.resolved, '2024-01-15T14:15:00Z');
    assert.equal(milestones.started, undefined);
  });

  it('lie in the dips of the past', () => {
    const dips = dipsBetween(NOW - 30 * DAY_MS, NOW);
    const told = sampleIncidents(NOW).filter(({ milestones, drill }) => milestones.started && !drill);
    assert.ok(told.length >= 9);
    for (const { title, milestones } of told) {
      assert.ok(
        dips.some(({ from }) => from === Date.parse(milestones.started ?? '')),
        title
      );
    }
  });
});
