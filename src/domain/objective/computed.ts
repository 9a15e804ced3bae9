import { type IncidentHead } from '../incident/head';
import { choose, measureDuration, monitoringShare } from '../insights/insights';
import { type Reliability, reliabilityOf } from '../insights/reliability';
import { type Due, readDues } from '../record/dues';
import { slug } from '../record/record';
import { chiSquareQuantile } from '../statistics/distributions';
import { type Interval, wilson } from '../statistics/statistics';
import { addDays, startOfDay } from '../time/localDates';
import { HOUR_SECONDS, MINUTE_SECONDS } from '../time/units';
import { type Span } from '../time/window';
import { type ComputedMeasure } from './kinds/computedMeasure';

/** A value computed from the product's own records, in the objective's unit. */
export interface Computed {
  /** Absent when there is nothing to compute from. */
  value?: number;
  /** What counts: incidents, failures, reviews or actions. */
  n: number;
  /** Left out for a missing time, of those that would count. */
  incomplete: number;
  /** Failures that still run: nobody knows yet how long they last. */
  running?: number;
  /** 95 %. Absent: refused, `needed` says what it would take. */
  interval?: Interval;
  /** The least n for an interval. */
  needed?: number;
  /**
   * In place of a value that is not known: the lower bound of the time between two without any failure, with 95 %; the
   * mean of failures of which some still run, when they are over.
   */
  atLeast?: number;
  /** Records that could not be looked at: what is said may be too little. */
  unread?: number;
}

/** A mean of fewer says little about the next one. */
const LEAST_FOR_MEAN = 6;
const ALL = 'all';

interface Options {
  window: Span;
  now: number;
  /** The objective's service as people write it. */
  service?: string;
  /** IANA; due days end at its midnights. */
  zone: string;
  /** Excluded times by service slug. */
  planned?: Record<string, Span[]>;
  /** By incident, from its record: when reviews and actions were done, where its head does not tell. */
  dues?: Record<string, Due[]>;
}

/**
 * KPI from the incidents of the window; drills, void ones and duplicates are left out (docs/domain.md, Statistics).
 * - `recovery`: median of resolved − detected, minutes; open incidents count as "at least so long"
 * - `mttr`: mean length of the failures that are over, minutes; those that still run make it "at least", and `mtbf`: (observed − downtime − excluded) / failures, hours; incidents that
 *   overlap are one failure, as on the Insights page
 * - `proactiveDetection`, `reviewsOnTime`, `actionsOnTime`: shares
 */
export function computedFrom(measure: ComputedMeasure, heads: IncidentHead[], options: Options): Computed {
  const { window, service: name } = options;
  const service = name && slug(name);
  const { incidents, earlier, leftOut } = choose(heads, { period: window, service });
  const unread = leftOut.unread.length;
  if (measure === 'mtbf' && heads.length === 0) {
    return { n: 0, incomplete: 0 }; // a team without any record has not been watching for failures
  }
  return {
    ...(unread > 0 && { unread }),
    ...MEASURES[measure]({ incidents, all: [...incidents, ...earlier], service }, options),
  };
}

interface Chosen {
  /** Of the window. */
  incidents: IncidentHead[];
  /** With those before it that reach into it, or whose promises do. */
  all: IncidentHead[];
  /** Its slug. */
  service?: string;
}

const MEASURES: Record<ComputedMeasure, (chosen: Chosen, options: Options) => Computed> = {
  recovery: ({ incidents }, { now }) => {
    const { timings, missing, median } = measureDuration(incidents, 'recover', now);
    return {
      n: timings.length,
      incomplete: missing.length,
      needed: median.needed,
      ...(median.value !== undefined && { value: median.value / MINUTE_SECONDS }),
      ...(median.interval && { interval: scaled(median.interval, MINUTE_SECONDS) }),
    };
  },
  mttr: (chosen, options) => {
    const found = reliability(chosen, options);
    return { incomplete: found.endless.length, ...meanRepair(found) };
  },
  mtbf: (chosen, options) => {
    const { failures, mtbf, interval, endless } = reliability(chosen, options);
    return {
      n: failures,
      incomplete: endless.length,
      ...(mtbf === undefined
        ? { atLeast: interval.low / HOUR_SECONDS }
        : { value: mtbf / HOUR_SECONDS, interval: scaled(interval, HOUR_SECONDS) }),
    };
  },
  proactiveDetection: ({ incidents }) => {
    const { found, n, unknown } = monitoringShare(incidents);
    return { ...share(found, n), incomplete: unknown.length };
  },
  reviewsOnTime: ({ all }, options) => keptInTime('review', all, options),
  actionsOnTime: ({ all }, options) => keptInTime('action', all, options),
};

/** Without a service all incidents are one history: whatever fails, something fails. */
function reliability({ all, service }: Chosen, { window, now, planned = {} }: Options): Reliability {
  const excluded = service ? planned : { [ALL]: Object.values(planned).flat() };
  const [found] = reliabilityOf(all, { period: window, service: service ?? ALL }, now, excluded);
  return found;
}

/** Of what was due in the window and its day is over, or was done before that: the share done in time. */
function keptInTime(wanted: Due['of'], heads: IncidentHead[], { window, now, zone, dues: known }: Options): Computed {
  const dues = heads
    .flatMap((head) => readDues(head.dues) ?? known?.[head.name] ?? [])
    .filter(({ of }) => of === wanted)
    .map(({ day, done, isUnsure }) => ({
      due: endOfDay(day, zone),
      done: done === undefined ? undefined : Date.parse(done) / 1000,
      isUnsure,
    }));
  const matured = dues.filter(
    ({ due, done }) => due > window.start && due <= window.end && (due <= now || done !== undefined)
  );
  const kept = matured.filter(({ due, done }) => done !== undefined && done <= due).length;
  const unsure = matured.filter(({ isUnsure }) => isUnsure).length;
  return { ...share(kept, matured.length - unsure), incomplete: unsure };
}

/** A mean that running failures can only lengthen is a bound. */
function meanRepair({ recovered, repair, mttr, running, mttrAtLeast }: Reliability): Omit<Computed, 'incomplete'> {
  const counted = { n: recovered, needed: LEAST_FOR_MEAN, ...(running > 0 && { running }) };
  return {
    ...counted,
    ...(mttrAtLeast !== undefined && { atLeast: mttrAtLeast / MINUTE_SECONDS }),
    ...(mttr !== undefined && { value: mttr / MINUTE_SECONDS }),
    ...(mttr !== undefined &&
      recovered >= LEAST_FOR_MEAN && { interval: scaled(meanInterval(repair, recovered), MINUTE_SECONDS) }),
  };
}

function share(kept: number, n: number): Computed {
  return { n, incomplete: 0, ...(n > 0 && { value: kept / n, interval: wilson(kept, n) }) };
}

/** 95 % interval of a mean of `n` durations that add up to `total`, if they are exponential (Epstein & Sobel 1953). */
function meanInterval(total: number, n: number): Interval {
  return {
    low: (2 * total) / chiSquareQuantile(0.975, 2 * n),
    high: (2 * total) / chiSquareQuantile(0.025, 2 * n),
  };
}

function scaled({ low, high }: Interval, by: number): Interval {
  return { low: low / by, ...(high !== undefined && { high: high / by }) };
}

function endOfDay(day: string, zone: string): number {
  return Date.parse(startOfDay(addDays(day, 1), zone)) / 1000;
}
