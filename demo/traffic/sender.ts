import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

interface Options {
  total?: number;
  seconds?: number;
  quiet?: boolean;
}

/** Sends requests, counts their answers, shows how far it is and sums up. */
export class Sender {
  sent = 0;
  failed = 0;
  unreachable = 0;
  private readonly byStatus = new Map<string, number>();
  private readonly latencies: number[] = [];
  private readonly started = performance.now();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly progress?: NodeJS.Timeout;
  private next = 0;
  stopping = false;

  constructor(
    readonly targets: string[],
    private readonly options: Options = {}
  ) {
    if (!options.quiet) {
      this.progress = setInterval(() => this.report(), process.stdout.isTTY ? 500 : 5000).unref();
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.stopping) {
          process.exit(130); // asked twice: do not wait for the last answers
        }
        this.stopping = true;
      });
    }
  }

  nextTarget(): string {
    return this.targets[this.next++ % this.targets.length];
  }

  send(target: string, route: string): Promise<void> {
    const started = performance.now();
    this.sent++;
    return new Promise((resolve) => {
      const settle = (status: string, ok: boolean) => {
        this.byStatus.set(`${route} ${status}`, (this.byStatus.get(`${route} ${status}`) ?? 0) + 1);
        this.failed += ok ? 0 : 1;
        if (this.latencies.length < 100_000) {
          this.latencies.push(performance.now() - started);
        }
        resolve();
      };
      const sent = request(target + route, { agent: this.agent, timeout: 10_000 }, (response) => {
        const status = response.statusCode ?? 0;
        response.resume().on('end', () => settle(String(status), status < 400));
        response.on('error', () => settle('broken', false));
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer within ten seconds')));
      sent.on('error', () => {
        this.unreachable++;
        settle('no answer', false);
      });
      sent.end();
    });
  }

  seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  errorPercent(): number {
    return this.sent ? (this.failed / this.sent) * 100 : 0;
  }

  note(text: string) {
    if (!this.options.quiet) {
      process.stdout.write(`${text}\n`);
    }
  }

  summarise() {
    clearInterval(this.progress);
    this.agent.destroy();
    if (this.options.quiet) {
      return;
    }
    const sorted = [...this.latencies].sort((a, b) => a - b);
    const at = (share: number) =>
      `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)} ms`;
    const lines = [
      `${process.stdout.isTTY ? '\r\u001b[K' : ''}`,
      `Requests     ${this.sent} in ${this.seconds().toFixed(1)} s (${(this.sent / this.seconds()).toFixed(1)} per second)`,
      `Failed       ${this.failed} (${this.errorPercent().toFixed(2)} %)${this.unreachable ? `, ${this.unreachable} of them without an answer` : ''}`,
      `Latency      median ${at(0.5)}, P95 ${at(0.95)}, P99 ${at(0.99)}`,
      ...[...this.byStatus].sort().map(([what, count]) => `  ${what.padEnd(18)} ${count}`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    if (this.sent > 0 && this.unreachable === this.sent) {
      process.stderr.write(`Nothing answered at ${this.targets.join(', ')}.\n`);
      process.exitCode = 1;
    }
  }

  private report() {
    const { total, seconds } = this.options;
    const share = total ? this.sent / total : seconds ? Math.min(1, this.seconds() / seconds) : undefined;
    const done = share === undefined ? '' : `${String(Math.round(share * 100)).padStart(3)} %  `;
    const line = `${done}${this.sent} requests, ${this.errorPercent().toFixed(2)} % failed, ${Math.round(this.seconds())} s`;
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }
}

/** Sends at a steady pace, `count` requests or until it is stopped; late ones are caught up. */
export async function paced(sender: Sender, route: () => string, plan: { perSecond: number; count?: number }) {
  const waiting = new Set<Promise<void>>();
  const started = performance.now();
  let sent = 0;
  while (!sender.stopping && (plan.count === undefined || sent < plan.count)) {
    const due = Math.floor(((performance.now() - started) / 1000) * plan.perSecond) + 1;
    if (due - sent > plan.perSecond * 5 + 1) {
      sent = plan.count === undefined ? due - 1 : sent; // the machine slept: no burst for the time away
    }
    for (; sent < Math.min(due, plan.count ?? Infinity) && waiting.size < 1000; sent++) {
      const answer = sender.send(sender.nextTarget(), route());
      waiting.add(answer);
      void answer.then(() => waiting.delete(answer));
    }
    await sleep(Math.max(5, Math.min(200, 1000 / plan.perSecond)));
  }
  await Promise.all(waiting);
}

/** `clients` at once, each sending its next request as soon as it has the answer. */
export async function pressed(sender: Sender, route: () => string, plan: { clients: number; seconds: number }) {
  const client = async () => {
    while (!sender.stopping && sender.seconds() < plan.seconds) {
      const before = sender.unreachable;
      await sender.send(sender.nextTarget(), route());
      if (sender.unreachable > before) {
        await sleep(100);
      }
    }
  };
  await Promise.all(Array.from({ length: plan.clients }, client));
}
