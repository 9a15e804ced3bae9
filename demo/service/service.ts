import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorType, HEALTH_FAILS, NAMESPACE, ROUTE_ERRORS, type ServiceName, SLOW_TIMES_OUT } from '../catalogue';
import { deck } from './deck';
import { type Machine } from './machine';
import { ServiceMetrics } from './metrics';

interface Answer {
  status: number;
  body: Record<string, unknown>;
  error?: ErrorType;
}

const ERROR_TEXT: Record<ErrorType, string> = {
  health_check_failed: 'The health check failed',
  database_error: 'The database does not answer',
  timeout_error: 'The answer took too long',
  validation_error: 'The input is not valid',
  permission_error: 'Not allowed',
};

const QUOTES = [
  'Mille millions de mille sabords !',
  'Tonnerre de Brest !',
  'Ectoplasme !',
  'Bachi-bouzouk !',
  'Moule à gaufres !',
];

/** What fails by design, dealt like cards: the shares are exact over a few dozen calls and not only over thousands. */
export class Chance {
  readonly healthFails = deck(Array.from({ length: 10 }, (_, index) => index < HEALTH_FAILS * 10));
  readonly slowTimesOut = deck(Array.from({ length: 10 }, (_, index) => index < SLOW_TIMES_OUT * 10));
  readonly error = deck(ROUTE_ERRORS);
}

/** One service of the demo: its routes, counted under both naming schemes. */
export function createService(name: ServiceName, machine: Machine, chance = new Chance()): Server {
  const redis = name === 'redis' ? new Map<string, string>() : undefined;
  const metrics = new ServiceMetrics(machine, redis && (() => answersPing(redis)));

  const routes: Record<string, () => Promise<Answer>> = {
    '/': async () => {
      await sleep(logNormal(90, 0.55));
      return { status: 200, body: { service: name, namespace: NAMESPACE, quote: pick(QUOTES) } };
    },
    '/health': async () => {
      await sleep(logNormal(15, 0.4));
      return chance.healthFails() ? failure(503, 'health_check_failed') : { status: 200, body: { status: 'healthy' } };
    },
    '/error': async () => {
      await sleep(logNormal(30, 0.4));
      return failure(500, chance.error());
    },
    '/slow': async () => {
      if (chance.slowTimesOut()) {
        await sleep(2000);
        return failure(504, 'timeout_error');
      }
      await sleep(500 + Math.random() * 1300);
      return { status: 200, body: { service: name, slow: true } };
    },
    '/stats': async () => ({ status: 200, body: { service: name, ...metrics.stats() } }),
  };

  return createServer((request, response) => {
    const endpoint = new URL(request.url ?? '/', 'http://service').pathname;
    if (endpoint === '/metrics') {
      void expose(metrics, response);
      return;
    }
    void answer(request, response, endpoint);
  });

  async function answer(request: IncomingMessage, response: ServerResponse, endpoint: string) {
    const route = Object.hasOwn(routes, endpoint) ? routes[endpoint] : undefined;
    if (!route) {
      send(response, { status: 404, body: { error: 'not_found', routes: [...Object.keys(routes), '/metrics'] } });
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, { status: 405, body: { error: 'method_not_allowed' } });
      return;
    }
    const started = performance.now();
    metrics.begin();
    const result = await route();
    const seconds = (performance.now() - started) / 1000;
    metrics.end({ method: request.method, endpoint, status: result.status, seconds, error: result.error });
    send(response, result);
  }
}

async function expose(metrics: ServiceMetrics, response: ServerResponse) {
  const text = await metrics.expose();
  response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
}

function send(response: ServerResponse, { status, body }: Answer) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function failure(status: number, error: ErrorType): Answer {
  return { status, error, body: { error, message: ERROR_TEXT[error] } };
}

function answersPing(store: Map<string, string>): boolean {
  store.set('ping', 'pong');
  return store.get('ping') === 'pong';
}

/** Milliseconds with the given median; the tail grows with `sigma`. */
function logNormal(median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return median * Math.exp(sigma * normal);
}

function pick<T>(values: readonly T[]): T {
  return values[Math.floor(Math.random() * values.length)];
}
