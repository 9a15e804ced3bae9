import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { newUid, type Role, type Store, type User } from './store';

export const ROLES: Role[] = ['Viewer', 'Editor', 'Admin', 'None'];

export const hash = (salt: string, password: string) =>
  createHash('sha256').update(salt).update(password).digest('hex');
export const sha = (text: string) => createHash('sha256').update(text).digest('hex');

export function matches(user: User, password: string): boolean {
  const given = Buffer.from(hash(user.salt, password));
  return !user.isDisabled && given.length === user.hash.length && timingSafeEqual(given, Buffer.from(user.hash));
}

/** A person by login or email; service accounts do not sign in. */
export const byLogin = (store: Store, text: string): User | undefined =>
  store.users.find((user) => !user.isServiceAccount && text !== '' && (user.login === text || user.email === text));

export function createUser(
  store: Store,
  sent: {
    login: string;
    password: string;
    email?: string;
    name?: string;
    orgId: number;
    role: Role;
    isGrafanaAdmin?: boolean;
    isServiceAccount?: boolean;
  }
): User {
  const at = new Date().toISOString();
  const salt = randomBytes(8).toString('hex');
  const id = store.next('user');
  return store.users.put(id, {
    id,
    uid: newUid(),
    login: sent.login,
    email: sent.email ?? '',
    name: sent.name ?? '',
    salt,
    hash: hash(salt, sent.password),
    isGrafanaAdmin: sent.isGrafanaAdmin ?? false,
    isDisabled: false,
    ...(sent.isServiceAccount && { isServiceAccount: true }),
    created: at,
    updated: at,
    lastSeenAt: at,
    orgId: sent.orgId,
    roles: { [sent.orgId]: sent.role },
  });
}

/** The people and organisations that every stand-in has. */
export function seedPeople(store: Store, secondOrg: boolean) {
  if (store.orgs.size === 0) {
    store.orgs.put(1, { id: 1, name: 'Main Org.' });
    for (const [login, role] of [
      ['admin', 'Admin'],
      ['editor', 'Editor'],
      ['viewer', 'Viewer'],
    ] as const) {
      createUser(store, {
        login,
        password: login,
        email: `${login}@localhost`,
        name: login === 'admin' ? '' : login,
        orgId: 1,
        role,
        isGrafanaAdmin: login === 'admin',
      });
    }
  }
  if (secondOrg && !store.orgs.get(2)) {
    store.orgs.put(2, { id: 2, name: 'Second org' });
    const admin = store.users.find(({ login }) => login === 'admin');
    if (admin) {
      store.users.put(admin.id, { ...admin, roles: { ...admin.roles, 2: 'Admin' } });
    }
  }
}
