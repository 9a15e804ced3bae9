import type { FastifyRequest } from 'fastify';
import { accessDenied, forbidden, unauthorized } from './answers';
import type { Folder, PermissionItem, Role, Store, User } from './store/store';

/** Who asks, in which organisation. */
export interface Person {
  user: User;
  orgId: number;
  role: Role;
}

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | null;
  }
}

export const VIEW = 1;
export const EDIT = 2;
export const ADMIN = 4;

export const namespaceOf = (orgId: number) => (orgId === 1 ? 'default' : `org-${orgId}`);

export function orgOfNamespace(namespace: string): number | undefined {
  if (namespace === 'default') {
    return 1;
  }
  const [, id] = /^org-(\d+)$/.exec(namespace) ?? [];
  return id === undefined ? undefined : Number(id);
}

export function signedIn(request: FastifyRequest): Person {
  if (!request.person) {
    throw unauthorized();
  }
  return request.person;
}

const RANK: Record<Role, number> = { None: 0, Viewer: 1, Editor: 2, Admin: 3 };

export const atLeast = (person: Person, role: Role) => RANK[person.role] >= RANK[role];

export function requireRole(request: FastifyRequest, role: Role, permission: string): Person {
  const person = signedIn(request);
  if (!atLeast(person, role)) {
    throw accessDenied(permission);
  }
  return person;
}

export function requireServerAdmin(request: FastifyRequest, permission: string): Person {
  const person = signedIn(request);
  if (!person.user.isGrafanaAdmin) {
    throw accessDenied(permission);
  }
  return person;
}

/** The resource API names the organisation in its path. */
export function inNamespace(request: FastifyRequest): { person: Person; namespace: string } {
  const person = signedIn(request);
  const { namespace } = request.params as { namespace: string };
  if (orgOfNamespace(namespace) !== person.orgId) {
    throw forbidden();
  }
  return { person, namespace };
}

const folderKey = (orgId: number, uid: string) => `${orgId}/${uid}`;

export const findFolder = (store: Store, orgId: number, uid: string): Folder | undefined =>
  store.folders.get(folderKey(orgId, uid));

export const putFolder = (store: Store, folder: Folder) =>
  store.folders.put(folderKey(folder.orgId, folder.uid), folder);

export const deleteFolder = (store: Store, folder: Folder) => store.folders.delete(folderKey(folder.orgId, folder.uid));

export const foldersOf = (store: Store, orgId: number): Folder[] =>
  store.folders.values().filter((folder) => folder.orgId === orgId);

/** The folder itself first, then what holds it, outermost last. */
export function withAncestors(store: Store, orgId: number, uid: string): Folder[] {
  const chain: Folder[] = [];
  for (
    let next = findFolder(store, orgId, uid);
    next && !chain.includes(next);
    next = findFolder(store, orgId, next.parentUid)
  ) {
    chain.push(next);
  }
  return chain;
}

function applies(item: PermissionItem, person: Person, store: Store): boolean {
  if (item.role) {
    return RANK[person.role] >= RANK[item.role];
  }
  if (item.teamId) {
    return store.teams.get(item.teamId)?.members.includes(person.user.id) ?? false;
  }
  return item.userId === person.user.id;
}

/** 0, VIEW, EDIT or ADMIN: the best of the folder's permissions and those it inherits. `''` is the root. */
export function folderLevel(store: Store, person: Person, uid: string): number {
  if (person.role === 'Admin') {
    return ADMIN;
  }
  if (uid === '') {
    return person.role === 'Editor' ? EDIT : person.role === 'Viewer' ? VIEW : 0;
  }
  const granted = withAncestors(store, person.orgId, uid)
    .flatMap(({ permissions }) => permissions)
    .filter((item) => applies(item, person, store))
    .map(({ permission }) => permission);
  return Math.max(0, ...granted);
}

/** `folderLevel` remembered for one request over many records. */
export function folderLevels(store: Store, person: Person): (uid: string) => number {
  const known = new Map<string, number>();
  return (uid) => {
    const level = known.get(uid) ?? folderLevel(store, person, uid);
    known.set(uid, level);
    return level;
  };
}

/** May this person create dashboards or folders somewhere? Boot data says so without naming the folder. */
export function mayWriteSomewhere(store: Store, person: Person): boolean {
  return (
    atLeast(person, 'Editor') ||
    foldersOf(store, person.orgId).some(({ uid }) => folderLevel(store, person, uid) >= EDIT)
  );
}
