import { type Language } from '../text/language';
import { OBJECTIVE_NAMES } from './exampleNames';
import { type Definition, type Objective } from './schema';

type Words = Record<Language, string>;

interface Source extends Omit<Definition, 'name' | 'description' | 'owner' | 'window' | 'needs'> {
  key: keyof typeof OBJECTIVE_NAMES;
  description?: Words;
  window?: Definition['window'];
  /** What has to be measured first, for those that only a team's own exporters can tell. */
  needs?: Words;
}

const GIB = 1024 ** 3;
const HTTP: Words = { en: 'HTTP monitoring', fr: 'un exporteur HTTP' };
const MACHINE: Words = { en: 'machine monitoring', fr: 'un exporteur de machines' };

/** The documents' KPI and SLA, as examples that a team may adopt: only what every Prometheus has is asked, the rest waits for its metrics. */
const SOURCES: Source[] = [
  {
    key: 'availability',
    description: {
      en: 'Share of minutes in which the services answered Prometheus. 99.9 % leaves 43.2 minutes in 30 days, 8.76 hours a year. Minutes without samples are unknown, not down.',
      fr: 'Part des minutes où les services ont répondu à Prometheus. 99,9 % laisse 43,2 minutes sur 30 jours, 8,76 heures par an. Les minutes sans mesure sont inconnues, pas en panne.',
    },
    indicator: { kind: 'probe', selector: 'up' },
    comparison: '>=',
    target: 0.999,
    unit: 'ratio',
  },
  {
    key: 'mean-response-time',
    indicator: { kind: 'manual' },
    needs: HTTP,
    comparison: '<',
    target: 0.2,
    unit: 's',
  },
  {
    key: 'error-rate',
    indicator: { kind: 'manual' },
    needs: HTTP,
    comparison: '<',
    target: 0.01,
    critical: 0.05,
    unit: 'ratio',
  },
  {
    key: 'cpu',
    indicator: { kind: 'manual' },
    needs: MACHINE,
    comparison: '<',
    target: 70,
    critical: 90,
    unit: 'percent',
  },
  {
    key: 'memory',
    description: {
      en: 'The documents alert after 10 minutes in one place and after 5 in another.',
      fr: 'Les documents alertent après 10 minutes à un endroit et après 5 à un autre.',
    },
    indicator: { kind: 'manual' },
    needs: MACHINE,
    comparison: '<',
    target: 80,
    critical: 95,
    unit: 'percent',
  },
  {
    key: 'request-rate',
    description: {
      en: 'For information: designed for 1,000/s per instance.',
      fr: 'Pour information : conçu pour 1 000/s par instance.',
    },
    indicator: { kind: 'manual' },
    needs: HTTP,
    comparison: '<',
    unit: 'reqps',
  },
  {
    key: 'recovery',
    description: {
      en: 'Median time from detection to resolution. The monitoring manual asks for less than 30 minutes, the optimisation guide for less than 5.',
      fr: 'Temps médian de la détection à la résolution. Le manuel de supervision demande moins de 30 minutes, le guide d’optimisation moins de 5.',
    },
    indicator: { kind: 'computed', measure: 'recovery' },
    comparison: '<',
    target: 30,
    unit: 'min',
    window: { type: 'rolling', days: 90 },
  },
  {
    key: 'latency-p95',
    description: {
      en: 'At least 95 % of requests are answered within the target. The documents warn from 1 s on.',
      fr: 'Au moins 95 % des requêtes sont servies dans le délai visé. Les documents alertent à partir de 1 s.',
    },
    indicator: { kind: 'manual' },
    needs: HTTP,
    comparison: '<',
    target: 0.5,
    critical: 1,
    unit: 's',
  },
  {
    key: 'latency-p99',
    indicator: { kind: 'manual' },
    needs: HTTP,
    comparison: '<',
    target: 1,
    unit: 's',
  },
  {
    key: 'mtbf',
    description: { en: 'Mean time between failures.', fr: 'Temps moyen entre deux pannes.' },
    indicator: { kind: 'computed', measure: 'mtbf' },
    comparison: '>',
    target: 720,
    unit: 'h',
    window: { type: 'rolling', days: 90 },
  },
  {
    key: 'mttr',
    description: { en: 'Mean downtime of a failure.', fr: 'Durée moyenne d’une panne.' },
    indicator: { kind: 'computed', measure: 'mttr' },
    comparison: '<',
    target: 15,
    unit: 'min',
    window: { type: 'rolling', days: 90 },
  },
  {
    key: 'test-coverage',
    indicator: { kind: 'manual' },
    comparison: '>',
    target: 80,
    unit: 'percent',
  },
  {
    key: 'security-score',
    description: { en: 'A+ means none.', fr: 'A+ signifie aucune.' },
    indicator: { kind: 'manual' },
    comparison: '<=',
    target: 0,
    unit: 'count',
  },
  {
    key: 'performance-score',
    indicator: { kind: 'manual' },
    comparison: '>',
    target: 90,
    unit: 'score',
  },
  {
    key: 'dashboard-load',
    description: {
      en: 'P95 of Grafana’s answer to a dashboard request.',
      fr: 'P95 de la réponse de Grafana à une demande de tableau de bord.',
    },
    indicator: {
      kind: 'gauge',
      expr: 'histogram_quantile(0.95, sum by (le) (rate(grafana_http_request_duration_seconds_bucket{handler=~".*dashboards.*"}[5m])))',
    },
    comparison: '<',
    target: 2,
    critical: 5,
    unit: 's',
  },
  {
    key: 'query-response',
    description: { en: 'P95 of Prometheus’ answer to a query.', fr: 'P95 de la réponse de Prometheus à une requête.' },
    indicator: {
      kind: 'gauge',
      expr: 'histogram_quantile(0.95, sum by (le) (rate(prometheus_http_request_duration_seconds_bucket{handler=~"/api/v1/query(_range)?"}[5m])))',
    },
    comparison: '<',
    target: 1,
    critical: 3,
    unit: 's',
  },
  {
    key: 'grafana-cpu',
    indicator: { kind: 'gauge', expr: 'sum(rate(process_cpu_seconds_total{job="grafana"}[5m])) * 100' },
    comparison: '<',
    target: 50,
    critical: 80,
    unit: 'percent',
  },
  {
    key: 'grafana-memory',
    indicator: { kind: 'gauge', expr: 'sum(process_resident_memory_bytes{job="grafana"})' },
    comparison: '<',
    target: 2 * GIB,
    critical: 4 * GIB,
    unit: 'bytes',
  },
  {
    key: 'scrape-duration',
    indicator: { kind: 'gauge', expr: 'max(scrape_duration_seconds)' },
    comparison: '<',
    target: 0.1,
    critical: 0.5,
    unit: 's',
  },
  {
    key: 'influxdb-write',
    indicator: { kind: 'manual' },
    comparison: '<',
    target: 0.01,
    critical: 0.05,
    unit: 's',
    needs: { en: 'InfluxDB', fr: 'InfluxDB' },
  },
  {
    key: 'oee',
    description: { en: 'Availability × performance × quality.', fr: 'Disponibilité × performance × qualité.' },
    indicator: {
      kind: 'computed',
      measure: 'oee',
      factors: { availability: 'availability', performance: 'latency-p95', quality: 'error-rate' },
    },
    comparison: '>',
    unit: 'ratio',
  },
  {
    key: 'proactive-detection',
    description: {
      en: 'Share of incidents that monitoring found before anybody reported them.',
      fr: 'Part des incidents que la supervision a trouvés avant que quelqu’un ne les signale.',
    },
    indicator: { kind: 'computed', measure: 'proactiveDetection' },
    comparison: '>=',
    target: 0.8,
    unit: 'ratio',
    window: { type: 'rolling', days: 90 },
  },
  {
    key: 'reviews-on-time',
    indicator: { kind: 'computed', measure: 'reviewsOnTime' },
    comparison: '>=',
    unit: 'ratio',
    window: { type: 'rolling', days: 90 },
  },
  {
    key: 'actions-on-time',
    indicator: { kind: 'computed', measure: 'actionsOnTime' },
    comparison: '>=',
    unit: 'ratio',
    window: { type: 'rolling', days: 90 },
  },
];

/** The examples in a language, by key, in their order. */
export function exampleObjectives(language: Language): Record<string, Objective> {
  return Object.fromEntries(
    SOURCES.map(({ key, description, needs, window = { type: 'rolling', days: 30 }, ...rest }, position) => [
      key,
      {
        ...rest,
        name: OBJECTIVE_NAMES[key][language],
        ...(description && { description: description[language] }),
        ...(needs && { needs: needs[language] }),
        window,
        position,
      },
    ])
  );
}
