import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICES } from '../../demo/catalogue';
import { Child, freePorts, tsx } from '../../demo/child';
import { loadPast } from '../../demo/past/load';
import { KEPT, ROOT } from '../../demo/place';
import { findPrometheus } from '../../demo/prometheus/binaries';
import { prometheusConfig } from '../../demo/prometheus/config';

/** A folder for the state and the logs of one run; others may run at the same time. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'opsbook-tests-'));
}

export interface Metrics {
  prometheus: string;
  services: string[];
  stop: () => Promise<void>;
}

/** Enough for every row to have a value; thirty days would take longer than they tell. */
const PAST_DAYS = 1;

/** The demo's services under a little traffic, and a Prometheus that scrapes them and knows of the days before. */
export async function startMetrics(
  folder: string,
  say: (line: string) => void,
  pastDays = PAST_DAYS
): Promise<Metrics> {
  mkdirSync(folder, { recursive: true });
  const { prometheus, promtool } = findPrometheus(say);
  const [port, ...servicePorts] = await freePorts(1 + SERVICES.length);
  const [quotes, users, search, redis] = servicePorts;
  const services = [quotes, users, search].map((servicePort) => `http://127.0.0.1:${servicePort}`);
  const config = join(folder, 'prometheus.yml');
  const rules = join(ROOT, 'demo', 'prometheus', 'rules.yml');
  const ports = { prometheus: port, services: { quotes, users, search, redis } };
  writeFileSync(config, prometheusConfig(ports, [rules]));
  const data = join(folder, 'prometheus');
  await loadPast({ data, cache: join(KEPT, 'past') }, promtool, Date.now(), () => undefined, pastDays);
  const logs = join(folder, 'log');
  const start = (name: string, what: { command: string; args: string[] }) => new Child({ name, logs, ...what });

  const demo = start('services', tsx('demo/service/main.ts', '--ports', servicePorts.join(',')));
  await demo.ready((output) => output.includes('ready'));
  const children = [
    demo,
    start('traffic', tsx('demo/traffic.ts', 'continuous', 'low', '--quiet', '--url', services.join(','))),
    start('prometheus', {
      command: prometheus,
      args: [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=45d', // else half of the past is thrown away at the start
        `--web.listen-address=127.0.0.1:${port}`,
      ],
    }),
  ];
  const url = `http://127.0.0.1:${port}`;
  await children[2].ready(() => isUp(`${url}/-/ready`));
  return {
    prometheus: url,
    services,
    stop: async () => void (await Promise.all(children.map((child) => child.stop()))),
  };
}

export interface StandInOptions {
  subPath?: string;
  secondOrg?: boolean;
  legacyStorage?: boolean;
  grafana?: 12 | 13;
}

/** A stand-in Grafana of its own: its state outlives a restart, not the test. */
export class StandIn {
  readonly url: string;
  private child: Child;

  private constructor(
    private readonly args: string[],
    private readonly folder: string,
    port: number,
    { subPath = '' }: StandInOptions
  ) {
    this.url = `http://127.0.0.1:${port}${subPath}`;
    this.child = this.launch();
  }

  static async start(folder: string, prometheus: string, options: StandInOptions = {}): Promise<StandIn> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const [port] = await freePorts(1);
    const args = [
      ...['--port', String(port), '--data', join(folder, 'grafana.journal'), '--prometheus', prometheus],
      ...(options.subPath ? ['--sub-path', options.subPath] : []),
      ...(options.secondOrg ? ['--second-org'] : []),
      ...(options.legacyStorage ? ['--legacy-storage'] : []),
      ...(options.grafana ? ['--grafana', String(options.grafana)] : []),
    ];
    const standIn = new StandIn(args, folder, port, options);
    await standIn.ready();
    return standIn;
  }

  /** As `kill -9` does, in the middle of whatever it was doing. */
  kill(): void {
    this.child.kill();
  }

  async restart(): Promise<void> {
    await this.child.stop();
    this.child = this.launch();
    await this.ready();
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  private launch(): Child {
    return new Child({
      name: 'grafana',
      logs: join(this.folder, 'log'),
      ...tsx('preview/main.ts', ...this.args),
    });
  }

  private ready(): Promise<void> {
    return this.child.ready((output) => output.includes(`ready ${this.url}`));
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
