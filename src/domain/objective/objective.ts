import { z } from 'zod';
import { bareCounters, bareSelector, checkPromql, metricName, resultType } from '../promql/promql';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { type Command, type Described, instant, person, recordBase, type RecordKind, slug } from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { holds } from '../statistics/comparison';
import { cell } from '../text/markdown';
import { UNITS } from '../text/quantity';
import { DAY, objectiveWindow } from '../time/window';
import { budgetOf, type Counts, errorRatio, type PairState, remaining, sli } from './burnRate';
import { checkExclusion, type Exclusion, exclusion, type NewExclusion } from './exclusion';
import {
  checkImprovement,
  checkIndicatorReading,
  type Improvement,
  improvement,
  type ImprovementFields,
  type Improvements,
  type IndicatorReading,
} from './improvement';

const expression = z.string().max(20_000);
const line = z.string().max(300);

/** What is measured. Ratio, latency and probe have an error budget; the others a value against thresholds. */
export const indicator = z.discriminatedUnion('kind', [
  /** Counters of events: a selector, or an expression with `rate` over it. `counted` says what `events` counts. */
  z.object({ kind: z.literal('ratio'), total: expression, counted: z.enum(['good', 'bad']), events: expression }),
  /** Share of requests within the target: `histogram` selects the `_bucket` series, the target must be one of its bounds. */
  z.object({ kind: z.literal('latency'), histogram: expression, percentile: z.number() }),
  /** The same on a native histogram, where any bound will do. */
  z.object({ kind: z.literal('nativeLatency'), histogram: expression, percentile: z.number() }),
  /** A 0/1 metric such as `up`, read once a minute. Missing samples are unknown, not down. */
  z.object({ kind: z.literal('probe'), selector: expression, targets: z.number().int().positive().optional() }),
  /** Any expression that yields one series, over the last five minutes. */
  z.object({ kind: z.literal('gauge'), expr: expression }),
  /** From this product's own records over the window; `oee` multiplies three other objectives. */
  z.object({
    kind: z.literal('computed'),
    measure: z.enum(['recovery', 'mttr', 'mtbf', 'reviewsOnTime', 'actionsOnTime', 'proactiveDetection', 'oee']),
    factors: z.object({ availability: z.string(), performance: z.string(), quality: z.string() }).optional(),
  }),
  z.object({ kind: z.literal('manual') }),
]);
export type Indicator = z.infer<typeof indicator>;
export type IndicatorKind = Indicator['kind'];

export const COMPARISONS = ['<', '<=', '>', '>='] as const;
export const definition = z.object({
  name: line.min(1),
  description: z.string().max(20_000).optional(),
  service: z.string().max(100).optional(),
  owner: z.string().max(100).optional(),
  indicator,
  comparison: z.enum(COMPARISONS),
  /** In the unit. A ratio or probe with `<` is about the share of bad events. Absent: shown for information. */
  target: z.number().optional(),
  critical: z.number().optional(),
  unit: z.enum(UNITS),
  window: objectiveWindow,
  /** Another Prometheus than the app's. */
  dataSource: z.string().max(100).optional(),
  /** Burn-rate pairs stay silent below this number of failures: for little traffic. */
  minimumFailures: z.number().int().nonnegative().optional(),
  /** The system whose data source is missing, for rows that nothing can measure yet. */
  needs: z.string().max(100).optional(),
  /** The value and rhythm that the team's documents give, for comparison. */
  documented: z.object({ value: z.number(), every: z.enum(['realtime', '5m', 'incident']) }).optional(),
});
export type Definition = z.infer<typeof definition>;

/** A value given by hand. */
export const reading = z.object({
  value: z.number(),
  at: instant,
  by: person,
  expires: instant,
  note: z.string().max(20_000).optional(),
});
export type Reading = z.infer<typeof reading>;

const pastDefinition = z.object({ definition, at: instant, by: person });
export type PastDefinition = z.infer<typeof pastDefinition>;

export const objective = definition.extend({
  position: z.number(),
  /** Id of the last command that changed the definition. */
  revision: z.string().optional(),
  /** The last ten definitions, oldest first, the one in use included once it was changed by a person. */
  definitions: z.array(pastDefinition).optional(),
  /** Values by hand, by the id of the command that gave them. */
  readings: z.record(z.string(), reading).optional(),
});
export type Objective = z.infer<typeof objective>;

const logEntry = z.object({
  at: instant,
  by: person,
  type: z.string(),
  /** Key of what was changed; of an exclusion its objectives and services. */
  objective: z.string(),
  exclusion: z.string().optional(),
  /** An exclusion was added to time that had passed: numbers that people had seen changed. */
  past: z.boolean().optional(),
  /** What was changed, in words, where the record does not hold it any more. */
  text: z.string().max(20_000).optional(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const objectivesRegister = recordBase.extend({
  objectives: z.record(z.string(), objective),
  /** Time that does not count, by the id of the command that added it. */
  exclusions: z.record(z.string(), exclusion).optional(),
  /** Improvement indicators; absent: those that ship. */
  indicators: z.record(z.string(), improvement).optional(),
  log: z.record(z.string(), logEntry),
});
export type ObjectivesRegister = z.infer<typeof objectivesRegister>;

export type ObjectivesCommand = Command &
  (
    | {
        type: 'save';
        objective: string;
        definition: Definition;
        /** The revision that the form was opened on. */ seen?: string;
      }
    | { type: 'remove'; objective: string; seen?: string }
    | { type: 'read'; objective: string; value: number; expires: string; note?: string }
    | { type: 'exclude'; exclusion: NewExclusion }
    | { type: 'include'; exclusion: string; reason: string }
    | ({
        /** Those that ship, for a register that was saved without any. */
        shipped: Improvements;
        indicator: string;
      } & (
        | { type: 'saveIndicator'; fields: ImprovementFields }
        | { type: 'removeIndicator' }
        | { type: 'readIndicator'; reading: Omit<IndicatorReading, 'at' | 'by'> }
      ))
  );

export const OBJECTIVES = 'opsbook-objectives';
const KEPT_DEFINITIONS = 10;
const KEPT_READINGS = 100;
const KEPT_LOG = 500;
const MOST_EXCLUSIONS = 500;
/** Paths beside the objectives' own pages. */
const RESERVED = ['new', 'report', 'exclusions', 'indicators'];

export const objectivesKind: RecordKind<ObjectivesRegister, ObjectivesCommand> = {
  kind: 'objectives',
  version: 1,
  schema: objectivesRegister,
  folder: 'registers',
  describe,
  apply,
};

function apply(register: ObjectivesRegister, command: ObjectivesCommand): Outcome<ObjectivesRegister> {
  if (register.log[command.id]) {
    return { ok: register };
  }
  switch (command.type) {
    case 'exclude':
    case 'include':
      return applyExclusion(register, command);
    case 'saveIndicator':
    case 'removeIndicator':
    case 'readIndicator':
      return applyIndicator(register, command);
    default:
      return applyObjective(register, command);
  }
}

type Only<T extends ObjectivesCommand['type']> = Extract<ObjectivesCommand, { type: T }>;

function applyObjective(
  register: ObjectivesRegister,
  command: Only<'save' | 'remove' | 'read'>
): Outcome<ObjectivesRegister> {
  const current: Objective | undefined = register.objectives[command.objective];
  switch (command.type) {
    case 'save': {
      const reasons = checkDefinition(command.definition);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      if (current?.revision !== command.seen) {
        return refuse({ code: current ? 'objective.moved' : 'objective.removed' });
      }
      const before = current ? (current.definitions ?? []) : [];
      const next: Objective = {
        ...command.definition,
        position: current?.position ?? nextPosition(register),
        revision: command.id,
        definitions: [...before, { definition: command.definition, at: command.at, by: command.by }].slice(
          -KEPT_DEFINITIONS
        ),
        ...(current?.readings && { readings: current.readings }),
      };
      return {
        ok: logged({ ...register, objectives: { ...register.objectives, [command.objective]: next } }, command, {
          objective: command.objective,
        }),
      };
    }
    case 'remove': {
      if (!current) {
        return { ok: register };
      }
      if (current.revision !== command.seen) {
        return refuse({ code: 'objective.moved' });
      }
      const { [command.objective]: _, ...objectives } = register.objectives;
      return { ok: logged({ ...register, objectives }, command, { objective: command.objective }) };
    }
    case 'read': {
      if (!current) {
        return refuse({ code: 'objective.removed' });
      }
      if (current.indicator.kind !== 'manual') {
        return refuse({ code: 'objective.notByHand' });
      }
      const { value, at, by, expires, note } = command;
      const given: Reading = { value, at, by, expires, ...(note && { note }) };
      const reasons = checkReading(given);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      const readings = newest({ ...current.readings, [command.id]: given }, KEPT_READINGS);
      return {
        ok: logged(
          { ...register, objectives: { ...register.objectives, [command.objective]: { ...current, readings } } },
          command,
          { objective: command.objective }
        ),
      };
    }
  }
}

function applyExclusion(
  register: ObjectivesRegister,
  command: Only<'exclude' | 'include'>
): Outcome<ObjectivesRegister> {
  const { exclusions = {} } = register;
  const { id, at, by } = command;
  if (command.type === 'exclude') {
    const { from, to, services, objectives, reason, approvedBy } = command.exclusion;
    const reasons = checkExclusion(command.exclusion);
    if (Object.keys(exclusions).length >= MOST_EXCLUSIONS) {
      reasons.push({ code: 'exclusion.many', values: { limit: MOST_EXCLUSIONS } });
    }
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    const past = Date.parse(from) < Date.parse(at);
    const added: Exclusion = {
      from,
      to,
      ...(services?.length && { services }),
      ...(objectives?.length && { objectives }),
      reason: reason.trim(),
      approvedBy: approvedBy.trim(),
      at,
      by,
      ...(past && { past }),
    };
    return {
      ok: logged({ ...register, exclusions: { ...exclusions, [id]: added } }, command, {
        exclusion: id,
        objective: concerned(added),
        text: exclusionText(added),
        ...(past && { past }),
      }),
    };
  }
  const gone: Exclusion | undefined = exclusions[command.exclusion];
  if (!gone) {
    return { ok: register };
  }
  if (!command.reason.trim()) {
    return refuse({ code: 'exclusion.reason', field: 'reason' });
  }
  const { [command.exclusion]: _, ...rest } = exclusions;
  return {
    ok: logged({ ...register, exclusions: rest }, command, {
      exclusion: command.exclusion,
      objective: concerned(gone),
      text: `${command.reason.trim()} · ${exclusionText(gone)}`.slice(0, 20_000),
    }),
  };
}

function concerned({ objectives = [], services = [] }: Exclusion): string {
  return [...objectives, ...services].join(', ');
}

function exclusionText({ from, to, reason, approvedBy }: Exclusion): string {
  return `${from} – ${to} · ${reason} · ${approvedBy}`.slice(0, 20_000);
}

function applyIndicator(
  register: ObjectivesRegister,
  command: Only<'saveIndicator' | 'removeIndicator' | 'readIndicator'>
): Outcome<ObjectivesRegister> {
  const { id, at, by, indicator: key, shipped } = command;
  const indicators = register.indicators ?? shipped;
  const current: Improvement | undefined = indicators[key];
  const kept = (next: Improvements) => ({
    ok: logged({ ...register, indicators: next }, command, { objective: current?.name ?? key }),
  });
  switch (command.type) {
    case 'saveIndicator': {
      const reasons = checkImprovement(command.fields);
      const position = Math.max(-1, ...Object.values(indicators).map((each) => each.position)) + 1;
      return reasons.length > 0
        ? refuse(...reasons)
        : kept({
            ...indicators,
            [key]: {
              ...command.fields,
              position: current?.position ?? position,
              ...(current?.readings && { readings: current.readings }),
            },
          });
    }
    case 'removeIndicator': {
      const { [key]: _, ...rest } = indicators;
      return current ? kept(rest) : { ok: register };
    }
    case 'readIndicator': {
      if (!current) {
        return refuse({ code: 'objective.removed' });
      }
      const given: IndicatorReading = { ...command.reading, at, by };
      const reasons = checkIndicatorReading(given);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      const readings = newest({ ...current.readings, [id]: given }, KEPT_READINGS);
      return kept({ ...indicators, [key]: { ...current, readings } });
    }
  }
}

/** Everything wrong with a definition, each named at its field. What only the data can tell is checked by the form's preview. */
export function checkDefinition(value: Definition): Reason[] {
  const { indicator: measured, target, critical, name } = value;
  const reasons: Reason[] = [];
  if (name.trim() === '') {
    reasons.push({ code: 'objective.name.empty', field: 'name' });
  }
  reasons.push(...checkIndicator(measured));
  if (isBudgeted(value)) {
    if (target === undefined) {
      reasons.push({ code: 'objective.target.empty', field: 'target' });
    } else if (isLatency(measured) ? target <= 0 : target < 0 || target > 1) {
      reasons.push({
        code: isLatency(measured) ? 'objective.target.positive' : 'objective.target.share',
        field: 'target',
      });
    }
  }
  if (critical !== undefined && target === undefined) {
    reasons.push({ code: 'objective.critical.alone', field: 'critical' });
  }
  if (critical !== undefined && target !== undefined && critical !== target && isWithin(value, critical, target)) {
    reasons.push({ code: 'objective.critical.side', field: 'critical' });
  }
  return withUnreadable(reasons, definition, value);
}

function checkReading(given: Reading): Reason[] {
  const reasons: Reason[] = Number.isFinite(given.value) ? [] : [{ code: 'objective.value', field: 'value' }];
  if (!(Date.parse(given.expires) > Date.parse(given.at))) {
    reasons.push({ code: 'objective.expiry.past', field: 'expires' });
  }
  return withUnreadable(reasons, reading, given);
}

function checkIndicator(measured: Indicator): Reason[] {
  switch (measured.kind) {
    case 'ratio':
      return [...checkCounter(measured.total, 'indicator.total'), ...checkCounter(measured.events, 'indicator.events')];
    case 'latency':
    case 'nativeLatency': {
      const reasons = checkSelector(measured.histogram, 'indicator.histogram');
      const selector = reasons.length === 0 ? bareSelector(measured.histogram) : undefined;
      if (measured.kind === 'latency' && selector && !metricName(selector).endsWith('_bucket')) {
        reasons.push({ code: 'objective.histogram.bucket', field: 'indicator.histogram' });
      }
      if (!(measured.percentile > 0 && measured.percentile < 1)) {
        reasons.push({ code: 'objective.percentile', field: 'indicator.percentile' });
      }
      return reasons;
    }
    case 'probe':
      return checkSelector(measured.selector, 'indicator.selector');
    case 'gauge': {
      const reasons = checkPromql(measured.expr, 'indicator.expr');
      if (reasons.length > 0) {
        return reasons;
      }
      if (['matrix', 'string'].includes(resultType(measured.expr))) {
        return [{ code: 'objective.expr.type', field: 'indicator.expr' }];
      }
      const [counter] = bareCounters(measured.expr);
      return counter ? [{ code: 'objective.expr.counter', values: { counter }, field: 'indicator.expr' }] : [];
    }
    case 'computed':
      return measured.measure === 'oee' && !measured.factors
        ? [{ code: 'objective.oee.factors', field: 'indicator.factors' }]
        : [];
    case 'manual':
      return [];
  }
}

/** A counter: a selector, or an expression whose counters are all read over a range. */
function checkCounter(expr: string, field: string): Reason[] {
  const reasons = checkPromql(expr, field);
  if (reasons.length > 0 || bareSelector(expr)) {
    return reasons;
  }
  const [counter] = bareCounters(expr);
  return counter ? [{ code: 'objective.expr.counter', values: { counter }, field }] : [];
}

function checkSelector(expr: string, field: string): Reason[] {
  const reasons = checkPromql(expr, field);
  return reasons.length === 0 && !bareSelector(expr) ? [{ code: 'objective.selector', field }] : reasons;
}

/** Ratio, latency and probe: a share of good events over a window, and so an error budget. */
export function isBudgeted({ indicator: { kind } }: Pick<Definition, 'indicator'>): boolean {
  return kind === 'ratio' || kind === 'latency' || kind === 'nativeLatency' || kind === 'probe';
}

function isLatency({ kind }: Indicator): boolean {
  return kind === 'latency' || kind === 'nativeLatency';
}

/** Whether a smaller value is the better one. */
export function isLowerBetter({ comparison }: Pick<Definition, 'comparison'>): boolean {
  return comparison === '<' || comparison === '<=';
}

/** T, the share of good events that is asked for: the percentile of a latency, 1 − target where the target is about bad events. */
export function goodShare(value: Pick<Definition, 'indicator' | 'comparison' | 'target'>): number | undefined {
  const { indicator: measured, target } = value;
  if (measured.kind === 'latency' || measured.kind === 'nativeLatency') {
    return measured.percentile;
  }
  if (target === undefined || !isBudgeted(value)) {
    return undefined;
  }
  return isLowerBetter(value) ? budgetOf(target) : target;
}

/** Whether `value` keeps to `threshold` (the target unless another is given), by the objective's own comparison. */
export function isWithin({ comparison }: Pick<Definition, 'comparison'>, value: number, threshold: number): boolean {
  return holds(value, comparison, threshold);
}

export type ObjectiveState = 'met' | 'atRisk' | 'breached' | 'stale' | 'noData' | 'info';

/** Order of urgency, the most urgent first. */
export const STATES: readonly ObjectiveState[] = ['breached', 'atRisk', 'stale', 'noData', 'met', 'info'];

/** What was found out about an objective; absent fields are unknown. */
export interface Finding {
  /** Seconds since the epoch. */
  now: number;
  /** Good and total events of the window, for budgeted kinds. */
  counts?: Counts;
  pairs?: PairState[];
  /** Value of gauges, computed ones and values by hand. */
  value?: number;
  /** When the last good value was seen, seconds. */
  lastSeen?: number;
  /** End of validity of a value by hand, seconds. */
  expires?: number;
}

/** The last good value may be this old, in seconds. */
export const STALE_AFTER = 300;

/** Share of the budget at which an objective is at risk. */
export const RISK_LEFT = 0.25;

/** domain.md §3. No data is never "met". */
export function stateOf(value: Definition, finding: Finding): ObjectiveState {
  return isBudgeted(value) ? budgetState(value, finding) : valueState(value, finding);
}

function budgetState(value: Definition, { now, counts, pairs = [], lastSeen }: Finding): ObjectiveState {
  const target = goodShare(value);
  const share = counts && sli(counts);
  if (counts === undefined || share === undefined) {
    return 'noData';
  }
  if (lastSeen === undefined || now - lastSeen > STALE_AFTER) {
    return 'stale';
  }
  if (target === undefined) {
    return 'info';
  }
  if (share < target) {
    return 'breached';
  }
  const left = remaining(counts, target) ?? 0;
  return left <= RISK_LEFT || pairs.some(({ fires }) => fires) ? 'atRisk' : 'met';
}

function valueState(definitionOf: Definition, { now, value, lastSeen, expires }: Finding): ObjectiveState {
  if (value === undefined || Number.isNaN(value)) {
    return 'noData';
  }
  const isOld = lastSeen !== undefined && now - lastSeen > STALE_AFTER;
  if (expires === undefined ? isOld : now >= expires) {
    return 'stale';
  }
  const { target, critical } = definitionOf;
  if (target === undefined) {
    return 'info';
  }
  if (isWithin(definitionOf, value, target)) {
    return 'met';
  }
  // the comparison that keeps to the target, turned at the critical threshold: "> 90 % is critical" breaches beyond 90, not at it
  return critical !== undefined && isAtMost(definitionOf, value, critical) ? 'atRisk' : 'breached';
}

function isAtMost({ comparison }: Definition, value: number, critical: number): boolean {
  return comparison === '<' || comparison === '<=' ? value <= critical : value >= critical;
}

/** The share a person reads: of bad events where the target is about those, else of good ones. */
export function shownShare(value: Pick<Definition, 'comparison' | 'indicator'>, counts: Counts): number | undefined {
  return isLowerBetter(value) && !isLatency(value.indicator) ? errorRatio(counts) : sli(counts);
}

/** The value by hand that counts: the last one given. */
export function lastReading({ readings = {} }: Pick<Objective, 'readings'>): Reading | undefined {
  return Object.values(readings).reduce<Reading | undefined>(
    (last, next) => (!last || Date.parse(next.at) >= Date.parse(last.at) ? next : last),
    undefined
  );
}

/** Objectives in the order of the register. */
export function ordered(register: Pick<ObjectivesRegister, 'objectives'>): Array<[string, Objective]> {
  return Object.entries(register.objectives).sort(
    ([, a], [, b]) => a.position - b.position || (a.name < b.name ? -1 : 1)
  );
}

/** A key for a new objective that the register does not have yet. */
export function newKey(register: Pick<ObjectivesRegister, 'objectives'>, name: string, others: string[] = []): string {
  const base = slug(name).slice(0, 40).replace(/-+$/, '') || 'objective';
  const taken = new Set([...Object.keys(register.objectives), ...others, ...RESERVED]);
  let key = base;
  for (let count = 2; taken.has(key); count++) {
    key = `${base}-${count}`;
  }
  return key;
}

/** The definition without what the register keeps beside it. */
export function definitionOf({
  position: _,
  revision: _r,
  definitions: _d,
  readings: _v,
  ...rest
}: Objective): Definition {
  return rest;
}

export interface Contradiction {
  /** Keys of objectives about the same quantity with other targets. */
  keys: string[];
  /** Keys of improvement indicators about it. */
  indicators: string[];
}

interface Meant {
  key: string;
  isIndicator: boolean;
  comparison: string;
  target: number;
}

/** One quantity defined twice with different targets, as the documents do (99.9 % and 99.95 %, 30 and 15 minutes). */
export function contradictions(
  register: Pick<ObjectivesRegister, 'objectives'>,
  indicators: Improvements = {}
): Contradiction[] {
  const groups = new Map<string, Meant[]>();
  const add = (quantity: string | undefined, meant: Meant) =>
    quantity !== undefined && groups.set(quantity, [...(groups.get(quantity) ?? []), meant]);
  const all = ordered(register);
  for (const [key, value] of all) {
    const { comparison, target } = value;
    if (target !== undefined) {
      add(quantityOf(key, value), { key, isIndicator: false, comparison, target });
    }
  }
  for (const [key, { objective: about, comparison, target, unit }] of Object.entries(indicators)) {
    const value = about === undefined ? undefined : register.objectives[about];
    // a target in another unit says nothing about the objective's
    if (about !== undefined && value?.unit === unit) {
      add(quantityOf(about, value), { key, isIndicator: true, comparison, target });
    }
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ target, comparison }) => `${comparison.charAt(0)}${target}`)).size > 1)
    .map((group) => ({
      keys: group.filter(({ isIndicator }) => !isIndicator).map(({ key }) => key),
      indicators: group.filter(({ isIndicator }) => isIndicator).map(({ key }) => key),
    }));
}

/** What an objective measures, whatever its target; latencies differ by percentile. */
function quantityOf(key: string, value: Objective): string | undefined {
  const { indicator: measured, dataSource = '', service = '' } = value;
  switch (measured.kind) {
    case 'manual':
      return JSON.stringify(['manual', key]);
    case 'computed':
      // recovery and MTTR are the same duration under two names
      return JSON.stringify([measured.measure === 'recovery' ? 'mttr' : measured.measure, service]);
    default:
      return JSON.stringify([measured, dataSource]);
  }
}

function describe(register: ObjectivesRegister): Described {
  const rows = ordered(register).map(
    ([
      ,
      {
        name,
        service = '',
        indicator: { kind },
        comparison,
        target,
        critical,
        unit,
        owner = '',
      },
    ]) =>
      [
        name,
        service,
        kind,
        target === undefined ? '' : `${comparison} ${target} ${unit}`,
        critical === undefined ? '' : `${critical} ${unit}`,
        owner,
      ]
        .map((cell) => cell.replace(/\|/g, '\\|'))
        .join(' | ')
  );
  return {
    title: 'Objectives',
    tags: [],
    head: { id: register.id, kind: 'objectives', count: String(rows.length) },
    markdown: [
      '# Objectives',
      '',
      '| Objective | Service | Kind | Target | Critical | Owner |',
      '|---|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
      ...exclusionLines(register),
      ...indicatorLines(register),
    ].join('\n'),
  };
}

function logged(
  register: ObjectivesRegister,
  { id, at, by, type }: ObjectivesCommand,
  what: Omit<LogEntry, 'at' | 'by' | 'type'>
): ObjectivesRegister {
  return { ...register, log: newest({ ...register.log, [id]: { at, by, type, ...what } }, KEPT_LOG) };
}

function newest<T extends { at: string }>(entries: Record<string, T>, kept: number): Record<string, T> {
  const all = Object.entries(entries);
  return all.length <= kept
    ? entries
    : Object.fromEntries(all.sort(([, a], [, b]) => Date.parse(a.at) - Date.parse(b.at)).slice(-kept));
}

function nextPosition({ objectives }: ObjectivesRegister): number {
  return Math.max(-1, ...Object.values(objectives).map(({ position }) => position)) + 1;
}

function exclusionLines({ exclusions = {}, objectives }: ObjectivesRegister): string[] {
  const rows = Object.values(exclusions).sort((a, b) => Date.parse(b.from) - Date.parse(a.from));
  return rows.length === 0
    ? []
    : [
        '',
        '## Exclusions',
        '',
        '| From | To | Concerns | Reason | Approved by | Entered by |',
        '|---|---|---|---|---|---|',
        ...rows.map(({ from, to, services = [], objectives: keys = [], reason, approvedBy, by, past }) => {
          const concerns = [...services, ...keys.map((key) => objectives[key]?.name ?? key)].join(', ');
          return tableRow([from, to, concerns, reason, approvedBy, past ? `${by.name} (afterwards)` : by.name]);
        }),
      ];
}

function indicatorLines({ indicators = {} }: ObjectivesRegister): string[] {
  const rows = Object.values(indicators).sort((a, b) => a.position - b.position);
  return rows.length === 0
    ? []
    : [
        '',
        '## Improvement indicators',
        '',
        '| Indicator | Target | Actual | On |',
        '|---|---|---|---|',
        ...rows.map(({ name, comparison, target, unit, readings = {} }) => {
          const last = Object.values(readings)
            .sort((a, b) => Date.parse(a.on) - Date.parse(b.on))
            .at(-1);
          const actual = last ? `${last.value} ${unit}` : 'no data';
          return tableRow([name, `${comparison} ${target} ${unit}`, actual, last?.on.slice(0, 10) ?? '']);
        }),
      ];
}

function tableRow(cells: string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** Days until a value by hand should be given again, unless the person says otherwise. */
export const READING_DAYS = 90;

export function defaultExpiry(at: string): string {
  return new Date(Date.parse(at) + READING_DAYS * DAY * 1000).toISOString();
}
