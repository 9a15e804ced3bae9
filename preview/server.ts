import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { Clock } from './alerting/clock';
import { Refusal, refuse, status } from './answers';
import { accounts } from './api/accounts';
import { alerting } from './api/alerting';
import { annotations } from './api/annotations';
import { avatar } from './api/avatar';
import { dashboards } from './api/dashboards';
import { folders } from './api/folders';
import { Live } from './api/live';
import { metrics } from './api/metrics';
import { page } from './api/page';
import { people } from './api/people';
import { proxy } from './api/proxy';
import { records } from './api/records';
import { search } from './api/search';
import { settings } from './api/settings';
import { authentication, signIn } from './api/signIn';
import { userStorage } from './api/userStorage';
import type { Bundle } from './bundle';
import type { Grafana } from './grafana';
import { strangeHost } from './hosts';
import type { Options } from './options';
import { pluginFiles } from './plugin';
import { forgetful, openJournal } from './store/journal';
import { Store } from './store/store';
import { seedPeople } from './store/users';

const BODY_LIMIT = 16 * 1024 * 1024;
const OUTSIDE = '/__outside_sub_path__';
const VERSIONS = { 12: '12.4.2', 13: '13.2.2' };

/** As Grafana under a sub-path: what comes without it is sent there, except the API. */
function withoutSubPath(url: string, subPath: string): string {
  if (subPath === '') {
    return url;
  }
  const [path] = url.split('?');
  if (path === subPath || path.startsWith(`${subPath}/`)) {
    return url.slice(subPath.length).replace(/^(?!\/)/, '/');
  }
  return /^\/(api|healthz|metrics)/.test(url) ? url : `${OUTSIDE}${url}`;
}

function readBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers();
  const types = [
    'application/json',
    'application/json-patch+json',
    'application/merge-patch+json',
    'text/plain',
    'application/x-www-form-urlencoded',
  ];
  app.addContentTypeParser(types, { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      done(null, Object.fromEntries(new URLSearchParams(text)));
      return;
    }
    try {
      done(null, JSON.parse(text));
    } catch {
      done(refuse(400, 'bad request data'));
    }
  });
}

function answerErrors(app: FastifyInstance) {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal) {
      return reply.code(error.status).send(error.body);
    }
    const code = error.statusCode ?? 500;
    if (code >= 500) {
      process.stderr.write(`${request.method} ${request.url}: ${error.stack ?? error.message}\n`);
    }
    const resource = request.url.startsWith('/apis/');
    const reason =
      code === 413
        ? 'RequestEntityTooLarge'
        : code === 415
          ? 'UnsupportedMediaType'
          : code < 500
            ? 'BadRequest'
            : 'InternalError';
    return reply.code(code).send(resource ? status(code, reason, error.message, {}).body : { message: error.message });
  });
}

interface Running {
  app: FastifyInstance;
  stop(): Promise<void>;
}

/** Everything but listening. */
export async function createServer(options: Options, bundle?: Bundle): Promise<Running> {
  const store = new Store();
  const journal =
    options.data === undefined
      ? forgetful
      : await openJournal(
          options.data,
          (operation) => store.apply(operation),
          () => store.operations()
        );
  store.keepIn((operation) => journal.append(operation));
  seedPeople(store, options.secondOrg);
  await journal.flushed();

  const live = new Live(store);
  const saved = () => journal.flushed();
  live.afterSave(saved);
  const grafana: Grafana = { options, store, live, plugin: pluginFiles(), version: VERSIONS[options.grafana], saved };

  const clock = new Clock(grafana);

  const app = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    rewriteUrl: (request) => withoutSubPath(request.url ?? '/', options.subPath),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  });
  const identify = authentication(store);
  readBodies(app);
  answerErrors(app);
  app.addHook('onRequest', async (request) => {
    const reason = strangeHost(request.headers.host, options.allowHosts);
    if (reason) {
      throw refuse(403, reason);
    }
  });
  // what was changed is on the disk before anybody is told so
  app.addHook('onSend', async (request) => {
    if (request.method !== 'GET') {
      await saved();
    }
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('x-frame-options', 'deny')
      .header('x-xss-protection', '1; mode=block');
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
    done();
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith(OUTSIDE)) {
      await reply.redirect(`${options.subPath}${request.url.slice(OUTSIDE.length)}`);
    }
  });
  metrics(app, grafana);
  signIn(app, grafana, identify);
  for (const area of [
    records,
    search,
    folders,
    dashboards,
    annotations,
    people,
    accounts,
    userStorage,
    settings,
    avatar,
  ]) {
    area(app, grafana);
  }
  alerting(app, grafana, clock);
  live.routes(app);
  await proxy(app, grafana);
  await page(app, grafana, bundle);

  clock.start();
  const closeSockets = live.listen(app.server, options, (cookie, url) => Promise.resolve(identify({ cookie }, url)));
  return {
    app,
    async stop() {
      clock.stop();
      closeSockets();
      await app.close();
      await journal.close();
    },
  };
}
