import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Child, freePorts } from '../../demo/child';
import { findPrometheus } from '../../demo/prometheus/binaries';

type Kind = 'counter' | 'gauge';

/** Metric, kind, labels of each series, and how much a second: names and labels as the exporters' own documentation lists them. */
type Series = [string, Kind, string[], number];

const NODE: Series[] = [
  ['node_cpu_seconds_total', 'counter', ['cpu="0",mode="idle"'], 0.8],
  ['node_cpu_seconds_total', 'counter', ['cpu="0",mode="user"', 'cpu="0",mode="system"'], 0.1],
  ['node_memory_MemAvailable_bytes', 'gauge', [''], 5e9],
  ['node_memory_MemTotal_bytes', 'gauge', [''], 8e9],
  ['node_filesystem_avail_bytes', 'gauge', ['device="/dev/sda1",fstype="ext4",mountpoint="/"'], 4e10],
  ['node_filesystem_size_bytes', 'gauge', ['device="/dev/sda1",fstype="ext4",mountpoint="/"'], 1e11],
  ['node_uname_info', 'gauge', ['sysname="Linux",nodename="n1"'], 1],
];
const KUBE: Series[] = [
  [
    'kube_deployment_status_replicas_available',
    'gauge',
    ['namespace="shop",deployment="checkout"', 'namespace="shop",deployment="cart"'],
    2,
  ],
  [
    'kube_deployment_status_condition',
    'gauge',
    [
      'namespace="shop",deployment="checkout",condition="Available",status="true"',
      'namespace="shop",deployment="cart",condition="Available",status="true"',
    ],
    1,
  ],
  ['kube_pod_status_phase', 'gauge', ['namespace="shop",pod="checkout-1",phase="Running"'], 1],
  ['kube_pod_status_phase', 'gauge', ['namespace="shop",pod="checkout-1",phase="Failed"'], 0],
];
const ROUTES = ['uri="/orders",method="GET"', 'uri="/orders/{id}",method="POST"'];
const BOUNDS: Array<[string, number]> = [
  ['0.1', 6],
  ['0.5', 9.8],
  ['1.0', 10],
  ['+Inf', 10],
];
const MICROMETER: Series[] = [
  [
    'http_server_requests_seconds_count',
    'counter',
    ROUTES.map((route) => `${route},status="200",outcome="SUCCESS"`),
    10,
  ],
  [
    'http_server_requests_seconds_count',
    'counter',
    ROUTES.map((route) => `${route},status="500",outcome="SERVER_ERROR"`),
    0.02,
  ],
  ...BOUNDS.map(([le, rate]): Series => [
    'http_server_requests_seconds_bucket',
    'counter',
    ROUTES.map((route) => `${route},status="200",outcome="SUCCESS",le="${le}"`),
    rate,
  ]),
];

const BLACKBOX: Series[] = ['https://shop.example/', 'https://shop.example/login?x=1&y="2"'].flatMap(
  (site): Series[] => {
    const instance = `instance="${site.replaceAll('"', '\\"')}"`;
    return [
      ['probe_success', 'gauge', [instance], 1],
      ['probe_duration_seconds', 'gauge', [instance], 0.12],
      ['probe_http_status_code', 'gauge', [instance], 200],
      ['probe_ssl_earliest_cert_expiry', 'gauge', [instance], Date.now() / 1000 + 60 * 86_400],
    ];
  }
);
const CLUSTER = 'envoy_cluster_name="outbound|80||reviews.default.svc.cluster.local"';
const ENVOY: Series[] = [
  ['envoy_cluster_upstream_rq_total', 'counter', [CLUSTER], 10],
  ['envoy_cluster_upstream_rq_xx', 'counter', [`${CLUSTER},envoy_response_code_class="2"`], 10],
  ['envoy_cluster_upstream_rq_xx', 'counter', [`${CLUSTER},envoy_response_code_class="5"`], 0.01],
  ...(
    [
      ['5', 6],
      ['500', 9.9],
      ['1000', 10],
      ['+Inf', 10],
    ] as const
  ).map(([le, rate]): Series => ['envoy_cluster_upstream_rq_time_bucket', 'counter', [`${CLUSTER},le="${le}"`], rate]),
  ['envoy_cluster_upstream_rq_time_count', 'counter', [CLUSTER], 10],
];
const OTEL_LABELS = 'service_name="checkout",http_request_method="GET",http_route="/orders/{id}"';
const OTEL: Series[] = [
  ['http_server_request_duration_seconds_count', 'counter', [`${OTEL_LABELS},http_response_status_code="200"`], 10],
  ['http_server_request_duration_seconds_count', 'counter', [`${OTEL_LABELS},http_response_status_code="503"`], 0.01],
  ...BOUNDS.map(([le, rate]): Series => [
    'http_server_request_duration_seconds_bucket',
    'counter',
    [`${OTEL_LABELS},http_response_status_code="200",le="${le}"`],
    rate,
  ]),
];

/** What is scraped, by job. */
const MIXES = {
  usual: { 'node-exporter': NODE, 'kube-state-metrics': KUBE, checkout: MICROMETER },
  blackbox: { blackbox: BLACKBOX },
  envoy: { envoy: ENVOY },
  opentelemetry: { 'otel-collector': OTEL },
} satisfies Record<string, Record<string, Series[]>>;
export type Mix = keyof typeof MIXES;

function exposition(series: Series[], seconds: number): string {
  const lines = series.flatMap(([metric, kind, labels, value]) =>
    labels.map((set) => `${metric}${set && `{${set}}`} ${kind === 'counter' ? value * seconds : value}`)
  );
  return `${lines.join('\n')}\n`;
}

/** A Prometheus that scrapes what common exporters say of themselves: nothing of it was made for the product. */
export async function startExporters(
  folder: string,
  mix: Mix = 'usual'
): Promise<{ prometheus: string; stop: () => Promise<void> }> {
  const scraped: Record<string, Series[]> = MIXES[mix];
  mkdirSync(folder, { recursive: true });
  const began = Date.now() - 3_600_000;
  const server = createServer((request, response) => {
    const series = scraped[(request.url ?? '').slice(1)];
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(series ? exposition(series, (Date.now() - began) / 1000) : '');
  });
  const [port, prometheusPort] = await freePorts(2);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const config = join(folder, 'prometheus.yml');
  const jobs = Object.keys(scraped).map(
    (job) =>
      `  - job_name: ${job}\n    honor_labels: true\n    metrics_path: /${job}\n    static_configs: [{ targets: ['127.0.0.1:${port}'] }]\n`
  );
  writeFileSync(config, `global: { scrape_interval: 1s }\nscrape_configs:\n${jobs.join('')}`);
  const child = new Child({
    name: 'prometheus of exporters',
    logs: join(folder, 'log'),
    command: findPrometheus(() => undefined).prometheus,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ],
  });
  const prometheus = `http://127.0.0.1:${prometheusPort}`;
  // two scrapes: before, no rate has a value
  const query = new URLSearchParams({ query: 'min(count_over_time(up[1m])) > 1' });
  await child.ready(async () => {
    const answer = await fetch(`${prometheus}/api/v1/query?${query}`).catch(() => undefined);
    return answer?.ok === true && (await answer.text()).includes('"value"');
  });
  return {
    prometheus,
    stop: async () => {
      await child.stop();
      server.close();
    },
  };
}
