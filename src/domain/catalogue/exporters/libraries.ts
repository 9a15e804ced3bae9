import { type Exporter } from '../exporter';
import { BESIDE, EACH_RESTART, MILLISECONDS, SCRAPES_COUNT, served, SERVICE_LABELS, unitless } from './served';

const STATUS = ['code', 'status', 'status_code', 'http_status'] as const;
/** How OpenTelemetry calls who served a request, of any of its conventions. */
const OTEL_SERVICE = {
  labels: ['service_name', 'service', 'job'],
  beside: ['service_namespace', 'namespace'],
} as const;

/** What applications count of their own requests. */
export const LIBRARIES: readonly Exporter[] = [
  {
    key: 'prometheus-client',
    name: 'Prometheus client libraries (HTTP)',
    source: 'https://prometheus.io/docs/practices/naming/',
    signs: ['http_requests_total'],
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
        en: 'The label of the status is each application’s own choice: code, status, status_code or http_status; some put 5xx there for 500.',
        fr: 'L’étiquette du statut est au choix de chaque application : code, status, status_code ou http_status ; certaines y mettent 5xx pour 500.',
      },
    ],
    services: { metric: 'http_requests_total', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'http_requests_total',
      failed: 'http_requests_total{$status=~"5.."}',
      status: STATUS,
      duration: { metric: 'http_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  // express-prom-bundle and others count with the histogram alone
  {
    key: 'prometheus-client-durations',
    name: 'Prometheus client libraries (durations only)',
    source: 'https://github.com/jochen-schweizer/express-prom-bundle#readme',
    signs: ['http_request_duration_seconds_bucket'],
    means: {
      http_request_duration_seconds_count: {
        en: 'Requests answered: the histogram of durations counts them too.',
        fr: 'Requêtes servies : l’histogramme des durées les compte aussi.',
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
        en: 'Without a label of the status no error can be told from a success.',
        fr: 'Sans étiquette de statut, rien ne distingue une erreur d’un succès.',
      },
    ],
    services: { metric: 'http_request_duration_seconds_bucket', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'http_request_duration_seconds_count',
      failed: 'http_request_duration_seconds_count{$status=~"5.."}',
      status: STATUS,
      duration: { metric: 'http_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'prometheus-net',
    name: 'prometheus-net (ASP.NET Core)',
    source: 'https://github.com/prometheus-net/prometheus-net#aspnet-core-http-request-metrics',
    signs: ['http_requests_received_total'],
    means: {
      http_requests_received_total: {
        en: 'Requests answered, by code, method and endpoint.',
        fr: 'Requêtes servies, par code, méthode et point d’accès.',
      },
    },
    traps: [EACH_RESTART, SCRAPES_COUNT],
    services: { metric: 'http_requests_received_total', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'http_requests_received_total',
      failed: 'http_requests_received_total{code=~"5.."}',
      duration: { metric: 'http_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'starlette',
    name: 'starlette_exporter (FastAPI)',
    source: 'https://github.com/stephenhillier/starlette_exporter#readme',
    signs: ['starlette_requests_total'],
    means: {
      starlette_requests_total: {
        en: 'Requests answered, by application, method, path and status_code.',
        fr: 'Requêtes servies, par application, méthode, chemin et status_code.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'starlette-prometheus uses the same name without a status: its errors cannot be told.',
        fr: 'starlette-prometheus emploie le même nom sans statut : ses erreurs ne se distinguent pas.',
      },
    ],
    services: { metric: 'starlette_requests_total', labels: ['service', 'app_name', 'app', 'job'], beside: BESIDE },
    objectives: served({
      total: 'starlette_requests_total',
      failed: 'starlette_requests_total{$status=~"5.."}',
      status: ['status_code'],
      duration: { metric: 'starlette_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'django',
    name: 'django-prometheus',
    source: 'https://github.com/django-commons/django-prometheus/blob/master/documentation/exports.md',
    signs: ['django_http_responses_total_by_status_total'],
    means: {
      django_http_responses_total_by_status_total: { en: 'Responses, by status.', fr: 'Réponses, par statut.' },
      django_http_requests_latency_including_middlewares_seconds_bucket: {
        en: 'How long they took, with the time in the middlewares.',
        fr: 'Leur durée, temps passé dans les middlewares compris.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'With several worker processes each has its own port and its own numbers: all have to be scraped.',
        fr: 'Avec plusieurs processus, chacun a son port et ses chiffres : il faut tous les interroger.',
      },
    ],
    services: { metric: 'django_http_responses_total_by_status_total', labels: SERVICE_LABELS, beside: BESIDE },
    objectives: served({
      total: 'django_http_responses_total_by_status_total',
      failed: 'django_http_responses_total_by_status_total{status=~"5.."}',
      duration: { metric: 'django_http_requests_latency_including_middlewares_seconds', perSecond: 1 },
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
    key: 'micrometer-otlp',
    name: 'Micrometer / Spring Boot (OTLP)',
    source: 'https://docs.micrometer.io/micrometer/reference/implementations/otlp.html',
    signs: ['http_server_requests_milliseconds_count'],
    means: {
      http_server_requests_milliseconds_count: {
        en: 'Requests answered, by uri, method, status and outcome.',
        fr: 'Requêtes servies, par uri, méthode, statut et résultat.',
      },
    },
    traps: [
      MILLISECONDS,
      {
        en: 'Sent by OTLP its unit is the millisecond; read by scraping it is the second, under another name.',
        fr: 'Envoyé par OTLP, il compte en millisecondes ; collecté par Prometheus, en secondes et sous un autre nom.',
      },
      {
        en: 'Without percentiles-histogram the only bucket is +Inf.',
        fr: 'Sans percentiles-histogram, le seul intervalle est +Inf.',
      },
    ],
    services: {
      metric: 'http_server_requests_milliseconds_count',
      labels: ['service_name', 'service', 'application', 'job'],
      beside: ['service_namespace', 'namespace'],
    },
    objectives: served({
      total: 'http_server_requests_milliseconds_count',
      failed: 'http_server_requests_milliseconds_count{status=~"5.."}',
      duration: { metric: 'http_server_requests_milliseconds', perSecond: 1000 },
    }),
    checks: [],
  },
  {
    key: 'flask',
    name: 'Prometheus Flask exporter',
    source: 'https://pypi.org/project/prometheus-flask-exporter/',
    signs: ['flask_http_request_total', 'flask_http_request_duration_seconds_count'],
    // without its prefix (NO_PREFIX)
    otherNames: { http_request_total: 'flask_http_request_total' },
    means: {
      flask_http_request_total: {
        en: 'Requests answered, by method and status.',
        fr: 'Requêtes servies, par méthode et statut.',
      },
      flask_http_request_exceptions_total: {
        en: 'Requests that ended with an exception that nothing handled.',
        fr: 'Requêtes terminées par une exception que rien n’a gérée.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'An exception that nothing handles is in flask_http_request_exceptions_total and, as a 500, in flask_http_request_total too: the sum of both counts it twice.',
        fr: 'Une exception non gérée est dans flask_http_request_exceptions_total et aussi, comme un 500, dans flask_http_request_total : la somme des deux la compte deux fois.',
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
    otherNames: unitless('http_server_request_duration', 'http_server_request_duration_seconds'),
    means: {
      http_server_request_duration_seconds_count: {
        en: 'Requests answered, by route, method and status code.',
        fr: 'Requêtes servies, par route, méthode et code de statut.',
      },
    },
    traps: [
      {
        en: 'Without translation the names keep their dots, and without suffixes they have no unit: http.server.request.duration.',
        fr: 'Sans traduction, les noms gardent leurs points, et sans suffixes ils n’ont pas d’unité : http.server.request.duration.',
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
      ...OTEL_SERVICE,
    },
    objectives: served({
      total: 'http_server_request_duration_seconds_count',
      failed: 'http_server_request_duration_seconds_count{$status=~"5.."}',
      status: ['http_response_status_code', 'http_status_code'],
      duration: { metric: 'http_server_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  // conventions up to 1.20: https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/
  {
    key: 'opentelemetry-old',
    name: 'OpenTelemetry HTTP servers (conventions up to 1.20)',
    source: 'https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/',
    signs: ['http_server_duration_milliseconds_count'],
    otherNames: unitless('http_server_duration', 'http_server_duration_milliseconds'),
    means: {
      http_server_duration_milliseconds_count: {
        en: 'Requests answered, by method, route and http_status_code.',
        fr: 'Requêtes servies, par méthode, route et http_status_code.',
      },
    },
    traps: [
      MILLISECONDS,
      {
        en: 'Since 1.21 it is http.server.request.duration, in seconds and with other labels: after an update this one stands still.',
        fr: 'Depuis la 1.21, c’est http.server.request.duration, en secondes et avec d’autres étiquettes : après une mise à jour, cette série s’arrête.',
      },
    ],
    services: {
      metric: 'http_server_duration_milliseconds_count',
      ...OTEL_SERVICE,
    },
    objectives: served({
      total: 'http_server_duration_milliseconds_count',
      failed: 'http_server_duration_milliseconds_count{$status=~"5.."}',
      status: ['http_status_code', 'http_response_status_code'],
      duration: { metric: 'http_server_duration_milliseconds', perSecond: 1000 },
    }),
    checks: [],
  },
];
