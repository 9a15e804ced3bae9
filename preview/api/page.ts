import type { FastifyInstance } from 'fastify';
import { refuse } from '../answers';
import type { Grafana } from '../grafana';

export async function page(app: FastifyInstance, _grafana: Grafana) {
  app.setNotFoundHandler(() => {
    throw refuse(404, 'Not found');
  });
}
