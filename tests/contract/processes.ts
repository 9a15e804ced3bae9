import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrometheus } from '../../demo/prometheus/binaries';

const root = join(__dirname, '..', '..');
const START = 30_000;

export interface Running {
  url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const gone = (child: ChildProcess) =>
  new Promise<void>((done) =>
    child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())
  );

function running(child: ChildProcess, url: string): Running {
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone(child);
  };
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

export const temporaryDirectory = () => {
  const path = mkdtempSync(join(tmpdir(), 'opsbook-contract-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export function startStandIn(data: string, prometheus: string, ...more: string[]): Promise<Running> {
  const args = [
    '--import',
    'tsx',
    'preview/main.ts',
    '--no-page',
    '--port',
    '0',
    '--data',
    data,
    '--prometheus',
    prometheus,
    ...more,
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((done, failed) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`The stand-in did not start in ${START / 1000} s. ${said}`));
    }, START);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /ready (\S+)/.exec(said) ?? [];
      if (url !== undefined) {
        clearTimeout(timer);
        done(running(child, url));
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(`The stand-in ended with ${code}. ${said}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** A Prometheus that scrapes itself. */
export async function startPrometheus(directory: string): Promise<Running> {
  const { prometheus } = findPrometheus((line) => void process.stdout.write(`${line}\n`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(directory, 'prometheus.yml');
  writeFileSync(
    config,
    `scrape_configs:\n  - job_name: prometheus\n    scrape_interval: 2s\n    static_configs:\n      - targets: ['127.0.0.1:${port}']\n`
  );
  const child = spawn(
    prometheus,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' }
  );
  for (const deadline = Date.now() + START; Date.now() < deadline && child.exitCode === null;) {
    const ready = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false
    );
    if (ready) {
      return running(child, url);
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  child.kill('SIGKILL');
  throw new Error('Prometheus did not start.');
}
