import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser } from '@playwright/test';
import { Child, freePorts } from '../../demo/child';
import { findPrometheus } from '../../demo/prometheus/binaries';
import { Opsbook } from '../opsbook/Opsbook';
import { StandIn } from '../support/stack';
import { heapOf } from './objectives';
import { type Measure } from './table';
import { visit } from './visit';
import { watchScripts } from './watchScripts';

const SERIES = 100_000;
const PATIENCE = 60_000;

/** Setup looks at a Prometheus that has a hundred thousand series of one name, each with a service of its own. */
export async function measureSeries(
  browser: Browser,
  folder: string,
  signIn: (url: string) => Promise<void>,
  say: (line: string) => void
): Promise<Measure[]> {
  const crowd = await startCrowd(folder, say);
  const standIn = await StandIn.start(join(folder, 'grafana'), crowd.url);
  try {
    await signIn(standIn.url);
    const context = await visit(browser, 'admin');
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', (response) => {
      if (response.url().includes('/api/datasources/proxy/')) {
        void response.body().then(
          (body) => (bytes += body.length),
          () => undefined // the page went on
        );
      }
    });
    await watchScripts(page);
    const opsbook = new Opsbook(page, standIn.url);
    await opsbook.open('setup?step=look');
    const look = page.getByRole('button', { name: /^Look in / });
    await look.waitFor();
    await page.evaluate(() => (globalThis as typeof globalThis & { benchLong: number[] }).benchLong.splice(0));
    const began = performance.now();
    await look.click();
    await page.getByText('More than 500 found of one kind').waitFor();
    const found = performance.now() - began;
    const longest = await page.evaluate(() =>
      Math.max(0, ...(globalThis as typeof globalThis & { benchLong: number[] }).benchLong)
    );
    const heap = await heapOf(page);
    await context.close();
    const what = `Setup looks at ${SERIES / 1000},000 series of one name`;
    return [
      { name: `${what}: click to what was found`, unit: 'ms', values: [found], limit: 10_000 },
      { name: `${what}: answers of Prometheus`, unit: 'KB', values: [bytes / 1024], limit: 1_000 },
      { name: `${what}: longest task`, unit: 'ms', values: [longest], limit: 500 },
      { name: `${what}: heap`, unit: 'MB', values: [heap], limit: 150 },
    ];
  } finally {
    await standIn.stop();
    await crowd.stop();
  }
}

/** A Prometheus that has scraped them once. */
async function startCrowd(folder: string, say: (line: string) => void) {
  mkdirSync(folder, { recursive: true });
  const name = 'http_server_requests_seconds_count';
  const lines = Array.from({ length: SERIES }, (_, index) => `${name}{service="service-${index}"} ${index}\n`);
  const text = `# TYPE ${name} counter\n${lines.join('')}`;
  const target = createServer((_, response) => response.setHeader('Content-Type', 'text/plain').end(text));
  await new Promise<void>((listening) => target.listen(0, '127.0.0.1', listening));
  const [port] = await freePorts(1);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '10s', scrape_timeout: '9s' },
      scrape_configs: [
        {
          job_name: 'crowd',
          static_configs: [{ targets: [`127.0.0.1:${(target.address() as AddressInfo).port}`] }],
        },
      ],
    })
  );
  const prometheus = new Child({
    name: 'prometheus',
    logs: join(folder, 'log'),
    command: findPrometheus(say).prometheus,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
  });
  const url = `http://127.0.0.1:${port}`;
  await prometheus.ready(() => hasAll(url, name));
  return {
    url,
    stop: async () => {
      await prometheus.stop();
      target.closeAllConnections();
      target.close();
    },
  };
}

async function hasAll(url: string, name: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/v1/query?query=count(${name})`, { signal: AbortSignal.timeout(PATIENCE) });
    const { data }: { data?: { result?: Array<{ value: [number, string] }> } } = await answer.json();
    return Number(data?.result?.[0]?.value[1]) === SERIES;
  } catch {
    return false;
  }
}
