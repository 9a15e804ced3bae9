import { type Exporter } from '../exporter';

/** Of Grafana and Prometheus themselves. */
export const OWN: readonly Exporter[] = [
  {
    key: 'grafana',
    name: 'Grafana',
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-monitoring/',
    signs: ['grafana_build_info', 'grafana_http_request_duration_seconds_bucket'],
    means: {
      grafana_http_request_duration_seconds_bucket: {
        en: 'How long Grafana took to answer, by handler.',
        fr: 'Le temps de réponse de Grafana, par gestionnaire.',
      },
    },
    traps: [
      {
        en: 'Queries through the data source proxy are in it: their time is that of the data source.',
        fr: 'Les requêtes passées par le proxy y figurent : leur temps est celui de la source de données.',
      },
    ],
    objectives: [
      {
        like: 'dashboard-load',
        needs: ['grafana_http_request_duration_seconds_bucket'],
        isShared: true,
        indicator: {
          kind: 'gauge',
          expr: 'histogram_quantile(0.95, sum by (le) (rate(grafana_http_request_duration_seconds_bucket{handler=~".*dashboards.*"}[5m])))',
        },
      },
      {
        like: 'grafana-cpu',
        needs: ['grafana_build_info', 'process_cpu_seconds_total'],
        isShared: true,
        indicator: {
          kind: 'gauge',
          expr: '100 * sum(rate(process_cpu_seconds_total[5m]) and on (job, instance) grafana_build_info)',
        },
      },
      {
        like: 'grafana-memory',
        needs: ['grafana_build_info', 'process_resident_memory_bytes'],
        isShared: true,
        indicator: {
          kind: 'gauge',
          expr: 'sum(process_resident_memory_bytes and on (job, instance) grafana_build_info)',
        },
      },
    ],
    checks: [],
  },
  {
    key: 'prometheus',
    name: 'Prometheus',
    source: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/',
    signs: ['up', 'prometheus_build_info', 'scrape_duration_seconds'],
    means: {
      scrape_duration_seconds: {
        en: 'How long each target took to be read.',
        fr: 'Le temps de lecture de chaque cible.',
      },
      prometheus_http_request_duration_seconds_bucket: {
        en: 'How long Prometheus took to answer, by handler.',
        fr: 'Le temps de réponse de Prometheus, par gestionnaire.',
      },
    },
    traps: [
      {
        en: 'up is 0 for a target that does not answer, and absent for one that was forgotten.',
        fr: 'up vaut 0 pour une cible qui ne répond pas, et manque pour une cible oubliée.',
      },
    ],
    services: { metric: 'up', labels: ['service', 'app', 'job'], beside: ['namespace'] },
    objectives: [
      { like: 'availability', needs: ['up'], indicator: { kind: 'probe', selector: 'up' } },
      {
        like: 'query-response',
        needs: ['prometheus_http_request_duration_seconds_bucket'],
        isShared: true,
        indicator: {
          kind: 'gauge',
          expr: 'histogram_quantile(0.95, sum by (le) (rate(prometheus_http_request_duration_seconds_bucket{handler=~"/api/v1/query(_range)?"}[5m])))',
        },
      },
      {
        like: 'scrape-duration',
        needs: ['scrape_duration_seconds'],
        isShared: true,
        indicator: { kind: 'gauge', expr: 'max(scrape_duration_seconds)' },
      },
    ],
    checks: [
      {
        key: 'targets',
        title: { en: 'Targets of Prometheus', fr: 'Cibles de Prometheus' },
        instruction: { en: 'Every target answers.', fr: 'Toutes les cibles répondent.' },
        needs: ['up'],
        expr: 'count(up == 0) or vector(0)',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
];
