import { writeSelector } from '../promql/promql';
import { type FoundBackup } from './backups';
import { CATALOGUE } from './catalogue';
import { type Exporter } from './exporter';
import { grouping, Names } from './names';

/** What was found out about an exporter that is there. */
export interface FoundExporter {
  /** Labels of the series that name services. */
  labels: string[];
  /** What these name, with the number of their series. */
  services: Array<{ labels: Record<string, string>; series: number }>;
  /** Bounds of the buckets as the server writes them, by the documented name of the metric. */
  bounds: Record<string, string[]>;
}

/** What a Prometheus was found to have. */
export interface Look {
  metrics: string[];
  /** By key of the exporter. */
  found: Record<string, FoundExporter>;
  /** Type of each metric that the server has metadata of (`histogram`, `counter`, …); absent: it told none. */
  types?: Record<string, string>;
  backups?: FoundBackup[];
  /** How much of the last 30 days has samples, hours. */
  observedHours?: number;
}

/** Days that previews and suggestions are about. */
export const LOOKED_DAYS = 30;
/** Half hours with samples of any target. */
export const OBSERVED_QUERY = `count_over_time((count(up) > 0)[${LOOKED_DAYS}d:30m]) / 2`;

const OTHER_NAMES = new Map(CATALOGUE.flatMap(({ otherNames = {} }) => Object.entries(otherNames)));

/** What a server has, under the names that the catalogue uses. */
export function namesOf({ metrics, types }: Pick<Look, 'metrics' | 'types'>): Names {
  return new Names(metrics, types, OTHER_NAMES);
}

export function presentIn(names: Names): Exporter[] {
  return CATALOGUE.filter(({ signs }) => signs.some((sign) => names.has(sign) || names.native(sign) !== undefined));
}

/** The series whose labels tell of services, as a selector; undefined where there are none. */
export function serviceSelector({ services }: Exporter, names: Names): string | undefined {
  const metric = services && (names.of(services.metric) ?? names.native(services.metric));
  return metric && writeSelector({ name: metric, matchers: [] });
}

/** The label that names a service and the one beside it, as the server writes them, of the labels of its series. */
export function serviceLabels({ services }: Exporter, labels: readonly string[]): string[] {
  const known = new Names(labels);
  const first = (wanted: readonly string[] = []) => wanted.find((label) => known.has(label));
  const main = first(services?.labels);
  const beside = main && first(services?.beside);
  return [main, beside].flatMap((label) => (label ? (known.of(label) ?? []) : []));
}

/** Counts the series by every label that may name a service: not each series has the best one. Undefined: none has any. */
export function countQuery(exporter: Exporter, names: Names, labels: readonly string[]): string | undefined {
  const selector = serviceSelector(exporter, names);
  const known = new Names(labels);
  const actual = (wanted: readonly string[] = []) => wanted.flatMap((label) => known.of(label) ?? []);
  const main = actual(exporter.services?.labels);
  const by = [...main, ...actual(exporter.services?.beside)];
  return selector && main.length > 0 ? `count by (${by.map(grouping).join(', ')}) (${selector})` : undefined;
}

/** What the counted series name: each by the best label that it has, and the one beside it. */
export function servicesOf(
  exporter: Exporter,
  counted: ReadonlyArray<{ labels: Record<string, string>; value: number }>
): FoundExporter['services'] {
  const found = new Map<string, FoundExporter['services'][number]>();
  for (const { labels, value } of counted) {
    const named = Object.keys(labels).filter((label) => labels[label] !== '');
    const own = serviceLabels(exporter, named).map((label) => [label, labels[label]] as const);
    if (own.length > 0) {
      const key = JSON.stringify(own);
      found.set(key, { labels: Object.fromEntries(own), series: (found.get(key)?.series ?? 0) + value });
    }
  }
  return [...found.values()];
}

/** Metrics with buckets whose bounds are to be looked up, by their documented names. */
export function bucketsOf({ objectives }: Exporter, names: Names): string[] {
  const metrics = objectives.flatMap(({ buckets }) => buckets?.metric ?? []);
  return [...new Set(metrics)].filter((metric) => names.has(metric));
}
