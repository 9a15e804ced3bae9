import {
  DEFAULT_INTERVALS,
  intervalOf,
  type Intervals,
  intervalsOf,
  samplesQuery,
} from '../../domain/objective/sampling';
import { DAY_SECONDS, HOUR_SECONDS } from '../../domain/time/units';
import { type Column, type PrometheusPlanner } from '../prometheus/planner';

/** Milliseconds. */
const KEPT_FOR = 10 * 60_000;
const UNKNOWN_FOR = 60_000;

interface Kept<T> {
  /** This computer's time, milliseconds. */
  read: number;
  found: Promise<T>;
}

/** What is known of data sources beyond one question: their clocks, how often metrics are sampled, hours that are over. */
export class ServerMemory {
  private readonly clocks = new Map<string, Kept<number>>();
  private readonly intervals = new Map<string, Kept<Intervals>>();
  private readonly parts = new Map<string, Promise<Column>>();

  knowsClock(uid: string, local: number): boolean {
    return isFresh(this.clocks.get(uid), local);
  }

  /**
   * Seconds of the server's clock minus this computer's. Prometheus' clock decides what "now" is: a computer an hour ahead
   * would ask about the future.
   */
  clock(uid: string, planner: PrometheusPlanner, local: number): Promise<number> {
    return kept(this.clocks, uid, local, () =>
      planner.instant(uid, 'time()').then(({ time }) => {
        const difference = time === undefined ? 0 : time - Date.now() / 1000;
        return Math.abs(difference) < 2 ? 0 : Math.round(difference);
      })
    );
  }

  /** How often a metric is sampled, in the last hours and half a month ago. */
  sampling(uid: string, selector: string | undefined, planner: PrometheusPlanner, local: number): Promise<Intervals> {
    if (selector === undefined) {
      return Promise.resolve(DEFAULT_INTERVALS);
    }
    const key = `${uid}|${selector}`;
    const middle = (Math.floor(local / 1000 / DAY_SECONDS) - 15) * DAY_SECONDS;
    const earlier = (Math.floor(local / 1000 / HOUR_SECONDS) - 3) * HOUR_SECONDS;
    const ask = (at?: number) =>
      planner.instant(uid, samplesQuery(selector, at)).then(({ value }) => intervalOf(value));
    return kept(this.intervals, key, local, async () => {
      const [recent, before, past] = await Promise.all([ask(), ask(earlier), ask(middle)]);
      const found = this.intervals.get(key);
      if (recent === undefined && found) {
        found.read = local - KEPT_FOR + UNKNOWN_FOR; // a young metric is known soon
      }
      // a range that is too wide only smooths, one that is too narrow loses events between the slices
      return intervalsOf(Math.max(recent ?? 0, before ?? 0) || undefined, past);
    });
  }

  /** Hours that are over for long do not change: their answers are kept while the page is open. */
  once(key: string, ask: () => Promise<Column>): Promise<Column> {
    const known = this.parts.get(key);
    if (known) {
      return known;
    }
    const answer = ask();
    this.parts.set(key, answer);
    answer.catch(() => this.parts.delete(key));
    return answer;
  }
}

function isFresh(entry: Kept<unknown> | undefined, local: number): boolean {
  return entry !== undefined && Math.abs(local - entry.read) < KEPT_FOR;
}

function kept<T>(entries: Map<string, Kept<T>>, key: string, local: number, ask: () => Promise<T>): Promise<T> {
  const known = entries.get(key);
  if (known && isFresh(known, local)) {
    return known.found;
  }
  const found = ask();
  entries.set(key, { read: local, found });
  found.catch(() => entries.delete(key));
  return found;
}
