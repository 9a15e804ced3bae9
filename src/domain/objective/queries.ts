import {
  bareSelector,
  bucketMatcher,
  eventsOver,
  hasRange,
  resultType,
  selectors,
  withMatchers,
  withoutComments,
  yieldsOneSeries,
} from '../promql/promql';
import { DAY, HOUR, nominalDays, type Span, windowAt, type WindowSpan } from '../time/window';
import { type Counts, pairStates, sumCounts, burnRate, PAIRS, type PairState } from './burnRate';
import { type Definition, type Finding, goodShare, isBudgeted, isLowerBetter, type Objective } from './objective';

/**
 * How an objective is asked of Prometheus without recording rules. A window is put together from
 * - `history`: whole hours, finished and kept by the browser;
 * - `fresh`: five-minute slices of the last six hours and what is left of the hour before, always asked again;
 * - `spans`: what lies between the window's start and the first whole hour, and between the last one and the first slice
 *   (less than five minutes).
 */
export interface Plan {
  now: number;
  window: WindowSpan;
  history?: Grid;
  fresh: Grid;
  spans: PlannedSpan[];
}

/** Slices end at `start`, `start + step`, … `end` (seconds), each covering the step before it. */
export interface Grid extends Span {
  step: number;
  queries: Query[];
}

export interface PlannedSpan extends Span {
  queries: Query[];
}

export type Role = 'good' | 'bad' | 'total' | 'value' | 'series' | 'percentile';

export interface Query {
  role: Role;
  expr: string;
  /** What an answer is multiplied with: takes back the widening of the range. */
  factor: number;
}

/** Values by role; `undefined` where Prometheus has nothing. */
export type Columns = Partial<Record<Role, Array<number | undefined>>>;

export interface Answers {
  history?: Columns;
  fresh: Columns;
  /** One row per planned span. */
  spans: Array<Partial<Record<Role, number>>>;
}

/** Seconds between samples of a metric, now and in the middle of the window: asked once per selector. */
export interface Intervals {
  recent: number;
  past: number;
}

export const DEFAULT_INTERVALS: Intervals = { recent: 15, past: 15 };

const FRESH_STEP = 300;
const FRESH_LENGTH = 6 * HOUR;
const TREND_DAYS = 30;
/** Longest answer of a multi-series expression that is looked at before it is refused. */
export const MANY = 1;

export interface PlanOptions {
  now: number;
  intervals?: Intervals;
  /** How far back the history reaches at least, seconds; the trend's 30 days unless given. */
  reach?: number;
  /** Another window than the objective's own, for looking at any period. */
  window?: WindowSpan;
  /** Gauges: every hour is shown by itself, not only the trend of six. */
  isHourly?: boolean;
}

export function planOf(
  definition: Definition,
  {
    now,
    intervals = DEFAULT_INTERVALS,
    reach = TREND_DAYS * DAY,
    window = windowAt(definition.window, now),
    isHourly = false,
  }: PlanOptions
): Plan {
  const budgeted = isBudgeted(definition);
  const boundary = floorHour(now - FRESH_LENGTH);
  const slicesFrom = now - Math.floor((now - boundary) / FRESH_STEP) * FRESH_STEP;
  const historyFrom = floorHour(budgeted ? Math.min(window.start, now - reach) : now - reach);
  const spans: Span[] = budgeted ? edges(window, now, slicesFrom, boundary) : [];
  return {
    now,
    window,
    history: {
      start: historyFrom + HOUR,
      end: boundary,
      step: HOUR,
      queries: budgeted ? countQueries(definition, HOUR, intervals.past) : trendQueries(definition, isHourly),
    },
    fresh: {
      start: slicesFrom + FRESH_STEP,
      end: now,
      step: FRESH_STEP,
      queries: [
        ...(budgeted ? countQueries(definition, FRESH_STEP, intervals.recent) : valueQueries(definition)),
        ...percentileQuery(definition),
      ],
    },
    spans: spans.map(({ start, end }) => ({
      start,
      end,
      queries: countQueries(definition, end - start, end > now - DAY ? intervals.recent : intervals.past, end),
    })),
  };
}

/** True for the span between the last whole hour and the first slice. */
export function isBetween({ history, fresh }: Plan, { start, end }: Span): boolean {
  return history !== undefined && near(start, history.end) && near(end, fresh.start - fresh.step);
}

/** The spans that no whole hour and no slice covers, for the window and for the long burn-rate windows. */
function edges(window: WindowSpan, now: number, slicesFrom: number, boundary: number): Span[] {
  const starts = [window.start, ...PAIRS.map(({ long }) => now - long).filter((start) => start < slicesFrom)];
  const spans = starts.map((start) => (start >= boundary ? { start, end: now } : { start, end: ceilHour(start) }));
  return unique([...spans, { start: boundary, end: slicesFrom }].filter(({ start, end }) => end > start));
}

/** The selectors whose sampling interval widens the ranges of an objective. */
export function sampledSelectors({ indicator }: Definition): string[] {
  switch (indicator.kind) {
    case 'ratio':
      return selectors(indicator.total)
        .slice(0, 1)
        .map(({ text }) => text);
    case 'latency':
    case 'nativeLatency':
      return [plain(indicator.histogram)];
    default:
      return [];
  }
}

/**
 * Most samples of one series in ten minutes: the interval follows from it. Half an hour is looked at, so that a gap does
 * not count as a longer interval, and only series that were there before: what begins in the middle has too few.
 */
export function samplesQuery(selector: string, at?: number): string {
  const now = at === undefined ? '' : ` @ ${Math.round(at)}`;
  return `max(max_over_time(count_over_time(${selector}[10m])[20m:10m]${now}) and last_over_time(${selector}[10m]${now} offset 20m))`;
}

const USUAL = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300];

/** Seconds between samples, from how many there were in ten minutes; usual intervals are recognised within a tenth. */
export function intervalOf(samples: number | undefined): number | undefined {
  if (samples === undefined || !(samples >= 1)) {
    return undefined;
  }
  const interval = 600 / samples;
  return USUAL.find((usual) => Math.abs(interval - usual) <= usual / 10) ?? Math.min(300, Math.ceil(interval));
}

/** What is not known of one time is taken from the other. */
export function intervalsOf(recent: number | undefined, past: number | undefined): Intervals {
  return {
    recent: recent ?? past ?? DEFAULT_INTERVALS.recent,
    past: past ?? recent ?? DEFAULT_INTERVALS.past,
  };
}

/** Ready to be put into another expression: no comments, and no brackets around a selector, which may get a range. */
function plain(expr: string): string {
  const text = withoutComments(expr);
  return bareSelector(text)?.text ?? text;
}

function countQueries(definition: Definition, span: number, interval: number, at?: number): Query[] {
  const { indicator, target = 0 } = definition;
  switch (indicator.kind) {
    case 'ratio': {
      const events = counter(span, interval, at);
      return [
        { role: 'total', ...events(plain(indicator.total)) },
        { role: indicator.counted, ...events(plain(indicator.events)) },
      ];
    }
    case 'latency': {
      const events = counter(span, interval, at);
      const histogram = plain(indicator.histogram);
      return [
        { role: 'total', ...events(withMatchers(histogram, [{ label: 'le', operator: '=', value: '+Inf' }])) },
        { role: 'good', ...events(withMatchers(histogram, [bucketMatcher(target)])) },
      ];
    }
    case 'nativeLatency': {
      const { expr, factor } = counter(span, interval, at)(plain(indicator.histogram));
      return [
        { role: 'total', expr: `histogram_count(${expr})`, factor },
        { role: 'good', expr: `histogram_fraction(0, ${target}, ${expr}) * histogram_count(${expr})`, factor },
      ];
    }
    case 'probe': {
      // one reading a minute; the range stops short of its start, which belongs to the slice before
      const range = `${plain(indicator.selector)}[${Math.round(span * 1000) - 1}ms:1m]${at === undefined ? '' : ` @ ${at}`}`;
      return [
        { role: 'total', expr: `sum(count_over_time(${range}))`, factor: 1 },
        { role: 'good', expr: `sum(sum_over_time(${range}))`, factor: 1 },
      ];
    }
    default:
      return [];
  }
}

/**
 * `increase` sees only what lies between the samples inside its range, so that adjoining slices lose the step between
 * them. A range one sampling interval longer holds the last sample before the slice too; `increase` stretches its result
 * to the whole range, and the factor takes that back. Slices then add up to what the counter did.
 */
function counter(span: number, interval: number, at?: number) {
  const wide = Math.round((span + interval) * 1000) - 1;
  return (expr: string) => {
    const events = eventsOver(expr, wide, at);
    const isOne = yieldsOneSeries(eventsOver(expr, HOUR)); // whatever the range, which would be parsed each time
    return { expr: isOne ? events : `sum(${events})`, factor: (span * 1000) / wide };
  };
}

function valueQueries({ indicator }: Definition): Query[] {
  if (indicator.kind !== 'gauge') {
    return [];
  }
  const expr = plain(indicator.expr);
  return guarded(expr, recent(expr));
}

/** The last five minutes: a plain selector is averaged, an expression with its own range is taken as it is. */
function recent(expr: string): string {
  if (resultType(expr) === 'scalar') {
    return `vector(${expr})`;
  }
  if (bareSelector(expr)) {
    return `avg_over_time(${expr}[5m])`;
  }
  // `and` ends the value when the expression ends: the subquery would go on for the five minutes of its memory
  return hasRange(expr) ? expr : `avg_over_time((${expr})[5m:1m]) and (${expr})`;
}

/**
 * Each hour: its mean where hours are shown, from a value every five minutes; for a trend of six hours one value an hour
 * does, at a tenth of the cost. A plain selector is averaged over its samples, which costs little.
 */
function trendQueries({ indicator }: Definition, isHourly: boolean): Query[] {
  if (indicator.kind !== 'gauge') {
    return [];
  }
  const expr = plain(indicator.expr);
  if (bareSelector(expr)) {
    return guarded(expr, `avg_over_time(${expr}[1h])`);
  }
  const vector = resultType(expr) === 'scalar' ? `vector(${expr})` : expr;
  return guarded(expr, isHourly ? `avg_over_time((${vector})[1h:5m])` : vector);
}

/** An expression that might yield many series is never asked for as it is: one value and the number of series come back. */
function guarded(expr: string, asked: string): Query[] {
  return yieldsOneSeries(expr)
    ? [{ role: 'value', expr: asked, factor: 1 }]
    : [
        { role: 'value', expr: `max(${asked})`, factor: 1 },
        { role: 'series', expr: `count(${asked})`, factor: 1 },
      ];
}

/** The percentile of the last five minutes, for display only. */
function percentileQuery({ indicator }: Definition): Query[] {
  switch (indicator.kind) {
    case 'latency':
      return [
        {
          role: 'percentile',
          expr: `histogram_quantile(${indicator.percentile}, sum by (le) (rate(${plain(indicator.histogram)}[5m])))`,
          factor: 1,
        },
      ];
    case 'nativeLatency':
      return [
        {
          role: 'percentile',
          expr: `histogram_quantile(${indicator.percentile}, sum(rate(${plain(indicator.histogram)}[5m])))`,
          factor: 1,
        },
      ];
    default:
      return [];
  }
}

/** One query that gives the number of the whole window, to check it by hand; heavier for Prometheus than the slices. */
export function plainQuery(definition: Definition, span: number): string | undefined {
  const { indicator } = definition;
  if (indicator.kind === 'gauge') {
    return recent(plain(indicator.expr));
  }
  const parts = Object.fromEntries(countQueries(definition, span, 0.001).map(({ role, expr }) => [role, expr]));
  if (indicator.kind === 'nativeLatency') {
    const range = `${plain(indicator.histogram)}[${Math.round(span)}s]`;
    return `histogram_fraction(0, ${definition.target ?? 0}, sum(increase(${range})))`;
  }
  const counted = parts.bad ?? parts.good;
  return counted && parts.total ? `${readable(counted)} / ${readable(parts.total)}` : undefined;
}

/**
 * Share of bad events over `span` seconds as one expression, or their number. Series of failures that do not exist yet
 * count 0 while there is traffic, and series of good events that do not exist make everything bad.
 */
export function errorRatioQuery(
  definition: Definition,
  span: number,
  wanted: 'ratio' | 'bad' = 'ratio'
): string | undefined {
  const parts = Object.fromEntries(
    countQueries(definition, span, 0.001).map(({ role, expr }) => [role, readable(expr)])
  );
  const { total, good, bad } = parts;
  const found = bad ?? good;
  if (!total || !found) {
    return undefined;
  }
  const counted = `(${found} or ${total} * 0)`;
  const failures = bad ? counted : `(${total} - ${counted})`;
  return wanted === 'bad' ? failures : `${failures} / ${total}`;
}

/** `2592000000ms` → `30d`: exact, in the largest unit that divides it. */
function readable(expr: string): string {
  return expr.replace(/\[(\d+)ms/g, (_, digits: string) => {
    const milliseconds = Math.ceil(Number(digits) / 1000) * 1000;
    const [size, unit] = (
      [
        [86_400_000, 'd'],
        [3_600_000, 'h'],
        [60_000, 'm'],
      ] as const
    ).find(([length]) => milliseconds % length === 0) ?? [1000, 's'];
    return `[${milliseconds / size}${unit}`;
  });
}

/** Slices of one kind, oldest first. */
export interface Slice extends Counts {
  start: number;
  end: number;
}

/** One value every six hours, oldest first; undefined where nothing is known. */
export interface Trend {
  times: number[];
  values: Array<number | undefined>;
}

export interface Measurement extends Finding {
  window: WindowSpan;
  /** The last five minutes. */
  recent?: Counts;
  /** Percentile or gauge, last five minutes. */
  current?: number;
  /** By seconds: the counts of the last so many, for the windows of the burn rates. */
  over?: Record<number, Counts | undefined>;
  /** Burn rate of the last hour. */
  burn?: number;
  pairs?: PairState[];
  /** Whole hours, then five-minute slices, of budgeted kinds; those without samples are left out. */
  slices: Slice[];
  /** What the sparkline shows: shares as a person reads them, or values. */
  trend: Trend;
  /** More than one series came out of an expression that should give one. */
  tooMany?: number;
  /** The expression exists but is not a number now: a division by zero, as when there is no traffic. */
  notANumber?: boolean;
  /** For probes: minutes of the window, over all targets. */
  probe?: { up: number; down: number; unknown: number; targets: number };
}

export function measure(definition: Objective | Definition, plan: Plan, answers: Answers): Measurement {
  return isBudgeted(definition) ? measureBudget(definition, plan, answers) : measureValue(plan, answers);
}

function measureBudget(definition: Objective | Definition, plan: Plan, answers: Answers): Measurement {
  const { now, window } = plan;
  const hours = plan.history ? toSlices(plan.history, answers.history ?? {}) : [];
  const fresh = toSlices(plan.fresh, answers.fresh);
  const spans = plan.spans.map((span, index) => ({
    ...span,
    counts: toCounts(valuesOf(answers.spans[index] ?? {}, 0, factorsOf(span.queries))),
  }));
  const between = (start: number, end = now): Counts | undefined => {
    const whole = spans.find((span) => near(span.start, start) && near(span.end, end));
    if (whole) {
      return whole.counts;
    }
    const slicesFrom = plan.fresh.start - plan.fresh.step;
    const boundary = plan.history?.end ?? slicesFrom;
    const parts = [
      ...fresh.filter((slice) => slice.start >= start - 1),
      ...(start < slicesFrom - 1
        ? [
            ...hours.filter((slice) => slice.start >= start - 1),
            ...spans
              .filter((span) => (near(span.start, start) && span.end <= boundary) || isBetween(plan, span))
              .flatMap(({ counts }) => counts ?? []),
          ]
        : []),
    ];
    return parts.length === 0 ? undefined : sumCounts(parts);
  };
  const counts = between(window.start);
  const last = fresh.at(-1);
  const probe =
    definition.indicator.kind === 'probe' && counts
      ? probeMinutes(definition.indicator.targets, counts, hours, window)
      : undefined;
  const rest = spans
    .filter((span) => isBetween(plan, span))
    .flatMap(({ start, end, counts: found }) => (found ? [{ start, end, ...found }] : []));
  const slices = [...hours, ...rest, ...fresh];
  const over = Object.fromEntries(BURN_WINDOWS.map((seconds) => [seconds, between(now - seconds)]));
  return {
    now,
    window,
    counts: counts && counts.total > 0 ? counts : undefined,
    recent: last && near(last.end, now) ? { good: last.good, total: last.total } : undefined,
    current: lastOf(answers.fresh.percentile),
    over,
    ...burnOf(definition, over),
    lastSeen: slices.at(-1)?.end,
    slices,
    trend: trendOf(
      definition,
      slices.filter(({ end }) => end > now - TREND_DAYS * DAY)
    ),
    ...(probe && { probe }),
  };
}

const BURN_WINDOWS = [...new Set(PAIRS.flatMap(({ long, short }) => [long, short]))];

/** Burn rate of the last hour and the states of the pairs, from the counts of the last so many seconds. */
export function burnOf(
  definition: Objective | Definition,
  over: Record<number, Counts | undefined>
): Pick<Measurement, 'burn' | 'pairs'> {
  const share = goodShare(definition);
  if (share === undefined) {
    return {};
  }
  const lastHour = over[HOUR];
  return {
    burn: lastHour && burnRate(lastHour, share),
    pairs: pairStates((seconds) => over[seconds], {
      target: share,
      days: nominalDays(definition.window),
      minimumFailures: definition.minimumFailures,
    }),
  };
}

function measureValue({ now, window, history, fresh }: Plan, answers: Answers): Measurement {
  const old = history ? toPoints(history, answers.history?.value) : [];
  const recentPoints = toPoints(fresh, answers.fresh.value);
  const points = [...old, ...recentPoints];
  const last = points.at(-1);
  const series = Math.max(0, ...(answers.fresh.series ?? []).flatMap((count) => count ?? []));
  return {
    now,
    window,
    ...(last && { value: last.value, lastSeen: last.time, current: near(last.time, now) ? last.value : undefined }),
    slices: [],
    trend: meanTrend(points),
    ...(answers.fresh.value?.at(-1) !== undefined &&
      !Number.isFinite(answers.fresh.value.at(-1)) && { notANumber: true }),
    ...(series > MANY && { tooMany: series, value: undefined, current: undefined }),
  };
}

/** Up, down and unknown minutes over all targets. Without a stated number of targets, the most seen in one hour are expected. */
function probeMinutes(targets: number | undefined, { good, total }: Counts, hours: Slice[], window: WindowSpan) {
  const seen = Math.max(1, ...hours.map((hour) => Math.round(hour.total / 60)));
  const expected = targets ?? seen;
  const minutes = ((window.end - window.start) / 60) * expected;
  return { up: good, down: total - good, unknown: Math.max(0, minutes - total), targets: expected };
}

/** Fine enough to see a dip in a month, coarse enough for a line in a table. */
const TREND_STEP = 6 * HOUR;

/** Shares as a person reads them: sums before division. */
function trendOf(definition: Definition, slices: Slice[]): Trend {
  return inSteps(
    slices,
    ({ end }) => end,
    (parts) => {
      const { good, total } = sumCounts(parts);
      const bad = definition.indicator.kind === 'ratio' && isLowerBetter(definition);
      return total > 0 ? (bad ? total - good : good) / total : undefined;
    }
  );
}

function meanTrend(points: Array<{ time: number; value: number }>): Trend {
  return inSteps(
    points,
    ({ time }) => time,
    (parts) => parts.reduce((sum, { value }) => sum + value, 0) / parts.length
  );
}

function inSteps<T>(items: T[], timeOf: (item: T) => number, valueOf: (items: T[]) => number | undefined): Trend {
  const steps = new Map<number, T[]>();
  for (const item of items) {
    const end = Math.ceil(timeOf(item) / TREND_STEP) * TREND_STEP;
    const step = steps.get(end);
    if (step) {
      step.push(item);
    } else {
      steps.set(end, [item]);
    }
  }
  const trend: Trend = { times: [], values: [] };
  const ends = [...steps.keys()];
  for (let end = Math.min(...ends); end <= Math.max(...ends); end += TREND_STEP) {
    const parts = steps.get(end);
    trend.times.push(end);
    trend.values.push(parts && valueOf(parts));
  }
  return trend;
}

function toSlices(grid: Grid, columns: Columns): Slice[] {
  const factors = factorsOf(grid.queries);
  const slices: Slice[] = [];
  for (let index = 0, end = grid.start; end <= grid.end + 0.5; index++, end += grid.step) {
    const counts = toCounts(valuesOf(columns, index, factors));
    if (counts) {
      slices.push({ start: end - grid.step, end, ...counts });
    }
  }
  return slices;
}

function factorsOf(queries: Query[]): Record<string, number> {
  return Object.fromEntries(queries.map(({ role, factor }) => [role, factor]));
}

function valuesOf(
  columns: Partial<Record<Role, number | Array<number | undefined>>>,
  index: number,
  factors: Record<string, number>
) {
  const pick = (role: Role): number | undefined => {
    const column = columns[role];
    const value = Array.isArray(column) ? column[index] : column;
    return value === undefined || !Number.isFinite(value) ? undefined : value * (factors[role] ?? 1);
  };
  return {
    good: pick('good'),
    bad: pick('bad'),
    total: pick('total'),
    counted: 'bad' in factors ? ('bad' as const) : ('good' as const),
  };
}

/** Series of good or bad events that are not there count 0 while the total is; without a total nothing is known. */
function toCounts({
  good = 0,
  bad = 0,
  total,
  counted,
}: {
  good?: number;
  bad?: number;
  total?: number;
  counted: 'good' | 'bad';
}): Counts | undefined {
  return total === undefined ? undefined : { good: counted === 'bad' ? total - bad : good, total };
}

function toPoints(grid: Grid, column: Array<number | undefined> = []): Array<{ time: number; value: number }> {
  return column.flatMap((value, index) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ time: grid.start + index * grid.step, value }]
  );
}

function lastOf(column: Array<number | undefined> = []): number | undefined {
  const value = column.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function unique(spans: Span[]): Span[] {
  return spans.filter(
    (span, index) => spans.findIndex((other) => near(other.start, span.start) && near(other.end, span.end)) === index
  );
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1;
}

function floorHour(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

function ceilHour(time: number): number {
  return Math.ceil(time / HOUR) * HOUR;
}
