import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inNamespace } from '../access';
import { forbidden, notFound } from '../answers';
import type { Grafana } from '../grafana';
import { asObject, asText, type JsonObject } from '../store/json';
import { applyMergePatch } from '../store/jsonPatch';

/** What a person keeps for a plugin: only theirs to read and write. */
export function userStorage(app: FastifyInstance, { store }: Grafana) {
  const GROUP = 'userstorage.grafana.app';
  const base = `/apis/${GROUP}/v0alpha1/namespaces/:namespace/user-storage`;
  const storageKey = (namespace: string, name: string) => `user-storage/${namespace}/${name}`;

  function own(request: FastifyRequest, name: string): { key: string; namespace: string } {
    const { person, namespace } = inNamespace(request);
    if (name.split(':').at(-1) !== person.user.uid && !person.user.isGrafanaAdmin) {
      throw forbidden();
    }
    return { key: storageKey(namespace, name), namespace };
  }

  function putStorage(key: string, namespace: string, name: string, data: unknown): JsonObject {
    return store.documents.put(key, {
      kind: 'UserStorage',
      apiVersion: `${GROUP}/v0alpha1`,
      metadata: { name, namespace, resourceVersion: String(store.nextVersion()) },
      spec: { data: asObject(data) },
    });
  }

  app.get(base, () => {
    throw forbidden();
  });
  app.get(`${base}/:name`, (request) => {
    const { name } = request.params as { name: string };
    const document = store.documents.get(own(request, name).key);
    if (!document) {
      throw notFound(GROUP, 'user-storage', name);
    }
    return document;
  });
  app.post(base, (request, reply) => {
    const body = asObject(request.body);
    const name = asText(asObject(body.metadata).name);
    const { key, namespace } = own(request, name);
    reply.code(201);
    return putStorage(key, namespace, name, asObject(body.spec).data);
  });
  for (const method of ['PUT', 'PATCH'] as const) {
    app.route({
      method,
      url: `${base}/:name`,
      handler(request) {
        const { name } = request.params as { name: string };
        const { key, namespace } = own(request, name);
        const before = store.documents.get(key);
        if (!before && method === 'PATCH') {
          throw notFound(GROUP, 'user-storage', name);
        }
        const { data } = asObject(asObject(request.body).spec);
        return putStorage(
          key,
          namespace,
          name,
          method === 'PUT' ? data : applyMergePatch(asObject(before?.spec).data, data)
        );
      },
    });
  }
}
