import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { inNamespace, requireRole, requireServerAdmin, signedIn, type Person } from '../access';
import { refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asNumber, asObject, asText, asTexts } from '../store/json';
import { applyMergePatch } from '../store/jsonPatch';
import { newUid, type User } from '../store/store';
import { byLogin, createUser, hash, ROLES } from '../store/users';
import { avatarUrl } from './avatar';
import { permissionsOf } from './permissions';

function age(since: string): string {
  const minutes = Math.floor((Date.now() - Date.parse(since)) / 60000);
  if (minutes < 1) {
    return '< 1 minute';
  }
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function people(app: FastifyInstance, { store, options }: Grafana) {
  // the signed-in person
  const preferencesKey = (person: Person) => `preferences/${person.orgId}/${person.user.id}`;

  app.get('/api/user', (request) => {
    const { user, orgId } = signedIn(request);
    return {
      id: user.id,
      uid: user.uid,
      email: user.email,
      name: user.name,
      login: user.login,
      theme: '',
      orgId,
      isGrafanaAdmin: user.isGrafanaAdmin,
      isDisabled: user.isDisabled,
      isExternal: false,
      isExternallySynced: false,
      isGrafanaAdminExternallySynced: false,
      authLabels: [],
      updatedAt: user.updated,
      createdAt: user.created,
      avatarUrl: avatarUrl(user.email, options.subPath),
      isProvisioned: false,
    };
  });
  app.get('/api/user/orgs', (request) => {
    const { user } = signedIn(request);
    return Object.entries(user.roles).map(([orgId, role]) => ({
      orgId: Number(orgId),
      name: store.orgs.get(orgId)?.name ?? '',
      role,
    }));
  });
  app.get('/api/user/teams', (request) => {
    const { user, orgId } = signedIn(request);
    return store.teams.values().filter((team) => team.orgId === orgId && team.members.includes(user.id));
  });
  app.post('/api/user/using/:orgId', (request) => {
    const { user } = signedIn(request);
    const { orgId } = request.params as { orgId: string };
    if (!user.roles[orgId]) {
      throw refuse(401, 'Not a valid organization');
    }
    store.users.put(user.id, { ...user, orgId: Number(orgId) });
    return { message: 'Active organization changed' };
  });
  app.get('/api/user/preferences', (request) => store.documents.get(preferencesKey(signedIn(request))) ?? {});
  app.put('/api/user/preferences', (request) => {
    store.documents.put(preferencesKey(signedIn(request)), asObject(request.body));
    return { message: 'Preferences updated' };
  });
  app.patch('/api/user/preferences', (request) => {
    const key = preferencesKey(signedIn(request));
    store.documents.put(key, asObject(applyMergePatch(store.documents.get(key) ?? {}, request.body)));
    return { message: 'Preferences updated' };
  });
  app.get('/api/access-control/user/permissions', (request) => {
    const person = signedIn(request);
    return Object.fromEntries(Object.entries(permissionsOf(store, person)).map(([action]) => [action, ['*']]));
  });
  app.get('/apis/preferences.grafana.app/:version/namespaces/:namespace/preferences/merged', (request) => {
    const { person } = inNamespace(request);
    return {
      kind: 'Preferences',
      apiVersion: 'preferences.grafana.app/v1alpha1',
      metadata: { name: 'merged' },
      spec: store.documents.get(preferencesKey(person)) ?? {},
    };
  });

  // organisations
  app.get('/api/org', (request) => {
    const { orgId } = signedIn(request);
    const address = { address1: '', address2: '', city: '', zipCode: '', state: '', country: '' };
    return { id: orgId, name: store.orgs.get(orgId)?.name ?? '', address };
  });
  const members = (orgId: number) => store.users.values().filter((user) => user.roles[orgId] && !user.isServiceAccount);
  app.get('/api/org/users', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'org.users:read');
    return members(orgId).map((user) => ({
      orgId,
      userId: user.id,
      uid: user.uid,
      email: user.email,
      name: user.name,
      avatarUrl: avatarUrl(user.email, options.subPath),
      login: user.login,
      role: user.roles[orgId],
      lastSeenAt: user.lastSeenAt,
      created: user.created,
      lastSeenAtAge: age(user.lastSeenAt),
      isDisabled: user.isDisabled,
      authLabels: null,
      isExternallySynced: false,
      isProvisioned: false,
    }));
  });
  app.get('/api/org/users/lookup', (request) => {
    const { orgId } = requireRole(request, 'Editor', 'org.users:read');
    return members(orgId).map((user) => ({
      userId: user.id,
      uid: user.uid,
      login: user.login,
      avatarUrl: avatarUrl(user.email, options.subPath),
    }));
  });
  app.patch('/api/org/users/:id', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'org.users:write');
    const { id } = request.params as { id: string };
    const user = store.users.get(id);
    const role = ROLES.find((candidate) => candidate === asObject(request.body).role);
    if (!user) {
      throw refuse(404, 'user not found');
    }
    if (!role) {
      throw refuse(400, 'Invalid role specified');
    }
    store.users.put(user.id, { ...user, roles: { ...user.roles, [orgId]: role } });
    return { message: 'Organization user updated' };
  });
  app.delete('/api/org/users/:id', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'org.users:remove');
    const { id } = request.params as { id: string };
    const user = store.users.get(id);
    if (!user) {
      throw refuse(404, 'user not found');
    }
    const { [orgId]: _gone, ...roles } = user.roles;
    store.users.put(user.id, { ...user, roles });
    return { message: 'User removed from organization' };
  });

  // users, for a server admin
  app.post('/api/admin/users', (request) => {
    requireServerAdmin(request, 'users:create');
    const body = asObject(request.body);
    const login = asText(body.login) || asText(body.email);
    if (login === '') {
      throw refuse(400, 'Validation error, need specify either username or email');
    }
    if (asText(body.password).length < 4) {
      throw refuse(400, 'Password is missing or too short');
    }
    if (byLogin(store, login) || byLogin(store, asText(body.email))) {
      throw refuse(412, `User with email '${asText(body.email)}' or username '${login}' already exists`);
    }
    const orgId = asNumber(body.OrgId) ?? 1;
    const user = createUser(store, {
      login,
      password: asText(body.password),
      email: asText(body.email),
      name: asText(body.name),
      orgId,
      role: 'Viewer',
    });
    return { id: user.id, uid: user.uid, message: 'User created' };
  });
  app.delete('/api/admin/users/:id', (request) => {
    requireServerAdmin(request, 'users:delete');
    const { id } = request.params as { id: string };
    if (!store.users.get(id)) {
      throw refuse(404, 'user not found');
    }
    store.users.delete(id);
    return { message: 'User deleted' };
  });
  app.put('/api/admin/users/:id/password', (request) => {
    requireServerAdmin(request, 'users.password:write');
    const { id } = request.params as { id: string };
    const user = store.users.get(id);
    if (!user) {
      throw refuse(404, 'user not found');
    }
    const salt = randomBytes(8).toString('hex');
    store.users.put(user.id, { ...user, salt, hash: hash(salt, asText(asObject(request.body).password)) });
    return { message: 'User password updated' };
  });
  const profile = (user: User) => ({
    id: user.id,
    uid: user.uid,
    email: user.email,
    name: user.name,
    login: user.login,
    orgId: user.orgId,
    isGrafanaAdmin: user.isGrafanaAdmin,
    isDisabled: user.isDisabled,
    updatedAt: user.updated,
    createdAt: user.created,
    avatarUrl: avatarUrl(user.email, options.subPath),
  });
  app.get('/api/users', (request) => {
    requireServerAdmin(request, 'users:read');
    return store.users
      .values()
      .filter(({ isServiceAccount }) => !isServiceAccount)
      .map((user) => ({
        ...profile(user),
        isAdmin: user.isGrafanaAdmin,
        lastSeenAt: user.lastSeenAt,
        lastSeenAtAge: age(user.lastSeenAt),
        authLabels: null,
      }));
  });
  app.get('/api/users/lookup', (request) => {
    requireServerAdmin(request, 'users:read');
    const user = byLogin(store, asText(asObject(request.query).loginOrEmail));
    if (!user) {
      throw refuse(404, 'user not found');
    }
    return profile(user);
  });
  app.get('/api/users/:id', (request) => {
    requireServerAdmin(request, 'users:read');
    const { id } = request.params as { id: string };
    const user = store.users.get(id);
    if (!user) {
      throw refuse(404, 'user not found');
    }
    return profile(user);
  });

  // teams
  const teamDto = (id: number) => {
    const team = store.teams.get(id);
    return (
      team && {
        ...team,
        members: undefined,
        memberCount: team.members.length,
        avatarUrl: avatarUrl(team.name, options.subPath),
      }
    );
  };
  app.get('/api/teams/search', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'teams:read');
    const name = asText(asObject(request.query).query).toLowerCase();
    const found = store.teams.values().filter((team) => team.orgId === orgId && team.name.toLowerCase().includes(name));
    return { totalCount: found.length, teams: found.map(({ id }) => teamDto(id)), page: 1, perPage: 1000 };
  });
  app.post('/api/teams', (request) => {
    const { orgId } = requireRole(request, 'Admin', 'teams:create');
    const body = asObject(request.body);
    const name = asText(body.name);
    if (store.teams.find((team) => team.orgId === orgId && team.name === name)) {
      throw refuse(409, 'Team name taken');
    }
    const id = store.next('team');
    const { uid } = store.teams.put(id, { id, uid: newUid(), orgId, name, email: asText(body.email), members: [] });
    return { message: 'Team created', teamId: id, uid };
  });
  app.post('/api/teams/:id/members', (request) => {
    requireRole(request, 'Admin', 'teams.permissions:write');
    const { id } = request.params as { id: string };
    const team = store.teams.get(id);
    const userId = asNumber(asObject(request.body).userId);
    if (!team || !userId) {
      throw refuse(404, 'Team not found');
    }
    store.teams.put(team.id, { ...team, members: [...new Set([...team.members, userId])] });
    return { message: 'Member added to Team' };
  });
  app.delete('/api/teams/:id', (request) => {
    requireRole(request, 'Admin', 'teams:delete');
    const { id } = request.params as { id: string };
    store.teams.delete(id);
    return { message: 'Team deleted' };
  });

  // names of people, for everybody
  app.get('/apis/iam.grafana.app/v0alpha1/namespaces/:namespace/display', (request) => {
    const { person } = inNamespace(request);
    const keys = asTexts(asObject(request.query).key);
    const wanted = new Set(keys.map((key) => key.replace(/^(user|service-account):/, '')));
    const display = store.users
      .values()
      .filter((user) => user.roles[person.orgId] && (wanted.has(user.uid) || wanted.has(String(user.id))))
      .map((user) => ({
        identity: { type: user.isServiceAccount ? 'service-account' : 'user', name: user.uid },
        displayName: user.name || user.login,
        avatarURL: avatarUrl(user.email, options.subPath),
        internalId: user.id,
      }));
    return { metadata: {}, keys, display };
  });

  app.get('/api/orgs', (request) => {
    requireServerAdmin(request, 'orgs:read');
    return store.orgs.values();
  });
  app.post('/api/orgs', (request) => {
    const { user } = requireServerAdmin(request, 'orgs:create');
    const name = asText(asObject(request.body).name);
    if (store.orgs.find((org) => org.name === name)) {
      throw refuse(409, 'Organization name taken');
    }
    const id = Math.max(...store.orgs.values().map((org) => org.id)) + 1;
    store.orgs.put(id, { id, name });
    store.users.put(user.id, { ...user, roles: { ...user.roles, [id]: 'Admin' } });
    return { orgId: id, message: 'Organization created' };
  });
  app.post('/api/orgs/:id/users', (request) => {
    requireServerAdmin(request, 'org.users:add');
    const { id } = request.params as { id: string };
    const { loginOrEmail, role } = asObject(request.body);
    const user = byLogin(store, asText(loginOrEmail));
    const wanted = ROLES.find((candidate) => candidate === role);
    if (!user || !wanted || !store.orgs.get(id)) {
      throw refuse(404, 'user not found');
    }
    store.users.put(user.id, { ...user, roles: { ...user.roles, [id]: wanted } });
    return { message: 'User added to organization', userId: user.id };
  });
  app.get('/api/user/stars', (request) => {
    signedIn(request);
    return [];
  });
  app.get('/api/org/preferences', (request) => {
    const person = requireRole(request, 'Admin', 'orgs.preferences:read');
    return store.documents.get(`preferences/${person.orgId}`) ?? {};
  });
  app.put('/api/org/preferences', (request) => {
    const person = requireRole(request, 'Admin', 'orgs.preferences:write');
    store.documents.put(`preferences/${person.orgId}`, asObject(request.body));
    return { message: 'Preferences updated' };
  });
}
