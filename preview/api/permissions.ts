import { atLeast, mayWriteSomewhere, type Person } from '../access';
import type { Store } from '../store/store';

const VIEWER = [
  'alert.instances:read',
  'alert.instances.external:read',
  'alert.notifications:read',
  'alert.rules:read',
  'alert.rules.external:read',
  'alert.silences:read',
  'annotations:read',
  'dashboards:read',
  'dashboards.public:read',
  'datasources:explore',
  'datasources:query',
  'datasources:read',
  'folders:read',
  'orgs:read',
  'plugins.app:access',
  'plugins:read',
];
const EDITOR = [
  'alert.instances:create',
  'alert.instances:write',
  'alert.rules:create',
  'alert.rules:write',
  'alert.silences:create',
  'alert.silences:write',
  'annotations:create',
  'annotations:delete',
  'annotations:write',
];
const ADMIN = [
  'dashboards.permissions:read',
  'dashboards.permissions:write',
  'datasources:create',
  'datasources:write',
  'folders.permissions:read',
  'folders.permissions:write',
  'org.users:add',
  'org.users:read',
  'org.users:write',
  'orgs:write',
  'plugins:write',
  'serviceaccounts:create',
  'serviceaccounts:read',
  'serviceaccounts:write',
  'teams:create',
  'teams:read',
  'teams:write',
];
const SERVER_ADMIN = [
  'orgs:create',
  'plugins:install',
  'server.stats:read',
  'settings:read',
  'users:create',
  'users:read',
  'users:write',
];
const WRITER = [
  'dashboards:create',
  'dashboards:delete',
  'dashboards:write',
  'folders:create',
  'folders:delete',
  'folders:write',
];

/** What boot data says a person may do, without saying where. */
export function permissionsOf(store: Store, person: Person): Record<string, boolean> {
  const actions = [
    ...(atLeast(person, 'Viewer') ? VIEWER : []),
    ...(atLeast(person, 'Editor') ? EDITOR : []),
    ...(atLeast(person, 'Admin') ? ADMIN : []),
    ...(person.user.isGrafanaAdmin ? SERVER_ADMIN : []),
    ...(mayWriteSomewhere(store, person) ? WRITER : []),
  ];
  return Object.fromEntries(actions.sort().map((action) => [action, true]));
}
