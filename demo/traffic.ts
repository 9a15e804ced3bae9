/**
 * Traffic for the demo's services:
 *   npm run traffic -- quick                        each route of each service a few times
 *   npm run traffic -- run N S                      N requests over S seconds, the steady mix
 *   npm run traffic -- background start|status|stop the steady mix until it is stopped
 *   npm run traffic -- spike T S                    T clients at once for S seconds, with many errors
 *   npm run traffic -- continuous low|medium|high   the steady mix until Ctrl-C
 * `--url URL` (repeated, or separated by commas) names the services; otherwise those of the running demo are used.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, run } from './failure';
import { readRunning, KEPT } from './place';
import { background, heartbeat } from './traffic/background';
import { mixed, ROUTES, SPIKE_MIX, STEADY_MIX } from './traffic/mix';
import { paced, pressed, Sender } from './traffic/sender';

const USAGE =
  'Say one of: quick · run N S · background start|status|stop · spike T S · continuous low|medium|high; with --url URL for other services than the demo’s.';
const RATES: Record<string, number> = { low: 15, medium: 60, high: 240 };
const BACKGROUND_RATE = 15;

run(async () => {
  const { values, positionals } = readArguments();
  const [command, first, second] = positionals;
  const targets = () => values.url?.flatMap((url) => url.split(',')).map(checkedUrl) ?? runningServices();

  switch (command) {
    case 'quick': {
      const sender = new Sender(targets());
      for (const round of [1, 2]) {
        sender.note(`round ${round} of 2`);
        await Promise.all(ROUTES.flatMap((route) => sender.targets.map((target) => sender.send(target, route))));
      }
      sender.summarise();
      return;
    }
    case 'run': {
      const count = wholeNumber(first, 'N, the number of requests,', 1, 1_000_000);
      const seconds = wholeNumber(second, 'S, the number of seconds,', 1, 86_400);
      const sender = new Sender(targets(), { total: count });
      await paced(sender, mixed(STEADY_MIX), { perSecond: count / seconds, count });
      sender.summarise();
      return;
    }
    case 'spike': {
      const clients = wholeNumber(first, 'T, the number of clients at once,', 1, 500);
      const seconds = wholeNumber(second, 'S, the number of seconds,', 1, 3600);
      const sender = new Sender(targets(), { seconds });
      await pressed(sender, mixed(SPIKE_MIX), { clients, seconds });
      sender.summarise();
      return;
    }
    case 'continuous': {
      const perSecond = RATES[first ?? ''];
      if (perSecond === undefined) {
        throw new Failure('Say how much: continuous low, medium or high.');
      }
      const sender = new Sender(targets(), { quiet: values.quiet });
      sender.note(`${perSecond} requests per second until Ctrl-C`);
      await paced(sender, mixed(STEADY_MIX), { perSecond });
      sender.summarise();
      return;
    }
    case 'background':
      await background(first, targets);
      return;
    case 'background-worker': {
      const sender = new Sender(targets(), { quiet: true });
      heartbeat(sender);
      await paced(sender, mixed(STEADY_MIX), { perSecond: BACKGROUND_RATE });
      return;
    }
    default:
      throw new Failure(USAGE);
  }
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { url: { type: 'string', multiple: true }, quiet: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure(`“${text}” is not an address of a service, such as http://127.0.0.1:8000.`);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function runningServices(): string[] {
  const found = folders()
    .map((folder) => readRunning(folder)?.services ?? [])
    .find((services) => services.length > 0);
  if (!found) {
    throw new Failure('No demo is running: start it with “npm start”, or name a service with --url.');
  }
  return found;
}

function folders(): string[] {
  try {
    return readdirSync(KEPT).map((name) => join(KEPT, name));
  } catch {
    return [];
  }
}

function wholeNumber(text: string | undefined, what: string, least: number, most: number): number {
  const value = Number(text);
  if (text === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw new Failure(`${what} must be a whole number from ${least} to ${most}.`);
  }
  return value;
}
