import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type WindowSpan, type Span, type TimeGrid, windowAt } from '../time/window';
import { PAIRS } from './burnRate';
import { type Query } from './kinds/asking';
import { countQueries, trendQueries, valueQueries, percentileQuery } from './queries';
import { type Intervals, DEFAULT_INTERVALS } from './sampling';
import { type Definition } from './schema';
import { isBudgeted } from './state';
import { pairsOf } from './tuning';

/**
 * How an objective is asked of Prometheus without recording rules. A window is put together from
 * - `history`: whole hours, finished and kept by the browser;
 * - `fresh`: five-minute slices of the last six hours and what is left of the hour before, always asked again;
 * - `spans`: what lies between the window's start and the first whole hour, and between the last one and the first slice
 *   (less than five minutes).
 */
export interface MeasurementPlan {
  now: number;
  window: WindowSpan;
  history?: QueryGrid;
  fresh: QueryGrid;
  spans: PlannedSpan[];
}

/** Slices end at `start`, `start + step`, … `end` (seconds), each covering the step before it. */
export interface QueryGrid extends TimeGrid {
  queries: Query[];
}

interface PlannedSpan extends Span {
  queries: Query[];
}

const FRESH_STEP = 300;
const FRESH_LENGTH = 6 * HOUR_SECONDS;

export const TREND_DAYS = 30;

interface PlanOptions {
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
    reach = TREND_DAYS * DAY_SECONDS,
    window = windowAt(definition.window, now),
    isHourly = false,
  }: PlanOptions
): MeasurementPlan {
  const budgeted = isBudgeted(definition);
  const boundary = floorHour(now - FRESH_LENGTH);
  const slicesFrom = now - Math.floor((now - boundary) / FRESH_STEP) * FRESH_STEP;
  const historyFrom = floorHour(budgeted ? Math.min(window.start, now - reach) : now - reach);
  const spans: Span[] = budgeted ? edges(definition, { window, now, slicesFrom, boundary }) : [];
  return {
    now,
    window,
    history: {
      start: historyFrom + HOUR_SECONDS,
      end: boundary,
      step: HOUR_SECONDS,
      queries: budgeted ? countQueries(definition, HOUR_SECONDS, intervals.past) : trendQueries(definition, isHourly),
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
      queries: countQueries(definition, end - start, end > now - DAY_SECONDS ? intervals.recent : intervals.past, end),
    })),
  };
}

/** True for the span between the last whole hour and the first slice. */
export function isBetween({ history, fresh }: MeasurementPlan, { start, end }: Span): boolean {
  return history !== undefined && isNear(start, history.end) && isNear(end, fresh.start - fresh.step);
}

/** The spans that no whole hour and no slice covers, for the window and for the long burn-rate windows. */
function edges(
  definition: Definition,
  { window, now, slicesFrom, boundary }: { window: WindowSpan; now: number; slicesFrom: number; boundary: number }
): Span[] {
  const lengths = [...new Set([...PAIRS, ...pairsOf(definition)].flatMap(({ long, short }) => [long, short]))];
  const starts = [window.start, ...lengths.map((length) => now - length).filter((start) => start < slicesFrom)];
  const spans = starts.map((start) => (start >= boundary ? { start, end: now } : { start, end: ceilHour(start) }));
  return unique([...spans, { start: boundary, end: slicesFrom }].filter(({ start, end }) => end > start));
}

function unique(spans: Span[]): Span[] {
  return spans.filter(
    (span, index) =>
      spans.findIndex((other) => isNear(other.start, span.start) && isNear(other.end, span.end)) === index
  );
}

export function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1;
}

function floorHour(time: number): number {
  return Math.floor(time / HOUR_SECONDS) * HOUR_SECONDS;
}

function ceilHour(time: number): number {
  return Math.ceil(time / HOUR_SECONDS) * HOUR_SECONDS;
}
