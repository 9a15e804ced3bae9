import { type Instant } from '../record/record';
import { REMINDER_TEXTS, type ReminderKind } from '../text/documents/reminder';
import { type Language } from '../text/language';
import { inZone } from '../text/times';
import { DAY_MS } from '../time/units';
import { type Deadline } from './deadlines';
import { isReminder, OWN_LABEL, REMINDER } from './ownRules';

/** A rule as Grafana's ruler API reads and gives it; what else it holds stays as it is. */
export interface RulerRule extends Record<string, unknown> {
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  grafana_alert?: RulerAlert;
}

interface RulerAlert extends Record<string, unknown> {
  uid?: string;
  title?: string;
  condition?: string;
  data?: unknown[];
  notification_settings?: { receiver?: string } & Record<string, unknown>;
}

export interface RulerGroup extends Record<string, unknown> {
  name: string;
  interval?: string;
  rules: RulerRule[];
}

/** The record whose deadlines become one group of rules. */
export interface Subject {
  /** Also the group's. */
  name: string;
  /** What people call it: `INC-2026-0142`. */
  ref: string;
  /** Not told of private records. */
  title?: string;
  isPrivate?: boolean;
  /** Absolute. */
  url: string;
  services?: string[];
  severity?: string;
  team?: string;
  deadlines: Deadline[];
}

/** What the team chose, and what the rules are asked of. */
export interface Terms {
  kinds: ReadonlySet<ReminderKind>;
  receiver?: string;
  /** Uid of a Prometheus; absent: an expression counts down, which asks nobody. */
  prometheus?: string;
  /** IANA zone of the team. */
  zone: string;
  language: Language;
  /** By Grafana's clock, which decides. */
  now: number;
  /** Milliseconds that Grafana's clock is ahead of this computer's; absent where they agree or it is not known. */
  ahead?: number;
}

/** Rules of ours in all, and how far ahead they are set, in milliseconds. */
export const MOST_RULES = 500;
export const HORIZON = 30 * DAY_MS;
/** Grafana's shortest, so that a reminder comes within seconds. */
const INTERVAL = '10s';
const MAX_RULE_TITLE = 180;
const KEY = 'opsbook_key';
const DEADLINE = 'opsbook_deadline';
const VERSION = 'opsbook_version';
const TERMS = 'opsbook_terms';

export function deadlineKey({ annotations }: RulerRule): string | undefined {
  return annotations?.[KEY];
}

export function deadlineOf({ annotations }: RulerRule): Instant | undefined {
  return annotations?.[DEADLINE];
}

/** The deadlines that are asked for and near enough, the next one first. */
export function nearDeadlines(deadlines: Deadline[], { kinds, now }: Pick<Terms, 'kinds' | 'now'>): Deadline[] {
  return deadlines
    .filter(({ kind, at }) => kinds.has(kind) && Math.abs(Date.parse(at) - now) <= HORIZON)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.key < other.key ? -1 : 1));
}

/** The rules that a record should have. `version` is that of the record they are made of: a later one is not set back. */
export function rulesOf(subject: Subject, terms: Terms, version: string): RulerRule[] {
  const titles = new Set<string>();
  return nearDeadlines(subject.deadlines, terms).map((deadline) => {
    const told = whatOf(deadline, subject, terms);
    const plain = `${subject.ref}: ${told}`.slice(0, MAX_RULE_TITLE);
    const title = titles.has(plain) ? `${plain} (${deadline.key})` : plain;
    titles.add(plain);
    return {
      ...question(deadline, terms),
      labels: labelsOf(subject, deadline),
      annotations: { ...annotationsOf(subject, deadline, told, terms), [VERSION]: version },
      grafana_alert: {
        title,
        condition: 'A',
        no_data_state: 'OK',
        exec_err_state: 'OK',
        data: [dataOf(deadline, terms)],
        ...(terms.receiver && { notification_settings: { receiver: terms.receiver } }),
      },
    };
  });
}

function whatOf({ kind, what }: Deadline, { isPrivate }: Subject, { language }: Terms): string {
  const { kinds, roles, quoted } = REMINDER_TEXTS[language];
  const named = kind === 'role-empty' ? what && (roles[what] ?? what) : what && !isPrivate ? quoted(what) : undefined;
  return named ? `${kinds[kind]} ${named}` : kinds[kind];
}

/** An expression that is always true fires once it was so for as long as is left; a question to Prometheus needs no wait. */
function question({ at }: Deadline, { prometheus, now }: Terms): Pick<RulerRule, 'for'> {
  return { for: prometheus ? '0s' : `${Math.max(0, Math.ceil((Date.parse(at) - now) / 1000))}s` };
}

function dataOf({ at }: Deadline, { prometheus }: Terms): unknown {
  return prometheus
    ? {
        refId: 'A',
        relativeTimeRange: { from: 60, to: 0 },
        datasourceUid: prometheus,
        model: { refId: 'A', instant: true, expr: `vector(time()) >= ${Math.ceil(Date.parse(at) / 1000)}` },
      }
    : {
        refId: 'A',
        datasourceUid: '__expr__',
        model: { refId: 'A', type: 'math', expression: '1 == 1' },
      };
}

function labelsOf(subject: Subject, { kind, team = subject.team }: Deadline): Record<string, string> {
  const services = subject.isPrivate ? '' : (subject.services ?? []).join(',');
  return {
    [OWN_LABEL]: REMINDER,
    kind,
    ...(services && { service: literal(services) }),
    ...(subject.severity && { severity: subject.severity }),
    ...(team && !subject.isPrivate && { team: literal(team) }),
  };
}

function annotationsOf(
  { ref, title, isPrivate, url }: Subject,
  { key, at }: Deadline,
  told: string,
  terms: Terms
): Record<string, string> {
  const { zone, language } = terms;
  const { day, time } = inZone(at, zone);
  const named = title && !isPrivate ? `${ref} · ${title}` : ref;
  const text = `${REMINDER_TEXTS[language].deadline}${day} ${time} (${zone})`;
  return {
    summary: literal(`${ref}: ${told}, ${day} ${time} (${zone})`),
    description: literal([named, told, text, url].join('\n')),
    link: literal(url),
    [KEY]: literal(key),
    [DEADLINE]: at,
    [TERMS]: literal(termsText(terms)),
  };
}

function termsText({ prometheus = '', receiver = '', zone, language }: Terms): string {
  return [prometheus, receiver, zone, language].join(' | ');
}

/** Whether the rule was made as the team wants it now. */
export function isOnTerms({ annotations }: RulerRule, terms: Terms): boolean {
  return annotations?.[TERMS] === literal(termsText(terms));
}

/** Grafana expands `{{ }}` in labels and annotations: what people typed stays what it is. */
function literal(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}

type Change =
  | { kind: 'none' }
  /** Somebody's page knows a later state of the record. */
  | { kind: 'newer' }
  | { kind: 'write'; group: RulerGroup }
  | { kind: 'delete' };

/**
 * What makes the group hold these rules: theirs keep their uid, so that they stay the same rules, and rules of others that stand in
 * the group stay as they are.
 */
export function changeOf(name: string, current: RulerGroup | undefined, wanted: RulerRule[], version: string): Change {
  const own = (current?.rules ?? []).filter(isReminder);
  const others = (current?.rules ?? []).filter((rule) => !isReminder(rule));
  if (own.some(({ annotations }) => isLater(annotations?.[VERSION], version))) {
    return { kind: 'newer' };
  }
  const byKey = new Map(own.map((rule) => [deadlineKey(rule), rule]));
  const isSame = own.length === wanted.length && wanted.every((rule) => sameRule(byKey.get(deadlineKey(rule)), rule));
  if (isSame) {
    return { kind: 'none' };
  }
  if (wanted.length + others.length === 0) {
    return { kind: 'delete' };
  }
  const rules = wanted.map((rule) => {
    const uid = byKey.get(deadlineKey(rule))?.grafana_alert?.uid;
    return uid ? { ...rule, grafana_alert: { ...rule.grafana_alert, uid } } : rule;
  });
  return { kind: 'write', group: { name, interval: current?.interval ?? INTERVAL, rules: [...others, ...rules] } };
}

/** Of the record that our rules in the group were last made of; `0` where there are none. */
export function versionOf(group: RulerGroup | undefined): string {
  const versions = (group?.rules ?? [])
    .filter(isReminder)
    .map(({ annotations }) => Number(annotations?.[VERSION] ?? 0));
  return String(Math.max(0, ...versions));
}

function isLater(one: string | undefined, other: string): boolean {
  return one !== undefined && Number(one) > Number(other);
}

/** In all that we set; `for` of an expression shrinks by itself and says nothing. */
function sameRule(one: RulerRule | undefined, other: RulerRule): boolean {
  return one !== undefined && essence(one) === essence(other);
}

function essence({ labels, annotations, grafana_alert: alert }: RulerRule): string {
  const { [VERSION]: _version, ...said } = annotations ?? {};
  const [data] = alert?.data ?? [];
  return JSON.stringify([
    sorted(labels ?? {}),
    sorted(said),
    alert?.title,
    alert?.notification_settings?.receiver ?? '',
    questionOf(data),
  ]);
}

function questionOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('datasourceUid' in data) || !('model' in data)) {
    return undefined;
  }
  const { model } = data;
  const text = (key: string): unknown =>
    typeof model === 'object' && model !== null ? Object.getOwnPropertyDescriptor(model, key)?.value : undefined;
  return [data.datasourceUid, text('expr') ?? '', text('expression') ?? ''];
}

function sorted(values: Record<string, string>): Array<[string, string]> {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
}
