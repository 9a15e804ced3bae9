import type { FastifyInstance } from 'fastify';
import { namespaceOf, requireRole, requireServerAdmin, signedIn, type Person } from '../access';
import { accessDenied, notFound, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asObject, asText, type JsonObject } from '../store/json';
import type { PluginSetting } from '../store/store';
import { avatarUrl } from './avatar';
import { permissionsOf } from './permissions';
import { dataSource } from './proxy';

const REDACTED = '*********';

const noExtensions = {
  addedLinks: [],
  addedComponents: [],
  exposedComponents: [],
  extensionPoints: [],
  addedFunctions: [],
};

function prometheusMeta(): JsonObject {
  const logo = 'public/plugins/prometheus/img/prometheus_logo.svg';
  return {
    id: 'prometheus',
    type: 'datasource',
    name: 'Prometheus',
    info: {
      author: { name: 'Grafana Labs' },
      description: 'Open source time series database & alerting',
      links: [],
      logos: { small: logo, large: logo },
      version: '',
      updated: '',
    },
    baseUrl: 'public/plugins/prometheus',
    module: 'core:plugin/prometheus',
    metrics: true,
    alerting: true,
    annotations: true,
    signature: 'internal',
  };
}

const BUILT_IN = [
  { uid: 'grafana', name: '-- Grafana --', type: 'datasource', id: 'grafana' },
  { uid: '-- Dashboard --', name: '-- Dashboard --', type: 'datasource', id: 'dashboard' },
  { uid: '-- Mixed --', name: '-- Mixed --', type: 'datasource', id: 'mixed' },
];

export const settingOf = ({ store, plugin }: Grafana, orgId: number): PluginSetting =>
  store.pluginSettings.get(`${orgId}/${plugin.id}`) ?? {
    enabled: true,
    pinned: true,
    jsonData: {},
    secureJsonFields: {},
  };

/** The plugin as boot data and plugin settings describe it. */
function pluginEntry({ plugin }: Grafana): JsonObject {
  const meta = plugin.meta();
  const version = asText(asObject(meta.info).version);
  return {
    id: plugin.id,
    path: `public/plugins/${plugin.id}/module.js`,
    version,
    preload: false,
    angular: { detected: false, hideDeprecation: false },
    loadingStrategy: 'script',
    extensions: { ...noExtensions, ...asObject(meta.extensions) },
    dependencies: {
      grafanaVersion: '*',
      plugins: [],
      extensions: { exposedComponents: [] },
      ...asObject(meta.dependencies),
    },
    translations: Object.fromEntries(
      plugin
        .languages()
        .map((language) => [language, `public/plugins/${plugin.id}/locales/${language}/${plugin.id}.json`])
    ),
    buildMode: asText(meta.buildMode, 'production'),
  };
}

export function frontendSettings(grafana: Grafana, person: Person | null, appUrl: string): JsonObject {
  const { options, version, plugin } = grafana;
  const orgId = person?.orgId ?? 1;
  const { uid, name, type, url: _url, ...source } = dataSource(options.prometheus, orgId, options.subPath);
  const datasources: JsonObject = {
    [String(name)]: {
      ...source,
      uid,
      name,
      type,
      meta: prometheusMeta(),
      url: `${options.subPath}/api/datasources/proxy/uid/${String(uid)}`,
      preload: false,
      isDefault: true,
      cachingConfig: { enabled: false, TTLMs: 0 },
    },
  };
  for (const { uid: builtIn, name: title, type: kind, id } of BUILT_IN) {
    datasources[title] = {
      id: -1,
      uid: builtIn,
      name: title,
      type: kind,
      isDefault: false,
      jsonData: {},
      readOnly: false,
      meta: { id, type: 'datasource', name: title, builtIn: true, info: { logos: { small: '', large: '' } } },
    };
  }
  return {
    defaultDatasource: 'Prometheus',
    datasources,
    panels: {},
    apps: person ? { [plugin.id]: pluginEntry(grafana) } : {},
    appUrl,
    appSubUrl: options.subPath,
    namespace: namespaceOf(orgId),
    anonymousEnabled: false,
    viewersCanEdit: false,
    disableSanitizeHtml: false,
    rbacEnabled: true,
    autoAssignOrg: true,
    allowOrgCreate: false,
    authProxyEnabled: false,
    ldapEnabled: false,
    samlEnabled: false,
    disableLoginForm: false,
    disableUserSignUp: true,
    basicAuthEnabled: true,
    auth: {
      OAuthSkipOrgRoleUpdateSync: false,
      disableLogin: false,
      basicAuthStrongPasswordPolicy: false,
      disableSignoutMenu: false,
    },
    oauth: {},
    snapshotEnabled: true,
    publicDashboardsEnabled: true,
    tokenExpirationDayLimit: -1,
    cspReportOnlyEnabled: false,
    trustedTypesDefaultPolicyEnabled: false,
    http2Enabled: false,
    liveEnabled: true,
    dateFormats: {
      fullDate: 'YYYY-MM-DD HH:mm:ss',
      useBrowserLocale: false,
      interval: {
        millisecond: 'HH:mm:ss.SSS',
        second: 'HH:mm:ss',
        minute: 'HH:mm',
        hour: 'MM/DD HH:mm',
        day: 'MM/DD',
        month: 'YYYY-MM',
        year: 'YYYY',
      },
      defaultTimezone: 'browser',
      defaultWeekStart: 'browser',
    },
    buildInfo: {
      hideVersion: false,
      version,
      versionString: `Grafana v${version} (stand-in)`,
      commit: 'preview',
      commitShort: 'preview',
      buildstamp: 0,
      edition: 'Open Source',
      env: 'development',
      latestVersion: '',
      hasUpdate: false,
    },
    licenseInfo: { appUrl: '', edition: 'Open Source', expiry: 0, stateInfo: '', licenseUrl: '', enabledFeatures: {} },
    featureToggles: {},
    unifiedAlerting: { minInterval: '10s', stateHistory: { backend: 'annotations' }, recordingRulesEnabled: false },
    unifiedAlertingEnabled: true,
    angularSupportEnabled: false,
    pluginAdminEnabled: true,
    pluginCatalogURL: 'https://grafana.com/grafana/plugins/',
    rendererAvailable: false,
    sharedWithMeFolderUID: 'sharedwithme',
    rootFolderUID: '',
    minRefreshInterval: '5s',
    quickRanges: [],
  };
}

/** `window.grafanaBootData.user`. */
export function bootUser({ store, options }: Grafana, person: Person | null): JsonObject {
  if (!person) {
    return {
      isSignedIn: false,
      id: 0,
      uid: '',
      login: '',
      name: '',
      email: '',
      orgId: 0,
      orgName: '',
      orgRole: '',
      orgCount: 0,
      isGrafanaAdmin: false,
      theme: 'dark',
      timezone: 'browser',
      weekStart: 'browser',
      language: 'en-US',
      regionalFormat: 'en-US',
      permissions: {},
      helpFlags1: 0,
    };
  }
  const { user, orgId, role } = person;
  const preferences = {
    ...store.documents.get(`preferences/${orgId}`),
    ...store.documents.get(`preferences/${orgId}/${user.id}`),
  };
  const theme = asText(preferences.theme);
  const language = asText(preferences.language) || 'en-US';
  return {
    isSignedIn: true,
    id: user.id,
    uid: user.uid,
    login: user.login,
    name: user.name,
    email: user.email,
    gravatarUrl: avatarUrl(user.email, options.subPath),
    externalUserId: '',
    orgId,
    orgName: store.orgs.get(orgId)?.name ?? '',
    orgRole: role,
    orgCount: Object.keys(user.roles).length,
    isGrafanaAdmin: user.isGrafanaAdmin,
    theme: theme || 'dark',
    lightTheme: theme === 'light',
    timezone: asText(preferences.timezone) || 'browser',
    weekStart: asText(preferences.weekStart) || 'browser',
    language,
    regionalFormat: asText(preferences.regionalFormat) || language,
    locale: asText(preferences.regionalFormat) || language,
    hasEditPermissionInFolders: role === 'Admin' || role === 'Editor',
    permissions: permissionsOf(store, person),
    helpFlags1: 0,
    analytics: { identifier: user.uid },
    authenticatedBy: 'password',
  };
}

const serverSettings = (host: string): Record<string, Record<string, string>> => ({
  DEFAULT: { app_mode: 'development', instance_name: 'opsbook-preview', target: 'all' },
  analytics: { check_for_updates: 'false', check_for_plugin_updates: 'false', reporting_enabled: 'false' },
  annotations: { cleanupjob_batchsize: '100', search_dashboards_page_limit: '1000', tags_length: '500' },
  'annotations.api': { max_age: '', max_annotations_to_keep: '0' },
  'annotations.dashboard': { max_age: '', max_annotations_to_keep: '0' },
  auth: {
    disable_login: 'false',
    disable_login_form: 'false',
    login_maximum_inactive_lifetime_duration: '',
    login_maximum_lifetime_duration: '',
    token_rotation_interval_minutes: '10',
    oauth_allow_insecure_email_lookup: 'false',
  },
  'auth.anonymous': { enabled: 'false', org_name: 'Main Org.', org_role: 'Viewer', hide_version: 'false' },
  'auth.basic': { enabled: 'true', password_policy: 'false' },
  'auth.proxy': { enabled: 'false' },
  dashboards: { versions_to_keep: '20', min_refresh_interval: '5s' },
  database: { type: 'sqlite3', ssl_mode: 'disable', password: REDACTED },
  log: { level: 'info', mode: 'console file' },
  metrics: { enabled: 'true', basic_auth_username: '', basic_auth_password: '', disable_total_stats: 'false' },
  plugins: { allow_loading_unsigned_plugins: 'haddock-opsbook-app', enable_alpha: 'false' },
  security: {
    admin_user: 'admin',
    admin_password: REDACTED,
    secret_key: REDACTED,
    allow_embedding: 'false',
    content_security_policy: 'false',
    cookie_samesite: 'lax',
    cookie_secure: 'false',
    disable_brute_force_login_protection: 'false',
    disable_gravatar: 'false',
    disable_initial_admin_creation: 'false',
    strict_transport_security: 'false',
    x_content_type_options: 'true',
    x_xss_protection: 'true',
  },
  server: {
    protocol: 'http',
    domain: host,
    enforce_domain: 'false',
    enable_gzip: 'false',
    root_url: '%(protocol)s://%(domain)s:%(http_port)s/',
    serve_from_sub_path: 'false',
  },
  smtp: { enabled: 'false', skip_verify: 'false', password: '' },
  snapshots: { enabled: 'true', external_enabled: 'true' },
  unified_alerting: { enabled: '', min_interval: '10s' },
  users: {
    allow_sign_up: 'false',
    allow_org_create: 'false',
    auto_assign_org: 'true',
    auto_assign_org_role: 'Viewer',
    viewers_can_edit: 'false',
    default_theme: 'dark',
  },
});

export function settings(app: FastifyInstance, grafana: Grafana) {
  const { store, options, version, plugin } = grafana;
  const health = { database: 'ok', version, commit: 'preview' };

  app.get('/api/health', () => health);
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('Ok'));
  app.get('/api/frontend/settings', (request) => {
    const person = signedIn(request);
    return frontendSettings(grafana, person, `http://${request.host}${options.subPath}/`);
  });

  app.get('/api/admin/settings', (request) => {
    requireServerAdmin(request, 'settings:read');
    return serverSettings(options.host);
  });
  app.get('/api/admin/stats', (request) => {
    requireServerAdmin(request, 'server.stats:read');
    const users = store.users.values().filter(({ isServiceAccount }) => !isServiceAccount);
    const withRole = (role: string) =>
      users.filter(({ roles }) => Object.values(roles).includes(role as 'Admin')).length;
    const dashboards = store.orgs.values().reduce((sum, { id }) => sum + store.shelf(namespaceOf(id)).all().length, 0);
    return {
      orgs: store.orgs.size,
      dashboards,
      snapshots: 0,
      tags: 0,
      datasources: store.orgs.size,
      playlists: 0,
      stars: 0,
      alerts: 0,
      users: users.length,
      admins: withRole('Admin'),
      editors: withRole('Editor'),
      viewers: withRole('Viewer'),
      activeUsers: users.length,
      activeAdmins: withRole('Admin'),
      activeEditors: withRole('Editor'),
      activeViewers: withRole('Viewer'),
      activeSessions: store.sessions.size,
      monthlyActiveUsers: users.length,
    };
  });
  app.get('/api/v1/sso-settings', (request) => {
    requireServerAdmin(request, 'settings:read');
    return [];
  });

  // plugins
  function info() {
    const meta = plugin.meta();
    const logos = asObject(asObject(meta.info).logos);
    const at = (path: unknown) => `public/plugins/${plugin.id}/${asText(path)}`;
    return { meta, info: { ...asObject(meta.info), logos: { small: at(logos.small), large: at(logos.large) } } };
  }

  app.get('/api/plugins', (request) => {
    const person = signedIn(request);
    const { core, embedded } = asObject(request.query);
    const { meta, info: own } = info();
    const setting = settingOf(grafana, person.orgId);
    const rest = {
      category: '',
      state: '',
      hasUpdate: false,
      latestVersion: '',
      defaultNavUrl: '',
      angularDetected: false,
    };
    const installed = {
      name: meta.name,
      type: 'app',
      id: plugin.id,
      enabled: setting.enabled,
      pinned: setting.pinned,
      info: own,
      signature: 'unsigned',
      signatureType: '',
      signatureOrg: '',
      dependencies: meta.dependencies,
      ...rest,
    };
    const prometheus = {
      ...prometheusMeta(),
      enabled: false,
      pinned: false,
      signatureType: '',
      signatureOrg: '',
      ...rest,
    };
    return [...(core === '0' || embedded === '0' ? [] : [prometheus]), ...(person.role === 'Admin' ? [installed] : [])];
  });

  app.get('/api/plugins/:id/settings', (request) => {
    const person = requireRole(request, 'Viewer', 'plugins.app:access');
    const { id } = request.params as { id: string };
    if (id !== plugin.id) {
      throw refuse(404, 'Plugin not found, no installed plugin with that id');
    }
    const { meta, info: own } = info();
    const setting = settingOf(grafana, person.orgId);
    const pages = asArray(meta.includes).map(asObject);
    return {
      name: meta.name,
      type: 'app',
      id,
      enabled: setting.enabled,
      pinned: setting.pinned,
      autoEnabled: false,
      module: `public/plugins/${id}/module.js`,
      baseUrl: `public/plugins/${id}`,
      info: own,
      includes: pages,
      dependencies: asObject(meta.dependencies),
      extensions: { ...noExtensions, ...asObject(meta.extensions) },
      jsonData: setting.jsonData,
      secureJsonFields: setting.secureJsonFields,
      defaultNavUrl: asText(pages.find(({ defaultNav }) => defaultNav === true)?.path, `/a/${id}`),
      latestVersion: '',
      hasUpdate: false,
      state: '',
      signature: 'unsigned',
      signatureType: '',
      signatureOrg: '',
      loadingStrategy: 'script',
      translations: pluginEntry(grafana).translations,
      buildMode: 'production',
      angularDetected: false,
      version: asText(own && asObject(meta.info).version),
    };
  });

  app.post('/api/plugins/:id/settings', (request) => {
    const person = signedIn(request);
    if (person.role !== 'Admin') {
      throw accessDenied('plugins:write');
    }
    const { id } = request.params as { id: string };
    if (id !== plugin.id) {
      throw refuse(404, 'Plugin not installed');
    }
    const body = asObject(request.body);
    const secure = Object.fromEntries(Object.keys(asObject(body.secureJsonData)).map((key) => [key, true]));
    store.pluginSettings.put(`${person.orgId}/${id}`, {
      enabled: body.enabled === true,
      pinned: body.pinned === true,
      jsonData: asObject(body.jsonData),
      secureJsonFields: { ...settingOf(grafana, person.orgId).secureJsonFields, ...secure },
    });
    return { message: 'Plugin settings updated' };
  });

  app.get('/api/plugins/:id/health', () => {
    throw refuse(404, 'Not found');
  });

  // feature flags: none
  const flags = '/apis/features.grafana.app/v0alpha1/namespaces/:namespace/ofrep/v1/evaluate/flags';
  app.post(flags, () => ({ flags: [] }));
  app.post(`${flags}/:flag`, (request) => {
    const { flag } = request.params as { flag: string };
    throw notFound('features.grafana.app', 'flags', flag);
  });

  app.post('/api/frontend-metrics', () => ({}));
  app.get('/api/gnet/*', () => {
    throw refuse(502, 'no network');
  });
}
