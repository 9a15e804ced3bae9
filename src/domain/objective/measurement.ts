import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type WindowSpan } from '../time/window';
import { type Counts, type PairState, sumCounts, PAIRS, burnRate, pairStates } from './burnRate';
import { type Query, type QueryRole } from './kinds/asking';
import { type Minutes } from './kinds/kind';
import { kindOf } from './kinds/kinds';
import { type MeasurementPlan, isNear, isBetween, TREND_DAYS, type QueryGrid } from './plan';
import { type Objective, type Definition } from './schema';
import { type Slice } from './series';
import { type Finding, goodShare, hasNoBudget, isBudgeted, showsBad } from './state';
import { pairsOf } from './tuning';

/** Values by role; `undefined` where Prometheus has nothing. */
export type Columns = Partial<Record<QueryRole, Array<number | undefined>>>;

export interface MeasurementAnswers {
  history?: Columns;
  fresh: Columns;
  /** One row per planned span. */
  spans: Array<Partial<Record<QueryRole, number>>>;
}

/** Longest answer of a multi-series expression that is looked at before it is refused. */
const MANY = 1;

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
  probe?: Minutes;
}

export function measurementOf(
  definition: Objective | Definition,
  plan: MeasurementPlan,
  answers: MeasurementAnswers
): Measurement {
  return isBudgeted(definition) ? measureBudget(definition, plan, answers) : measureValue(plan, answers);
}

function measureBudget(
  definition: Objective | Definition,
  plan: MeasurementPlan,
  answers: MeasurementAnswers
): Measurement {
  const { now, window } = plan;
  const hours = plan.history ? toSlices(plan.history, answers.history ?? {}) : [];
  const fresh = toSlices(plan.fresh, answers.fresh);
  const spans = plan.spans.map((span, index) => ({
    ...span,
    counts: toCounts(valuesOf(answers.spans[index] ?? {}, 0, factorsOf(span.queries))),
  }));
  const between = (start: number, end = now): Counts | undefined => {
    const whole = spans.find((span) => isNear(span.start, start) && isNear(span.end, end));
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
              .filter((span) => (isNear(span.start, start) && span.end <= boundary) || isBetween(plan, span))
              .flatMap(({ counts }) => counts ?? []),
          ]
        : []),
    ];
    return parts.length === 0 ? undefined : sumCounts(parts);
  };
  const counts = between(window.start);
  const last = fresh.at(-1);
  const { indicator } = definition;
  const probe = counts && kindOf(indicator).budget?.minutes?.(indicator, counts, hours, window);
  const rest = spans
    .filter((span) => isBetween(plan, span))
    .flatMap(({ start, end, counts: found }) => (found ? [{ start, end, ...found }] : []));
  const slices = [...hours, ...rest, ...fresh];
  const over = Object.fromEntries(burnWindows(definition).map((seconds) => [seconds, between(now - seconds)]));
  return {
    now,
    window,
    counts: counts && counts.total > 0 ? counts : undefined,
    recent: last && isNear(last.end, now) ? { good: last.good, total: last.total } : undefined,
    current: lastOf(answers.fresh.percentile),
    over,
    ...burnOf(definition, over),
    lastSeen: slices.at(-1)?.end,
    slices,
    trend: trendOf(
      definition,
      slices.filter(({ end }) => end > now - TREND_DAYS * DAY_SECONDS)
    ),
    ...(probe && { probe }),
  };
}

/** Those of the usual pairs, and what the team tuned. */
function burnWindows(definition: Definition): number[] {
  return [...new Set([...PAIRS, ...pairsOf(definition)].flatMap(({ long, short }) => [long, short]))];
}

/** Burn rate of the last hour and the states of the pairs, from the counts of the last so many seconds. */
export function burnOf(
  definition: Objective | Definition,
  over: Record<number, Counts | undefined>
): Pick<Measurement, 'burn' | 'pairs'> {
  const share = goodShare(definition);
  if (share === undefined || hasNoBudget(definition)) {
    return {};
  }
  const lastHour = over[HOUR_SECONDS];
  return {
    burn: lastHour && burnRate(lastHour, share),
    pairs: pairStates((seconds) => over[seconds], {
      target: share,
      pairs: pairsOf(definition),
      minimumFailures: definition.minimumFailures,
    }),
  };
}

function measureValue({ now, window, history, fresh }: MeasurementPlan, answers: MeasurementAnswers): Measurement {
  const old = history ? toPoints(history, answers.history?.value) : [];
  const recentPoints = toPoints(fresh, answers.fresh.value);
  const points = [...old, ...recentPoints];
  const last = points.at(-1);
  const series = Math.max(0, ...(answers.fresh.series ?? []).flatMap((count) => count ?? []));
  return {
    now,
    window,
    ...(last && { value: last.value, lastSeen: last.time, current: isNear(last.time, now) ? last.value : undefined }),
    slices: [],
    trend: meanTrend(points),
    ...(answers.fresh.value?.at(-1) !== undefined &&
      !Number.isFinite(answers.fresh.value.at(-1)) && { notANumber: true }),
    ...(series > MANY && { tooMany: series, value: undefined, current: undefined }),
  };
}

/** Fine enough to see a dip in a month, coarse enough for a line in a table. */
const TREND_STEP = 6 * HOUR_SECONDS;

/** Shares as a person reads them: sums before division. */
function trendOf(definition: Definition, slices: Slice[]): Trend {
  return inSteps(
    slices,
    ({ end }) => end,
    (parts) => {
      const { good, total } = sumCounts(parts);
      return total > 0 ? (showsBad(definition) ? total - good : good) / total : undefined;
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

function toSlices(grid: QueryGrid, columns: Columns): Slice[] {
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
  columns: Partial<Record<QueryRole, number | Array<number | undefined>>>,
  index: number,
  factors: Record<string, number>
) {
  const pick = (role: QueryRole): number | undefined => {
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

function toPoints(grid: QueryGrid, column: Array<number | undefined> = []): Array<{ time: number; value: number }> {
  return column.flatMap((value, index) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ time: grid.start + index * grid.step, value }]
  );
}

function lastOf(column: Array<number | undefined> = []): number | undefined {
  const value = column.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
