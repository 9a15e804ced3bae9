import { z } from 'zod/mini';
import { type Known, type GrafanaRole } from '../../domain/security/evidence';
import {
  type Audited,
  type AuditFacts,
  type AuditFields,
  auditOf,
  type LookedKind,
} from '../../domain/security/snapshot';
import { DAY_MS } from '../../domain/time/units';
import { atOnce } from '../atOnce';
import { request, RequestError } from '../request';
import { mayInstallPlugins, orgRole } from '../user';
import { known } from './known';

type Items = Record<string, AuditFields>;

/** Of so many of a kind each is asked for its permissions or tokens by itself when a page opens, and when all are wanted. */
const ASKED_AT_OPENING = 25;
export const MOST_ASKED = 1000;
/** A person who never signed in was last seen ten years before the account was made. */
const NEVER_MS = 5 * 365 * DAY_MS;

interface AuditOptions {
  signal?: AbortSignal;
  /** All folders, accounts and sources, not only the first ones. */
  isWhole?: boolean;
  /** How many of those that are asked one by one were, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Ends what is asked one by one: what is known by then is kept. */
  stop?: AbortSignal;
}

/**
 * Reads what a review keeps to find changes by, as far as the signed-in person may see it. Only the fields named here leave this file:
 * no address but its host, no settings of contact points, no comments, no tokens. Never rejects.
 */
export async function collectAudit({ signal, isWhole, onProgress, stop }: AuditOptions = {}): Promise<AuditFacts> {
  const read = <T>(url: string, schema: z.ZodMiniType<T>): Promise<T> =>
    request<unknown>({ url, signal }).then((answer) => schema.parse(answer));
  const ask = inTurn({ most: isWhole ? MOST_ASKED : ASKED_AT_OPENING, onProgress, stop });
  const all = (items: Promise<Items>): Promise<LookedKind> => items.then((found) => ({ items: found }));
  // Grafana leaves out what is in folders that the person may not open, as if it were not there
  const asPerson = (items: Promise<Items>): Promise<LookedKind> =>
    items.then((found) => ({ items: found, ...(orgRole() !== 'Admin' && { as: orgRole() }) }));
  const asked: Array<[Audited, GrafanaRole | undefined, () => Promise<LookedKind>]> = [
    ['sources', 'orgAdmin', () => all(sources(read))],
    ['people', 'orgAdmin', () => all(people(read))],
    ['folderPermissions', 'orgAdmin', () => folderPermissions(read, ask)],
    ['sourcePermissions', 'orgAdmin', () => sourcePermissions(read, ask)],
    ['plugins', 'orgAdmin', () => all(plugins(read))],
    ['serviceAccounts', 'orgAdmin', () => all(serviceAccounts(read))],
    ['tokens', 'orgAdmin', () => tokens(read, ask)],
    ['contactPoints', undefined, () => all(contactPoints(read))],
    ['silences', undefined, () => asPerson(silences(read))],
    ['pausedRules', undefined, () => asPerson(pausedRules(read))],
    ['publicDashboards', undefined, () => asPerson(publicDashboards(read))],
    ['toggles', undefined, () => all(toggles(read))],
    ['server', undefined, () => all(server(read))],
  ];
  const found: Partial<Record<Audited, Known<LookedKind>>> = {};
  await Promise.all(
    asked.map(async ([name, role, look]) => {
      found[name] = await known(role, look);
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
        clientCertificate: yesNo(jsonData?.tlsAuth === true),
        ownAuthority: yesNo(jsonData?.tlsAuthWithCACert === true),
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

/** Who has a permission: told by uid, since a name may be anything. */
const holder = { team: text, teamUid: text, userLogin: text, userUid: text };

function holderOf({ team, teamUid, userLogin, userUid, role }: Partial<Record<keyof typeof holder | 'role', string>>) {
  return { key: teamUid || userUid || team || userLogin || role || '?', who: team || userLogin || role || '?' };
}

const folderList = z.array(z.object({ uid: z.string(), title: text }));
const MOST_LISTED = 5000;
const permissionList = z.array(z.partial(z.object({ ...holder, role: text, permissionName: text, inherited: flag })));

async function folderPermissions(read: Read, ask: Ask): Promise<LookedKind> {
  // those inside others too, which `/api/folders` leaves out
  const folders = await read(`/api/search?type=dash-folder&limit=${MOST_LISTED}`, folderList);
  return ask(folders, async ({ uid, title }) => {
    const found = await read(`/api/folders/${encodeURIComponent(uid)}/permissions`, permissionList);
    return Object.fromEntries(
      found
        .filter(({ inherited }) => !inherited) // told once, at the folder that they are of
        .map(({ permissionName = '', ...row }) => {
          const { key, who } = holderOf(row);
          return [`${uid}/${key}`, { name: title, who, permission: permissionName }];
        })
    );
  });
}

const resourcePermissions = z.array(z.partial(z.object({ ...holder, builtInRole: text, permission: text })));

/** Grafana Enterprise and Cloud have them; elsewhere this is not there. */
async function sourcePermissions(read: Read, ask: Ask): Promise<LookedKind> {
  const found = await read('/api/datasources', sourceList);
  return ask(found, async ({ uid, name }) => {
    const permissions = await read(`/api/access-control/datasources/${encodeURIComponent(uid)}`, resourcePermissions);
    return Object.fromEntries(
      permissions.map(({ builtInRole, permission = '', ...row }) => {
        const { key, who } = holderOf({ ...row, role: builtInRole });
        return [`${uid}/${key}`, { name, who, permission }];
      })
    );
  });
}

const pluginList = z.array(
  z.object({ id: z.string(), name: text, signature: text, info: z.catch(z.partial(z.object({ version: text })), {}) })
);

async function plugins(read: Read): Promise<Items> {
  if (orgRole() !== 'Admin' && !mayInstallPlugins()) {
    throw new RequestError('forbidden', 403, ''); // Grafana answers others with those of its own, as if that were all
  }
  const found = await read('/api/plugins?embedded=0&core=0', pluginList);
  return Object.fromEntries(
    found.map(({ id: plugin, name, signature, info }) => [plugin, { name, version: info.version ?? '', signature }])
  );
}

const accountList = z.object({
  serviceAccounts: z.array(
    z.object({ id, name: text, role: text, isDisabled: flag, tokens: z.catch(z.optional(z.number()), undefined) })
  ),
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
async function tokens(read: Read, ask: Ask): Promise<LookedKind> {
  const having = (await accounts(read)).filter((account) => account.tokens !== 0); // the list counts them
  return ask(
    having.map((account) => ({ ...account, uid: account.id })),
    async (account) => {
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
    }
  );
}

const contactPointList = z.array(z.object({ uid: text, name: text, type: text }));

async function contactPoints(read: Read): Promise<Items> {
  const found = await read('/api/v1/provisioning/contact-points', contactPointList);
  return Object.fromEntries(found.map(({ uid, name, type }) => [uid || name, { name, type }]));
}

const matcher = z.object({ name: text, value: text });
const silenceList = z.array(
  z.object({
    id: z.string(),
    startsAt: text,
    endsAt: text,
    status: z.catch(z.object({ state: text }), { state: '' }),
    matchers: z.catch(z.array(matcher), []),
  })
);

/** Which alert a silence is of, and by which labels: values of others than `alertname` may be anything. */
function silenced(matchers: Array<z.infer<typeof matcher>>): string {
  const sorted = [...matchers].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(({ name, value }) => (name === 'alertname' ? value : name)).join(', ');
}

/** Those that hold for longer than a day. */
async function silences(read: Read): Promise<Items> {
  const found = await read('/api/alertmanager/grafana/api/v2/silences', silenceList);
  return Object.fromEntries(
    found
      .filter(
        ({ startsAt, endsAt, status }) =>
          status.state !== 'expired' && Date.parse(endsAt) - Date.parse(startsAt) > DAY_MS
      )
      .map(({ id: silence, matchers, startsAt, endsAt }) => [
        silence,
        { name: silenced(matchers) || silence, from: startsAt, until: endsAt },
      ])
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

type Ask = <T extends { uid: string }>(all: T[], ask: (one: T) => Promise<Items>) => Promise<LookedKind>;

/**
 * Asks for things one by one, one kind after the other and few at a time, in the order of their uids and no more than `most` of a kind.
 * A refusal ends a kind, as a person who stops it: what was seen before stays, and what was not looked at is told.
 */
function inTurn({ most, onProgress, stop }: { most: number } & Pick<AuditOptions, 'onProgress' | 'stop'>): Ask {
  let [done, total] = [0, 0];
  let before: Promise<unknown> = Promise.resolve();
  return (all, ask) => {
    const wanted = [...all].sort((a, b) => (a.uid < b.uid ? -1 : 1)).slice(0, most);
    total += wanted.length;
    const look = async (): Promise<LookedKind> => {
      let isRefused = false;
      const answers = await atOnce(wanted, async (one, index) => {
        try {
          return stop?.aborted || isRefused ? undefined : await ask(one);
        } catch (error) {
          if (index === 0) {
            throw error; // nothing was seen
          }
          isRefused = true;
          return undefined;
        } finally {
          onProgress?.(++done, total);
        }
      });
      const missed = answers.indexOf(undefined);
      const looked = missed === -1 ? answers.length : missed;
      const left = all.length - looked;
      return {
        items: Object.assign({}, ...answers.slice(0, looked)) as Items,
        ...(left > 0 && { left, upTo: wanted[looked - 1]?.uid ?? '' }),
      };
    };
    const turn = before.then(look);
    before = turn.catch(() => undefined); // told to whoever asked
    return turn;
  };
}

function yesNo(on: boolean): string {
  return on ? 'yes' : 'no';
}
