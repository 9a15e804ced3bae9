import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { namespaceOf } from '../access';
import type { Grafana } from '../grafana';

/** `/metrics`, under the names that Grafana uses. */
export function metrics(app: FastifyInstance, { store, version }: Grafana) {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: 'grafana_http_request_duration_seconds',
    help: 'Histogram of latencies for HTTP requests.',
    labelNames: ['handler', 'method', 'status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 25],
    registers: [register],
  });
  new Gauge({
    name: 'grafana_build_info',
    help: 'A metric with a constant 1 value labeled by version.',
    labelNames: ['version', 'edition'],
    registers: [register],
  }).set({ version, edition: 'oss' }, 1);
  new Gauge({
    name: 'grafana_stat_totals_dashboard',
    help: 'total amount of dashboards',
    registers: [register],
    collect() {
      this.set(store.orgs.values().reduce((sum, { id }) => sum + store.shelf(namespaceOf(id)).all().length, 0));
    },
  });

  app.addHook('onResponse', (request, reply, done) => {
    duration.observe(
      { handler: request.routeOptions.url ?? 'notfound', method: request.method, status_code: reply.statusCode },
      reply.elapsedTime / 1000
    );
    done();
  });
  app.get('/metrics', async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
  app.addHook('onClose', () => register.clear());
}
