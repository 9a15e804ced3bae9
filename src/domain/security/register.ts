import { z } from 'zod/mini';
import { MAX_TEXT } from '../record/limits';
import { applyOnce, commandLog, newest, note } from '../record/log';
import { isRefused, type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Instant, recordBase, type RecordKind } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { DAY_MS } from '../time/units';
import { type AdvisorFailure, type SecurityEvidence, type Fact, type Known, type GrafanaRole } from './evidence';
import {
  checkOwnItem,
  explanation,
  type ExplanationFields,
  isOwnKey,
  ownItem,
  type OwnItemFields,
  ownFacts,
} from './ownItem';
import { redact } from './redact';
import { SECURITY_NAME, SECURITY_REGISTER, writeSecurityHead } from './registerHead';
import {
  approvedIn,
  attestation,
  type Attestation,
  attestationOf,
  counting,
  endedIn,
  exception,
  type Exception,
  exceptionKey,
  exceptionOf,
  isWaiting,
  type StatementCommand,
} from './statements';
import { itemTitle } from './titles';

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
  'advisor',
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
  advisor: { risk: 'medium', attestDays: 90 },
};

export const SECURITY_STATES = ['fail', 'expired', 'unknown', 'attested', 'pass', 'na'] as const;
export type SecurityState = (typeof SECURITY_STATES)[number];

const text = z.string().check(z.maxLength(MAX_TEXT));

const securitySettings = z.object({
  /** A Loki query that finds audit entries. */
  auditLogs: z.optional(z.object({ dataSource: z.string().check(z.maxLength(200)), expr: text })),
  /** Metric with 1 per port that answers although it must be closed. */
  ports: z.optional(text),
  /** Metric with the seconds until each certificate expires. */
  certificates: z.optional(text),
  /** More administrators than this are too many. */
  maxAdmins: z.optional(z.int().check(z.positive())),
});
export type SecuritySettings = z.infer<typeof securitySettings>;

export const DEFAULT_PORTS = 'max by (instance) (probe_success{job=~".*closed.*"})';
export const DEFAULT_CERTIFICATES = 'min by (instance) (probe_ssl_earliest_cert_expiry) - time()';
const DEFAULT_MAX_ADMINS = 3;
const CERTIFICATE_DAYS = 14;
const IDLE_DAYS = 90;

/** Explanations of what changed, as far back as anybody looks. */
const MOST_EXPLANATIONS = 500;

export const securityRegister = z.extend(recordBase, {
  attestations: z.record(z.string(), attestation),
  /** By item, and by `item#part` where only a part of it does not apply. */
  exceptions: z.record(z.string(), exception),
  settings: securitySettings,
  /** Items of the team's own, by key. */
  own: z.optional(z.record(z.string(), ownItem)),
  /** What an item answers for in a framework, as the team writes it: `ISO 27001 A.8.2, CIS 5.1`. */
  controls: z.optional(z.record(z.string(), z.string().check(z.maxLength(300)))),
  /** Why something changed since a review, by `explanationKey`. */
  explanations: z.optional(z.record(z.string(), explanation)),
  log: commandLog,
});
export type SecurityRegister = z.infer<typeof securityRegister>;

export type SecurityCommand =
  | StatementCommand
  | (Command & { type: 'configure'; settings: SecuritySettings })
  /** `seen`: the revision that was edited, absent for a new one. */
  | (Command & { type: 'saveItem'; item: string; seen?: string; definition: OwnItemFields })
  | (Command & { type: 'removeItem'; item: string; seen?: string })
  | (Command & { type: 'mapControl'; item: string; control: string })
  | (Command & { type: 'explain'; change: string } & ExplanationFields);

export { SECURITY_NAME } from './registerHead';
export { itemTitle } from './titles';

export function emptySecurity(): SecurityRegister {
  return { schema: 1, id: SECURITY_NAME, kind: 'security', attestations: {}, exceptions: {}, settings: {}, log: {} };
}

export const securityKind: RecordKind<SecurityRegister, SecurityCommand> = {
  ...SECURITY_REGISTER,
  version: 1,
  schema: securityRegister,
  describe(register) {
    const attested = Object.entries(register.attestations);
    return {
      title: 'Security checklist',
      tags: [],
      head: writeSecurityHead(register, isWaiting),
      markdown: [
        '# Security checklist',
        '',
        ...tableHead(['Item', 'Attested by', 'Evidence', 'Until']),
        ...attested.map(([key, one]) =>
          row([
            cell(itemTitle(key, 'en', register)),
            cell(isWaiting(one) ? `${one.author} (not confirmed)` : one.author),
            markdownCell([one.evidence, one.link].filter(Boolean).join(' · ')),
            one.expires.slice(0, 10),
          ])
        ),
        '',
        ...Object.entries(register.exceptions).map(
          ([key, one]) =>
            `- ${inline(itemTitle(one.item ?? key, 'en', register))}${one.part ? ` (${inline(one.part)})` : ''}: not applicable until ${one.expires.slice(0, 10)}, asked for by ${inline(one.by.name)}, ${one.approved ? `approved by ${inline(one.approved.by.name)}` : 'approved by nobody yet'}: ${flow(one.reason)}`
        ),
      ].join('\n'),
    };
  },
  apply: readable(
    securityRegister,
    applyOnce<SecurityRegister, SecurityCommand>({
      attest: (register, command) => kept('attestations', register, command, attest(register, command)),
      confirm: (register, command) =>
        kept('attestations', register, command, approvedIn(register.attestations, command.item, command)),
      withdraw: (register, command) =>
        kept('attestations', register, command, endedIn(register.attestations, command.item, command.seen)),
      except: (register, command) => kept('exceptions', register, command, except(register, command)),
      approve: (register, command) =>
        kept('exceptions', register, command, approvedIn(register.exceptions, exceptionKey(command), command)),
      endException: (register, command) =>
        kept('exceptions', register, command, endedIn(register.exceptions, exceptionKey(command), command.seen)),
      saveItem,
      removeItem,
      mapControl,
      explain,
      configure(register, command) {
        const reasons = withUnreadable([], securitySettings, command.settings);
        return reasons.length ? refuse(...reasons) : note(register, command, { settings: command.settings });
      },
    })
  ),
};

function attest(
  { attestations, own: ours }: SecurityRegister,
  command: SecurityCommand & { type: 'attest' }
): Outcome<SecurityRegister['attestations']> {
  const said = attestationOf(command, checkItem({ own: ours }, command.item));
  return isRefused(said) ? said : { ok: { ...attestations, [command.item]: said.ok } };
}

function except(
  { exceptions, own: ours }: SecurityRegister,
  command: SecurityCommand & { type: 'except' }
): Outcome<SecurityRegister['exceptions']> {
  const said = exceptionOf(command, checkItem({ own: ours }, command.item));
  return isRefused(said) ? said : { ok: { ...exceptions, [exceptionKey(command)]: said.ok } };
}

function kept<L extends 'attestations' | 'exceptions'>(
  list: L,
  register: SecurityRegister,
  command: StatementCommand,
  next: Outcome<SecurityRegister[L]>
): Outcome<SecurityRegister> {
  if (isRefused(next)) {
    return next;
  }
  return next.ok === register[list] ? { ok: register } : note(register, command, { [list]: next.ok }, command.item);
}

const MOST_OWN = 50;

function saveItem(
  register: SecurityRegister,
  command: SecurityCommand & { type: 'saveItem' }
): Outcome<SecurityRegister> {
  const { item, definition, seen, id } = command;
  const all = register.own ?? {};
  const current = own(all, item);
  const reasons = checkOwnItem(definition);
  if (isItem(item) || !isOwnKey(item)) {
    reasons.push({ code: 'security.item', values: { item } });
  }
  if (current?.revision !== seen) {
    reasons.push({ code: 'moved' });
  }
  if (!current && Object.keys(all).length >= MOST_OWN) {
    reasons.push({ code: 'tooMany', values: { limit: MOST_OWN } });
  }
  const kept = { ...definition, title: redact(oneLine(definition.title)), revision: id };
  return reasons.length ? refuse(...reasons) : note(register, command, { own: { ...all, [item]: kept } }, item);
}

function removeItem(
  register: SecurityRegister,
  command: SecurityCommand & { type: 'removeItem' }
): Outcome<SecurityRegister> {
  const { [command.item]: current, ...rest } = register.own ?? {};
  if (!current) {
    return { ok: register };
  }
  return current.revision === command.seen
    ? note(register, command, { own: rest }, command.item)
    : refuse({ code: 'moved' });
}

function mapControl(
  register: SecurityRegister,
  command: SecurityCommand & { type: 'mapControl' }
): Outcome<SecurityRegister> {
  const { item } = command;
  const reasons = checkItem(register, item);
  const control = redact(oneLine(command.control));
  const { [item]: _, ...others } = register.controls ?? {};
  if (control.length > 300) {
    reasons.push({ code: 'tooLong', values: { limit: 300 }, field: 'control' });
  }
  return reasons.length
    ? refuse(...reasons)
    : note(register, command, { controls: { ...others, ...(control && { [item]: control }) } }, item);
}

function explain(
  register: SecurityRegister,
  command: SecurityCommand & { type: 'explain' }
): Outcome<SecurityRegister> {
  const { change, words, incident, window, at, by } = command;
  const kept = {
    at,
    by,
    ...(words?.trim() && { words: redact(words.trim()) }),
    ...(incident && { incident }),
    ...(window?.trim() && { window: redact(oneLine(window)) }),
  };
  const reasons = withUnreadable(
    kept.words || kept.incident || kept.window ? [] : [{ code: 'required', field: 'words' }],
    explanation,
    kept
  );
  return reasons.length
    ? refuse(...reasons)
    : note(register, command, {
        explanations: newest({ ...register.explanations, [change]: kept }, MOST_EXPLANATIONS),
      });
}

/** A key of the checklist: built in, further, or the team's own. */
type AnyItem = string;

export interface ItemFinding {
  item: AnyItem;
  state: SecurityState;
  /** What can be seen alone says, before anybody vouches or excepts. */
  seen: 'pass' | 'fail' | 'unknown';
  risk: Risk;
  facts: Fact[];
  attestation?: Attestation;
  /** Of the whole item. */
  exception?: Exception;
  /** Of parts of it, by the key of the fact. */
  parts?: Record<string, Exception>;
  /** What it answers for in a framework. */
  control?: string;
}

/** Where one item stands. What is seen beats what is attested: an attestation only answers for what nobody can see. */
export function judgeItem(
  item: AnyItem,
  evidence: SecurityEvidence,
  register: SecurityRegister,
  now: Instant
): ItemFinding {
  const defined = own(register.own ?? {}, item);
  const facts = defined ? ownFacts(defined, own(evidence.own ?? {}, item)) : factsOf(item, evidence, register.settings);
  return judged({ item, risk: defined?.risk ?? riskOf(item), facts }, register, now);
}

/** Facts and what people said of them. */
function judged(
  { item, risk, facts }: Pick<ItemFinding, 'item' | 'risk' | 'facts'>,
  register: SecurityRegister,
  now: Instant
): ItemFinding {
  const attested = own(register.attestations, item);
  const excepted = own(register.exceptions, item);
  const parts = Object.fromEntries(
    Object.values(register.exceptions).flatMap((one) => (one.item === item && one.part ? [[one.part, one]] : []))
  );
  const control = own(register.controls ?? {}, item);
  return {
    item,
    risk,
    facts,
    seen: seenOf(facts),
    ...(attested && { attestation: attested }),
    ...(excepted && { exception: excepted }),
    ...(Object.keys(parts).length > 0 && { parts }),
    ...(control && { control }),
    state: securityState(
      facts,
      { attested: counting(attested), excepted: counting(excepted), parts: countingParts(parts) },
      now
    ),
  };
}

function countingParts(parts: Record<string, Exception>): Record<string, Exception> {
  return Object.fromEntries(Object.entries(parts).filter(([, one]) => counting(one)));
}

/** What is judged of a fact. */
type Told = Pick<Fact, 'code' | 'verdict' | 'values'>;

/** Which of several like it a fact is: the same thing has the same key whatever was found out about it. */
export function factKey({ code, values }: Pick<Fact, 'code' | 'values'>): string {
  const which = values?.name ?? values?.instance ?? values?.part;
  return which === undefined ? code : `${code}:${which}`;
}

export function seenOf(facts: Told[]): ItemFinding['seen'] {
  if (facts.some(({ verdict }) => verdict === 'bad')) {
    return 'fail';
  }
  const isSeen = facts.some(({ verdict }) => verdict === 'good') && !facts.some(({ verdict }) => verdict === 'unknown');
  return isSeen ? 'pass' : 'unknown';
}

/** What people said of an item, as far as it counts. */
export interface Vouched {
  attested?: Ending;
  excepted?: Ending;
  parts?: Record<string, Ending>;
}

interface Ending {
  expires: Instant;
}

/** A part that does not apply is left out, and hides none of the others. */
export function securityState(facts: Told[], { attested, excepted, parts = {} }: Vouched, now: Instant): SecurityState {
  const holds = (one: Ending | undefined) => one !== undefined && Date.parse(one.expires) > Date.parse(now);
  if (holds(excepted)) {
    return 'na';
  }
  const left = facts.filter((fact) => !holds(own(parts, factKey(fact))));
  if (left.length === 0 && facts.length > 0) {
    return 'na';
  }
  const seen = seenOf(left);
  const hasPart = left.length < facts.length;
  if (seen !== 'unknown' || (hasPart && !left.some(({ verdict }) => verdict === 'unknown'))) {
    return seen === 'fail' ? 'fail' : 'pass';
  }
  return attested ? (holds(attested) ? 'attested' : 'expired') : 'unknown';
}

export interface Score {
  /** Share of what is known that is in order, by weight, 0 to 100; absent when nothing is known. */
  score?: number;
  /** The same of what is seen alone: without attestations, and with what is not applicable. */
  raw?: number;
  /** Share of the applicable items that are known, by weight, 0 to 100; absent when none applies. */
  coverage?: number;
}

/** Known = pass, fail or attested; unknown and expired count in coverage alone, not applicable nowhere. */
export function scoreOf(findings: Array<Pick<ItemFinding, 'state' | 'risk'> & { seen?: ItemFinding['seen'] }>): Score {
  const sum = (some: typeof findings) => some.reduce((total, { risk }) => total + WEIGHTS[risk], 0);
  const weight = (...states: SecurityState[]) => sum(findings.filter(({ state }) => states.includes(state)));
  const good = weight('pass', 'attested');
  const known = good + weight('fail');
  const applicable = known + weight('unknown', 'expired');
  const passed = sum(findings.filter(({ seen }) => seen === 'pass'));
  const seen = passed + sum(findings.filter((finding) => finding.seen === 'fail'));
  return {
    ...(known > 0 && { score: (100 * good) / known }),
    ...(seen > 0 && { raw: (100 * passed) / seen }),
    ...(applicable > 0 && { coverage: (100 * known) / applicable }),
  };
}

/** What tells of each item, from evidence alone. */
const FACTS: Record<ItemKey | ExtraKey, (evidence: SecurityEvidence, settings: SecuritySettings) => Fact[]> = {
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
  certificates: ({ certificates, at }) =>
    known(certificates, 'certificates', (found) => certificateFacts(found, Date.parse(at))),
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
  advisor: ({ advisor }) =>
    advisor === undefined
      ? [unknown('advisor.absent')]
      : known(advisor, 'advisor', ({ failures, count }) =>
          failures.length > 0
            ? failures.map((failure) => bad('advisor.failure', advisorValues(failure)))
            : [count > 0 ? good('advisor.none', { count }) : unknown('advisor.never')]
        ),
};

/** What was found out about an item; nothing where there is no such item. */
export function factsOf(item: AnyItem, evidence: SecurityEvidence, settings: SecuritySettings = {}): Fact[] {
  return isItem(item) ? [...FACTS[item](evidence, settings), ...advised(item, evidence)] : [];
}

/** Which finding of Grafana's Advisor tells of which item; all of them stand at its own. */
const ADVISED: Partial<Record<ItemKey | ExtraKey, (failure: AdvisorFailure) => boolean>> = {
  secrets: ({ step, item }) => step === 'security_config' && /secret_key/.test(item),
  version: ({ step }) => step === 'out_of_support_version',
  'unsigned-plugins': ({ step }) => step === 'unsigned',
};

function advised(item: ItemKey | ExtraKey, { advisor }: SecurityEvidence): Fact[] {
  const tells = ADVISED[item];
  return tells && advisor && 'value' in advisor
    ? advisor.value.failures.filter(tells).map((failure) => bad('advisor.failure', advisorValues(failure)))
    : [];
}

function advisorValues({ step, item, check }: AdvisorFailure): Record<string, string> {
  return { part: `${check}/${step}/${item}`, step, name: redact(item) };
}

function dataSourceFacts(sources: Extract<SecurityEvidence['dataSources'], { value: unknown }>['value']): Fact[] {
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

/** Certificates end between these; 9999 is RFC 5280's for one that never does. */
const [FIRST_END, LAST_END] = [Date.UTC(2000, 0), Date.UTC(10_000, 0)];

function certificateFacts(certificates: Array<{ instance: string; seconds: number }>, at: number): Fact[] {
  if (!certificates.length) {
    return [unknown('certificates.none')];
  }
  const days = (seconds: number) => Math.floor((seconds * 1000) / DAY_MS);
  const isPossible = ({ seconds }: (typeof certificates)[number]) =>
    at + seconds * 1000 >= FIRST_END && at + seconds * 1000 < LAST_END;
  const possible = certificates.filter(isPossible);
  const short = possible.filter(({ seconds }) => seconds <= (CERTIFICATE_DAYS * DAY_MS) / 1000);
  const isGood = short.length === 0 && possible.length > 0;
  return [
    ...short.map(({ instance, seconds }) =>
      bad('certificates.valid', { instance: redact(instance), days: days(seconds) })
    ),
    ...certificates
      .filter((one) => !isPossible(one))
      .map(({ instance }) => unknown('certificates.odd', { instance: redact(instance) })),
    ...(isGood
      ? [
          good('certificates.valid', {
            count: possible.length,
            days: days(Math.min(...possible.map(({ seconds }) => seconds))),
          }),
        ]
      : []),
  ];
}

function people(
  users: Extract<SecurityEvidence['users'], { value: unknown }>['value'],
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

function hsts({ strictTransport, server }: SecurityEvidence): Fact[] {
  const header = 'value' in strictTransport ? strictTransport.value : undefined;
  const configured = 'value' in server ? server.value.strictTransport : undefined;
  const on = header || configured; // the header wins: a proxy in front may add it
  return header === undefined && configured === undefined ? [] : [noted(on ? 'hsts.on' : 'hsts.off')];
}

const good = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'good', ...(values && { values }) });
const bad = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'bad', ...(values && { values }) });
const noted = (code: string, values?: Fact['values']): Fact => ({ code, verdict: 'note', ...(values && { values }) });
const unknown = (code: string, values?: Fact['values'], needs?: GrafanaRole): Fact => ({
  code,
  verdict: 'unknown',
  ...(values && { values }),
  ...(needs && { needs }),
});

/** Something that has to be off. */
function flag(on: boolean | undefined, code: string, needs?: GrafanaRole): Fact {
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

/** Days for which an attestation of an item holds unless somebody says otherwise. */
export function attestDays(item: string): number {
  return isItem(item) ? ITEMS[item].attestDays : 90;
}

function riskOf(item: string): Risk {
  return isItem(item) ? ITEMS[item].risk : 'medium';
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

function checkItem(register: Pick<SecurityRegister, 'own'>, item: string): Reason[] {
  return isItem(item) || own(register.own ?? {}, item) ? [] : [{ code: 'security.item', values: { item } }];
}
