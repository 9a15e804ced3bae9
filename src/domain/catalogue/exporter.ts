import { type Definition } from '../objective/schema';
import { type Comparison } from '../statistics/comparison';
import { type Words } from '../text/language';

/**
 * An objective that an exporter's series can carry. Names of metrics and labels are those of its documentation; what a team has under
 * other characters (`http.server.request.duration`) is put in their place.
 */
export interface ObjectiveTemplate {
  /** Key among the examples: what it is called, its unit and its target. */
  like: string;
  /** Metrics that have to be there. */
  needs: readonly [string, ...string[]];
  /** `$status` stands for the label of `status` that the series have, `$bound` for a bound of the buckets. */
  indicator: Definition['indicator'];
  /** Labels that hold the status, the usual one first. */
  status?: readonly string[];
  /** The buckets whose bounds are looked up, and how many of their units make a second. */
  buckets?: { metric: string; perSecond: 1 | 1000 };
  /** Asked of everything that it watches, not of one service. */
  isShared?: boolean;
}

/** An item of the daily check that Prometheus can answer. */
interface CheckTemplate {
  /** Key of the item; one of the example checklist takes its place there. */
  key: string;
  title: Words;
  instruction: Words;
  needs: readonly [string, ...string[]];
  expr: string;
  comparison: Comparison;
  threshold: number;
  unit?: string;
}

/** What one exporter, library or server says of itself: data, so that adding one is one entry. */
export interface Exporter {
  key: string;
  /** As its own project calls it. */
  name: string;
  /** Where its metrics are described. */
  source: string;
  /** Any of these tells that it is there. */
  signs: readonly [string, ...string[]];
  /** What other versions and translations call the same series, and the name that stands here for it. */
  otherNames?: Readonly<Record<string, string>>;
  /** What its series mean, by metric. */
  means: Readonly<Record<string, Words>>;
  /** What misleads those who read them. */
  traps: readonly Words[];
  /** The series that name services and the labels that do so, the best first. */
  services?: { metric: string; labels: readonly [string, ...string[]]; beside?: readonly string[] };
  objectives: readonly ObjectiveTemplate[];
  checks: readonly CheckTemplate[];
}
