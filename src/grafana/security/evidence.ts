import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { z } from 'zod/mini';
import {
  type DataSourceFact,
  type SecurityEvidence,
  type FrontendFacts,
  type Known,
  type OwnAnswer,
  type ServerFacts,
  type UserFact,
} from '../../domain/security/evidence';
import { isSecretSetting, type OwnItem, settingOf } from '../../domain/security/ownItem';
import { redact, redactName } from '../../domain/security/redact';
import { DEFAULT_CERTIFICATES, DEFAULT_PORTS, type SecuritySettings } from '../../domain/security/register';
import { DAY_SECONDS } from '../../domain/time/units';
import { atOnce } from '../atOnce';
import { queryInstant } from '../prometheus/prometheus';
import { request, RequestError } from '../request';
import { advisorFindings } from './advisor';
import { known } from './known';

interface Options {
  settings: SecuritySettings;
  /** The team's own items. */
  own?: Record<string, OwnItem>;
  /** Uid of the Prometheus to ask for probes. */
  prometheus?: string;
  /** Names of data sources by uid, for the words of the result. */
  nameOf: (uid: string) => string;
  signal?: AbortSignal;
}

/** Of so many data sources it is asked where their passwords are kept; of more it is not known. */
const MOST_ASKED = 50;

/** Reads every proof that the signed-in person may see. Never rejects: what cannot be read says so and why. No login is ever tried. */
export async function collectEvidence({
  settings,
  own = {},
  prometheus,
  nameOf,
  signal,
}: Options): Promise<SecurityEvidence> {
  const users = known('orgAdmin', () => orgUsers(signal));
  const serverSettings = request<unknown>({ url: '/api/admin/settings', signal });
  serverSettings.catch(() => undefined); // told by whoever asks for it
  const [
    frontend,
    server,
    strictTransport,
    people,
    adminLogin,
    dataSources,
    certificates,
    ports,
    auditLogs,
    advisor,
    answers,
  ] = await Promise.all([
    known(undefined, () => frontendFacts(signal)),
    known('serverAdmin', () => serverFacts(serverSettings)),
    known(undefined, strictTransportHeader),
    users,
    known('serverAdmin', () => defaultLogin(signal)),
    known('orgAdmin', () => dataSourceFacts(signal)),
    probe(
      prometheus,
      settings.certificates ?? DEFAULT_CERTIFICATES,
      (instance, seconds) => ({ instance, seconds }),
      signal
    ),
    probe(prometheus, settings.ports ?? DEFAULT_PORTS, (instance, value) => ({ instance, open: value > 0 }), signal),
    settings.auditLogs
      ? known(undefined, () => auditEntries(settings.auditLogs, nameOf, signal))
      : ({ missing: 'unconfigured' } as const),
    known('orgAdmin', () => advisorFindings(signal)),
    ownAnswers(own, prometheus, serverSettings, signal),
  ]);
  return {
    at: new Date().toISOString(),
    page: { protocol: window.location.protocol },
    frontend,
    server,
    strictTransport,
    users: people,
    adminLogin: 'value' in adminLogin ? adminLogin : adminAmong(people, adminLogin),
    dataSources,
    certificates,
    ports,
    auditLogs,
    advisor,
    own: answers,
  };
}

const flag = z.catch(z.optional(z.boolean()), undefined);
const frontendAnswer = z.object({
  anonymousEnabled: flag,
  disableUserSignUp: flag,
  allowOrgCreate: flag,
  disableLoginForm: flag,
  rbacEnabled: flag,
  viewersCanEdit: flag,
  disableSanitizeHtml: flag,
  publicDashboardsEnabled: flag,
  snapshotEnabled: flag,
  samlEnabled: flag,
  ldapEnabled: flag,
  authProxyEnabled: flag,
  jwtHeaderName: z.catch(z.optional(z.string()), undefined),
  oauth: z.catch(z.record(z.string(), z.unknown()), {}),
  auth: z.catch(z.optional(z.object({ basicAuthStrongPasswordPolicy: flag, disableLogin: flag })), undefined),
  tokenExpirationDayLimit: z.catch(z.optional(z.number()), undefined),
  buildInfo: z.catch(
    z.object({ version: z.catch(z.string(), ''), latestVersion: z.catch(z.string(), ''), hasUpdate: flag }),
    { version: '', latestVersion: '', hasUpdate: undefined }
  ),
});

async function frontendFacts(signal?: AbortSignal): Promise<FrontendFacts> {
  const answer = frontendAnswer.parse(await request<unknown>({ url: '/api/frontend/settings', signal }));
  const { oauth, auth, buildInfo, disableUserSignUp, disableLoginForm } = answer;
  return {
    anonymous: answer.anonymousEnabled,
    signUp: not(disableUserSignUp),
    orgCreate: answer.allowOrgCreate,
    loginForm: auth?.disableLogin ? false : not(disableLoginForm),
    strongPasswords: auth?.basicAuthStrongPasswordPolicy,
    singleSignOn: [
      ...Object.keys(oauth),
      ...(answer.samlEnabled ? ['SAML'] : []),
      ...(answer.ldapEnabled ? ['LDAP'] : []),
      ...(answer.authProxyEnabled ? ['auth proxy'] : []),
    ],
    rbac: answer.rbacEnabled,
    viewersCanEdit: answer.viewersCanEdit,
    unsanitised: answer.disableSanitizeHtml,
    publicDashboards: answer.publicDashboardsEnabled,
    snapshots: answer.snapshotEnabled,
    tokenDays: answer.tokenExpirationDayLimit,
    version: buildInfo.version,
    ...(buildInfo.latestVersion && { latest: buildInfo.latestVersion }),
    hasUpdate: buildInfo.hasUpdate,
  };
}

const serverAnswer = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Out of the hundreds of settings only these few leave this function. */
async function serverFacts(settings: Promise<unknown>): Promise<ServerFacts> {
  const answer = serverAnswer.parse(await settings);
  const at = (section: string, key: string) => {
    const value = answer[section]?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  const on = (section: string, key: string) => {
    const value = at(section, key);
    return value === undefined || value === '' ? undefined : value === 'true';
  };
  return {
    allowOrgCreate: on('users', 'allow_org_create'),
    cookieSecure: on('security', 'cookie_secure'),
    protocol: at('server', 'protocol'),
    strictTransport: on('security', 'strict_transport_security'),
    contentSecurityPolicy: on('security', 'content_security_policy'),
    allowEmbedding: on('security', 'allow_embedding'),
    unsignedPlugins: at('plugins', 'allow_loading_unsigned_plugins'),
  };
}

/** What is asked for the team's own items: one query or one setting each, by its key. */
async function ownAnswers(
  own: Record<string, OwnItem>,
  prometheus: string | undefined,
  settings: Promise<unknown>,
  signal?: AbortSignal
): Promise<Record<string, Known<OwnAnswer>>> {
  const asked = Object.entries(own).map(async ([key, { check }]): Promise<[string, Known<OwnAnswer>]> => {
    switch (check.kind) {
      case 'attest':
        return [key, { missing: 'unconfigured' }];
      case 'query': {
        const uid = check.dataSource ?? prometheus;
        return [
          key,
          uid === undefined
            ? { missing: 'unconfigured' }
            : await known(undefined, async () => {
                const { result } = await queryInstant(uid, check.expr, { signal });
                return { values: result.map(({ value }) => value) };
              }),
        ];
      }
      case 'setting':
        return [key, await known('serverAdmin', async () => ({ setting: namedSetting(check.name, await settings) }))];
    }
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** One setting by its documented name; what is named as a secret never is looked at. */
function namedSetting(name: string, answer: unknown): string | undefined {
  const wanted = isSecretSetting(name) ? undefined : settingOf(name);
  const value = wanted && serverAnswer.parse(answer)[wanted.section]?.[wanted.key];
  return typeof value === 'string' ? redact(value) : undefined;
}

async function strictTransportHeader(): Promise<boolean> {
  const { headers } = await lastValueFrom(
    getBackendSrv().fetch({ url: '/api/health', showErrorAlert: false, showSuccessAlert: false })
  );
  return headers.has('Strict-Transport-Security');
}

const userAnswer = z.array(
  z.object({
    login: z.string(),
    role: z._default(z.string(), ''),
    lastSeenAt: z.string(),
    created: z.optional(z.string()),
    isDisabled: z._default(z.boolean(), false),
  })
);

async function orgUsers(signal?: AbortSignal): Promise<UserFact[]> {
  const answer = userAnswer.parse(await request<unknown>({ url: '/api/org/users', signal }));
  return answer.map(({ login, role, lastSeenAt, created, isDisabled }) => ({
    login,
    role,
    lastSeen: lastSeenAt,
    ...(created && { created }),
    disabled: isDisabled,
  }));
}

const lookupAnswer = z.object({ login: z.string(), isDisabled: z._default(z.boolean(), false) });

/** Whether the login that every Grafana starts with still exists. Its password is not touched. */
async function defaultLogin(signal?: AbortSignal): Promise<'active' | 'disabled' | 'absent'> {
  try {
    const { isDisabled } = lookupAnswer.parse(
      await request<unknown>({ url: '/api/users/lookup?loginOrEmail=admin', signal })
    );
    return isDisabled ? 'disabled' : 'active';
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing' && /user not found/i.test(error.message)) {
      return 'absent';
    }
    throw error;
  }
}

/** An organisation's list can show that the default login is there, not that it is nowhere. */
function adminAmong(
  users: Known<UserFact[]>,
  otherwise: Known<'active' | 'disabled' | 'absent'>
): Known<'active' | 'disabled' | 'absent'> {
  const found = 'value' in users && users.value.find(({ login }) => login === 'admin');
  return found ? { value: found.disabled ? 'disabled' : 'active' } : otherwise;
}

const sourceAnswer = z.array(
  z.object({
    uid: z.string(),
    name: z.string(),
    url: z._default(z.string(), ''),
    type: z._default(z.string(), ''),
    access: z._default(z.string(), 'proxy'),
    basicAuth: z._default(z.boolean(), false),
    jsonData: z.nullish(z.object({ tlsSkipVerify: z.catch(z.optional(z.boolean()), undefined) })),
  })
);
const securedAnswer = z.object({ secureJsonFields: z.nullish(z.record(z.string(), z.boolean())) });

async function dataSourceFacts(signal?: AbortSignal): Promise<DataSourceFact[]> {
  const sources = sourceAnswer.parse(await request<unknown>({ url: '/api/datasources', signal }));
  let asked = 0;
  return atOnce(sources, async ({ uid, name, url, type, access, basicAuth, jsonData }) => {
    // the list tells all but where a password is kept
    const secured = !basicAuth ? [] : asked++ < MOST_ASKED ? await securedFields(uid, signal) : undefined;
    const shown = redactName(name);
    return {
      name: shown === name ? name : `${shown} (${uid})`,
      url,
      type,
      access,
      basicAuth,
      tlsSkipVerify: jsonData?.tlsSkipVerify === true,
      ...(secured && { secured }),
    };
  });
}

async function securedFields(uid: string, signal?: AbortSignal): Promise<string[] | undefined> {
  const detail = await known('orgAdmin', async () =>
    securedAnswer.parse(await request<unknown>({ url: `/api/datasources/uid/${encodeURIComponent(uid)}`, signal }))
  );
  return 'value' in detail
    ? Object.entries(detail.value.secureJsonFields ?? {}).flatMap(([field, isSet]) => (isSet ? [field] : []))
    : undefined;
}

async function probe<T>(
  prometheus: string | undefined,
  expr: string,
  toFact: (instance: string, value: number) => T,
  signal?: AbortSignal
): Promise<Known<T[]>> {
  if (!prometheus) {
    return { missing: 'unconfigured' };
  }
  return known(undefined, async () => {
    const { result } = await queryInstant(prometheus, expr, { signal });
    return result
      .filter(({ value }) => !Number.isNaN(value))
      .map(({ labels, value }) => toFact(redact(labels.instance ?? labels.target ?? ''), value));
  });
}

const lokiAnswer = z.object({
  data: z.object({ result: z.array(z.object({ values: z._default(z.array(z.unknown()), []) })) }),
});

async function auditEntries(
  query: SecuritySettings['auditLogs'],
  nameOf: (uid: string) => string,
  signal?: AbortSignal
): Promise<{ entries: number; source: string }> {
  const { dataSource = '', expr = '' } = query ?? {};
  const end = Math.floor(Date.now() / 1000);
  const form = new URLSearchParams({
    query: expr,
    start: `${end - DAY_SECONDS}000000000`,
    end: `${end}000000000`,
    limit: '1',
  });
  const url = `/api/datasources/proxy/uid/${encodeURIComponent(dataSource)}/loki/api/v1/query_range?${form}`;
  const { data } = lokiAnswer.parse(await request<unknown>({ url, signal }));
  return { entries: data.result.reduce((sum, { values }) => sum + values.length, 0), source: nameOf(dataSource) };
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
