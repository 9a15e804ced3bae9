import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  ADMIN,
  atLeast,
  deleteFolder,
  EDIT,
  findFolder,
  folderLevel,
  foldersOf,
  inNamespace,
  namespaceOf,
  putFolder,
  signedIn,
  VIEW,
  withAncestors,
  type Person,
} from '../access';
import { accessDenied, alreadyExists, badRequest, forbidden, notFound, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asNumber, asObject, asText, isObject, type JsonObject } from '../store/json';
import { newUid, type Folder, type PermissionItem, type Role } from '../store/store';
import { avatarUrl } from './avatar';
import { deleteRecord } from './records';
import { slug } from './search';

const GROUP = 'folder.grafana.app';
const NAMES: Record<number, string> = { [VIEW]: 'View', [EDIT]: 'Edit', [ADMIN]: 'Admin' };
const LEVELS: Record<string, number> = { View: VIEW, Edit: EDIT, Admin: ADMIN };
const ROLES: Role[] = ['Viewer', 'Editor', 'Admin', 'None'];

const WRITES = ['annotations', 'dashboards', 'folders', 'library.panels', 'alert.rules'];

/** The permissions on a folder that `accesscontrol=true` lists. */
function accessControl(level: number, orgEditor: boolean): Record<string, boolean> {
  const actions = [
    ...WRITES.flatMap((area) => [
      `${area}:read`,
      ...(level >= EDIT ? [`${area}:create`, `${area}:write`, `${area}:delete`] : []),
    ]),
    'alert.silences:read',
    ...(level >= EDIT ? ['alert.silences:create', 'alert.silences:write'] : []),
    ...(level >= ADMIN
      ? [
          'folders.permissions:read',
          'folders.permissions:write',
          'dashboards.permissions:read',
          'dashboards.permissions:write',
        ]
      : []),
    ...(orgEditor ? ['annotations:create'] : []),
  ];
  return Object.fromEntries(actions.sort().map((action) => [action, true]));
}

const roleOf = (value: unknown) => ROLES.find((role) => role === value);

function readItem(value: unknown): PermissionItem | undefined {
  const item = asObject(value);
  const permission = asNumber(item.permission) ?? LEVELS[asText(item.permission)] ?? 0;
  const role = roleOf(item.role) ?? roleOf(item.builtInRole);
  const userId = asNumber(item.userId) || undefined;
  const teamId = asNumber(item.teamId) || undefined;
  if (!NAMES[permission] || (!role && !userId && !teamId)) {
    return undefined;
  }
  return { ...(role && { role }), ...(userId && { userId }), ...(teamId && { teamId }), permission };
}

export function folders(app: FastifyInstance, grafana: Grafana) {
  const { store, options } = grafana;

  const login = (id: number) => store.users.get(id)?.login ?? '';

  function asDto(folder: Folder, person: Person, more: { fresh?: boolean } = {}): JsonObject {
    const level = more.fresh ? 0 : folderLevel(store, person, folder.uid);
    return {
      id: folder.id,
      uid: folder.uid,
      orgId: folder.orgId,
      title: folder.title,
      ...(folder.description && { description: folder.description }),
      url: `${options.subPath}/dashboards/f/${folder.uid}/${slug(folder.title)}`,
      hasAcl: false,
      canSave: level >= EDIT,
      canEdit: level >= EDIT,
      canAdmin: level >= ADMIN,
      canDelete: level >= EDIT,
      createdBy: login(folder.createdBy),
      created: folder.created,
      updatedBy: login(folder.updatedBy),
      updated: folder.updated,
      version: folder.version,
      ...(folder.parentUid !== '' && { parentUid: folder.parentUid }),
      ...(options.managedFolders.includes(folder.uid) && { managedBy: 'repo' }),
    };
  }

  function withParents(folder: Folder, person: Person, more: { fresh?: boolean } = {}): JsonObject {
    const parents = withAncestors(store, folder.orgId, folder.uid).slice(1).reverse();
    return {
      ...asDto(folder, person, more),
      ...(parents.length > 0 && { parents: parents.map((parent) => asDto(parent, person)) }),
    };
  }

  function readable(request: FastifyRequest): { person: Person; folder: Folder } {
    const person = signedIn(request);
    const { uid } = request.params as { uid: string };
    const folder = findFolder(store, person.orgId, uid);
    if (!folder) {
      throw refuse(404, 'folder not found', { status: 'not-found' });
    }
    if (folderLevel(store, person, uid) < VIEW) {
      throw accessDenied('folders:read');
    }
    return { person, folder };
  }

  function withLevel(request: FastifyRequest, level: number, permission: string) {
    const found = readable(request);
    if (folderLevel(store, found.person, found.folder.uid) < level) {
      throw accessDenied(permission);
    }
    return found;
  }

  const mayCreate = (person: Person, parentUid: string) =>
    parentUid === '' ? atLeast(person, 'Editor') : folderLevel(store, person, parentUid) >= EDIT;

  function create(
    person: Person,
    sent: { uid: string; title: string; description: string; parentUid: string }
  ): Folder {
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    return putFolder(store, {
      id: options.legacyStorage ? store.next('dashboard', 100) : store.next('dashboard', 2805457770205184),
      uid: sent.uid || newUid(),
      orgId: person.orgId,
      title: sent.title,
      ...(sent.description && { description: sent.description }),
      parentUid: sent.parentUid,
      createdBy: person.user.id,
      created: at,
      updatedBy: person.user.id,
      updated: at,
      version: 1,
      permissions:
        sent.parentUid === ''
          ? [
              { userId: person.user.id, permission: ADMIN },
              { role: 'Editor', permission: EDIT },
              { role: 'Viewer', permission: VIEW },
            ]
          : [],
    });
  }

  function remove(person: Person, folder: Folder) {
    const namespace = namespaceOf(person.orgId);
    foldersOf(store, person.orgId)
      .filter(({ parentUid }) => parentUid === folder.uid)
      .forEach((child) => remove(person, child));
    store
      .shelf(namespace)
      .all()
      .filter((version) => version.folder === folder.uid)
      .forEach((version) => deleteRecord(grafana, person, namespace, version));
    deleteFolder(store, folder);
  }

  app.get('/api/folders', (request) => {
    const person = signedIn(request);
    const query = asObject(request.query);
    const parentUid = asText(query.parentUid);
    const limit = asNumber(query.limit) ?? 1000;
    const page = asNumber(query.page) ?? 1;
    return foldersOf(store, person.orgId)
      .filter((folder) => folder.parentUid === parentUid && folderLevel(store, person, folder.uid) >= VIEW)
      .sort((a, b) => a.title.localeCompare(b.title))
      .slice((page - 1) * limit, page * limit)
      .map(({ id, uid, title }) => ({ id, uid, title, ...(parentUid && { parentUid }) }));
  });

  app.post('/api/folders', (request) => {
    const person = signedIn(request);
    const body = asObject(request.body);
    const sent = {
      uid: asText(body.uid),
      title: asText(body.title).trim(),
      description: asText(body.description),
      parentUid: asText(body.parentUid),
    };
    if (sent.parentUid !== '' && !findFolder(store, person.orgId, sent.parentUid)) {
      throw atLeast(person, 'Editor')
        ? refuse(404, 'folder not found', { status: 'not-found' })
        : accessDenied('folders:create');
    }
    if (!mayCreate(person, sent.parentUid)) {
      throw accessDenied('folders:create');
    }
    if (sent.title === '') {
      throw refuse(400, 'folder title cannot be empty');
    }
    if (sent.uid !== '' && (!/^[a-zA-Z0-9_-]+$/.test(sent.uid) || sent.uid.length > 40)) {
      throw refuse(400, sent.uid.length > 40 ? 'uid too long, max 40 characters' : 'uid contains illegal characters');
    }
    if (findFolder(store, person.orgId, sent.uid)) {
      throw refuse(412, 'the folder has been changed by someone else');
    }
    const folder = create(person, sent);
    return withParents(folder, person, { fresh: folder.parentUid === '' });
  });

  app.get('/api/folders/:uid', (request) => {
    const { person, folder } = readable(request);
    const { accesscontrol } = asObject(request.query);
    return {
      ...withParents(folder, person),
      ...(accesscontrol === 'true' && {
        accessControl: accessControl(folderLevel(store, person, folder.uid), atLeast(person, 'Editor')),
      }),
    };
  });

  app.get('/api/folders/:uid/counts', (request) => {
    const { person, folder } = readable(request);
    const inside = store
      .shelf(namespaceOf(person.orgId))
      .all()
      .filter((version) => version.folder === folder.uid);
    const within = foldersOf(store, person.orgId).filter(({ parentUid }) => parentUid === folder.uid);
    return { folder: within.length, dashboard: inside.length, alertrule: 0, librarypanel: 0 };
  });

  app.put('/api/folders/:uid', (request) => {
    const { person, folder } = withLevel(request, EDIT, 'folders:write');
    const body = asObject(request.body);
    if (body.overwrite !== true && asNumber(body.version) !== folder.version) {
      throw refuse(412, 'the folder has been changed by someone else', { status: 'version-mismatch' });
    }
    return withParents(
      putFolder(store, {
        ...folder,
        title: asText(body.title, folder.title),
        ...(typeof body.description === 'string' && { description: body.description }),
        updatedBy: person.user.id,
        updated: new Date().toISOString(),
        version: folder.version + 1,
      }),
      person
    );
  });

  app.delete('/api/folders/:uid', (request) => {
    const { person, folder } = withLevel(request, EDIT, 'folders:delete');
    remove(person, folder);
    return { id: folder.id, message: `Folder ${folder.title} deleted`, title: folder.title };
  });

  function permissionRows(folder: Folder, inherited: boolean): JsonObject[] {
    return folder.permissions.map((item) => {
      const user = item.userId ? store.users.get(item.userId) : undefined;
      const team = item.teamId ? store.teams.get(item.teamId) : undefined;
      return {
        created: folder.created,
        updated: folder.updated,
        userId: user?.id ?? 0,
        ...(user && {
          userUid: user.uid,
          userLogin: user.login,
          userEmail: user.email,
          userAvatarUrl: avatarUrl(user.email, options.subPath),
        }),
        teamId: team?.id ?? 0,
        ...(team && { teamUid: team.uid, teamEmail: team.email, team: team.name }),
        ...(item.role && { role: item.role }),
        permission: item.permission,
        permissionName: NAMES[item.permission],
        uid: folder.uid,
        title: folder.title,
        slug: slug(folder.title),
        isFolder: true,
        url: `${options.subPath}/dashboards/f/${folder.uid}/${slug(folder.title)}`,
        inherited,
      };
    });
  }

  app.get('/api/folders/:uid/permissions', (request) => {
    const { person, folder } = withLevel(request, ADMIN, 'folders.permissions:read');
    return withAncestors(store, person.orgId, folder.uid).flatMap((holder) =>
      permissionRows(holder, holder !== folder)
    );
  });

  app.post('/api/folders/:uid/permissions', (request) => {
    const { folder } = withLevel(request, ADMIN, 'folders.permissions:write');
    const items = asArray(asObject(request.body).items).map(readItem);
    if (items.some((item) => item === undefined)) {
      throw refuse(400, 'invalid permission');
    }
    putFolder(store, { ...folder, permissions: items.filter((item) => item !== undefined) });
    return { id: folder.id, message: 'Folder permissions updated', title: folder.title };
  });

  const sameSubject = (a: PermissionItem, b: PermissionItem) =>
    a.role === b.role && a.userId === b.userId && a.teamId === b.teamId;

  function grant(folder: Folder, changes: PermissionItem[], removals: PermissionItem[]) {
    const touched = [...changes, ...removals];
    const kept = folder.permissions.filter((item) => !touched.some((other) => sameSubject(item, other)));
    putFolder(store, { ...folder, permissions: [...kept, ...changes] });
    return { message: 'Permissions updated' };
  }

  app.get('/api/access-control/folders/:uid', (request) => {
    const { person, folder } = withLevel(request, ADMIN, 'folders.permissions:read');
    return withAncestors(store, person.orgId, folder.uid).flatMap((holder) =>
      permissionRows(holder, holder !== folder).map((row, index) => ({
        id: index + 1,
        roleName: 'managed',
        isManaged: true,
        isInherited: row.inherited,
        isServiceAccount: false,
        ...(row.userId !== 0 && {
          userId: row.userId,
          userUid: row.userUid,
          userLogin: row.userLogin,
          userAvatarUrl: row.userAvatarUrl,
        }),
        ...(row.teamId !== 0 && { teamId: row.teamId, teamUid: row.teamUid, team: row.team }),
        ...(row.role !== undefined && { builtInRole: row.role }),
        actions: [],
        permission: row.permissionName,
      }))
    );
  });

  app.post('/api/access-control/folders/:uid', (request) => {
    const { folder } = withLevel(request, ADMIN, 'folders.permissions:write');
    const sent = asArray(asObject(request.body).permissions);
    const changes = sent.map(readItem).filter((item) => item !== undefined);
    const removals = sent
      .filter((item) => asObject(item).permission === '')
      .map((item) => readItem({ ...asObject(item), permission: 'View' }))
      .filter((item) => item !== undefined);
    return grant(folder, changes, removals);
  });

  app.post('/api/access-control/folders/:uid/:subject/:id', (request) => {
    const { folder } = withLevel(request, ADMIN, 'folders.permissions:write');
    const { subject, id } = request.params as { subject: string; id: string };
    const user = store.users.get(id) ?? store.users.find(({ uid }) => uid === id);
    const who = subject === 'users' ? { userId: user?.id } : subject === 'teams' ? { teamId: id } : { builtInRole: id };
    const permission = asText(asObject(request.body).permission);
    const item = readItem({ ...who, permission: permission || 'View' });
    if (!item) {
      throw refuse(400, 'invalid permission');
    }
    return permission === '' ? grant(folder, [], [item]) : grant(folder, [item], []);
  });

  // the resource API of folders
  const base = `/apis/${GROUP}/:version/namespaces/:namespace/folders`;

  const asResource = (folder: Folder, apiVersion: string): JsonObject => ({
    kind: 'Folder',
    apiVersion: `${GROUP}/${apiVersion}`,
    metadata: {
      name: folder.uid,
      namespace: namespaceOf(folder.orgId),
      uid: folder.uid,
      resourceVersion: String(Date.parse(folder.updated) * 1000 + folder.version),
      generation: folder.version,
      creationTimestamp: folder.created,
      labels: { 'grafana.app/deprecatedInternalID': String(folder.id) },
      annotations: {
        'grafana.app/createdBy': `user:${store.users.get(folder.createdBy)?.uid ?? ''}`,
        ...(folder.parentUid !== '' && { 'grafana.app/folder': folder.parentUid }),
      },
    },
    spec: { title: folder.title, description: folder.description ?? '' },
    status: {},
  });

  function resource(request: FastifyRequest, level: number) {
    const { person } = inNamespace(request);
    const { name, version } = request.params as { name: string; version: string };
    const folder = findFolder(store, person.orgId, name);
    if (!folder) {
      throw notFound(GROUP, 'folders', name);
    }
    if (folderLevel(store, person, name) < level) {
      throw forbidden();
    }
    return { person, folder, version };
  }

  app.get(`/apis/${GROUP}`, (request) => {
    signedIn(request);
    const versions = (options.grafana === 13 ? ['v1', 'v1beta1'] : ['v1beta1']).map((version) => ({
      groupVersion: `${GROUP}/${version}`,
      version,
    }));
    return { kind: 'APIGroup', apiVersion: 'v1', name: GROUP, versions, preferredVersion: versions[0] };
  });

  app.get(base, (request) => {
    const { person } = inNamespace(request);
    const { version } = request.params as { version: string };
    const items = foldersOf(store, person.orgId).filter(({ uid }) => folderLevel(store, person, uid) >= VIEW);
    return {
      kind: 'FolderList',
      apiVersion: `${GROUP}/${version}`,
      metadata: { resourceVersion: String(store.currentVersion()) },
      items: items.map((folder) => asResource(folder, version)),
    };
  });

  app.post(base, (request, reply) => {
    const { person } = inNamespace(request);
    const { version } = request.params as { version: string };
    const body = asObject(request.body);
    const metadata = asObject(body.metadata);
    const spec = asObject(body.spec);
    const parentUid = asText(asObject(metadata.annotations)['grafana.app/folder']);
    const name =
      asText(metadata.name) ||
      (isObject(metadata) && metadata.generateName ? `${asText(metadata.generateName)}${newUid()}` : newUid());
    if (!mayCreate(person, parentUid)) {
      throw forbidden();
    }
    if (asText(spec.title) === '') {
      throw badRequest('folder title cannot be empty');
    }
    if (findFolder(store, person.orgId, name)) {
      throw alreadyExists(GROUP, 'folders', name);
    }
    reply.code(201);
    return asResource(
      create(person, { uid: name, title: asText(spec.title), description: asText(spec.description), parentUid }),
      version
    );
  });

  app.get(`${base}/:name`, (request) => {
    const { folder, version } = resource(request, VIEW);
    return asResource(folder, version);
  });

  app.delete(`${base}/:name`, (request) => {
    const { person, folder } = resource(request, EDIT);
    remove(person, folder);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: folder.uid, group: GROUP, kind: 'folders' },
    };
  });

  app.get(`${base}/:name/access`, (request) => {
    const { person, folder, version } = resource(request, VIEW);
    const level = folderLevel(store, person, folder.uid);
    return {
      kind: 'FolderAccessInfo',
      apiVersion: `${GROUP}/${version}`,
      canSave: level >= EDIT,
      canEdit: level >= EDIT,
      canAdmin: level >= ADMIN,
      canDelete: level >= EDIT,
    };
  });

  app.get(`${base}/:name/parents`, (request) => {
    const { person, folder, version } = resource(request, VIEW);
    const items = withAncestors(store, person.orgId, folder.uid).reverse();
    return {
      kind: 'FolderInfoList',
      apiVersion: `${GROUP}/${version}`,
      metadata: {},
      items: items.map(({ uid, title, parentUid }) => ({ name: uid, title, ...(parentUid && { parent: parentUid }) })),
    };
  });
}
