import { z } from 'zod/mini';
import { type Known, type Role } from '../../domain/security/evidence';
import { type Audited, type AuditFacts, type AuditFields, auditOf } from '../../domain/security/snapshot';
import { request } from '../request';
import { known } from './known';

type Items = Record<string, AuditFields>;

const DAY_MS = 86_400_000;
/** Each is asked for its permissions or tokens by itself. */
const MOST_ASKED = 100;
const AT_ONCE = 5;
/** A person who never signed in was last seen ten years before the account was made. */
const NEVER_MS = 5 * 365 * DAY_MS;

/**
 * Reads what a review keeps to find changes by, as far as the signed-in person may see it. Only the fields named here leave this file:
 * no address but its host, no settings of contact points, no comments, no tokens. Never rejects.
 */
export async function collectAudit(signal?: AbortSignal): Promise<AuditFacts> {
  const read = <T>(url: string, schema: z.ZodMiniType<T>): Promise<T> =>
    request<unknown>({ url, signal }).then((answer) => schema.parse(answer));
  const asked: Array<[Audited, Role | undefined, () => Promise<Items>]> = [
    ['sources', 'orgAdmin', () => sources(read)],
    ['people', 'orgAdmin', () => people(read)],
    ['folderPermissions', 'orgAdmin', () => folderPermissions(read)],
    ['sourcePermissions', 'orgAdmin', () => sourcePermissions(read)],
    ['plugins', 'orgAdmin', () => plugins(read)],
    ['serviceAccounts', 'orgAdmin', () => serviceAccounts(read)],
    ['tokens', 'orgAdmin', () => tokens(read)],
    ['contactPoints', undefined, () => contactPoints(read)],
    ['silences', undefined, () => silences(read)],
    ['pausedRules', undefined, () => pausedRules(read)],
    ['publicDashboards', undefined, () => publicDashboards(read)],
    ['toggles', undefined, () => toggles(read)],
    ['server', undefined, () => server(read)],
  ];
  const found: Partial<Record<Audited, Known<Items>>> = {};
  await Promise.all(
    asked.map(async ([name, role, ask]) => {
      found[name] = await known(role, ask);
    })
  );
  return auditOf(found);
}

type Read = <T>(url: string, schema: z.ZodMiniType<T>) => Promise<T>;

const text = z.catch(z.string(), '');
const id = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const flag = z.catch(z.boolean(), false);

const sourceList = z.array(
  z.object({
    uid: z.string(),
    name: text,
    type: text,
    url: text,
    access: text,
    readOnly: flag,
    jsonData: z.catch(
      z.nullish(z.partial(z.object({ tlsSkipVerify: flag, tlsAuth: flag, tlsAuthWithCACert: flag }))),
      undefined
    ),
  })
);

async function sources(read: Read): Promise<Items> {
  const found = await read('/api/datasources', sourceList);
  return Object.fromEntries(
    found.map(({ uid, name, type, url, access, readOnly, jsonData }) => [
      uid,
      {
        name,
        type,
        host: hostOf(url),
        tls: jsonData?.tlsSkipVerify ? 'not checked' : url.startsWith('https:') ? 'checked' : 'none',
        access,
        readOnly: yesNo(readOnly),
      },
    ])
  );
}

/** Nothing of an address but where it leads: names, passwords, paths and queries in it may be secrets. */
function hostOf(url: string): string {
  const asked = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  return url.trim() === '' || !URL.canParse(asked) ? '' : new URL(asked).host;
}

const userList = z.array(z.object({ login: z.string(), role: text, lastSeenAt: text, isDisabled: flag }));

/** Administrators, and whoever never signed in. */
async function people(read: Read): Promise<Items> {
  const found = await read('/api/org/users', userList);
  return Object.fromEntries(
    found.flatMap(({ login, role, lastSeenAt, isDisabled }) => {
      const isNever = Date.now() - Date.parse(lastSeenAt) > NEVER_MS;
      return role === 'Admin' || isNever
        ? [[login, { role, signedIn: isNever ? 'never' : 'yes', disabled: yesNo(isDisabled) }]]
        : [];
    })
  );
}

const folderList = z.array(z.object({ uid: z.string(), title: text }));
const permissionList = z.array(
  z.partial(z.object({ role: text, team: text, userLogin: text, permissionName: text, permission: z.unknown() }))
);

async function folderPermissions(read: Read): Promise<Items> {
  const folders = (await read('/api/folders?limit=1000', folderList)).slice(0, MOST_ASKED);
  return merged(
    await inTurn(folders, async ({ uid, title }) => {
      const found = await read(`/api/folders/${encodeURIComponent(uid)}/permissions`, permissionList);
      return Object.fromEntries(
        found.map(({ role, team, userLogin, permissionName = '' }) => {
          const who = team || userLogin || role || '?';
          return [`${uid}/${who}`, { name: `${title}: ${who}`, permission: permissionName }];
        })
      );
    })
  );
}

const resourcePermissions = z.array(
  z.partial(z.object({ builtInRole: text, team: text, userLogin: text, permission: text }))
);

/** Grafana Enterprise and Cloud have them; elsewhere this is not there. */
async function sourcePermissions(read: Read): Promise<Items> {
  const found = (await read('/api/datasources', sourceList)).slice(0, MOST_ASKED);
  return merged(
    await inTurn(found, async ({ uid, name }) => {
      const permissions = await read(`/api/access-control/datasources/${encodeURIComponent(uid)}`, resourcePermissions);
      return Object.fromEntries(
        permissions.map(({ builtInRole, team, userLogin, permission = '' }) => {
          const who = team || userLogin || builtInRole || '?';
          return [`${uid}/${who}`, { name: `${name}: ${who}`, permission }];
        })
      );
    })
  );
}

const pluginList = z.array(
  z.object({ id: z.string(), name: text, signature: text, info: z.catch(z.partial(z.object({ version: text })), {}) })
);

async function plugins(read: Read): Promise<Items> {
  const found = await read('/api/plugins?embedded=0&core=0', pluginList);
  return Object.fromEntries(
    found.map(({ id: plugin, name, signature, info }) => [plugin, { name, version: info.version ?? '', signature }])
  );
}

const accountList = z.object({
  serviceAccounts: z.array(z.object({ id, name: text, login: text, role: text, isDisabled: flag })),
});

function accounts(read: Read) {
  return read('/api/serviceaccounts/search?perpage=1000', accountList).then((found) => found.serviceAccounts);
}

async function serviceAccounts(read: Read): Promise<Items> {
  return Object.fromEntries(
    (await accounts(read)).map((account) => [
      account.id,
      { name: account.name, role: account.role, disabled: yesNo(account.isDisabled) },
    ])
  );
}

const tokenList = z.array(
  z.object({ id, created: text, expiration: z.catch(z.nullish(z.string()), undefined), isRevoked: flag })
);

/** When each was made and ends: its age follows, and does not change the record every day. */
async function tokens(read: Read): Promise<Items> {
  return merged(
    await inTurn((await accounts(read)).slice(0, MOST_ASKED), async (account) => {
      const found = await read(`/api/serviceaccounts/${encodeURIComponent(account.id)}/tokens`, tokenList);
      return Object.fromEntries(
        found.map((token) => [
          `${account.id}/${token.id}`,
          {
            name: account.name,
            created: token.created.slice(0, 10),
            expires: token.expiration?.slice(0, 10) ?? 'never',
            revoked: yesNo(token.isRevoked),
          },
        ])
      );
    })
  );
}

const contactPointList = z.array(z.object({ uid: text, name: text, type: text }));

async function contactPoints(read: Read): Promise<Items> {
  const found = await read('/api/v1/provisioning/contact-points', contactPointList);
  return Object.fromEntries(found.map(({ uid, name, type }) => [uid || name, { name, type }]));
}

const silenceList = z.array(
  z.object({ id: z.string(), startsAt: text, endsAt: text, status: z.catch(z.object({ state: text }), { state: '' }) })
);

/** Those that hold for longer than a day. */
async function silences(read: Read): Promise<Items> {
  const found = await read('/api/alertmanager/grafana/api/v2/silences', silenceList);
  return Object.fromEntries(
    found
      .filter(
        ({ startsAt, endsAt, status }) =>
          status.state !== 'expired' && Date.parse(endsAt) - Date.parse(startsAt) > DAY_MS
      )
      .map(({ id: silence, startsAt, endsAt }) => [silence, { from: startsAt, until: endsAt }])
  );
}

const ruleList = z.array(z.object({ uid: z.string(), title: text, isPaused: flag }));

async function pausedRules(read: Read): Promise<Items> {
  const found = await read('/api/v1/provisioning/alert-rules', ruleList);
  return Object.fromEntries(found.filter(({ isPaused }) => isPaused).map(({ uid, title }) => [uid, { name: title }]));
}

const publicList = z.object({
  publicDashboards: z.array(z.object({ dashboardUid: z.string(), title: text, isEnabled: flag })),
});

async function publicDashboards(read: Read): Promise<Items> {
  const found = await read('/api/dashboards/public-dashboards?perpage=1000', publicList);
  return Object.fromEntries(
    found.publicDashboards.map(({ dashboardUid, title, isEnabled }) => [
      dashboardUid,
      { name: title, enabled: yesNo(isEnabled) },
    ])
  );
}

const frontendSettings = z.object({
  featureToggles: z.catch(z.record(z.string(), z.unknown()), {}),
  buildInfo: z.catch(z.object({ version: text, edition: text }), { version: '', edition: '' }),
  anonymousEnabled: z.catch(z.optional(z.boolean()), undefined),
  disableLoginForm: z.catch(z.optional(z.boolean()), undefined),
});

async function toggles(read: Read): Promise<Items> {
  const { featureToggles } = await read('/api/frontend/settings', frontendSettings);
  return Object.fromEntries(
    Object.entries(featureToggles).flatMap(([name, on]) => (on === true ? [[name, { state: 'on' }]] : []))
  );
}

async function server(read: Read): Promise<Items> {
  const { buildInfo, anonymousEnabled, disableLoginForm } = await read('/api/frontend/settings', frontendSettings);
  return {
    grafana: {
      name: 'Grafana',
      version: buildInfo.version,
      edition: buildInfo.edition,
      ...(anonymousEnabled !== undefined && { anonymous: yesNo(anonymousEnabled) }),
      ...(disableLoginForm !== undefined && { loginForm: yesNo(!disableLoginForm) }),
    },
  };
}

/** A few at a time. The first refusal ends it: of what is seen in part it cannot be said what changed. */
async function inTurn<T>(all: T[], ask: (one: T) => Promise<Items>): Promise<Items[]> {
  const rest = [...all];
  const done: Items[] = [];
  const next = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      done.push(await ask(one));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } finally {
    rest.length = 0; // nothing more is asked for after a refusal
  }
  return done;
}

function merged(parts: Items[]): Items {
  return Object.assign({}, ...parts) as Items;
}

function yesNo(on: boolean): string {
  return on ? 'yes' : 'no';
}
