import fc from 'fast-check';
import { checkElement } from '../backup/register';
import { checkChecklist } from '../maintenance/checklistCheck';
import { checkDefinition } from '../objective/check';
import { type Measurement } from '../objective/measurement';
import { type Definition } from '../objective/schema';
import { checkPromql, selectors } from '../promql/promql';
import { checkService } from '../services/services';
import { backupQueries, backupsOf } from './backups';
import { CATALOGUE } from './catalogue';
import { bucketsOf, countQuery, type Look, presentIn, serviceLabels } from './look';
import { Names, written } from './names';
import { proposalsOf } from './propose';
import { suggestionFor } from './suggest';

const BOUNDS = ['0.005', '0.1', '0.25', '0.5', '1.0', '2.5', '+Inf'];
const MILLIS = ['1', '5', '100', '250', '500', '1000', '+Inf'];

/** A server that has everything the catalogue asks for, with one service `shop` wherever services are named. */
function everything(value = 'shop'): Look {
  const metrics = CATALOGUE.flatMap(({ signs, services, objectives, checks }) => [
    ...signs,
    ...(services ? [services.metric] : []),
    ...objectives.flatMap(({ needs }) => needs),
    ...checks.flatMap(({ needs }) => needs),
  ]);
  const found = Object.fromEntries(
    CATALOGUE.map(({ key, services, objectives }) => {
      const labels = [...(services?.labels.slice(0, 1) ?? []), ...objectives.flatMap(({ status = [] }) => status)];
      const bounds = objectives.flatMap(({ buckets }) =>
        buckets ? [[buckets.metric, buckets.perSecond === 1 ? BOUNDS : MILLIS]] : []
      );
      const named = services ? [{ labels: { [services.labels[0]]: value }, series: 3 }] : [];
      return [key, { labels, services: named, bounds: Object.fromEntries(bounds) }];
    })
  );
  return { metrics: [...new Set(metrics)], found, observedHours: 720 };
}

describe.each(CATALOGUE.map((exporter) => [exporter.name, exporter] as const))('%s', (_, exporter) => {
  const { signs, means, traps, objectives, checks, source } = exporter;
  const only = { ...everything(), found: { [exporter.key]: everything().found[exporter.key] } };
  const own = proposalsOf(only, 'en');

  it('is found by any of its signs, explains itself, and says where that stands', () => {
    for (const sign of signs) {
      expect(presentIn(new Names([sign]))).toContain(exporter);
    }
    expect(Object.keys(means).length).toBeGreaterThan(0);
    expect(traps.length).toBeGreaterThan(0);
    expect([...Object.values(means), ...traps].flatMap(({ en, fr }) => [en, fr]).every(Boolean)).toBe(true);
    expect(source).toMatch(/^https:\/\//);
    const documented = new Set([...objectives, ...checks].flatMap(({ needs }) => needs));
    expect([...documented].every((metric) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(metric))).toBe(true);
  });

  it('makes objectives and checks that can be saved as they are', () => {
    const made = [...own.services.flatMap((service) => service.objectives), ...own.shared].filter(
      (one) => one.exporter === exporter
    );
    expect(made).toHaveLength(objectives.length);
    expect(made.map(({ definition }) => [definition.name, checkDefinition(definition)])).toEqual(
      made.map(({ definition }) => [definition.name, []])
    );
    expect(own.services.flatMap(({ definition }) => checkService(definition))).toEqual([]);
    const items = own.checks.filter((one) => one.exporter === exporter);
    expect(items).toHaveLength(checks.length);
    expect(items.flatMap(({ key, item }) => checkChecklist({ title: 'x', items: { [key]: item } }))).toEqual([]);
    expect(items.flatMap(({ item }) => checkPromql(item.expr))).toEqual([]);
  });
});

it('has one entry for each key, and one check of each name', () => {
  const keys = CATALOGUE.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it('takes what several exporters watch for one service, and one objective of a sort', () => {
  const { services, missing } = proposalsOf(everything(), 'en');
  expect(services).toHaveLength(1);
  const [shop] = services;
  expect(shop.exporters.length).toBeGreaterThan(8);
  const likes = shop.objectives.map(({ like }) => like);
  expect(new Set(likes).size).toBe(likes.length);
  expect(shop.definition.objectives).toEqual(shop.objectives.map(({ key }) => key));
  expect(missing).toEqual([]);
});

it('says what was looked for where nothing is there', () => {
  const { services, shared, checks, missing } = proposalsOf({ metrics: [], found: {} }, 'fr');
  expect([services, shared, checks]).toEqual([[], [], []]);
  expect(missing.map(({ exporter }) => exporter)).toEqual([...CATALOGUE]);
  const half = proposalsOf({ metrics: ['node_cpu_seconds_total'], found: {} }, 'en');
  expect(half.shared.map(({ like }) => like)).toEqual(['cpu']);
  expect(half.missing.find(({ exporter }) => exporter.key === 'node')?.lacking).toEqual(
    expect.arrayContaining(['node_memory_MemAvailable_bytes', 'node_filesystem_avail_bytes'])
  );
});

it('reads OpenTelemetry’s names with their dots, and quotes them', () => {
  const look: Look = {
    metrics: ['http.server.request.duration_count', 'http.server.request.duration_bucket'],
    found: {
      opentelemetry: {
        labels: ['service.name', 'http.response.status_code', 'le'],
        services: [{ labels: { 'service.name': 'shop/"eu"' }, series: 4 }],
        bounds: { http_server_request_duration_seconds_bucket: BOUNDS },
      },
    },
  };
  const [service] = proposalsOf(look, 'en').services;
  expect(service).toMatchObject({ key: 'shop-eu', definition: { labels: { 'service.name': 'shop/"eu"' } } });
  const error = service.objectives.find(({ like }) => like === 'error-rate')?.definition.indicator;
  expect(error).toEqual({
    kind: 'ratio',
    counted: 'bad',
    total: '{"http.server.request.duration_count","service.name"="shop/\\"eu\\""}',
    events: '{"http.server.request.duration_count","http.response.status_code"=~"5..","service.name"="shop/\\"eu\\""}',
  });
  const exporter = CATALOGUE.find(({ key }) => key === 'opentelemetry') ?? CATALOGUE[0];
  const names = new Names(look.metrics);
  expect(bucketsOf(exporter, names)).toEqual(['http_server_request_duration_seconds_bucket']);
  expect(serviceLabels(exporter, look.found.opentelemetry.labels)).toEqual(['service.name']);
  expect(countQuery(exporter, names, look.found.opentelemetry.labels)).toBe(
    'count by ("service.name") ({"http.server.request.duration_count","service.name"!=""})'
  );
});

it('takes only bounds that exist: in seconds the nearest above the documents’, in milliseconds as a share', () => {
  const { services } = proposalsOf(everything(), 'en');
  expect(services[0].objectives.find(({ like }) => like === 'latency-p95')?.definition).toMatchObject({
    target: 0.5,
    indicator: { kind: 'latency', histogram: 'http_request_duration_seconds_bucket{service="shop"}' },
  });
  const look = everything();
  const istio = proposalsOf({ ...look, found: { istio: look.found.istio } }, 'en').services[0];
  expect(istio.objectives.find(({ like }) => like === 'latency-p95')?.definition).toMatchObject({
    comparison: '>=',
    target: 0.95,
    unit: 'ratio',
    indicator: {
      kind: 'ratio',
      counted: 'good',
      events:
        'istio_request_duration_milliseconds_bucket{le="500",reporter="destination",destination_service_name="shop"}',
    },
  });
  const noBuckets = { ...look.found['prometheus-client'], bounds: {} };
  const without = proposalsOf({ ...look, found: { 'prometheus-client': noBuckets } }, 'en').services[0];
  expect(without.objectives.map(({ like }) => like)).toEqual(['error-rate', 'request-rate']);
});

it('asks sound queries whatever a service is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      const { services } = proposalsOf(everything(`a${name}`), 'en');
      for (const { objectives, definition } of services) {
        expect(checkService(definition)).toEqual([]);
        expect(objectives.flatMap((one) => checkDefinition(one.definition))).toEqual([]);
      }
    }),
    { numRuns: 30 }
  );
});

it('puts the server’s names in place of the documented ones, and nothing else', () => {
  const names = new Names(['a.b_total', 'a_b_total_more']);
  const labels = new Names(['http.code']);
  expect(written('rate(a_b_total{http_code="5"}[5m]) / a_b_total_more', names, labels)).toBe(
    'rate({"a.b_total","http.code"="5"}[5m]) / a_b_total_more'
  );
  expect(selectors(written('x{$status="5"}', names, labels, { status: 'code' }))[0].matchers[0].label).toBe('code');
});

it('reads a latency from a native histogram where there is no classic one', () => {
  const look: Look = {
    metrics: ['http_server_request_duration_seconds'],
    types: { http_server_request_duration_seconds: 'histogram' },
    found: {
      opentelemetry: {
        labels: ['service_name', 'http_response_status_code'],
        services: [{ labels: { service_name: 'shop' }, series: 4 }],
        bounds: {},
      },
    },
  };
  const exporter = CATALOGUE.find(({ key }) => key === 'opentelemetry') ?? CATALOGUE[0];
  expect(countQuery(exporter, new Names(look.metrics, look.types), look.found.opentelemetry.labels)).toBe(
    'count by (service_name) (http_server_request_duration_seconds{service_name!=""})'
  );
  const [shop] = proposalsOf(look, 'en').services;
  expect(shop.objectives.slice(0, 1).map(({ like, definition }) => [like, definition.indicator])).toEqual([
    [
      'latency-p95',
      {
        kind: 'nativeLatency',
        histogram: 'http_server_request_duration_seconds{service_name="shop"}',
        percentile: 0.95,
      },
    ],
  ]);
  expect(shop.objectives.flatMap(({ definition }) => checkDefinition(definition))).toEqual([]);
  expect(proposalsOf({ ...look, types: {} }, 'en').services).toEqual([]); // without its type it may be anything
});

describe('backups', () => {
  const NOW = Date.parse('2026-11-28T00:00:00Z');

  it('are asked by what tells them apart, with the usual promises to begin with', () => {
    const names = new Names([
      'velero_backup_last_successful_timestamp',
      'pgbackrest_backup_since_last_completion_seconds',
    ]);
    expect(backupQueries(names)).toEqual([
      { exporter: 'velero', query: 'max by (schedule) (velero_backup_last_successful_timestamp)' },
      {
        exporter: 'pgbackrest',
        query: 'min by (stanza, backup_type) (pgbackrest_backup_since_last_completion_seconds)',
      },
    ]);
    const proposed = backupsOf(
      [
        { exporter: 'velero', labels: { schedule: 'daily' }, value: NOW / 1000 - 3600 },
        { exporter: 'velero', labels: { schedule: 'new' }, value: 0 },
        { exporter: 'pgbackrest', labels: { stanza: 'main', backup_type: 'full' }, value: 7200 },
        { exporter: 'textfile', labels: { file: '/var/lib/node/apt.prom' }, value: NOW / 1000 },
        { exporter: 'textfile', labels: { file: '/var/lib/node/backup.prom' }, value: NOW / 1000 },
      ],
      NOW
    );
    expect(proposed.map(({ key, query, last }) => [key, query, last])).toEqual([
      ['velero-daily', 'velero_backup_last_successful_timestamp{schedule="daily"}', NOW / 1000 - 3600],
      ['velero-new', 'velero_backup_last_successful_timestamp{schedule="new"}', undefined],
      [
        'pgbackrest-main-full',
        'pgbackrest_backup_since_last_completion_seconds{stanza="main",backup_type="full"}',
        NOW / 1000 - 7200,
      ],
      [
        'node-exporter-textfile-var-lib-node-backup-prom',
        'node_textfile_mtime_seconds{file="/var/lib/node/backup.prom"}',
        NOW / 1000,
      ],
    ]);
    expect(proposed.flatMap(({ definition }) => checkElement(definition))).toEqual([]);
  });

  it('of a cluster are asked once, whichever of its exporters tells of them', () => {
    const both = new Names([
      'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
      'cnpg_collector_last_available_backup_timestamp',
    ]);
    expect(backupQueries(both).map(({ query }) => query)).toEqual([
      'max by (cluster, namespace) (barman_cloud_cloudnative_pg_io_last_available_backup_timestamp)',
    ]);
  });
});

describe('a suggested target', () => {
  const DAY = 86_400;
  const window = { start: 0, end: 30 * DAY, key: 'x' } as unknown as Measurement['window'];
  const ratio: Definition = {
    name: 'Error rate',
    indicator: { kind: 'ratio', total: 'a_total', counted: 'bad', events: 'a_total{code="500"}' },
    comparison: '<',
    target: 0.01,
    unit: 'ratio',
    window: { type: 'rolling', days: 30 },
  };
  const days = (good: (day: number) => number) =>
    Array.from({ length: 30 }, (_, day) => ({ start: day * DAY, end: (day + 1) * DAY, good: good(day), total: 1000 }));
  const measured = (slices: Measurement['slices'], trend: Measurement['trend'] = { times: [], values: [] }) =>
    ({ window, slices, trend }) as unknown as Measurement;

  it('is one that the month would have met, with what the documents’ would have cost', () => {
    const twice = days((day) => (day === 3 || day === 9 ? 950 : 1000));
    // 99.67 % of all: 99.5 % would have held; less than 1 % of errors a day was missed twice
    expect(suggestionFor(ratio, measured(twice))).toEqual({ days: 30, missed: 2, isKept: true, target: 1 - 0.995 });
    expect(suggestionFor({ ...ratio, comparison: '>=', target: 0.999 }, measured(twice))).toEqual({
      days: 30,
      missed: 2,
      isKept: false,
      target: 0.995,
    });
  });

  it('is about the hours there are, and absent without any', () => {
    const three = [{ start: 30 * DAY - 3 * 3600, end: 30 * DAY, good: 10, total: 10 }];
    expect(suggestionFor(ratio, measured(three))).toMatchObject({ days: 1, missed: 0 });
    expect(suggestionFor(ratio, measured([]))).toBeUndefined();
  });

  it('of a gauge keeps a tenth of room above the worst day', () => {
    const cpu: Definition = { ...ratio, indicator: { kind: 'gauge', expr: 'avg(x)' }, target: 70, unit: 'percent' };
    const times = Array.from({ length: 8 }, (_, index) => (index + 1) * 21_600);
    const trend = { times, values: [10, 20, 30, 40, 80, 80, 80, 80] };
    expect(suggestionFor(cpu, measured([], trend))).toEqual({ days: 2, missed: 1, target: 88 });
    expect(suggestionFor(cpu, measured([], { times, values: times.map(() => undefined) }))).toBeUndefined();
  });
});
