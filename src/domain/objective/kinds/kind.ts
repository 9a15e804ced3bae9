import { type z } from 'zod/mini';
import { type Reason } from '../../record/outcome';
import { type Ordering } from '../../statistics/comparison';
import { type Unit } from '../../text/quantity';
import { type Span } from '../../time/window';
import { type Counts } from '../burnRate';
import { type Slice } from '../series';
import { type Query } from './asking';
import { type ComputedMeasure } from './computedMeasure';

/** An indicator with what the definition says about it. */
export interface Held<I> {
  indicator: I;
  comparison: Ordering;
  target?: number;
}

/** Everything that is particular to one kind of indicator; what is left out, the kind does not have. */
export interface Kind<I> {
  source: 'prometheus' | 'records' | 'hand';
  /** Everything wrong with it, each named at its field. */
  check: (indicator: I) => Reason[];
  /** The unit of its target; undefined where the person chooses. */
  unit: (indicator: I) => Unit | undefined;
  /** What two objectives on the same quantity have in common; the whole indicator unless given. */
  quantity?: (indicator: I, key: string, service: string) => unknown[];
  /** With each of its expressions, the main one first, put through `change`. */
  rewritten?: (indicator: I, change: (expr: string) => string) => I;
  /** One query that gives the number over the last `span` seconds, to check it by hand. */
  plainQuery?: (held: Held<I>, span: number) => string | undefined;
  /** What an incident looks at: the value of the last five minutes. */
  signal?: (held: Held<I>) => string | undefined;
  /** Of kinds that are a share of good events over a window. */
  budget?: Budget<I>;
  /** Of kinds that are one value of a query. */
  value?: {
    now: (indicator: I) => Query[];
    /** A value an hour, or with `isHourly` the mean of each. */
    hours: (indicator: I, isHourly: boolean) => Query[];
  };
  /** Of kinds that are computed from records: their own measure, or the objectives that they multiply. */
  records?: {
    measure: (indicator: I) => ComputedMeasure | undefined;
    /** Keys of objectives: none where they are not chosen yet; undefined for what is no product. */
    factors: (indicator: I) => string[] | undefined;
  };
}

interface Budget<I> {
  /** `time`: seconds that events are to keep to, and the indicator says how many of them; `share`: that share itself. */
  target: 'share' | 'time';
  /** T, the share of good events that is asked for. */
  goodShare: (held: Held<I>) => number | undefined;
  /** Good or bad events and all of them in `span` seconds up to `at` (now unless given), sampled every `interval`. */
  counts: (held: Held<I>, span: number, interval: number, at?: number) => Query[];
  /** The selectors whose sampling interval widens the ranges. */
  sampled?: (indicator: I) => string[];
  /** The percentile of the last five minutes, for display only. */
  percentile?: (indicator: I) => string;
  /** Of kinds that count minutes instead of events: how the window's minutes divide, from its whole hours. */
  minutes?: (indicator: I, counts: Counts, hours: Slice[], window: Span) => Minutes;
  openSlo?: OpenSlo<I>;
}

/** Over all targets. Minutes without samples are unknown: neither up nor down. */
export interface Minutes {
  up: number;
  down: number;
  unknown: number;
  targets: number;
}

/** How OpenSLO writes a kind. */
interface OpenSlo<I> {
  /** Whether its queries are counters. */
  counter: boolean;
  queries: (held: Pick<Held<I>, 'indicator' | 'target'>) => OpenSloQueries | undefined;
  /** What OpenSLO has no word for. */
  notes?: (indicator: I) => { targets?: number };
  /** Of kinds that hold the share of good events themselves: with the share of the file. */
  withShare?: (indicator: I, share: number) => I;
  /** Everything wrong with it where the file says that its queries are no counters. */
  checkGauges?: (indicator: I) => Reason[];
}

/** Queries by their place in `ratioMetric`. */
export type OpenSloQueries = { total: string } & Partial<Record<'good' | 'bad', string>>;

/** A kind beside the schema of its indicator. */
export function defineKind<S extends z.ZodMiniType<{ kind: string }>>(
  schema: S,
  kind: Kind<z.infer<S>>
): { schema: S; kind: Kind<z.infer<S>> } {
  return { schema, kind };
}
