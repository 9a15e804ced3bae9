import { sumCounts } from '../../domain/objective/burnRate';
import { partHours } from '../../domain/objective/exclusion';
import { type Columns, type Measurement, measurementOf } from '../../domain/objective/measurement';
import { type QueryGrid, isBetween, type MeasurementPlan, planOf } from '../../domain/objective/plan';
import { type Intervals, sampledSelectors } from '../../domain/objective/sampling';
import { type Definition } from '../../domain/objective/schema';
import { isBudgeted } from '../../domain/objective/state';
import { HOUR_SECONDS } from '../../domain/time/units';
import { type Span, type WindowSpan } from '../../domain/time/window';
import { planner as sharedPlanner, type PrometheusPlanner } from '../prometheus/planner';
import { Questions } from './questions';
import { type ServerMemory } from './serverMemory';

export interface MeasuredObjective {
  measurement: Measurement;
  plan: MeasurementPlan;
  uid: string;
  /** What Prometheus says beside its answers: warnings, infos, partial answers. */
  warnings: string[];
  /** Server's clock minus this computer's, seconds. */
  clock: number;
  /** Of gauges: the mean of each hour by its end in seconds. */
  hours?: HourPoint[];
}

interface Options {
  memory: ServerMemory;
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

interface HourPoint {
  time: number;
  value: number;
}

/** All rows of a page ask about the same moments, so that their questions go together; seconds. */
const TICK = 10;
/** The newest hours with an edge of an exclusion in them that are asked in parts; older ones are shared out by time. */
const MOST_PART_HOURS = 100;

/** Asks Prometheus for everything an objective shows. */
export async function measureObjective(
  definition: Definition,
  uid: string,
  options: Options
): Promise<MeasuredObjective> {
  const { memory, signal, planner = sharedPlanner, now: local = Date.now(), excluded = [] } = options;
  const isGuessing = !memory.knowsClock(uid, local);
  const selector = isBudgeted(definition) ? sampledSelectors(definition).at(0) : undefined;
  const clocked = memory.clock(uid, planner, local);
  const settled = clocked.then((clock) => Math.floor((local / 1000 + clock) / TICK) * TICK);
  settled.catch(() => undefined); // told by the clock itself
  const questions = new Questions({ uid, planner, memory, local, settled, signal });
  // where no sampling interval is in their questions, whole hours are the same by nearly any clock
  const guess = isGuessing && selector === undefined ? planAt(definition, local / 1000, options).history : undefined;
  const early = guess && askEarly(questions, guess, settled, signal);
  const [clock, now, sampling] = await Promise.all([clocked, settled, memory.sampling(uid, selector, planner, local)]);
  const plan = planAt(definition, now, options, sampling);
  const [history, fresh, spans, parts] = await Promise.all([
    early?.of(plan.history) ?? (plan.history && questions.history(plan.history)),
    questions.fresh(plan.fresh),
    questions.spans(plan),
    askParts(questions, definition, plan, sampling, excluded),
  ]);
  return {
    measurement: withParts(measurementOf(definition, plan, { history, fresh, spans }), parts),
    plan,
    uid,
    warnings: [...questions.warnings],
    clock,
    ...(!isBudgeted(definition) && {
      hours: [...pointsOf(plan.history, history), ...wholeHours(pointsOf(plan.fresh, fresh))],
    }),
  };
}

function planAt(
  definition: Definition,
  now: number,
  { window, reach, isHourly, isPastOnly }: Options,
  intervals?: Intervals
): MeasurementPlan {
  const plan = planOf(definition, {
    now,
    intervals,
    ...(window && { window: window(now) }),
    ...(reach && { reach }),
    isHourly,
  });
  return isPastOnly ? { ...plan, spans: plan.spans.filter((span) => isBetween(plan, span)) } : plan;
}

/** Whole hours take longest: they begin while the server's clock is found out, and are given up where it shows others. */
function askEarly(questions: Questions, guess: QueryGrid, settled: Promise<number>, signal: AbortSignal | undefined) {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  signal?.addEventListener('abort', stop, { once: true });
  settled.catch(stop); // a server that does not tell its time is not asked for more
  const hours = questions.history(guess, stopped.signal);
  hours.catch(() => undefined); // told where they are awaited
  return {
    of: (grid: QueryGrid | undefined): Promise<Columns> | undefined => {
      if (guess.start === grid?.start && guess.end === grid.end) {
        return hours;
      }
      stop();
      return undefined;
    },
  };
}

/** Each hour with an edge of an exclusion in it, asked like the last hours: in slices of five minutes. */
async function askParts(
  questions: Questions,
  definition: Definition,
  plan: MeasurementPlan,
  { recent, past }: Intervals,
  excluded: Span[]
): Promise<Measurement[]> {
  const { history, fresh, now } = plan;
  if (!history || !isBudgeted(definition) || excluded.length === 0) {
    return [];
  }
  const hours = partHours(excluded, { start: history.start - HOUR_SECONDS, end: history.end }).slice(-MOST_PART_HOURS);
  // the wider of the two intervals: a range that holds one sample only sees nothing
  const widest = Math.max(recent, past);
  const { queries } = planOf(definition, { now, intervals: { recent: widest, past: widest } }).fresh;
  const { step } = fresh;
  return Promise.all(
    hours.map(async (start) => {
      const grid = { queries, step, start: start + step, end: start + HOUR_SECONDS };
      const found = await questions.part(grid);
      return measurementOf(
        definition,
        { ...plan, history: undefined, fresh: grid, spans: [] },
        { fresh: found, spans: [] }
      );
    })
  );
}

/** The hours asked in parts in place of the whole ones. One that is empty in parts stays whole: it is shared out by time. */
function withParts(whole: Measurement, parts: Measurement[]): Measurement {
  const finer = parts.flatMap(({ slices }) => {
    const hour = whole.slices.find(
      (slice) => slices[0] && slice.start <= slices[0].start && slice.end > slices[0].start
    );
    return hour && sumCounts(slices).total < hour.total / 2 ? [] : slices;
  });
  if (finer.length === 0) {
    return whole;
  }
  const kept = whole.slices.filter(({ start, end }) => !finer.some((part) => part.start >= start && part.start < end));
  return { ...whole, slices: [...kept, ...finer].sort((a, b) => a.start - b.start) };
}

function pointsOf(grid: QueryGrid | undefined, columns: Columns | undefined): HourPoint[] {
  return (columns?.value ?? []).flatMap((value, index) =>
    grid && value !== undefined && Number.isFinite(value) ? [{ time: grid.start + index * grid.step, value }] : []
  );
}

/** The last hours, which are asked every five minutes; the running one is not over. */
function wholeHours(points: HourPoint[]): HourPoint[] {
  const hours = new Map<number, number[]>();
  for (const { time, value } of points) {
    const end = Math.ceil(time / HOUR_SECONDS) * HOUR_SECONDS;
    hours.set(end, [...(hours.get(end) ?? []), value]);
  }
  const last = points.at(-1)?.time ?? 0;
  return [...hours]
    .filter(([end]) => end <= last)
    .map(([time, values]) => ({ time, value: values.reduce((sum, value) => sum + value, 0) / values.length }));
}
