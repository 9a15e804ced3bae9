import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { freePorts } from '../../demo/child';
import { ROOT } from '../../demo/place';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-'));
const started: ChildProcess[] = [];
after(async () => {
  const left = started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(left.map((child) => child.kill('SIGTERM') && once(child, 'close')));
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function start(...args: string[]): Started {
  return run('demo/start.mjs', ...args);
}

function run(...args: string[]): Started {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  const ended = once(child, 'close').then(([code]: Array<number | null>) => code);
  return { child, output: () => text, ended };
}

async function ready({ output, ended }: Started, port: number) {
  let over = false;
  void ended.then(() => (over = true));
  const until = Date.now() + 180_000;
  while (!output().includes(`\nready http://127.0.0.1:${port}\n`)) {
    assert.ok(!over && Date.now() < until, output());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false
  );
}

const asAdmin = { headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` } };

describe('npm start', () => {
  it('says in one sentence that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const { ended, output } = start('--port', String(port), '--data', join(folder, 'taken'));
    assert.equal(await ended, 1);
    assert.equal(output(), `Port ${port} is taken: stop what uses it, or choose another one with --port N.\n`);
    server.close();
  });

  it('leaves a folder with somebody else’s files as it is, and says what to do', async () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(join(foreign, 'prometheus', '01BLOCK'), { recursive: true });
    const mine = join(foreign, 'prometheus', '01BLOCK', 'meta.json');
    writeFileSync(mine, '{"minTime":0,"maxTime":1}');
    const [port] = await freePorts(1);
    const { ended, output } = start('--port', String(port), '--no-build', '--data', foreign);
    assert.equal(await ended, 1);
    assert.match(
      output(),
      /^.*foreign holds files that are not Opsbook’s, .* --data, for example .*foreign\/opsbook\.\n$/
    );
    assert.equal(readFileSync(mine, 'utf8'), '{"minTime":0,"maxTime":1}');
    assert.deepEqual(readdirSync(foreign), ['prometheus']);
  });

  it('says in one sentence that --data names a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    const [port] = await freePorts(1);
    const { ended, output } = start('--port', String(port), '--no-build', '--data', file);
    assert.equal(await ended, 1);
    assert.match(output(), /^.*file cannot be used \(ENOTDIR\): name a folder that you may write in\.\n$/);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
  });

  it('does not fill a folder with metrics that are not the demo’s', async () => {
    const data = join(folder, 'metrics');
    mkdirSync(data);
    writeFileSync(join(data, 'wal'), 'mine');
    const { ended, output } = run('--import', 'tsx', 'demo/past.ts', data);
    assert.equal(await ended, 1);
    assert.match(output(), /metrics holds metrics that are not the demo’s, so nothing was changed in it/);
    assert.equal(readFileSync(join(data, 'wal'), 'utf8'), 'mine');
  });

  it('does not write over a file that is no journal', async () => {
    for (const text of ['no line ends', '{"a":1}\n', 'text\n']) {
      const file = join(folder, 'file.txt');
      writeFileSync(file, text);
      const { ended, output } = run('--import', 'tsx', 'preview/main.ts', '--port', '0', '--no-page', '--data', file);
      assert.equal(await ended, 1);
      assert.match(output(), /move it away to start empty\.\n$/);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  for (const [program, rest] of [
    ['demo/start.mjs', ''],
    ['tests/all.mjs', '\n0 passed, 1 failed\n'],
  ]) {
    it(`says in one sentence that Node is too old: ${program}`, async () => {
      const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });`;
      const { ended, output } = run('--import', `data:text/javascript,${encodeURIComponent(older)}`, program);
      assert.equal(await ended, 1);
      assert.equal(output(), `Opsbook needs Node.js 20 or newer, and this is ${process.version}.\n${rest}`);
    });
  }

  it('refuses what is no port', async () => {
    const { ended, output } = start('--port', '70000');
    assert.equal(await ended, 1);
    assert.equal(output().trim().split('\n').length, 1);
  });

  it('--no-demo starts the stand-in and a Prometheus that scrapes itself, and stops both', async () => {
    const [port] = await freePorts(1);
    const bare = start('--port', String(port), '--no-demo', '--no-build', '--data', join(folder, 'bare'));
    await ready(bare, port);
    const { prometheus } = JSON.parse(readFileSync(join(folder, 'bare', 'running.json'), 'utf8'));
    const jobs = async (): Promise<string[]> => {
      const { data } = await (await fetch(`${prometheus}/api/v1/targets`)).json();
      return data.activeTargets.map(({ labels }: { labels: { job: string } }) => labels.job);
    };
    for (let waited = 0; waited < 10_000 && (await jobs()).length === 0; waited += 200) {
      await new Promise((resolve) => setTimeout(resolve, 200)); // Prometheus is ready before it knows its targets
    }
    assert.deepEqual(await jobs(), ['prometheus']);
    bare.child.kill('SIGINT');
    assert.equal(await bare.ended, 0);
    assert.equal(await answers(`http://127.0.0.1:${port}/api/health`), false);
    assert.equal(await answers(`${prometheus}/-/ready`), false);
  });

  it('starts the demo with its past and its sample records, and goes on where it ended', async () => {
    const [port] = await freePorts(1);
    const data = join(folder, 'demo');
    const prometheusUrl = () => JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')).prometheus;
    const value = async (query: string) => {
      const answer = await fetch(`${prometheusUrl()}/api/v1/query?query=${encodeURIComponent(query)}`);
      const { data: found } = await answer.json();
      return Number(found.result[0]?.value[1]);
    };
    const samples = async () => {
      const api = `http://127.0.0.1:${port}/apis/dashboard.grafana.app/v0alpha1/namespaces/default/search`;
      const answer = await fetch(`${api}?tag=opsbook:demo&limit=100`, asAdmin);
      return (await answer.json()).hits.length;
    };

    const first = start('--port', String(port), '--no-build', '--data', data);
    await ready(first, port);
    assert.ok((await value('count_over_time(up{service="quotes"}[30d])')) > 43_000);
    assert.ok((await value('count(up{namespace="haddock"})')) === 4);
    const available = await value('avg(avg_over_time(up{namespace="haddock"}[30d]))');
    assert.ok(available > 0.997 && available < 0.9999, String(available));
    const failed = await value('sum(rate(flask_errors_total[30d])) / sum(rate(flask_requests_total[30d])) * 100');
    assert.ok(failed > 0.5 && failed < 0.7, String(failed));
    const count = await samples();
    assert.ok(count > 15);
    first.child.kill('SIGTERM');
    assert.equal(await first.ended, 0);

    const second = start('--port', String(port), '--no-build', '--data', data);
    await ready(second, port);
    assert.equal(await samples(), count);
    assert.ok((await value('count_over_time(up{service="quotes"}[30d])')) > 43_000);
    second.child.kill('SIGINT');
    assert.equal(await second.ended, 0);
    assert.equal(await answers(`http://127.0.0.1:${port}/api/health`), false);
  });
});
