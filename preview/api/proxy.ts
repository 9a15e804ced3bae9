import { Agent, request as ask, type IncomingHttpHeaders } from 'node:http';
import { request as askTls, Agent as TlsAgent } from 'node:https';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireRole, signedIn, type Person } from '../access';
import { refuse, Refusal } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asObject, asText, type JsonObject } from '../store/json';

const TIMEOUT = 30_000;
const POSTS = ['/api/v1/query', '/api/v1/query_range', '/api/v1/series', '/api/v1/labels', '/api/v1/query_exemplars'];
const NOT_FORWARDED = new Set([
  'host',
  'connection',
  'cookie',
  'authorization',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'origin',
  'referer',
]);
const NOT_RETURNED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'set-cookie']);

const without = (headers: IncomingHttpHeaders, names: Set<string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => !names.has(name) && value !== undefined));

/** The one data source of an organisation, as the API lists it. */
export function dataSource(prometheus: string, orgId: number, subPath: string): JsonObject {
  return {
    id: orgId,
    uid: 'prometheus',
    orgId,
    name: 'Prometheus',
    type: 'prometheus',
    typeName: 'Prometheus',
    typeLogoUrl: `${subPath}/public/plugins/prometheus/img/prometheus_logo.svg`.replace(/^\//, ''),
    access: 'proxy',
    url: prometheus,
    user: '',
    database: '',
    basicAuth: false,
    isDefault: true,
    jsonData: { httpMethod: 'POST' },
    readOnly: true,
  };
}

/** Data sources and everything that is passed on to the real Prometheus. */
export async function proxy(app: FastifyInstance, { options }: Grafana) {
  const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new TlsAgent({ keepAlive: true }) };
  app.addHook('onClose', () => Object.values(agents).forEach((agent) => agent.destroy()));

  const sources = (person: Person) => [dataSource(options.prometheus, person.orgId, options.subPath)];

  function forward(request: FastifyRequest, reply: FastifyReply, path: string) {
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const target = new URL(options.prometheus + path + search);
    const person = signedIn(request);
    const secure = target.protocol === 'https:';
    reply.hijack();
    const answer = reply.raw;
    const upstream = (secure ? askTls : ask)(
      target,
      {
        method: request.method,
        agent: secure ? agents['https:'] : agents['http:'],
        timeout: TIMEOUT,
        headers: {
          ...without(request.headers, NOT_FORWARDED),
          'x-grafana-org-id': String(person.orgId),
          ...(Buffer.isBuffer(request.body) && { 'content-length': String(request.body.length) }),
        },
      },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, without(response.headers, NOT_RETURNED));
        response.pipe(answer);
        response.on('error', () => answer.destroy());
      }
    );
    const fail = () => {
      if (answer.headersSent) {
        answer.destroy();
      } else {
        answer.writeHead(502).end();
      }
    };
    upstream.on('timeout', () => upstream.destroy(new Error('time-out')));
    upstream.on('error', fail);
    answer.on('close', () => upstream.destroy());
    upstream.end(Buffer.isBuffer(request.body) ? request.body : undefined);
    return reply;
  }

  function known(request: FastifyRequest, missing: Refusal) {
    const { uid } = request.params as { uid: string };
    const person = signedIn(request);
    const source = sources(person).find((candidate) => candidate.uid === uid);
    if (!source) {
      throw missing;
    }
    return source;
  }

  const noSource = () => refuse(404, 'Unable to find datasource', { traceID: '' });
  const rest = (request: FastifyRequest) => `/${asText(asObject(request.params)['*'])}`;

  app.get('/api/datasources', (request) => sources(requireRole(request, 'Viewer', 'datasources:read')));
  app.get('/api/datasources/uid/:uid', (request) => ({
    ...known(
      request,
      refuse(404, 'Data source not found', { messageId: 'datasources.notFound', statusCode: 404, traceID: '' })
    ),
    withCredentials: false,
    secureJsonFields: {},
    version: 1,
    apiVersion: '',
  }));
  app.get('/api/datasources/uid/:uid/health', (request) => {
    known(request, noSource());
    return { status: 'OK', message: 'Successfully queried the Prometheus API.' };
  });

  await app.register((area, _options, done) => {
    // what is passed on is passed on as it came
    area.removeAllContentTypeParsers();
    area.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, ready) => ready(null, body));

    area.all('/api/datasources/proxy/uid/:uid/*', (request, reply) => {
      known(request, noSource());
      const path = rest(request);
      if (
        !['GET', 'HEAD', 'OPTIONS'].includes(request.method) &&
        !(request.method === 'POST' && POSTS.includes(path))
      ) {
        throw refuse(403, `non allow-listed ${request.method}s not allowed on proxied Prometheus datasource`);
      }
      return forward(request, reply, path);
    });
    area.all('/api/datasources/uid/:uid/resources/*', (request, reply) => {
      known(request, noSource());
      return forward(request, reply, rest(request));
    });
    for (const list of ['rules', 'alerts']) {
      area.get(`/api/prometheus/:uid/api/v1/${list}`, (request, reply) => {
        known(request, noSource());
        return forward(request, reply, `/api/v1/${list}`);
      });
    }
    done();
  });

  app.post('/api/ds/query', async (request) => {
    signedIn(request);
    const { queries, from, to } = asObject(request.body);
    const results: JsonObject = {};
    for (const value of asArray(queries)) {
      const query = asObject(value);
      results[asText(query.refId, 'A')] = await frames(query, Number(from), Number(to));
    }
    return { results };
  });

  /** One PromQL query as the data frames of Grafana's query API. */
  async function frames(query: JsonObject, from: number, to: number): Promise<JsonObject> {
    const expr = asText(query.expr);
    const step = Math.max(
      1,
      Math.round(Number(query.intervalMs ?? 15000) / 1000),
      Math.ceil((to - from) / 1000 / 11000)
    );
    const form =
      query.instant === true && query.range !== true
        ? { query: expr, time: to / 1000 }
        : { query: expr, start: from / 1000, end: to / 1000, step };
    const endpoint = 'time' in form ? 'query' : 'query_range';
    const body = new URLSearchParams(Object.entries(form).map(([key, value]) => [key, String(value)]));
    let answer: JsonObject;
    try {
      const response = await fetch(`${options.prometheus}/api/v1/${endpoint}`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      answer = asObject(await response.json());
    } catch (error) {
      return { status: 500, error: error instanceof Error ? error.message : String(error), frames: [] };
    }
    if (answer.status !== 'success') {
      return { status: 400, error: asText(answer.error), errorSource: 'downstream', frames: [] };
    }
    const series = asArray(asObject(answer.data).result).map(asObject);
    return {
      status: 200,
      frames: series.map((one) => {
        const points = (Array.isArray(one.values) ? one.values : [one.value]).map(asArray);
        return {
          schema: {
            refId: asText(query.refId, 'A'),
            meta: { type: 'timeseries-multi', executedQueryString: `Expr: ${expr}\nStep: ${step}s` },
            fields: [
              { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
              { name: 'Value', type: 'number', typeInfo: { frame: 'float64' }, labels: asObject(one.metric) },
            ],
          },
          data: { values: [points.map(([time]) => Number(time) * 1000), points.map(([, value]) => Number(value))] },
        };
      }),
    };
  }
}
