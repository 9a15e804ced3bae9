import { z } from 'zod';
import { isWebLink, MAX_TEXT } from '../record/limits';
import { applyOnce, commandLog, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Instant, instant, person, recordBase, type RecordKind } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { SECURITY_ITEMS } from '../text/documents/securityItems';
import { type Language } from '../text/language';
import { cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { DAY_MS } from '../time/recurrence';
import { type Evidence, type Known, type Role } from './evidence';
import { redact } from './redact';

export type Risk = 'critical' | 'high' | 'medium' | 'low';

/** Weights of the OpenSSF Scorecard. */
export const WEIGHTS: Record<Risk, number> = { critical: 10, high: 7.5, medium: 5, low: 2.5 };

export const ITEM_KEYS = [
  'admin-password',
  'anonymous-sign-up',
  'https',
  'two-factor',
  'rbac',
  'data-source-credentials',
  'audit-logs',
  'firewall',
  'certificates',
  'secrets',
] as const;
export type ItemKey = (typeof ITEM_KEYS)[number];

/** Beyond the ten: shown, not scored. */
export const EXTRA_KEYS = [
  'version',
  'sanitising',
  'content-security-policy',
  'embedding',
  'token-expiry',
  'public-sharing',
  'unsigned-plugins',
] as const;
export type ExtraKey = (typeof EXTRA_KEYS)[number];

interface ItemDefinition {
  risk: Risk;
  /** How long an attestation holds, in days, unless the person says otherwise. */
  attestDays: number;
}

export const ITEMS: Record<ItemKey | ExtraKey, ItemDefinition> = {
  'admin-password': {
    risk: 'critical',
    attestDays: 90,
  },
  'anonymous-sign-up': {
    risk: 'high',
    attestDays: 90,
  },
  https: { risk: 'critical', attestDays: 90 },
  'two-factor': {
    risk: 'high',
    attestDays: 90,
  },
  rbac: { risk: 'high', attestDays: 90 },
  'data-source-credentials': {
    risk: 'high',
    attestDays: 90,
  },
  'audit-logs': { risk: 'medium', attestDays: 90 },
  firewall: { risk: 'high', attestDays: 90 },
  certificates: { risk: 'high', attestDays: 90 },
  secrets: {
    risk: 'high',
    attestDays: 180,
  },
  version: { risk: 'medium', attestDays: 90 },
  sanitising: { risk: 'medium', attestDays: 90 },
  'content-security-policy': {
    risk: 'low',
    attestDays: 90,
  },
  embedding: {
    risk: 'low',
    attestDays: 90,
  },
  'token-expiry': { risk: 'low', attestDays: 90 },
  'public-sharing': {
    risk: 'low',
    attestDays: 90,
  },
  'unsigned-plugins': { risk: 'low', attestDays: 90 },
};

/** One thing that was found out: `unknown` keeps an item from passing, `note` says something beside the verdict. */
export interface Fact {
  code: string;
  values?: Record<string, string | number>;
  verdict: 'good' | 'bad' | 'unknown' | 'note';
  /** Role that could find it out. */
  needs?: Role;
}

export const STATES = ['fail', 'expired', 'unknown', 'attested', 'pass', 'na'] as const;
export type SecurityState = (typeof STATES)[number];

const text = z.string().max(MAX_TEXT);
const attestation = z.object({
  command: z.string(),
  at: instant,
  by: person,
  /** Who vouches for it, as typed. */
  author: z.string().max(200),
  evidence: text,
  link: z.string().max(2000).optional(),
  expires: instant,
});
export type Attestation = z.infer<typeof attestation>;

const exception = z.object({
  command: z.string(),
  at: instant,
  by: person,
  reason: text,
  approver: z.string().max(200),
  expires: instant,
});
export type Exception = z.infer<typeof exception>;

const securitySettings = z.object({
  /** A Loki query that finds audit entries. */
  auditLogs: z.object({ dataSource: z.string().max(200), expr: text }).optional(),
  /** Metric with 1 per port that answers although it must be closed. */
  ports: text.optional(),
  /** Metric with the seconds until each certificate expires. */
  certificates: text.optional(),
  /** More administrators than this are too many. */
  maxAdmins: z.number().int().positive().optional(),
});
export type SecuritySettings = z.infer<typeof securitySettings>;

export const DEFAULT_PORTS = 'max by (instance) (probe_success{job=~".*closed.*"})';
export const DEFAULT_CERTIFICATES = 'min by (instance) (probe_ssl_earliest_cert_expiry) - time()';
const DEFAULT_MAX_ADMINS = 3;
const CERTIFICATE_DAYS = 14;
const IDLE_DAYS = 90;

export const securityRegister = recordBase.extend({
  attestations: z.record(z.string(), attestation),
  exceptions: z.record(z.string(), exception),
  settings: securitySettings,
  log: commandLog,
});
export type SecurityRegister = z.infer<typeof securityRegister>;

export type SecurityCommand =
  | (Command & { type: 'attest'; item: string; author: string; evidence: string; link?: string; expires: Instant })
  | (Command & { type: 'withdraw'; item: string; seen: string })
  | (Command & { type: 'except'; item: string; reason: string; approver: string; expires: Instant })
  | (Command & { type: 'endException'; item: string; seen: string })
  | (Command & { type: 'configure'; settings: SecuritySettings });

export const SECURITY_NAME = 'opsbook-security';

export function emptySecurity(): SecurityRegister {
  return { schema: 1, id: SECURITY_NAME, kind: 'security', attestations: {}, exceptions: {}, settings: {}, log: {} };
}

export const securityKind: RecordKind<SecurityRegister, SecurityCommand> = {
  kind: 'security',
  version: 1,
  schema: securityRegister,
  folders: ['registers'],
  describe(register) {
    const attested = Object.entries(register.attestations);
    return {
      title: 'Security checklist',
      tags: [],
      head: { attested: String(attested.length), exceptions: String(Object.keys(register.exceptions).length) },
      markdown: [
        '# Security checklist',
        '',
        ...tableHead(['Item', 'Attested by', 'Evidence', 'Until']),
        ...attested.map(([key, one]) =>
          row([
            cell(titleOf(key, 'en')),
            cell(one.author),
            markdownCell([one.evidence, one.link].filter(Boolean).join(' · ')),
            one.expires.slice(0, 10),
          ])
        ),
        '',
        ...Object.entries(register.exceptions).map(
          ([key, one]) =>
            `- ${inline(titleOf(key, 'en'))}: not applicable until ${one.expires.slice(0, 10)}, approved by ${inline(one.approver)}: ${flow(one.reason)}`
        ),
      ].join('\n'),
    };
  },
  apply: readable(
    securityRegister,
    applyOnce<SecurityRegister, SecurityCommand>({
      attest,
      except,
      withdraw: (register, command) => endOf('attestations', register, command),
      endException: (register, command) => endOf('exceptions', register, command),
      configure(register, command) {
        const reasons = withUnreadable([], securitySettings, command.settings);
        return reasons.length ? refuse(...reasons) : note(register, command, { settings: command.settings });
      },
    })
  ),
};

function attest(register: SecurityRegister, command: SecurityCommand & { type: 'attest' }): Outcome<SecurityRegister> {
  const { item, author, evidence, link, expires, id, at, by } = command;
  const kept = {
    command: id,
    at,
    by,
    author: oneLine(author),
    evidence: redact(evidence.trim()),
    ...(link?.trim() && { link: redact(link.trim()) }),
    expires,
  };
  const reasons = withUnreadable(
    [...checkItem(item), ...checkWords({ author, evidence }), ...checkLink(link), ...checkExpiry(expires, at)],
    attestation,
    kept
  );
  return reasons.length
    ? refuse(...reasons)
    : note(register, command, { attestations: { ...register.attestations, [item]: kept } }, item);
}

function except(register: SecurityRegister, command: SecurityCommand & { type: 'except' }): Outcome<SecurityRegister> {
  const { item, reason, approver, expires, id, at, by } = command;
  const kept = { command: id, at, by, reason: redact(reason.trim()), approver: oneLine(approver), expires };
  const reasons = withUnreadable(
    [...checkItem(item), ...checkWords({ reason, approver }), ...checkExpiry(expires, at)],
    exception,
    kept
  );
  return reasons.length
    ? refuse(...reasons)
    : note(register, command, { exceptions: { ...register.exceptions, [item]: kept } }, item);
}

function endOf(
  list: 'attestations' | 'exceptions',
  register: SecurityRegister,
  command: SecurityCommand & { item: string; seen: string }
): Outcome<SecurityRegister> {
  const current = own<Attestation | Exception>(register[list], command.item);
  const { [command.item]: _, ...rest } = register[list];
  if (!current) {
    return { ok: register };
  }
  return current.command === command.seen
    ? note(register, command, { [list]: rest }, command.item)
    : refuse({ code: 'moved' });
}

export interface Finding {
  item: ItemKey | ExtraKey;
  state: SecurityState;
  risk: Risk;
  facts: Fact[];
  attestation?: Attestation;
  exception?: Exception;
}

/** Where one item stands. What is seen beats what is attested: an attestation only answers for what nobody can see. */
export function judge(item: ItemKey | ExtraKey, evidence: Evidence, register: SecurityRegister, now: Instant): Finding {
  const facts = factsOf(item, evidence, register.settings);
  const attested = register.attestations[item];
  const excepted = register.exceptions[item];
  return {
    item,
    risk: ITEMS[item].risk,
    facts,
    ...(attested && { attestation: attested }),
    ...(excepted && { exception: excepted }),
    state: excepted && Date.parse(excepted.expires) > Date.parse(now) ? 'na' : stateOf(facts, attested, now),
  };
}

function stateOf(facts: Fact[], attested: Attestation | undefined, now: Instant): SecurityState {
  if (facts.some(({ verdict }) => verdict === 'bad')) {
    return 'fail';
  }
  if (facts.some(({ verdict }) => verdict === 'good') && !facts.some(({ verdict }) => verdict === 'unknown')) {
    return 'pass';
  }
  return attested ? (Date.parse(attested.expires) > Date.parse(now) ? 'attested' : 'expired') : 'unknown';
}

export interface Score {
  /** Share of what is known that is in order, by weight, 0 to 100; absent when nothing is known. */
  score?: number;
  /** Share of the applicable items that are known, by weight, 0 to 100; absent when none applies. */
  coverage?: number;
}

/** Known = pass, fail or attested; unknown and expired count in coverage alone, not applicable nowhere. */
export function scoreOf(findings: Array<Pick<Finding, 'state' | 'risk'>>): Score {
  const weight = (...states: SecurityState[]) =>
    findings.filter(({ state }) => states.includes(state)).reduce((sum, { risk }) => sum + WEIGHTS[risk], 0);
  const good = weight('pass', 'attested');
  const known = good + weight('fail');
  const applicable = known + weight('unknown', 'expired');
  return {
    ...(known > 0 && { score: (100 * good) / known }),
    ...(applicable > 0 && { coverage: (100 * known) / applicable }),
  };
}

/** What tells of each item, from evidence alone. */
const FACTS: Record<ItemKey | ExtraKey, (evidence: Evidence, settings: SecuritySettings) => Fact[]> = {
  'admin-password': (evidence) => [
    ...known(evidence.adminLogin, 'admin', (login) => [
      login === 'active' ? unknown('admin.active') : good(login === 'disabled' ? 'admin.disabled' : 'admin.absent'),
    ]),
    ...read(evidence.frontend, ({ strongPasswords }) =>
      strongPasswords === undefined ? [] : [noted(strongPasswords ? 'password.strong' : 'password.weak')]
    ),
  ],
  'anonymous-sign-up': ({ frontend, server }) =>
    known(frontend, 'frontend', ({ anonymous, signUp, orgCreate }) => [
      flag(anonymous, 'anonymous'),
      flag(signUp, 'sign-up'),
      flag('value' in server ? server.value.allowOrgCreate : orgCreate, 'org-create', 'serverAdmin'),
    ]),
  https: (evidence) => [
    evidence.page.protocol === 'https:' ? good('https.page') : bad('https.page'),
    ...read(evidence.server, ({ cookieSecure, protocol }) => [
      ...(cookieSecure === undefined || evidence.page.protocol !== 'https:'
        ? []
        : [cookieSecure ? good('cookie.secure') : bad('cookie.secure')]),
      ...(protocol === undefined ? [] : [noted('server.protocol', { protocol })]),
    ]),
    ...hsts(evidence),
  ],
  'two-factor': ({ frontend }) =>
    known(frontend, 'frontend', ({ singleSignOn, loginForm }) => [
      singleSignOn.length ? good('sso.configured', { names: singleSignOn.join(', ') }) : bad('sso.configured'),
      loginForm === undefined ? unknown('login-form') : loginForm ? bad('login-form') : good('login-form'),
      unknown('identity-provider'),
    ]),
  rbac: (evidence, settings) => [
    ...known(evidence.frontend, 'frontend', ({ rbac, viewersCanEdit }) => [
      rbac === undefined ? unknown('rbac') : rbac ? good('rbac') : bad('rbac'),
      flag(viewersCanEdit, 'viewers-can-edit'),
    ]),
    ...known(evidence.users, 'users', (users) => people(users, evidence.at, settings.maxAdmins ?? DEFAULT_MAX_ADMINS)),
  ],
  'data-source-credentials': (evidence) => known(evidence.dataSources, 'data-sources', dataSourceFacts),
  'audit-logs': (evidence) =>
    known(evidence.auditLogs, 'audit', ({ entries, source }) => [
      entries > 0 ? good('audit.found', { source }) : bad('audit.found', { source }),
    ]),
  firewall: (evidence) =>
    known(evidence.ports, 'ports', (ports) =>
      ports.length === 0
        ? [unknown('ports.none')]
        : ports.some(({ open }) => open)
          ? ports.filter(({ open }) => open).map(({ instance }) => bad('ports.closed', { instance }))
          : [good('ports.closed', { count: ports.length })]
    ),
  certificates: (evidence) => known(evidence.certificates, 'certificates', certificateFacts),
  secrets: () => [unknown('secrets.masked')],
  version: ({ frontend }) =>
    known(frontend, 'frontend', ({ version, latest, hasUpdate }) =>
      hasUpdate
        ? [bad('version', { version, latest: latest ?? '?' })]
        : latest
          ? [good('version', { version })]
          : [unknown('version.not-asked', { version })]
    ),
  sanitising: ({ frontend }) => known(frontend, 'frontend', ({ unsanitised }) => [flag(unsanitised, 'unsanitised')]),
  'content-security-policy': ({ server }) =>
    known(server, 'server', ({ contentSecurityPolicy }) => [setting(contentSecurityPolicy, 'csp')]),
  embedding: ({ server }) =>
    known(server, 'server', ({ allowEmbedding }) => [flag(allowEmbedding, 'embedding', 'serverAdmin')]),
  'token-expiry': ({ frontend }) =>
    known(frontend, 'frontend', ({ tokenDays }) =>
      tokenDays === undefined
        ? [unknown('token-expiry')]
        : [tokenDays > 0 ? good('token-expiry', { days: tokenDays }) : bad('token-expiry')]
    ),
  'public-sharing': ({ frontend }) =>
    known(frontend, 'frontend', ({ publicDashboards, snapshots }) => [
      flag(publicDashboards, 'public-dashboards'),
      flag(snapshots, 'snapshots'),
    ]),
  'unsigned-plugins': ({ server }) =>
    known(server, 'server', ({ unsignedPlugins }) =>
      unsignedPlugins === undefined
        ? [unknown('unsigned')]
        : [unsignedPlugins ? bad('unsigned', { names: unsignedPlugins }) : good('unsigned')]
    ),
};

/** What was found out about an item. */
export function factsOf(item: ItemKey | ExtraKey, evidence: Evidence, settings: SecuritySettings = {}): Fact[] {
  return FACTS[item](evidence, settings);
}

function dataSourceFacts(sources: Extract<Evidence['dataSources'], { value: unknown }>['value']): Fact[] {
  const facts = sources.flatMap(({ name, url, type, access, tlsSkipVerify, basicAuth, secured }): Fact[] => {
    const open = openHost(url, type);
    return [
      ...(access === 'direct' ? [bad('source.direct', { name })] : []),
      ...(tlsSkipVerify ? [bad('source.tls', { name })] : []),
      ...(hasSecret(url) ? [bad('source.secret', { name })] : []),
      ...(open === undefined ? [] : [bad('source.http', { name, host: open })]),
      ...(secured === undefined
        ? [unknown('source.unread', { name }, 'orgAdmin')]
        : basicAuth && !secured.includes('basicAuthPassword')
          ? [bad('source.password', { name })]
          : []),
    ];
  });
  return facts.some(({ verdict }) => verdict === 'bad' || verdict === 'unknown')
    ? facts
    : [good('source.all', { count: sources.length })];
}

function certificateFacts(certificates: Array<{ instance: string; seconds: number }>): Fact[] {
  if (!certificates.length) {
    return [unknown('certificates.none')];
  }
  const days = (seconds: number) => Math.floor((seconds * 1000) / DAY_MS);
  const short = certificates.filter(({ seconds }) => seconds <= (CERTIFICATE_DAYS * DAY_MS) / 1000);
  return short.length
    ? short.map(({ instance, seconds }) =>
        bad('certificates.valid', { instance: redact(instance), days: days(seconds) })
      )
    : [
        good('certificates.valid', {
          count: certificates.length,
          days: days(Math.min(...certificates.map(({ seconds }) => seconds))),
        }),
      ];
}

function people(
  users: Extract<Evidence['users'], { value: unknown }>['value'],
  at: Instant,
  maxAdmins: number
): Fact[] {
  const active = users.filter(({ disabled }) => !disabled);
  const admins = active.filter(({ role }) => role === 'Admin').length;
  const before = Date.parse(at) - IDLE_DAYS * DAY_MS;
  const idle = active.filter(
    ({ lastSeen, created }) => Date.parse(lastSeen) < before && !(created && Date.parse(created) >= before)
  ).length;
  return [
    admins > maxAdmins
      ? bad('admins', { count: admins, limit: maxAdmins })
      : good('admins', { count: admins, limit: maxAdmins }),
    idle > 0 ? bad('idle', { count: idle, days: IDLE_DAYS }) : good('idle', { days: IDLE_DAYS }),
  ];
}

function hsts({ strictTransport, server }: Evidence): Fact[] {
  const header = 'value' in strictTransport ? strictTransport.value : undefined;
  const configured = 'value' in server ? server.value.strictTransport : undefined;
  const on = header || configured; // the header wins: a proxy in front may add it
  return header === undefined && configured === undefined ? [] : [noted(on ? 'hsts.on' : 'hsts.off')];
}

const good = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'good', ...(values && { values }) });
const bad = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'bad', ...(values && { values }) });
const noted = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'note', ...(values && { values }) });
const unknown = (code: string, values?: Fact['values'], needs?: Role): Fact => ({
  code,
  verdict: 'unknown',
  ...(values && { values }),
  ...(needs && { needs }),
});

/** Something that has to be off. */
function flag(on: boolean | undefined, code: string, needs?: Role): Fact {
  return on === undefined ? unknown(code, undefined, needs) : on ? bad(code) : good(code);
}

/** Something that has to be on. */
function setting(on: boolean | undefined, code: string): Fact {
  return on === undefined ? unknown(code) : on ? good(code) : bad(code);
}

function known<T>(source: Known<T>, code: string, facts: (value: T) => Fact[]): Fact[] {
  if ('value' in source) {
    return facts(source.value);
  }
  const { missing, role, why } = source;
  return [unknown(`${code}.${missing}`, why ? { why: redact(why).slice(0, 200) } : undefined, role)];
}

function read<T>(source: Known<T>, facts: (value: T) => Fact[]): Fact[] {
  return 'value' in source ? facts(source.value) : [];
}

export function titleOf(item: string, language: Language): string {
  return isItem(item) ? SECURITY_ITEMS[language][item] : item;
}

export function isItem(item: string): item is ItemKey | ExtraKey {
  return Object.hasOwn(ITEMS, item);
}

function hasSecret(url: string): boolean {
  return redact(url) !== url;
}

/** They name no scheme, and are asked by a protocol of their own. */
const NOT_HTTP = /postgres|mysql|mssql|oracle|redis|mongo|cassandra/i;

/** The host that a data source is asked at by plain HTTP; undefined where it is not, or is on Grafana's own machine. */
function openHost(url: string, type = ''): string | undefined {
  const asked = url.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(asked);
  if (asked === '' || (!hasScheme && NOT_HTTP.test(type))) {
    return undefined;
  }
  const found = parsed(hasScheme ? asked : `http://${asked}`); // as Grafana takes it
  return found && ['http:', 'ws:'].includes(found.protocol) && !isLoopback(found.hostname) ? found.host : undefined;
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** `localhost` and what is below it, 127.0.0.0/8, ::1 (RFC 6761, RFC 5735). */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[(?:::1|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})\])$/i.test(
    hostname
  );
}

function checkItem(item: string): Reason[] {
  return isItem(item) ? [] : [{ code: 'security.item', values: { item } }];
}

function checkWords(fields: Record<string, string>): Reason[] {
  return Object.entries(fields).flatMap(([field, words]) => (words.trim() ? [] : [{ code: 'required', field }]));
}

function checkLink(link?: string): Reason[] {
  return link?.trim() && !isWebLink(link.trim()) ? [{ code: 'link.web', field: 'link' }] : [];
}

function checkExpiry(expires: Instant, at: Instant): Reason[] {
  const days = (Date.parse(expires) - Date.parse(at)) / DAY_MS;
  if (!(days > 0)) {
    return [{ code: 'security.past', field: 'expires' }];
  }
  return days > 366 ? [{ code: 'security.tooFar', field: 'expires' }] : [];
}
