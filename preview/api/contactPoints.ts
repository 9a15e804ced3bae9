import type { FastifyInstance } from 'fastify';
import { inNamespace, requireRole } from '../access';
import { policyOf } from '../alerting/notify';
import { refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asObject, asText } from '../store/json';
import { newUid, type ContactPoint } from '../store/store';

const DEFAULT_POLICY = { receiver: 'empty', group_by: ['grafana_folder', 'alertname'] };

/** Who is told: contact points and the default policy. Viewers read them, Editors write. */
export function contactPoints(app: FastifyInstance, { store }: Grafana) {
  const pointsOf = (orgId: number) => store.contactPoints.values().filter((point) => point.orgId === orgId);

  app.get('/api/v1/provisioning/contact-points', (request) => {
    const { orgId } = requireRole(request, 'Viewer', 'alert.notifications:read');
    return pointsOf(orgId).map(({ orgId: _org, ...point }) => ({ ...point, disableResolveMessage: false }));
  });

  app.post('/api/v1/provisioning/contact-points', (request, reply) => {
    const { orgId } = requireRole(request, 'Editor', 'alert.notifications:write');
    const body = asObject(request.body);
    const point: ContactPoint = {
      uid: asText(body.uid) || newUid(),
      orgId,
      name: asText(body.name),
      type: asText(body.type),
      settings: asObject(body.settings),
    };
    if (point.name === '' || (point.type === 'webhook' && !URL.canParse(asText(point.settings.url)))) {
      throw refuse(400, 'invalid object specification');
    }
    store.contactPoints.put(point.uid, point);
    reply.code(202);
    return {
      uid: point.uid,
      name: point.name,
      type: point.type,
      settings: point.settings,
      disableResolveMessage: false,
    };
  });

  app.get('/api/v1/provisioning/policies', (request) => {
    const { orgId } = requireRole(request, 'Viewer', 'alert.notifications:read');
    return { ...DEFAULT_POLICY, ...policyOf(store, orgId) };
  });

  app.put('/api/v1/provisioning/policies', (request, reply) => {
    const { orgId } = requireRole(request, 'Editor', 'alert.notifications:write');
    const policy = asObject(request.body);
    if (!pointsOf(orgId).some(({ name }) => name === policy.receiver)) {
      throw refuse(400, `invalid object specification: receiver '${asText(policy.receiver)}' does not exist`);
    }
    store.documents.put(`policies/${orgId}`, policy);
    reply.code(202);
    return { message: 'policies updated' };
  });

  app.get('/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/:namespace/receivers', (request) => {
    const { person, namespace } = inNamespace(request);
    requireRole(request, 'Viewer', 'alert.notifications.receivers:read');
    const names = new Set(['empty', ...pointsOf(person.orgId).map(({ name }) => name)]);
    return {
      kind: 'ReceiverList',
      apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
      metadata: {},
      items: [...names].map((title) => ({
        metadata: { name: Buffer.from(title).toString('base64url'), namespace },
        spec: {
          title,
          integrations: pointsOf(person.orgId)
            .filter(({ name }) => name === title)
            .map(({ uid, type }) => ({ uid, type, settings: {} })),
        },
      })),
    };
  });
}
