import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure';
import { ROOT } from './place';

const STOP_MS = 8000;

/** Linux ends such a child when its parent dies, whatever killed that. */
const DIES_WITH_PARENT =
  process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0
    ? ['setpriv', '--pdeathsig', 'TERM', '--']
    : [];

interface Plan {
  name: string;
  command: string;
  args: string[];
  logs: string;
  /** Told when it ends without having been stopped. */
  onEnd?: (sentence: string) => void;
}

/** A process of the demo, in a group of its own: Ctrl-C reaches only the one that started it, which stops them in order. */
export class Child {
  readonly name: string;
  private readonly process: ChildProcess;
  private readonly log: string;
  private readonly ended: Promise<void>;
  private output = '';
  private over = false;
  private stopping = false;

  constructor(plan: Plan) {
    this.name = plan.name;
    mkdirSync(plan.logs, { recursive: true });
    this.log = join(plan.logs, `${plan.name.replaceAll(' ', '-')}.log`);
    const [command, ...args] = [...DIES_WITH_PARENT, plan.command, ...plan.args];
    this.process = spawn(command, args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(this.log);
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.pipe(log, { end: false });
      stream?.on('data', (chunk) => (this.output = (this.output + String(chunk)).slice(-20_000)));
    }
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        if (this.over) {
          return;
        }
        this.over = true;
        if (!this.stopping) {
          plan.onEnd?.(`${this.name} ended (${how}); its log is ${this.log}.`);
        }
        resolve();
      };
      this.process.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      this.process.once('error', (error) => end(error.message));
    });
  }

  /** Waits until `isReady` says so; a sentence with its last words when it ends or takes too long. */
  async ready(isReady: (output: string) => boolean | Promise<boolean>, limitMs = 60_000) {
    const until = Date.now() + limitMs;
    while (!(await isReady(this.output))) {
      if (this.over || Date.now() > until) {
        throw new Failure(`${this.name} did not start: ${this.lastWords()} (log: ${this.log})`);
      }
      await sleep(50);
    }
  }

  async stop() {
    this.stopping = true;
    this.signal('SIGTERM');
    const late = sleep(STOP_MS, 'late', { ref: false });
    if ((await Promise.race([this.ended, late])) === 'late') {
      this.signal('SIGKILL');
      await this.ended;
    }
  }

  kill() {
    this.stopping = true;
    this.signal('SIGKILL');
  }

  private signal(signal: NodeJS.Signals) {
    const { pid } = this.process;
    if (this.over || pid === undefined) {
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      this.process.kill(signal); // the group is gone, or the platform has none
    }
  }

  private lastWords(): string {
    const lines = (this.output || readFileSync(this.log, 'utf8')).trim().split('\n');
    return lines.slice(-3).join(' ').slice(-500) || 'it said nothing';
  }
}

export function tsx(file: string, ...args: string[]) {
  return { command: process.execPath, args: ['--import', 'tsx', join(ROOT, file), ...args] };
}

/** Ports that nothing uses now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map((server) => {
    const address = server.address();
    return address && typeof address === 'object' ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Refuses a port that cannot be listened on. */
export async function checkPort(port: number, host: string) {
  try {
    const server = await listen(port, host);
    await new Promise((resolve) => server.close(resolve));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new Failure(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken: stop what uses it, or choose another one with --port N.`
        : `Port ${port} of ${host} cannot be used (${String(code ?? error)}): choose another one with --port N or --host ADDRESS.`
    );
  }
}

function listen(port: number, host = '127.0.0.1') {
  const server = createServer();
  return new Promise<typeof server>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
