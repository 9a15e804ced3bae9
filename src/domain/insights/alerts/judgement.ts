import { alertKey } from '../../incident/declare/prefill';
import { type IncidentHead } from '../../incident/head';
import { isOpen } from '../../incident/rules';
import { type Instant, slug } from '../../record/record';
import { medianOf, wilson } from '../../statistics/statistics';
import { weekOf } from '../../time/localDates';
import { type Span } from '../../time/window';
import { choose, type LeftOut } from '../insights';
import { beganAt } from '../reliability';
import { type Firing, firingSeconds } from './firings';

// All times here are seconds since the epoch.

/** An alert rule, and when it fired. */
export interface RuleHistory {
  /** `grafana`, or the uid of the data source whose rule it is. */
  source: string;
  name: string;
  uid?: string;
  /** Of the rule: they say which service it is about. */
  labels: Record<string, string>;
  /** Slug of the service; absent where nobody can tell. */
  service?: string;
  firings: Array<Firing & { labels?: Record<string, string> }>;
}

export interface Silenced extends Span {
  matchers: Array<{ name: string; value: string; isRegex: boolean; isEqual: boolean }>;
}

/** What became of a firing: an incident was declared for it, one was under way, somebody had silenced it, or nobody did anything. */
export const FATES = ['led', 'fell', 'silenced', 'nothing'] as const;
export type Fate = (typeof FATES)[number];

/** A share, told only from six on. */
export interface JudgedShare {
  hits: number;
  n: number;
  /** Absent below six: then nothing is said. */
  value?: number;
  interval?: { low: number; high: number };
}

export interface RuleVerdict {
  rule: RuleHistory;
  fired: number;
  /** Seconds in all. */
  firing: number;
  fates: Record<Fate, number>;
  /** Firings of exercises, and of what was void or a duplicate: in no number. */
  leftOut: number;
  /** Share of firings that belong to an incident. */
  precision: JudgedShare;
  /** Share of the incidents of its service that it announced; absent where the rule has no service. */
  recall?: JudgedShare;
  /** Seconds before people noticed: positive when the rule was first. Told from six incidents on. */
  lead: { n: number; median?: number; least?: number; most?: number };
  /** The most that a firing came before an incident was noticed, by whomever; seconds. */
  first?: number;
  incidents: string[];
}

export interface Judgement {
  /** The noisiest first: by firings that nobody did anything about. */
  verdicts: RuleVerdict[];
  /** Counted incidents of the period that no rule announced. */
  unannounced: IncidentHead[];
  counted: number;
  leftOut: Record<LeftOut, number>;
}

/** Below this nothing is said of a share. */
const LEAST = 6;
/** An incident that is declared within this time after an alert began was declared for it. */
const LED_WITHIN = 3_600;
/** An alert may begin this long before what people later wrote down as the beginning. */
const BEFORE = 900;

interface Known {
  head: IncidentHead;
  from: number;
  to: number;
  declared: number;
  detected: number;
}

/** Judges rules by the incidents of a period, from heads alone. Times of `period` and `now` are seconds. */
export function judgeAlerts(
  rules: RuleHistory[],
  heads: IncidentHead[],
  { period, now, silences = [] }: { period: Span; now: number; silences?: Silenced[] }
): Judgement {
  const chosen = choose(heads, { period });
  const counted = index([...chosen.incidents, ...chosen.earlier], now);
  const others = index([...chosen.leftOut.drill, ...chosen.leftOut.void, ...chosen.leftOut.duplicate], now);
  const announced = new Set<string>();
  const verdicts = rules.map((rule) => {
    const { verdict, incidents } = judgeRule(rule, { counted, others, silences, period });
    incidents.forEach((name) => announced.add(name));
    return verdict;
  });
  return {
    verdicts: verdicts.sort(
      (one, other) =>
        other.fates.nothing - one.fates.nothing || other.fired - one.fired || (one.rule.name < other.rule.name ? -1 : 1)
    ),
    unannounced: chosen.incidents.filter(({ name }) => !announced.has(name)),
    counted: chosen.incidents.length,
    leftOut: {
      drill: chosen.leftOut.drill.length,
      void: chosen.leftOut.void.length,
      duplicate: chosen.leftOut.duplicate.length,
      undated: chosen.leftOut.undated.length,
      unread: chosen.leftOut.unread.length,
    },
  };
}

interface Index {
  all: Known[];
  byService: Map<string, Known[]>;
  byAlert: Map<string, Known[]>;
}

interface Context {
  counted: Index;
  others: Index;
  silences: Silenced[];
  period: Span;
}

function judgeRule(rule: RuleHistory, { counted, others, silences, period }: Context) {
  const related = relatedTo(rule, counted);
  const left = relatedTo(rule, others);
  const fates: Record<Fate, number> = { led: 0, fell: 0, silenced: 0, nothing: 0 };
  const belongs = new Map<string, number>();
  const firings = rule.firings.filter(({ from, to }) => to > period.start && from < period.end);
  let leftOut = 0;
  for (const firing of firings) {
    const led = related.find((incident) => isLed(firing, incident));
    const fell = led ?? related.find((incident) => isDuring(firing, incident));
    if (fell) {
      fates[led ? 'led' : 'fell']++;
      belongs.set(fell.head.name, Math.min(firing.from, belongs.get(fell.head.name) ?? Infinity));
    } else if (left.some((incident) => isLed(firing, incident) || isDuring(firing, incident))) {
      leftOut++;
    } else {
      fates[isSilenced(firing, rule, silences) ? 'silenced' : 'nothing']++;
    }
  }
  const n = fates.led + fates.fell + fates.silenced + fates.nothing;
  const begun = related.filter(({ head }) => (beganAt(head) ?? 0) >= period.start);
  const announced = begun.filter(({ head, detected }) => (belongs.get(head.name) ?? Infinity) <= detected);
  const verdict: RuleVerdict = {
    rule,
    fired: firings.length,
    firing: firingSeconds(firings),
    fates,
    leftOut,
    precision: share(fates.led + fates.fell, n),
    ...(rule.service !== undefined && { recall: share(announced.length, begun.length) }),
    lead: leadOf(begun, belongs),
    ...(announced.length > 0 && {
      first: Math.max(...announced.map(({ head, detected }) => detected - (belongs.get(head.name) ?? detected))),
    }),
    incidents: [...belongs.keys()].sort(),
  };
  return { verdict, incidents: announced.map(({ head }) => head.name) };
}

/** Of its service, or with one of its alerts on them. */
function relatedTo({ name, labels, service, firings }: RuleHistory, { byService, byAlert }: Index): Known[] {
  const keys = new Set([nameKey(name), ...firings.map((firing) => alertKey(name, firing.labels ?? labels))]);
  const found = new Set(service === undefined ? [] : byService.get(service));
  keys.forEach((key) => byAlert.get(key)?.forEach((incident) => found.add(incident)));
  return [...found].sort((one, other) => one.declared - other.declared);
}

function index(heads: IncidentHead[], now: number): Index {
  const all = heads.map((head) => toKnown(head, now));
  const [byService, byAlert] = [new Map<string, Known[]>(), new Map<string, Known[]>()];
  for (const known of all) {
    known.head.serviceTags.forEach((service) => add(byService, service, known));
    known.head.alerts.forEach((key) => {
      add(byAlert, key, known);
      add(byAlert, key.slice(0, key.lastIndexOf('-')), known);
    });
  }
  return { all, byService, byAlert };
}

function add(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key) ?? [];
  list.push(known);
  map.set(key, list);
}

function toKnown(head: IncidentHead, now: number): Known {
  const { milestones, status } = head;
  const began = beganAt(head) ?? NaN;
  const declared = seconds(milestones.declared) ?? began;
  const ended = seconds(milestones.resolved ?? milestones.mitigated) ?? (isOpen(status) ? now : declared);
  return {
    head,
    from: Math.min(began, declared) - BEFORE,
    to: Math.max(ended, declared),
    declared,
    detected: seconds(milestones.detected) ?? declared,
  };
}

/** How an alert's key begins whatever its labels are. */
function nameKey(name: string): string {
  return slug(name).slice(0, 30);
}

function isLed({ from, to }: Firing, { declared }: Known): boolean {
  return from <= declared && declared <= Math.max(to, from + LED_WITHIN);
}

function isDuring({ from, to }: Firing, known: Known): boolean {
  return from < known.to && to > known.from;
}

function isSilenced(
  { from, to, labels }: RuleHistory['firings'][number],
  rule: RuleHistory,
  silences: Silenced[]
): boolean {
  const all = { ...rule.labels, ...labels, alertname: rule.name };
  return silences.some(
    ({ start, end, matchers }) => start < to && end > from && matchers.every((matcher) => matches(matcher, all))
  );
}

function matches(
  { name, value, isRegex, isEqual }: Silenced['matchers'][number],
  labels: Record<string, string>
): boolean {
  const own = labels[name] ?? '';
  return (isRegex ? matchesPattern(own, value) : own === value) === isEqual;
}

function matchesPattern(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false; // Go's patterns are not all JavaScript's
  }
}

function leadOf(incidents: Known[], belongs: Map<string, number>): RuleVerdict['lead'] {
  const leads = incidents.flatMap(({ head, detected }) => {
    const from = belongs.get(head.name);
    return from === undefined || !head.detectedBy || head.detectedBy === 'monitoring' ? [] : [detected - from];
  });
  const sorted = leads.sort((one, other) => one - other);
  return sorted.length < LEAST
    ? { n: sorted.length }
    : { n: sorted.length, median: medianOf(sorted), least: sorted.at(0), most: sorted.at(-1) };
}

function share(hits: number, n: number): JudgedShare {
  return n < LEAST ? { hits, n } : { hits, n, value: hits / n, interval: wilson(hits, n) };
}

export interface AlertWeek {
  /** `2026-W47` */
  week: string;
  fired: number;
  acted: number;
}

/** How often alerts fired in each ISO week (UTC), and how many of these firings belong to an incident. */
export function alertTrend(
  rules: RuleHistory[],
  heads: IncidentHead[],
  options: { period: Span; now: number }
): AlertWeek[] {
  const { period } = options;
  const weeks: AlertWeek[] = [];
  for (let start = mondayOf(period.start); start < period.end; start += WEEK_SECONDS) {
    const week = { start: Math.max(start, period.start), end: Math.min(start + WEEK_SECONDS, period.end) };
    const begun = rules.map((rule) => ({
      ...rule,
      firings: rule.firings.filter(({ from }) => from >= week.start && from < week.end),
    }));
    const { verdicts } = judgeAlerts(begun, heads, { ...options, period });
    weeks.push({
      week: weekOf(new Date(week.start * 1000).toISOString().slice(0, 10)),
      fired: verdicts.reduce((sum, { fired, leftOut }) => sum + fired - leftOut, 0),
      acted: verdicts.reduce((sum, { fates }) => sum + fates.led + fates.fell, 0),
    });
  }
  return weeks;
}

const WEEK_SECONDS = 604_800;
/** The epoch began on a Thursday. */
const FIRST_MONDAY = 4 * 86_400;

function mondayOf(at: number): number {
  return Math.floor((at - FIRST_MONDAY) / WEEK_SECONDS) * WEEK_SECONDS + FIRST_MONDAY;
}

function seconds(at: Instant | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at) / 1000;
}
