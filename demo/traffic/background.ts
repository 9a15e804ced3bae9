import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure';
import { isAlive, KEPT, ROOT } from '../place';
import { type Sender } from './sender';

const FILE = join(KEPT, 'traffic.json');
const FRESH_MS = 15_000;

interface Beat {
  pid: number;
  started: string;
  beat: number;
  sent: number;
  failed: number;
  targets: string[];
}

export async function background(action: string | undefined, targets: () => string[]) {
  const running = readBeat();
  switch (action) {
    case 'start':
      if (running) {
        throw new Failure(`Background traffic already runs since ${running.started} (process ${running.pid}).`);
      }
      await start(targets());
      return;
    case 'status':
      process.stdout.write(`${running ? describe(running) : 'No background traffic runs.'}\n`);
      return;
    case 'stop':
      if (!running) {
        process.stdout.write('No background traffic runs.\n');
        return;
      }
      process.kill(running.pid, 'SIGTERM');
      for (let waited = 0; isAlive(running.pid) && waited < 12_000; waited += 100) {
        await sleep(100);
      }
      process.stdout.write(`Stopped. ${describe(readFile() ?? running)}\n`);
      rmSync(FILE, { force: true });
      return;
    default:
      throw new Failure('Say background start, status or stop.');
  }
}

/** Writes down every second that this process sends, and how much. */
export function heartbeat(sender: Sender) {
  const started = new Date().toISOString();
  const beat = () => {
    const state: Beat = {
      pid: process.pid,
      started,
      beat: Date.now(),
      sent: sender.sent,
      failed: sender.failed,
      targets: sender.targets,
    };
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(`${FILE}.new`, JSON.stringify(state));
    renameSync(`${FILE}.new`, FILE);
  };
  beat();
  setInterval(beat, 1000).unref();
}

async function start(targets: string[]) {
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', join('demo', 'traffic.ts'), 'background-worker', '--url', targets.join(',')],
    { cwd: ROOT, detached: true, stdio: 'ignore' }
  );
  worker.unref();
  for (let waited = 0; waited < 20_000; waited += 100) {
    const beat = readBeat();
    if (beat && beat.pid === worker.pid) {
      process.stdout.write(`Background traffic runs (process ${beat.pid}) against ${targets.join(', ')}.\n`);
      return;
    }
    await sleep(100);
  }
  throw new Failure('The background traffic did not start.');
}

function describe({ pid, started, sent, failed }: Beat): string {
  const percent = sent ? ((failed / sent) * 100).toFixed(2) : '0.00';
  return `Background traffic since ${started} (process ${pid}): ${sent} requests, ${failed} failed (${percent} %).`;
}

/** Only a fresh beat proves that the process is still ours: a number may belong to another one by now. */
function readBeat(): Beat | undefined {
  const beat = readFile();
  return beat && Date.now() - beat.beat < FRESH_MS && isAlive(beat.pid) ? beat : undefined;
}

function readFile(): Beat | undefined {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return undefined;
  }
}
