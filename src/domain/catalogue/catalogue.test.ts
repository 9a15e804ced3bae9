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
import { bucketsOf, countQuery, type Look, namesOf, presentIn, serviceLabels, servicesOf } from './look';
import { Names, renamedExpr } from './names';
import { catalogueProposals } from './propose';
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

function queryOf({ indicator }: Definition): string {
  switch (indicator.kind) {
    case 'ratio':
      return indicator.total;
    case 'latency':
      return indicator.histogram;
    default:
      return indicator.kind === 'gauge' ? indicator.expr : '';
  }
}

describe.each(CATALOGUE.map((exporter) => [exporter.name, exporter] as const))('%s', (_, exporter) => {
  const { signs, means, traps, objectives, checks, source } = exporter;
  const only = { ...everything(), found: { [exporter.key]: everything().found[exporter.key] } };
  const own = catalogueProposals(only, 'en');

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
  const { services, missing } = catalogueProposals(everything(), 'en');
  expect(services).toHaveLength(1);
  const [shop] = services;
  expect(shop.exporters.length).toBeGreaterThan(8);
  const likes = shop.objectives.map(({ like }) => like);
  expect(new Set(likes).size).toBe(likes.length);
  expect(shop.definition.objectives).toEqual(shop.objectives.map(({ key }) => key));
  expect(missing).toEqual([]);
});

it('says what was looked for where nothing is there', () => {
  const { services, shared, checks, missing } = catalogueProposals({ metrics: [], found: {} }, 'fr');
  expect([services, shared, checks]).toEqual([[], [], []]);
  expect(missing.map(({ exporter }) => exporter)).toEqual([...CATALOGUE]);
  const half = catalogueProposals({ metrics: ['node_cpu_seconds_total'], found: {} }, 'en');
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
  const [service] = catalogueProposals(look, 'en').services;
  expect(service).toMatchObject({ key: 'shop-eu', definition: { labels: { 'service.name': 'shop/"eu"' } } });
  const error = service.objectives.find(({ like }) => like === 'error-rate')?.definition.indicator;
  expect(error).toEqual({
    kind: 'ratio',
    counted: 'bad',
    total: '{"http.server.request.duration_count","service.name"="shop/\\"eu\\""}',
    events: '{"http.server.request.duration_count","http.response.status_code"=~"5..","service.name"="shop/\\"eu\\""}',
  });
  const exporter = CATALOGUE.find(({ key }) => key === 'opentelemetry') ?? CATALOGUE[0];
  const names = namesOf(look);
  expect(bucketsOf(exporter, names)).toEqual(['http_server_request_duration_seconds_bucket']);
  expect(serviceLabels(exporter, look.found.opentelemetry.labels)).toEqual(['service.name']);
  expect(countQuery(exporter, names, look.found.opentelemetry.labels)).toBe(
    'count by ("service.name") ({"http.server.request.duration_count"})'
  );
});

it.each([
  ['UnderscoreEscapingWithSuffixes', 'http_server_request_duration_seconds', 'http_response_status_code'],
  ['UnderscoreEscapingWithoutSuffixes', 'http_server_request_duration', 'http_response_status_code'],
  ['NoUTF8EscapingWithSuffixes', 'http.server.request.duration_seconds', 'http.response.status_code'],
  ['NoTranslation', 'http.server.request.duration', 'http.response.status_code'],
])('reads OpenTelemetry as Prometheus writes it with %s', (_, name, status) => {
  const look: Look = {
    metrics: [`${name}_count`, `${name}_bucket`, `${name}_sum`],
    found: {
      opentelemetry: {
        labels: ['service_name', status, 'le'],
        services: [{ labels: { service_name: 'shop' }, series: 4 }],
        bounds: { http_server_request_duration_seconds_bucket: BOUNDS },
      },
    },
  };
  const [{ objectives }] = catalogueProposals(look, 'en').services;
  expect(objectives.map(({ like }) => like)).toEqual(['error-rate', 'latency-p95', 'latency-p99', 'request-rate']);
  expect(objectives.map(({ definition }) => selectors(queryOf(definition))[0].name)).toEqual([
    `${name}_count`,
    `${name}_bucket`,
    `${name}_bucket`,
    `${name}_count`,
  ]);
  expect(presentIn(namesOf(look)).map(({ key }) => key)).toEqual(['opentelemetry']);
});

it('reads the milliseconds of OpenTelemetry’s older conventions as milliseconds, with a unit in the name or not', () => {
  for (const name of ['http_server_duration_milliseconds', 'http.server.duration', 'http_server_duration']) {
    const look: Look = {
      metrics: [`${name}_count`, `${name}_bucket`],
      found: {
        'opentelemetry-old': {
          labels: ['job', 'http_status_code', 'le'],
          services: [{ labels: { job: 'shop' }, series: 4 }],
          bounds: { http_server_duration_milliseconds_bucket: MILLIS },
        },
      },
    };
    const [{ objectives }] = catalogueProposals(look, 'en').services;
    expect(objectives.find(({ like }) => like === 'latency-p95')?.definition).toMatchObject({
      target: 0.95,
      indicator: { kind: 'ratio', events: expect.stringContaining('le="500"') },
    });
  }
});

it.each([
  ['Go', 'DeadlineExceeded', 'NotFound'],
  ['Java and Python', 'DEADLINE_EXCEEDED', 'NOT_FOUND'],
])('counts of the codes of gRPC in %s those that are the server’s fault', (_, fault, own) => {
  for (const label of ['grpc_code', 'code']) {
    const look: Look = {
      metrics: ['grpc_server_handled_total'],
      found: { grpc: { labels: ['job', label], services: [{ labels: { job: 'shop' }, series: 4 }], bounds: {} } },
    };
    const [{ objectives }] = catalogueProposals(look, 'en').services;
    const indicator = objectives.find(({ like }) => like === 'error-rate')?.definition.indicator;
    const matcher = selectors(indicator?.kind === 'ratio' ? indicator.events : '')[0].matchers[0];
    expect(matcher).toMatchObject({ label, operator: '=~' });
    expect([fault, own, 'OK'].map((code) => new RegExp(`^(?:${matcher.value})$`).test(code))).toEqual([
      true,
      false,
      false,
    ]);
  }
});

it('names each service by the best label that its own series have', () => {
  const exporter = CATALOGUE.find(({ key }) => key === 'prometheus') ?? CATALOGUE[0];
  const labels = ['__name__', 'instance', 'job', 'namespace', 'service'];
  expect(countQuery(exporter, new Names(['up']), labels)).toBe('count by (service, job, namespace) (up)');
  const services = servicesOf(exporter, [
    { labels: { service: 'checkout', job: 'kubernetes-pods', namespace: 'shop' }, value: 2 },
    { labels: { service: 'checkout', job: 'kubernetes-endpoints', namespace: 'shop' }, value: 1 },
    { labels: { job: 'batch' }, value: 1 },
    { labels: {}, value: 9 },
  ]);
  expect(services).toEqual([
    { labels: { service: 'checkout', namespace: 'shop' }, series: 3 },
    { labels: { job: 'batch' }, series: 1 },
  ]);
});

it('takes one name in two namespaces for two services, and in one for one', () => {
  const found = {
    'kube-state-metrics': {
      labels: ['deployment', 'namespace'],
      services: [
        { labels: { deployment: 'api', namespace: 'prod' }, series: 1 },
        { labels: { deployment: 'api', namespace: 'staging' }, series: 1 },
        { labels: { deployment: 'cart', namespace: 'prod' }, series: 1 },
      ],
      bounds: {},
    },
    prometheus: { labels: ['job'], services: [{ labels: { job: 'cart' }, series: 1 }], bounds: {} },
  };
  const metrics = ['kube_deployment_status_replicas_available', 'kube_deployment_status_condition', 'up'];
  const { services } = catalogueProposals({ metrics, found }, 'en');
  expect(services.map(({ definition, exporters }) => [definition.name, definition.labels, exporters.length])).toEqual([
    ['cart', { deployment: 'cart', namespace: 'prod' }, 2],
    ['api (prod)', { deployment: 'api', namespace: 'prod' }, 1],
    ['api (staging)', { deployment: 'api', namespace: 'staging' }, 1],
  ]);
  expect(new Set(services.flatMap(({ objectives }) => objectives.map(({ key }) => key))).size).toBe(3);
});

it('knows what older exporters called the same', () => {
  const { shared, checks } = catalogueProposals(
    { metrics: ['node_cpu', 'node_memory_MemAvailable', 'node_memory_MemTotal'], found: {} },
    'en'
  );
  expect(shared.map(({ like }) => like)).toEqual(['cpu', 'memory']);
  expect(checks.map(({ item }) => item.expr)).toEqual([
    'max(100 * (1 - node_memory_MemAvailable / node_memory_MemTotal))',
  ]);
});

it('takes only bounds that exist: in seconds the nearest above the documents’, in milliseconds as a share', () => {
  const { services } = catalogueProposals(everything(), 'en');
  expect(services[0].objectives.find(({ like }) => like === 'latency-p95')?.definition).toMatchObject({
    target: 0.5,
    indicator: { kind: 'latency', histogram: 'http_request_duration_seconds_bucket{service="shop"}' },
  });
  const look = everything();
  const istio = catalogueProposals({ ...look, found: { istio: look.found.istio } }, 'en').services[0];
  expect(istio.objectives.find(({ like }) => like === 'latency-p95')?.definition).toMatchObject({
    comparison: '>=',
    target: 0.95,
    unit: 'ratio',
    indicator: {
      kind: 'ratio',
      counted: 'good',
      events:
        'istio_request_duration_milliseconds_bucket{le="500",reporter=~"destination|waypoint",destination_service_name="shop"}',
    },
  });
  const noBuckets = { ...look.found['prometheus-client'], bounds: {} };
  const without = catalogueProposals({ ...look, found: { 'prometheus-client': noBuckets } }, 'en').services[0];
  expect(without.objectives.map(({ like }) => like)).toEqual(['error-rate', 'request-rate']);
});

it('asks sound queries whatever a service is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      const { services } = catalogueProposals(everything(`a${name}`), 'en');
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
  expect(renamedExpr('rate(a_b_total{http_code="5"}[5m]) / a_b_total_more', names, labels)).toBe(
    'rate({"a.b_total","http.code"="5"}[5m]) / a_b_total_more'
  );
  expect(selectors(renamedExpr('x{$status="5"}', names, labels, { status: 'code' }))[0].matchers[0].label).toBe('code');
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
  expect(countQuery(exporter, namesOf(look), look.found.opentelemetry.labels)).toBe(
    'count by (service_name) (http_server_request_duration_seconds)'
  );
  const [shop] = catalogueProposals(look, 'en').services;
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
  expect(catalogueProposals({ ...look, types: {} }, 'en').services).toEqual([]); // without its type it may be anything
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
    expect(suggestionFor(ratio, measured(twice))).toEqual({
      days: 30,
      missed: 2,
      used: expect.closeTo(1 / 3, 9), // 100 of 300 errors that 1 % of 30,000 leaves
      target: 1 - 0.995,
    });
    expect(suggestionFor({ ...ratio, comparison: '>=', target: 0.999 }, measured(twice))).toEqual({
      days: 30,
      missed: 2,
      used: expect.closeTo(100 / 30, 9),
      target: 0.995,
    });
  });

  it('says how often the objective’s own window would have been missed, as far as data reaches back', () => {
    // 45 days, errors on the first alone: of the windows of 30 days ending on the last 16 days only the oldest holds that day
    const past = Array.from({ length: 45 }, (_, index) => ({
      start: (index - 15) * DAY,
      end: (index - 14) * DAY,
      good: index === 0 ? 900 : 1000,
      total: 1000,
    }));
    const strict: Definition = { ...ratio, comparison: '>=', target: 0.999 }; // 30 of 30,000
    expect(suggestionFor(strict, measured(past))).toMatchObject({
      missed: 0,
      used: 0,
      windows: { days: 30, of: 16, missed: 1 },
    });
    // two days later in those 30 they stay for both to the end
    const recent = past.map((slice, index) => (index === 29 ? { ...slice, good: 950 } : slice));
    expect(suggestionFor(strict, measured(recent))?.windows).toEqual({ days: 30, of: 16, missed: 16 });
    expect(suggestionFor({ ...strict, target: 0.996 }, measured(recent))?.windows).toMatchObject({ missed: 1 });
    expect(suggestionFor(strict, measured(days(() => 1000)))).not.toHaveProperty('windows'); // one window only
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
