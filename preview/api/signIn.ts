import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { orgOfNamespace, signedIn, type Person } from '../access';
import { Refusal, unauthorized } from '../answers';
import type { Grafana } from '../grafana';
import { asNumber, asObject, asText } from '../store/json';
import type { Store, User } from '../store/store';
import { byLogin, matches, sha } from '../store/users';

const COOKIE = 'grafana_session';
const SESSION_DAYS = 30;
const SESSIONS_KEPT = 2000;
const SEEN_EVERY = 300_000;

const cookies = (header = '') =>
  new Map(
    header
      .split(';')
      .map((part) => part.trim().split('='))
      .map(([name, ...value]) => [name, value.join('=')])
  );

const sessionKey = (cookie: string | undefined) => sha(cookies(cookie).get(COOKIE) ?? '');

const invalidPassword = () =>
  new Refusal(401, {
    extra: null,
    message: 'Invalid username or password',
    messageId: 'password-auth.failed',
    statusCode: 401,
    traceID: '',
  });

/** Finds out who sent a request: a session cookie, basic auth or a service account's token. */
export function authentication(store: Store) {
  function bySession(cookie: string | undefined): User | undefined {
    const session = store.sessions.get(sessionKey(cookie));
    return session && Date.now() - session.created < SESSION_DAYS * 86400e3
      ? store.users.get(session.userId)
      : undefined;
  }

  function byHeader(authorization: string): User | undefined {
    const [scheme, value = ''] = authorization.split(' ');
    if (scheme.toLowerCase() === 'basic') {
      const [login, ...password] = Buffer.from(value, 'base64').toString().split(':');
      const user = byLogin(store, login);
      if (!user || !matches(user, password.join(':'))) {
        throw invalidPassword();
      }
      return user;
    }
    const token = store.tokens.find(({ hash: kept }) => kept === sha(value));
    if (!token || (token.expiration !== null && Date.parse(token.expiration) < Date.now())) {
      throw new Refusal(401, {
        extra: null,
        message: 'Invalid API key',
        messageId: 'api-key.invalid',
        statusCode: 401,
        traceID: '',
      });
    }
    store.tokens.put(token.id, { ...token, lastUsedAt: new Date().toISOString() });
    return store.users.get(token.accountId);
  }

  function orgOf(headers: IncomingHttpHeaders, url: string, user: User): number {
    const { pathname, searchParams } = new URL(url, 'http://any');
    const [, namespace = ''] = /^\/apis\/[^/]+\/[^/]+\/namespaces\/([^/]+)/.exec(pathname) ?? [];
    const asked =
      asNumber(searchParams.get('orgId')) ?? orgOfNamespace(namespace) ?? asNumber(headers['x-grafana-org-id']);
    return asked && user.roles[asked] ? asked : user.orgId;
  }

  return (headers: IncomingHttpHeaders, url: string): Person | null => {
    const user = headers.authorization ? byHeader(headers.authorization) : bySession(headers.cookie);
    if (!user || user.isDisabled) {
      return null;
    }
    const orgId = orgOf(headers, url, user);
    return { user, orgId, role: user.roles[orgId] ?? 'None' };
  };
}

export function signIn(app: FastifyInstance, { store, options }: Grafana, identify: ReturnType<typeof authentication>) {
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) => {
    request.person = identify(request.headers, request.url);
    const user = request.person?.user;
    if (user && Date.now() - Date.parse(user.lastSeenAt) > SEEN_EVERY) {
      store.users.put(user.id, { ...user, lastSeenAt: new Date().toISOString() });
    }
  });

  function setCookie(reply: FastifyReply, value: string, maxAge: number) {
    const path = options.subPath || '/';
    reply.header('set-cookie', [
      `${COOKIE}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`,
      `grafana_session_expiry=${Math.floor(Date.now() / 1000) + 500}; Path=${path}; Max-Age=${maxAge}; SameSite=Lax`,
    ]);
  }

  app.post('/login', (request, reply) => {
    const { user: login, password } = asObject(request.body);
    const user = byLogin(store, asText(login));
    if (!user || !matches(user, asText(password))) {
      throw invalidPassword();
    }
    const key = randomBytes(16).toString('hex');
    if (store.sessions.size >= SESSIONS_KEPT) {
      store.sessions.clearOldest(SESSIONS_KEPT / 2);
    }
    store.sessions.put(sha(key), { userId: user.id, created: Date.now() });
    store.users.put(user.id, { ...user, lastSeenAt: new Date().toISOString() });
    setCookie(reply, key, SESSION_DAYS * 86400);
    return { message: 'Logged in', redirectUrl: `${options.subPath}/` };
  });

  app.get('/logout', async (request, reply) => {
    store.sessions.delete(sessionKey(request.headers.cookie));
    setCookie(reply, '', 0);
    return reply.redirect(`${options.subPath}/login`);
  });

  app.get('/api/login/ping', (request) => {
    signedIn(request);
    return { message: 'Logged in' };
  });
  app.post('/api/user/auth-tokens/rotate', (request) => {
    if (!request.person) {
      throw unauthorized();
    }
    return {};
  });
}
