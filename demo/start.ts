/** `npm start`, once the packages are there: builds, loads the past, starts everything, and stops it again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDoorWarning, ownAddress } from '../preview/hosts';
import { build, isBuildStale } from './build';
import { SERVICES } from './catalogue';
import { checkPort, Child, freePorts, tsx } from './child';
import { Failure, run } from './failure';
import { readStartOptions, type StartOptions, USAGE } from './options';
import { loadPast, markReplaceable } from './past/load';
import { claimFolder, claimPlace, KEPT, releasePlace, ROOT, writeRunning } from './place';
import { type Binaries, findPrometheus } from './prometheus/binaries';
import { prometheusConfig, type ScrapePorts } from './prometheus/config';
import { keepSnapshot, takeSnapshot } from './prometheus/snapshot';
import { Grafana } from './records/grafana';
import { hasSamples, loadSamples } from './records/samples';

const RETENTION = '45d';
const LOGINS = ['admin', 'editor', 'viewer'];

class Stack {
  private readonly children: Child[] = [];
  private folder?: string;
  private prometheusUrl?: string;
  private stopping?: Promise<void>;

  constructor(private readonly options: StartOptions) {}

  async start() {
    const { options } = this;
    const began = performance.now();
    const binaries = findPrometheus(say);
    await checkPort(options.port, options.host);
    this.folder = this.claim();
    await Promise.all([this.build(), this.loadPast(binaries, this.folder)]);

    const host = ownAddress(options.host);
    const url = `http://${host}:${options.port}${options.subPath}`;
    const [prometheusPort, nodePort, ...servicePorts] = await freePorts(2 + SERVICES.length);
    const prometheusUrl = (this.prometheusUrl = `http://127.0.0.1:${prometheusPort}`);
    const [quotes, users, search, redis] = servicePorts;
    const services = { quotes, users, search, redis };
    // Prometheus comes after what it scrapes, so that the demo does not begin with targets that are down.
    await Promise.all([
      options.noDemo ? undefined : this.startService(servicePorts),
      this.startGrafana(prometheusUrl, url),
    ]);
    const nodeExporter = options.noDemo ? undefined : this.startNodeExporter(binaries, nodePort);
    const ports: ScrapePorts = options.noDemo
      ? { prometheus: prometheusPort }
      : {
          prometheus: prometheusPort,
          services,
          nodeExporter,
          grafana: { host, port: options.port, path: options.subPath },
        };
    await this.loadPast(binaries, this.folder); // what building and starting took, when that was minutes
    await this.startPrometheus(binaries, ports);
    if (!options.noDemo) {
      this.startTraffic([quotes, users, search]);
      if (!options.empty) {
        await this.loadRecords(url, this.folder);
      }
    }
    const urls = options.noDemo ? [] : [quotes, users, search].map((port) => `http://127.0.0.1:${port}`);
    writeRunning(this.folder, { pid: process.pid, url, prometheus: prometheusUrl, services: urls });

    say('');
    say(`Opsbook runs on ${url} (after ${Math.round((performance.now() - began) / 1000)} s)`);
    say(`  log in as ${LOGINS.map((login) => `${login}/${login}`).join(', ')}`);
    say(`  Prometheus is on ${prometheusUrl}; records and logs are in ${this.folder}`);
    if (!options.noDemo) {
      say('  more traffic: npm run traffic -- spike 5 120');
    }
    const warning = openDoorWarning(options.host, options.port, options.subPath);
    if (warning) {
      complain(warning);
    }
    say('Ctrl-C stops everything.');
    say(`ready ${url}`);
  }

  /** Stops what runs, the last started first. Safe to call twice. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  kill() {
    this.children.forEach((child) => child.kill());
  }

  private async stopAll() {
    const prometheus = this.children.find(({ name }) => name === 'Prometheus');
    const snapshot = prometheus && this.prometheusUrl ? await takeSnapshot(this.prometheusUrl) : undefined;
    await Promise.all(this.children.map((child) => child.stop()));
    if (this.folder) {
      if (snapshot) {
        keepSnapshot(this.prometheusData(this.folder), snapshot);
      }
      releasePlace(this.folder);
    }
  }

  private claim(): string {
    const { options } = this;
    if (options.data) {
      return claimFolder(resolve(options.data), options.port);
    }
    const name = options.noDemo ? 'bare' : options.empty ? 'empty' : 'demo';
    const { folder, shared } = claimPlace(name, options.port);
    if (shared) {
      say(`Another Opsbook keeps its records in ${join(KEPT, name)}, so this one keeps its own in ${folder}.`);
    }
    return folder;
  }

  private async build() {
    if (!this.options.noBuild && isBuildStale()) {
      say('Building the plugin …');
      await build();
    }
  }

  private async loadPast({ promtool }: Binaries, folder: string) {
    if (this.options.noDemo) {
      markReplaceable(this.prometheusData(folder));
      return;
    }
    let said = 0;
    await loadPast(
      { data: this.prometheusData(folder), cache: join(KEPT, 'past') },
      promtool,
      Date.now(),
      (done, of) => {
        if (of > 2 && (done === of || done - said >= 10)) {
          said = done;
          say(`Making up the last thirty days … ${done} of ${of}`);
        }
      }
    );
  }

  private async startService(ports: number[]) {
    const service = this.launch('Demo service', tsx('demo/service/main.ts', '--ports', ports.join(',')));
    await service.ready((output) => /^ready$/m.test(output));
  }

  private async startGrafana(prometheusUrl: string, url: string) {
    const { port, host, allowHosts, grafana, subPath, secondOrg, legacyStorage } = this.options;
    const args = [
      '--port',
      String(port),
      '--host',
      host,
      ...allowHosts.flatMap((name) => ['--allow-host', name]),
      '--data',
      join(this.folder ?? KEPT, 'grafana.journal'),
      '--prometheus',
      prometheusUrl,
    ];
    args.push(...(grafana === '13' ? ['--grafana', '13'] : []), ...(subPath ? ['--sub-path', subPath] : []));
    args.push(...(secondOrg ? ['--second-org'] : []), ...(legacyStorage ? ['--legacy-storage'] : []));
    const stopAll = (sentence: string) => {
      complain(sentence);
      void this.stop().then(() => process.exit(1));
    };
    const standIn = this.launch('Grafana stand-in', tsx('preview/main.ts', ...args), stopAll);
    await standIn.ready((output) => output.includes('ready http://'));
    await standIn.ready(() => answers(`${url}/api/health`));
  }

  private startNodeExporter({ nodeExporter }: Binaries, port: number): number | undefined {
    if (!nodeExporter) {
      return undefined;
    }
    const collectors = ['cpu', 'filesystem', 'loadavg', 'meminfo'].map((name) => `--collector.${name}`);
    this.launch('node exporter', {
      command: nodeExporter,
      args: [`--web.listen-address=127.0.0.1:${port}`, '--collector.disable-defaults', ...collectors],
    });
    return port;
  }

  private async startPrometheus({ prometheus }: Binaries, ports: ScrapePorts) {
    const folder = this.folder ?? KEPT;
    const config = join(folder, 'prometheus.yml');
    const rules = this.options.noDemo ? [] : [join(ROOT, 'demo', 'prometheus', 'rules.yml')];
    writeFileSync(config, prometheusConfig(ports, rules));
    const child = this.launch('Prometheus', {
      command: prometheus,
      args: [
        `--config.file=${config}`,
        `--storage.tsdb.path=${this.prometheusData(folder)}`,
        `--storage.tsdb.retention.time=${RETENTION}`,
        '--storage.tsdb.max-block-duration=18h', // no merging of the past's blocks while people look at it
        '--web.enable-admin-api', // for the snapshot at the end
        `--web.listen-address=127.0.0.1:${ports.prometheus}`,
      ],
    });
    await child.ready(() => answers(`http://127.0.0.1:${ports.prometheus}/-/ready`));
  }

  private startTraffic(ports: number[]) {
    const urls = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
    this.launch('Traffic', tsx('demo/traffic.ts', 'continuous', 'low', '--quiet', '--url', urls));
  }

  private async loadRecords(url: string, folder: string) {
    const grafana = new Grafana(url, 'admin:admin');
    const mark = join(folder, 'samples-loaded');
    if (existsSync(mark) && !(await hasSamples(grafana))) {
      return; // somebody removed them: they stay away
    }
    const { made } = await loadSamples(grafana, Date.now());
    writeFileSync(mark, '');
    if (made > 0) {
      say(`${made} sample records made; “npm run demo -- remove --url ${url}” removes them.`);
    }
  }

  private launch(
    name: string,
    what: { command: string; args: string[] },
    onEnd: (sentence: string) => void = complain
  ): Child {
    const child = new Child({ name, ...what, logs: join(this.folder ?? KEPT, 'log'), onEnd });
    this.children.push(child);
    return child;
  }

  private prometheusData(folder: string): string {
    return join(folder, 'prometheus');
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

function complain(sentence: string) {
  process.stderr.write(`${sentence}\n`);
}

async function main() {
  const options = readStartOptions(process.argv.slice(2));
  if (options === 'help') {
    say(USAGE);
    return;
  }
  const stack = new Stack(options);
  let asked: number | undefined;
  const stop = () => {
    if (asked === undefined) {
      asked = performance.now();
      say('\nStopping …');
      void stack.stop().then(() => process.exit(0));
    }
  };
  const stopOrKill = () => {
    if (asked !== undefined && performance.now() - asked > 1000) {
      stack.kill(); // asked twice; sooner it is only the same Ctrl-C, passed on by npm
      process.exit(130);
    }
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stopOrKill);
  }
  stopWithNpm(stop);
  try {
    await stack.start();
  } catch (error) {
    if (asked !== undefined) {
      return; // what failed did so because it was being stopped
    }
    complain(error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error));
    await stack.stop();
    process.exit(1);
  }
}

/** When npm is killed it passes nothing on, and nobody could stop this process any more. */
function stopWithNpm(stop: () => void) {
  if (process.env.npm_lifecycle_event !== 'start') {
    return;
  }
  const before = lineage();
  const watch = setInterval(() => {
    if (lineage() !== before) {
      clearInterval(watch);
      stop();
    }
  }, 1000).unref();
}

/** The parent and, where the system tells, the parent's parent: npm runs scripts by a shell. */
function lineage(): string {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}

run(main);
