import { sumCounts } from '../../domain/objective/burnRate';
import { partHours } from '../../domain/objective/exclusion';
import { type Answers, type Columns, measure, type Measurement } from '../../domain/objective/measurement';
import { type Grid, isBetween, type Plan, planOf } from '../../domain/objective/plan';
import { type Query } from '../../domain/objective/queries';
import {
  DEFAULT_INTERVALS,
  intervalOf,
  intervalsOf,
  type Intervals,
  sampledSelectors,
  samplesQuery,
} from '../../domain/objective/sampling';
import { type Definition } from '../../domain/objective/schema';
import { isBudgeted } from '../../domain/objective/state';
import { DAY, HOUR, type Span, type WindowSpan } from '../../domain/time/window';
import { planner as sharedPlanner, type PrometheusPlanner } from '../prometheus/planner';

export interface Measured {
  measurement: Measurement;
  plan: Plan;
  uid: string;
  /** What Prometheus says beside its answers: warnings, infos, partial answers. */
  warnings: string[];
  /** Server's clock minus this computer's, seconds. */
  clock: number;
  /** Of gauges: the mean of each hour by its end in seconds. */
  hours?: Array<{ time: number; value: number }>;
}

interface Options {
  signal?: AbortSignal;
  planner?: PrometheusPlanner;
  /** This computer's time, milliseconds. */
  now?: number;
  window?: (now: number) => WindowSpan;
  /** How far back the slices go at least, seconds. */
  reach?: number;
  /** Excluded times: the hours in which they begin or end come in slices of five minutes. */
  excluded?: Span[];
  /** Gauges: every hour is shown by itself. */
  isHourly?: boolean;
  /** Only the past: neither the window's exact edges nor burn rates. */
  isPastOnly?: boolean;
}

const CLOCK_FOR = 10 * 60_000;
const UNKNOWN_FOR = 60_000;
/** All rows of a page ask about the same moments, so that their questions go together. */
const TICK = 10;

interface Clock {
  read: number;
  offset: Promise<number>;
}

/** The newest hours with an edge of an exclusion in them that are asked in parts; older ones are shared out by time. */
const MOST_PART_HOURS = 100;

type PartAnswer = Awaited<ReturnType<PrometheusPlanner['range']>>;
const partAnswers = new Map<string, Promise<PartAnswer>>();
const clocks = new Map<string, Clock>();
const intervals = new Map<string, { read: number; found: Promise<Intervals> }>();

/** Asks Prometheus for everything an objective shows. */
export async function measureObjective(definition: Definition, uid: string, options: Options = {}): Promise<Measured> {
  const {
    signal,
    planner = sharedPlanner,
    now: local = Date.now(),
    window,
    reach,
    excluded = [],
    isHourly,
    isPastOnly,
  } = options;
  const timed = clockOf(uid, planner, local).then((clock) => ({
    clock,
    now: Math.floor((local / 1000 + clock) / TICK) * TICK,
  }));
  const settled = timed.then(({ now }) => now);
  settled.catch(() => undefined); // told by the clock itself
  const planAt = (now: number, sampling?: Intervals): Plan => {
    const whole = planOf(definition, {
      now,
      intervals: sampling,
      ...(window && { window: window(now) }),
      ...(reach && { reach }),
      isHourly,
    });
    return isPastOnly ? { ...whole, spans: whole.spans.filter((span) => isBetween(whole, span)) } : whole;
  };
  const warnings = new Set<string>();
  const noted = <T extends { warnings: string[] }>(answer: T): T => {
    answer.warnings.forEach((warning) => warnings.add(warning));
    return answer;
  };
  const columns = async (
    queries: Query[],
    ask: (query: Query) => Promise<{ values: Array<number | undefined>; warnings: string[] }>
  ): Promise<Columns> => {
    const found = await Promise.all(
      queries.map(async (query) => [query.role, noted(await ask(query)).values] as const)
    );
    return Object.fromEntries(found);
  };
  const gridOf = ({ start, end, step }: Grid) => ({ start, end, step });
  const askHistory = (grid: Grid, until = signal): Promise<Columns> =>
    columns(grid.queries, ({ expr }) =>
      planner.history(uid, expr, gridOf(grid), local / 1000, { signal: until, settled })
    );
  const early = askEarly();
  const [{ clock, now }, sampling] = await Promise.all([timed, samplingOf(definition, uid, planner, local)]);
  const plan = planAt(now, sampling);
  const isGuessed = early?.grid.end === plan.history?.end && early?.grid.start === plan.history?.start;
  if (!isGuessed) {
    early?.stop();
  }
  const [history, fresh, spans, parts] = await Promise.all([
    early && isGuessed ? early.hours : plan.history && askHistory(plan.history),
    columns(plan.fresh.queries, ({ expr }) => planner.range(uid, expr, gridOf(plan.fresh), signal)),
    Promise.all(
      plan.spans.map(async ({ queries }) => {
        const row = await columns(queries, async ({ expr }) => {
          const { value, warnings: said } = await planner.instant(uid, expr, { at: now, signal });
          return { values: [value], warnings: said };
        });
        return Object.fromEntries(Object.entries(row).map(([role, [value]]) => [role, value]));
      })
    ),
    askParts(),
  ]);
  /**
   * Whole hours take longest. Where no sampling interval is in their questions, they are the same by nearly any clock, and
   * begin while the server's is found out.
   */
  function askEarly() {
    const grid = needsSampling(definition) ? undefined : planAt(local / 1000).history;
    if (!grid) {
      return undefined;
    }
    const stopped = new AbortController();
    const stop = () => stopped.abort();
    signal?.addEventListener('abort', stop, { once: true });
    timed.catch(stop); // a server that does not tell its time is not asked for more
    const hours = askHistory(grid, stopped.signal);
    hours.catch(() => undefined); // told where they are awaited
    return { grid, hours, stop };
  }
  /** Each hour with an edge of an exclusion in it, asked like the last hours: in slices of five minutes. */
  function askParts(): Promise<Measurement[]> {
    const { history: past, fresh: recent } = plan;
    if (!past || !isBudgeted(definition) || excluded.length === 0) {
      return Promise.resolve([]);
    }
    const hours = partHours(excluded, { start: past.start - HOUR, end: past.end }).slice(-MOST_PART_HOURS);
    // the wider of the two intervals: a range that holds one sample only sees nothing
    const widest = Math.max(sampling.recent, sampling.past);
    const { queries } = planOf(definition, { now, intervals: { recent: widest, past: widest } }).fresh;
    const { step } = recent;
    return Promise.all(
      hours.map(async (start) => {
        const grid = { queries, step, start: start + step, end: start + HOUR };
        const found = await columns(grid.queries, ({ expr }) =>
          askedOnce(`${uid}|${start}|${expr}`, () => planner.range(uid, expr, gridOf(grid)))
        );
        return measure(
          definition,
          { ...plan, history: undefined, fresh: grid, spans: [] },
          { fresh: found, spans: [] }
        );
      })
    );
  }
  const answers: Answers = { history, fresh, spans };
  const found = measure(definition, plan, answers);
  // an hour that is empty when asked in parts stays whole: its events are shared out by time
  const finer = parts.flatMap(({ slices }) => {
    const hour = found.slices.find(
      (slice) => slices[0] && slice.start <= slices[0].start && slice.end > slices[0].start
    );
    return hour && sumCounts(slices).total < hour.total / 2 ? [] : slices;
  });
  const measurement =
    finer.length === 0
      ? found
      : {
          ...found,
          slices: [
            ...found.slices.filter((slice) => !finer.some(({ start }) => start >= slice.start && start < slice.end)),
            ...finer,
          ].sort((a, b) => a.start - b.start),
        };
  return {
    measurement,
    plan,
    uid,
    warnings: [...warnings],
    clock,
    ...(!isBudgeted(definition) && {
      hours: [...pointsOf(plan.history, history), ...wholeHours(pointsOf(plan.fresh, fresh))],
    }),
  };
}

/** Hours that are over for long do not change: their answers are kept while the page is open. */
function askedOnce(key: string, ask: () => Promise<PartAnswer>): Promise<PartAnswer> {
  const known = partAnswers.get(key);
  if (known) {
    return known;
  }
  const answer = ask();
  partAnswers.set(key, answer);
  answer.catch(() => partAnswers.delete(key));
  return answer;
}

interface HourPoint {
  time: number;
  value: number;
}

function pointsOf(grid: Grid | undefined, columns: Columns | undefined): HourPoint[] {
  return (columns?.value ?? []).flatMap((value, index) =>
    grid && value !== undefined && Number.isFinite(value) ? [{ time: grid.start + index * grid.step, value }] : []
  );
}

/** The last hours, which are asked every five minutes; the running one is not over. */
function wholeHours(points: HourPoint[]): HourPoint[] {
  const hours = new Map<number, number[]>();
  for (const { time, value } of points) {
    const end = Math.ceil(time / HOUR) * HOUR;
    hours.set(end, [...(hours.get(end) ?? []), value]);
  }
  const last = points.at(-1)?.time ?? 0;
  return [...hours]
    .filter(([end]) => end <= last)
    .map(([time, values]) => ({ time, value: values.reduce((sum, value) => sum + value, 0) / values.length }));
}

/** Prometheus' clock decides what "now" is: a computer an hour ahead would ask about the future. */
function clockOf(uid: string, planner: PrometheusPlanner, local: number): Promise<number> {
  const known = clocks.get(uid);
  if (known && Math.abs(local - known.read) < CLOCK_FOR) {
    return known.offset;
  }
  const offset = planner.instant(uid, 'time()').then(({ time }) => {
    const difference = time === undefined ? 0 : time - Date.now() / 1000;
    return Math.abs(difference) < 2 ? 0 : Math.round(difference);
  });
  clocks.set(uid, { read: local, offset });
  offset.catch(() => clocks.delete(uid));
  return offset;
}

/** Whether the ranges of its questions depend on how often the metric is sampled. */
function needsSampling(definition: Definition): boolean {
  return isBudgeted(definition) && sampledSelectors(definition).length > 0;
}

/** How often the metric is sampled, in the last hours and half a month ago; asked together with the clock. */
function samplingOf(
  definition: Definition,
  uid: string,
  planner: PrometheusPlanner,
  local: number
): Promise<Intervals> {
  const [selector] = needsSampling(definition) ? sampledSelectors(definition) : [];
  if (selector === undefined) {
    return Promise.resolve(DEFAULT_INTERVALS);
  }
  const key = `${uid}|${selector}`;
  const known = intervals.get(key);
  if (known && Math.abs(local - known.read) < CLOCK_FOR) {
    return known.found;
  }
  const middle = (Math.floor(local / 1000 / DAY) - 15) * DAY;
  const earlier = (Math.floor(local / 1000 / HOUR) - 3) * HOUR;
  const ask = (expr: string) => planner.instant(uid, expr).then(({ value }) => intervalOf(value));
  const found = Promise.all([
    ask(samplesQuery(selector)),
    ask(samplesQuery(selector, earlier)),
    ask(samplesQuery(selector, middle)),
  ]).then(([recent, before, past]) => {
    if (recent === undefined) {
      intervals.set(key, { read: local - CLOCK_FOR + UNKNOWN_FOR, found }); // a young metric is known soon
    }
    // a range that is too wide only smooths, one that is too narrow loses events between the slices
    return intervalsOf(Math.max(recent ?? 0, before ?? 0) || undefined, past);
  });
  intervals.set(key, { read: local, found });
  found.catch(() => intervals.delete(key));
  return found;
}

/** For tests: forgets clocks and intervals. */
export function forgetServers(): void {
  clocks.clear();
  intervals.clear();
  partAnswers.clear();
}
