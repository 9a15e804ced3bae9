import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import WebSocket from 'ws';
import { Child, freePorts, tsx } from '../../demo/child';
import { addressesOf, openDoorWarning, strangeHost } from '../../preview/hosts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-host-'));
let port = 0;
let output = '';
let standIn: Child | undefined;

before(async () => {
  [port] = await freePorts(1);
  const options = [
    '--port',
    String(port),
    '--host',
    '0.0.0.0',
    '--allow-host',
    'Ops.Example',
    '--data',
    '',
    '--no-page',
  ];
  standIn = new Child({ name: 'grafana', logs: folder, ...tsx('preview/main.ts', ...options) });
  await standIn.ready((said) => {
    output = said;
    return /^ready /m.test(said);
  });
});
after(async () => {
  await standIn?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(host: string): Promise<{ status?: number; text: string }> {
  const sent = request({ host: '127.0.0.1', port, path: '/api/health', headers: { host } }).end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  const chunks = await answer.toArray();
  return { status: answer.statusCode, text: chunks.join('') };
}

describe('the stand-in on all addresses', () => {
  it('says the address it really has, and warns that admin/admin is open', () => {
    assert.match(output, new RegExp(`^ready http://0\\.0\\.0\\.0:${port}$`, 'm'));
    assert.match(output, new RegExp(`^WARNING: .*admin with the password admin.* http://127\\.0\\.0\\.1:${port}`, 'm'));
  });

  for (const host of [
    'localhost',
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
    '192.0.2.7',
    'ops.example:80',
    'OPS.example.',
  ]) {
    it(`answers as ${host}`, async () => {
      assert.equal((await ask(host)).status, 200);
    });
  }

  for (const host of [
    'evil.example',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'notlocalhost',
    'ops.example.evil.com',
  ]) {
    it(`refuses ${host}, and says what to do`, async () => {
      const { status, text } = await ask(host);
      assert.equal(status, 403);
      assert.match(JSON.parse(text).message, /^This address is not answered .* or start with --allow-host [\w.]+\.$/);
    });
  }

  it('opens no socket under a strange name', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live/ws`, { headers: { host: 'evil.example' } });
    const [error]: Error[] = await once(socket, 'error');
    assert.match(error.message, /socket hang up/);
  });
});

describe('hosts', () => {
  it('shows nothing of a name that is none', () => {
    assert.match(strangeHost('<script>', []) ?? '', /--allow-host NAME\.$/);
    assert.ok(strangeHost(undefined, []));
  });

  it('warns of every address but this machine’s own', () => {
    assert.equal(openDoorWarning('127.0.0.1', 3000, ''), undefined);
    assert.equal(openDoorWarning('localhost', 3000, ''), undefined);
    assert.match(openDoorWarning('192.0.2.7', 3000, '/x') ?? '', /http:\/\/192\.0\.2\.7:3000\/x\./);
    assert.deepEqual(addressesOf('2001:db8::1', 80), ['http://[2001:db8::1]:80']);
    assert.ok(addressesOf('::', 80).includes('http://127.0.0.1:80'));
  });
});
