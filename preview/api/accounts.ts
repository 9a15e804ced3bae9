import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { requireRole } from '../access';
import { refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asNumber, asObject, asText } from '../store/json';
import { createUser, ROLES, sha } from '../store/users';
import { avatarUrl } from './avatar';

/** Service accounts and their tokens. */
export function accounts(app: FastifyInstance, { store, options }: Grafana) {
  app.get('/api/serviceaccounts/search', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'serviceaccounts:read');
    const accounts = store.users.values().filter((user) => user.isServiceAccount && user.roles[orgId]);
    return {
      totalCount: accounts.length,
      serviceAccounts: accounts.map((user) => ({
        id: user.id,
        uid: user.uid,
        name: user.name,
        login: user.login,
        orgId,
        isDisabled: user.isDisabled,
        role: user.roles[orgId],
        tokens: store.tokens.values().filter(({ accountId }) => accountId === user.id).length,
        avatarUrl: avatarUrl(user.login, options.subPath),
        isExternal: false,
      })),
      page: 1,
      perPage: 1000,
    };
  });
  app.post('/api/serviceaccounts', (request, reply) => {
    const { orgId } = requireRole(request, 'Admin', 'serviceaccounts:create');
    const body = asObject(request.body);
    const role = ROLES.find((candidate) => candidate === body.role) ?? 'Viewer';
    const name = asText(body.name);
    const user = createUser(store, {
      login: `sa-${orgId}-${name}`,
      password: randomBytes(16).toString('hex'),
      name,
      orgId,
      role,
      isServiceAccount: true,
    });
    reply.code(201);
    return {
      id: user.id,
      uid: user.uid,
      name,
      login: user.login,
      orgId,
      isDisabled: false,
      role,
      tokens: 0,
      isExternal: false,
    };
  });
  app.get('/api/serviceaccounts/:id/tokens', (request) => {
    requireRole(request, 'Admin', 'serviceaccounts:read');
    const { id } = request.params as { id: string };
    return store.tokens
      .values()
      .filter(({ accountId }) => String(accountId) === id)
      .map(({ id: tokenId, name, created, lastUsedAt, expiration }) => {
        const left = expiration === null ? 0 : Math.max(0, (Date.parse(expiration) - Date.now()) / 1000);
        return {
          id: tokenId,
          name,
          created,
          lastUsedAt,
          expiration,
          secondsUntilExpiration: left,
          hasExpired: expiration !== null && left === 0,
          isRevoked: false,
        };
      });
  });
  app.post('/api/serviceaccounts/:id/tokens', (request) => {
    requireRole(request, 'Admin', 'serviceaccounts:write');
    const { id } = request.params as { id: string };
    if (!store.users.get(id)?.isServiceAccount) {
      throw refuse(404, 'service account not found');
    }
    const body = asObject(request.body);
    const key = `glsa_${randomBytes(24).toString('base64url')}`;
    const tokenId = store.next('token');
    const life = asNumber(body.secondsToLive) ?? 0;
    store.tokens.put(tokenId, {
      id: tokenId,
      accountId: Number(id),
      name: asText(body.name),
      hash: sha(key),
      created: new Date().toISOString(),
      expiration: life > 0 ? new Date(Date.now() + life * 1000).toISOString() : null,
      lastUsedAt: null,
    });
    return { id: tokenId, name: asText(body.name), key };
  });
}
