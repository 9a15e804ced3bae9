import { type Span, type TimeGrid } from '../../time/window';

/** A time during which an alert fired, seconds since the epoch; `to` is the first evaluation at which it did not. */
export interface Firing {
  from: number;
  to: number;
  /** It already fired when the period began, or still did at its end: how long is not known. */
  isOpen?: boolean;
}

/** Values of one series at the times of evaluation; a missing sample is no point. */
export interface TruthSeries {
  labels: Record<string, string>;
  times: number[];
  values: number[];
}

/** How a rule becomes of an answer; seconds. */
export interface Ways {
  /** `for` */
  wait: number;
  /** `keep_firing_for`, from the first evaluation without on. */
  keep?: number;
  /** Which values count: Grafana's conditions fire where the value is not 0. */
  wants?: (value: number) => boolean;
}

/**
 * When an alert would have fired, evaluated as Prometheus and Grafana do: active where its expression has a sample, firing once it was
 * so for `wait`, over at the first evaluation without, or `keep` after it.
 */
export function firingsOf(
  { times, values }: TruthSeries,
  { start, end, step }: TimeGrid,
  { wait, keep = 0, wants = () => true }: Ways
): Firing[] {
  const active = new Set(times.filter((_, index) => wants(values[index] ?? NaN)).map(Math.round));
  const firings: Firing[] = [];
  let since: number | undefined;
  let from: number | undefined;
  let gone: number | undefined;
  for (let at = start; at <= end; at += step) {
    if (!active.has(Math.round(at))) {
      gone ??= at;
      if (from !== undefined && at - gone < keep) {
        continue;
      }
      if (from !== undefined) {
        firings.push(closed(from, at, start));
      }
      since = from = undefined;
      continue;
    }
    gone = undefined;
    since ??= at;
    if (from === undefined && at - since >= wait) {
      from = at;
    }
  }
  return from === undefined ? firings : [...firings, { from, to: end + step, isOpen: true }];
}

function closed(from: number, to: number, start: number): Firing {
  return from === start ? { from, to, isOpen: true } : { from, to };
}

/** Firings of several series of a rule as one: it fires while any of them does. Pauses of at most `gap` seconds are none. */
export function together(firings: Firing[], gap = 0): Firing[] {
  const result: Firing[] = [];
  for (const each of [...firings].sort((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && each.from <= last.to + gap) {
      last.to = Math.max(last.to, each.to);
      last.isOpen ||= each.isOpen;
    } else {
      result.push({ ...each });
    }
  }
  return result;
}

export function firingSeconds(firings: Firing[]): number {
  return firings.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** What the series `ALERTS{alertstate="firing"}` of one alert says, asked at each step. */
export function readFirings({ times }: Pick<TruthSeries, 'times'>, grid: TimeGrid): Firing[] {
  return firingsOf({ labels: {}, times, values: times.map(() => 1) }, grid, { wait: 0 });
}

export interface StateChange {
  /** Seconds. */
  at: number;
  firing: boolean;
  /** Before it. */
  was: boolean;
}

/** What a history of states says of one alert, in any order; what has no end yet lasts until `end`. */
export function firingsOfStates(changes: StateChange[], { start, end }: Span): Firing[] {
  const firings: Firing[] = [];
  let from: number | undefined;
  let known = false;
  for (const { at, firing, was } of [...changes].sort((one, other) => one.at - other.at)) {
    if (firing && from === undefined) {
      from = was && !known ? start : Math.max(at, start);
    } else if (!firing && from !== undefined) {
      firings.push(closed(from, at, start));
      from = undefined;
    } else if (was && !known && at > start) {
      firings.push({ from: start, to: at, isOpen: true }); // it began before the history that is left
    }
    known = true;
  }
  return from === undefined ? firings : [...firings, { from, to: end, isOpen: true }];
}
