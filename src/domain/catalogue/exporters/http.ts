import { type Exporter, type ObjectiveTemplate, type Words } from '../exporter';

const SERVICE_LABELS = ['service', 'service_name', 'app', 'job'] as const;
const BESIDE = ['namespace'] as const;

const EACH_RESTART: Words = {
  en: 'Counters begin at 0 with every restart: only their increase means something.',
  fr: 'Les compteurs repartent de 0 à chaque redémarrage : seule leur augmentation a un sens.',
};
const SCRAPES_COUNT: Words = {
  en: 'Requests of probes and of Prometheus itself count too, and make a quiet service look better than it is.',
  fr: 'Les requêtes des sondes et de Prometheus lui-même comptent aussi et embellissent un service peu sollicité.',
};
const MILLISECONDS: Words = {
  en: 'Its buckets are in milliseconds, not in seconds.',
  fr: 'Ses intervalles sont en millisecondes, pas en secondes.',
};

interface Http {
  /** Counter of requests. */
  total: string;
  /** Selects the failed ones; with a label of `status` in place of `$status`. */
  failed: string;
  status?: readonly string[];
  /** Histogram of durations without its suffix, and its unit. */
  duration?: { metric: string; perSecond: 1 | 1000 };
  /** Counts a request that several report once: `reporter="destination"`. */
  once?: string;
}

/** What every server of requests can carry: errors, rate, and latency where there is a histogram. */
function served({ total, failed, status, duration, once }: Http): ObjectiveTemplate[] {
  const bucket = duration && `${duration.metric}_bucket`;
  const latency = (like: string, percentile: number): ObjectiveTemplate[] =>
    duration && bucket
      ? [
          {
            like,
            needs: [bucket],
            buckets: { metric: bucket, perSecond: duration.perSecond },
            indicator:
              duration.perSecond === 1
                ? { kind: 'latency', histogram: bucket, percentile }
                : {
                    kind: 'ratio',
                    total: `${duration.metric}_count${once ? `{${once}}` : ''}`,
                    counted: 'good',
                    events: `${bucket}{le="$bound"${once ? `,${once}` : ''}}`,
                  },
          },
        ]
      : [];
  return [
    {
      like: 'error-rate',
      needs: [total],
      ...(status && { status }),
      indicator: { kind: 'ratio', total, counted: 'bad', events: failed },
    },
    ...latency('latency-p95', 0.95),
    ...latency('latency-p99', 0.99),
    {
      like: 'request-rate',
      needs: [total],
      indicator: { kind: 'gauge', expr: `sum(rate(${total}[5m]))` },
    },
  ];
}

export const HTTP: readonly Exporter[] = [
  {
    key: 'prometheus-client',
    name: 'Prometheus client libraries (HTTP)',
    source: 'https://prometheus.io/docs/practices/naming/',
    signs: ['http_requests_total', 'http_request_duration_seconds_bucket'],
    means: {
      http_requests_total: {
        en: 'Requests answered, by method and status.',
        fr: 'Requêtes servies, par méthode et statut.',
      },
      http_request_duration_seconds_bucket: {
        en: 'How many requests were answered within each bound.',
        fr: 'Combien de requêtes ont été servies dans chaque délai.',
      },
    },
    traps: [
      EACH_RESTART,
      SCRAPES_COUNT,
      {
        en: 'The label of the status is each application’s own choice: code, status, status_code or http_status.',
        fr: 'Le label du statut est au choix de chaque application : code, status, status_code ou http_status.',
      },
    ],
    services: { metric: 'http_requests_total', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'http_requests_total',
      failed: 'http_requests_total{$status=~"5.."}',
      status: ['code', 'status', 'status_code', 'http_status'],
      duration: { metric: 'http_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'micrometer',
    name: 'Micrometer / Spring Boot',
    source: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html',
    signs: ['http_server_requests_seconds_count'],
    means: {
      http_server_requests_seconds_count: {
        en: 'Requests answered, by uri, method, status and outcome.',
        fr: 'Requêtes servies, par uri, méthode, statut et résultat.',
      },
    },
    traps: [
      EACH_RESTART,
      SCRAPES_COUNT,
      {
        en: 'There are buckets only where percentiles-histogram is enabled for http.server.requests.',
        fr: 'Les intervalles n’existent que si percentiles-histogram est activé pour http.server.requests.',
      },
      {
        en: 'The series with _max is the largest of a short time, no maximum of all.',
        fr: 'La série en _max est la plus grande valeur d’un court moment, pas le maximum absolu.',
      },
    ],
    services: {
      metric: 'http_server_requests_seconds_count',
      labels: ['service', 'application', 'app', 'job'],
      beside: BESIDE,
    },
    objectives: served({
      total: 'http_server_requests_seconds_count',
      failed: 'http_server_requests_seconds_count{status=~"5.."}',
      duration: { metric: 'http_server_requests_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'flask',
    name: 'Prometheus Flask exporter',
    source: 'https://pypi.org/project/prometheus-flask-exporter/',
    signs: ['flask_http_request_total', 'flask_http_request_duration_seconds_count'],
    means: {
      flask_http_request_total: {
        en: 'Requests answered, by method and status.',
        fr: 'Requêtes servies, par méthode et statut.',
      },
      flask_http_request_exceptions_total: {
        en: 'Requests that ended with an exception; they are not in the other counter.',
        fr: 'Requêtes terminées par une exception ; l’autre compteur ne les contient pas.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'An exception that nothing handles is counted in flask_http_request_exceptions_total only.',
        fr: 'Une exception non gérée n’est comptée que dans flask_http_request_exceptions_total.',
      },
      {
        en: 'With several worker processes each has its own numbers unless multiprocess mode is on.',
        fr: 'Avec plusieurs processus, chacun a ses propres chiffres sauf en mode multiprocess.',
      },
    ],
    services: { metric: 'flask_http_request_total', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'flask_http_request_total',
      failed: 'flask_http_request_total{status=~"5.."}',
      duration: { metric: 'flask_http_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'opentelemetry',
    name: 'OpenTelemetry HTTP servers',
    source: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/',
    signs: ['http_server_request_duration_seconds_count'],
    means: {
      http_server_request_duration_seconds_count: {
        en: 'Requests answered, by route, method and status code.',
        fr: 'Requêtes servies, par route, méthode et code de statut.',
      },
    },
    traps: [
      {
        en: 'Without translation the names keep their dots: http.server.request.duration.',
        fr: 'Sans traduction, les noms gardent leurs points : http.server.request.duration.',
      },
      {
        en: 'The name of the service is in job, in service_name, or only in target_info.',
        fr: 'Le nom du service est dans job, dans service_name, ou seulement dans target_info.',
      },
      {
        en: 'Sums must be cumulative: with delta temporality nothing can be counted over 30 days.',
        fr: 'Les sommes doivent être cumulatives : avec une temporalité delta, rien ne se compte sur 30 jours.',
      },
    ],
    services: {
      metric: 'http_server_request_duration_seconds_count',
      labels: ['service_name', 'service', 'job'],
      beside: ['service_namespace', 'namespace'],
    },
    objectives: served({
      total: 'http_server_request_duration_seconds_count',
      failed: 'http_server_request_duration_seconds_count{$status=~"5.."}',
      status: ['http_response_status_code', 'http_status_code'],
      duration: { metric: 'http_server_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'istio',
    name: 'Istio',
    source: 'https://istio.io/latest/docs/reference/config/metrics/',
    signs: ['istio_requests_total'],
    means: {
      istio_requests_total: {
        en: 'Requests between workloads, by response code.',
        fr: 'Requêtes entre charges de travail, par code de réponse.',
      },
      istio_request_duration_milliseconds_bucket: {
        en: 'Their durations, in milliseconds.',
        fr: 'Leurs durées, en millisecondes.',
      },
    },
    traps: [
      MILLISECONDS,
      {
        en: 'Source and destination each report a request: only reporter="destination" counts it once.',
        fr: 'Source et destination signalent chacune la requête : seul reporter="destination" la compte une fois.',
      },
      {
        en: 'response_code="0" is a connection that broke, and no success.',
        fr: 'response_code="0" est une connexion rompue, pas un succès.',
      },
    ],
    services: {
      metric: 'istio_requests_total',
      labels: ['destination_service_name', 'destination_workload'],
      beside: ['destination_service_namespace'],
    },
    objectives: served({
      total: 'istio_requests_total{reporter="destination"}',
      failed: 'istio_requests_total{reporter="destination",response_code=~"5..|0"}',
      duration: { metric: 'istio_request_duration_milliseconds', perSecond: 1000 },
      once: 'reporter="destination"',
    }).map((one) => ({ ...one, needs: [one.buckets?.metric ?? 'istio_requests_total'] })),
    checks: [],
  },
  {
    key: 'envoy',
    name: 'Envoy',
    source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats',
    signs: ['envoy_cluster_upstream_rq_xx', 'envoy_cluster_upstream_rq_total'],
    means: {
      envoy_cluster_upstream_rq_xx: {
        en: 'Answers of a cluster, by class of the response code.',
        fr: 'Réponses d’un cluster, par classe de code de réponse.',
      },
      envoy_cluster_upstream_rq_time_bucket: {
        en: 'How long the cluster took, in milliseconds.',
        fr: 'Le temps mis par le cluster, en millisecondes.',
      },
    },
    traps: [
      MILLISECONDS,
      {
        en: 'A retried request is counted once for each try.',
        fr: 'Une requête réessayée est comptée à chaque essai.',
      },
    ],
    services: { metric: 'envoy_cluster_upstream_rq_xx', labels: ['envoy_cluster_name'], beside: BESIDE },
    objectives: served({
      total: 'envoy_cluster_upstream_rq_xx',
      failed: 'envoy_cluster_upstream_rq_xx{envoy_response_code_class="5"}',
      duration: { metric: 'envoy_cluster_upstream_rq_time', perSecond: 1000 },
    }),
    checks: [],
  },
  {
    key: 'ingress-nginx',
    name: 'ingress-nginx',
    source: 'https://github.com/kubernetes/ingress-nginx/blob/main/docs/user-guide/monitoring.md',
    signs: ['nginx_ingress_controller_requests'],
    means: {
      nginx_ingress_controller_requests: {
        en: 'Requests that came through, by ingress, service and status.',
        fr: 'Requêtes passées, par ingress, service et statut.',
      },
      nginx_ingress_controller_request_duration_seconds_bucket: {
        en: 'From the first byte of the request to the last of the answer.',
        fr: 'Du premier octet de la requête au dernier de la réponse.',
      },
    },
    traps: [
      {
        en: 'namespace and service are the controller’s own where Prometheus does not honour labels: then exported_service names the service.',
        fr: 'namespace et service sont ceux du contrôleur si Prometheus n’honore pas les labels : c’est alors exported_service qui nomme le service.',
      },
      {
        en: 'Of 499 the client is the cause: it closed the connection.',
        fr: 'Les 499 viennent du client : il a fermé la connexion.',
      },
    ],
    services: {
      metric: 'nginx_ingress_controller_requests',
      labels: ['exported_service', 'service', 'ingress'],
      beside: ['exported_namespace', 'namespace'],
    },
    objectives: served({
      total: 'nginx_ingress_controller_requests',
      failed: 'nginx_ingress_controller_requests{status=~"5.."}',
      duration: { metric: 'nginx_ingress_controller_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'grpc',
    name: 'gRPC (go-grpc-middleware)',
    source: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus',
    signs: ['grpc_server_handled_total'],
    means: {
      grpc_server_handled_total: {
        en: 'Calls answered, by method and code.',
        fr: 'Appels servis, par méthode et code.',
      },
      grpc_server_handling_seconds_bucket: {
        en: 'How long they took; only where histograms are enabled.',
        fr: 'Leur durée ; seulement si les histogrammes sont activés.',
      },
    },
    traps: [
      {
        en: 'Of the codes only Unknown, DeadlineExceeded, Internal, Unavailable, DataLoss and Unimplemented are the server’s fault.',
        fr: 'Parmi les codes, seuls Unknown, DeadlineExceeded, Internal, Unavailable, DataLoss et Unimplemented sont la faute du serveur.',
      },
      {
        en: 'Streams count once, when they end.',
        fr: 'Les flux comptent une fois, à leur fin.',
      },
    ],
    services: {
      metric: 'grpc_server_handled_total',
      labels: ['service', 'app', 'job', 'grpc_service'],
      beside: BESIDE,
    },
    objectives: served({
      total: 'grpc_server_handled_total',
      failed:
        'grpc_server_handled_total{grpc_code=~"Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|Unimplemented"}',
      duration: { metric: 'grpc_server_handling_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'nginx',
    name: 'NGINX Prometheus exporter',
    source: 'https://github.com/nginx/nginx-prometheus-exporter',
    signs: ['nginx_http_requests_total', 'nginx_up'],
    means: {
      nginx_up: {
        en: '1 when the last look at NGINX worked.',
        fr: '1 si la dernière interrogation de NGINX a réussi.',
      },
      nginx_http_requests_total: {
        en: 'All requests, whatever became of them.',
        fr: 'Toutes les requêtes, quelle qu’en soit l’issue.',
      },
    },
    traps: [
      {
        en: 'Its status page knows no status codes: errors cannot be counted from it.',
        fr: 'Sa page d’état ne connaît pas les codes de statut : elle ne permet pas de compter les erreurs.',
      },
      {
        en: 'up says that the exporter answers, nginx_up that NGINX does.',
        fr: 'up dit que l’exporteur répond, nginx_up que NGINX répond.',
      },
    ],
    services: { metric: 'nginx_up', labels: ['service', 'app', 'job'], beside: BESIDE },
    objectives: [
      { like: 'availability', needs: ['nginx_up'], indicator: { kind: 'probe', selector: 'nginx_up' } },
      {
        like: 'request-rate',
        needs: ['nginx_http_requests_total'],
        indicator: { kind: 'gauge', expr: 'sum(rate(nginx_http_requests_total[5m]))' },
      },
    ],
    checks: [],
  },
  {
    key: 'nginx-plus',
    name: 'NGINX Plus (NGINX Prometheus exporter)',
    source: 'https://github.com/nginx/nginx-prometheus-exporter#metrics-for-nginx-plus',
    signs: ['nginxplus_server_zone_requests', 'nginxplus_up'],
    means: {
      nginxplus_server_zone_responses: {
        en: 'Responses of a server zone, by class of status: 1xx to 5xx.',
        fr: 'Réponses d’une zone serveur, par classe de statut : 1xx à 5xx.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'Only servers with a zone directive are counted.',
        fr: 'Seuls les serveurs dotés d’une directive zone sont comptés.',
      },
      {
        en: 'Requests that were discarded without a response are in none of the classes.',
        fr: 'Les requêtes abandonnées sans réponse ne sont dans aucune classe.',
      },
    ],
    services: { metric: 'nginxplus_server_zone_requests', labels: ['server_zone'], beside: ['namespace'] },
    objectives: served({
      total: 'nginxplus_server_zone_responses',
      failed: 'nginxplus_server_zone_responses{code="5xx"}',
    }),
    checks: [],
  },
];
