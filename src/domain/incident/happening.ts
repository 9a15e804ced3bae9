import { type Instant } from '../record/record';

/** Something that Grafana noted by itself: a change of an alert's state, or an annotation (a deployment, for instance). */
export interface Happening {
  /** `alert:12`, `alert:ds-…`, `annotation:34`: the same happening has the same one for everybody. */
  source: string;
  at: Instant;
  text: string;
  tags: string[];
  /** Only of alerts: the states as Grafana names them, `Alerting (NoData)` and the like. */
  alert?: { name: string; from: string; to: string; labels: string[] };
}
