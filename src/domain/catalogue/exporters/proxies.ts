import { type Exporter } from '../exporter';
import { BESIDE, EACH_RESTART, MILLISECONDS, served, SERVICE_LABELS } from './served';

/** What meshes and proxies count of the requests that pass through them. */
export const PROXIES: readonly Exporter[] = [
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
        en: 'Source and destination each report a request: only reporter="destination" counts it once, or "waypoint" in ambient mode.',
        fr: 'Source et destination signalent chacune la requête : seul reporter="destination" la compte une fois, ou "waypoint" en mode ambient.',
      },
      {
        en: 'A gateway reports as source only: what comes in there and goes to no sidecar is not counted.',
        fr: 'Une passerelle ne signale que comme source : ce qui y entre et ne va vers aucun sidecar n’est pas compté.',
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
      total: 'istio_requests_total{reporter=~"destination|waypoint"}',
      failed: 'istio_requests_total{reporter=~"destination|waypoint",response_code=~"5..|0"}',
      duration: { metric: 'istio_request_duration_milliseconds', perSecond: 1000 },
      once: 'reporter=~"destination|waypoint"',
    }).map((one) => ({ ...one, needs: [one.buckets?.metric ?? 'istio_requests_total'] })),
    checks: [],
  },
  {
    key: 'istio-mixer',
    name: 'Istio before 1.5 (Mixer)',
    source: 'https://istio.io/v1.4/docs/reference/config/policy-and-telemetry/metrics/',
    signs: ['istio_request_duration_seconds_bucket'],
    means: {
      istio_request_duration_seconds_bucket: {
        en: 'Durations of requests, in seconds.',
        fr: 'Durées des requêtes, en secondes.',
      },
    },
    traps: [
      {
        en: 'Since 1.5 it is istio_request_duration_milliseconds: after an update this one stands still.',
        fr: 'Depuis la 1.5, c’est istio_request_duration_milliseconds : après une mise à jour, cette série s’arrête.',
      },
    ],
    services: {
      metric: 'istio_request_duration_seconds_bucket',
      labels: ['destination_service_name', 'destination_workload'],
      beside: ['destination_service_namespace'],
    },
    objectives: (['latency-p95', 'latency-p99'] as const).map((like) => ({
      like,
      needs: ['istio_request_duration_seconds_bucket'],
      buckets: { metric: 'istio_request_duration_seconds_bucket', perSecond: 1 },
      indicator: {
        kind: 'latency',
        histogram: 'istio_request_duration_seconds_bucket{reporter="destination"}',
        percentile: like === 'latency-p95' ? 0.95 : 0.99,
      },
    })),
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
        en: 'envoy_cluster_upstream_rq_total counts every try; rq_xx counts a request once, with its last answer, and the tries before are in envoy_cluster_retry_upstream_rq_xx.',
        fr: 'envoy_cluster_upstream_rq_total compte chaque essai ; rq_xx compte la requête une fois, avec sa dernière réponse, et les essais d’avant sont dans envoy_cluster_retry_upstream_rq_xx.',
      },
      {
        en: 'Clusters of the control plane are among them: what they answer is nobody’s service.',
        fr: 'Les clusters du plan de contrôle y figurent : leurs réponses ne sont le service de personne.',
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
    key: 'envoy-listeners',
    name: 'Envoy (listeners)',
    source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/stats',
    signs: ['envoy_http_downstream_rq_xx'],
    means: {
      envoy_http_downstream_rq_xx: {
        en: 'Answers to clients, by class of the response code.',
        fr: 'Réponses aux clients, par classe de code de réponse.',
      },
      envoy_http_downstream_rq_time_bucket: {
        en: 'From the first byte of the request to the last of the answer, in milliseconds.',
        fr: 'Du premier octet de la requête au dernier de la réponse, en millisecondes.',
      },
    },
    traps: [
      MILLISECONDS,
      {
        en: 'admin is Envoy’s own interface, and so are scrapes of its metrics.',
        fr: 'admin est l’interface d’Envoy lui-même, collecte de ses métriques comprise.',
      },
    ],
    services: {
      metric: 'envoy_http_downstream_rq_xx',
      labels: ['envoy_http_conn_manager_prefix'],
      beside: BESIDE,
    },
    objectives: served({
      total: 'envoy_http_downstream_rq_xx',
      failed: 'envoy_http_downstream_rq_xx{envoy_response_code_class="5"}',
      duration: { metric: 'envoy_http_downstream_rq_time', perSecond: 1000 },
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
        fr: 'namespace et service sont ceux du contrôleur si Prometheus ne garde pas les étiquettes de la cible (honor_labels) : c’est alors exported_service qui nomme le service.',
      },
      {
        en: 'There is nothing of an ingress before its first request, and nothing of hosts that no ingress names.',
        fr: 'Il n’y a rien d’un ingress avant sa première requête, ni des hôtes qu’aucun ingress ne nomme.',
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
  {
    key: 'nginx-vts',
    name: 'NGINX module VTS',
    source: 'https://github.com/vozlt/nginx-module-vts#readme',
    signs: ['nginx_vts_server_requests_total'],
    means: {
      nginx_vts_server_requests_total: {
        en: 'Requests of a host, by class of status.',
        fr: 'Requêtes d’un hôte, par classe de statut.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'host="*" is the sum of all the others: with it everything counts twice.',
        fr: 'host="*" est la somme de tous les autres : avec lui, tout compte deux fois.',
      },
    ],
    services: { metric: 'nginx_vts_server_requests_total', labels: ['host'], beside: BESIDE },
    objectives: served({
      total: 'nginx_vts_server_requests_total',
      failed: 'nginx_vts_server_requests_total{code="5xx"}',
      duration: { metric: 'nginx_vts_server_request_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'nginx-log',
    name: 'NGINX log exporter',
    source: 'https://github.com/martin-helmich/prometheus-nginxlog-exporter#readme',
    signs: ['nginx_http_response_count_total'],
    means: {
      nginx_http_response_count_total: {
        en: 'Lines of the access log, by method and status.',
        fr: 'Lignes du journal d’accès, par méthode et statut.',
      },
    },
    traps: [
      EACH_RESTART,
      {
        en: 'What is not logged is not counted; its names begin with the namespace of its own configuration, usually nginx.',
        fr: 'Ce qui n’est pas journalisé n’est pas compté ; ses noms commencent par le namespace de sa configuration, d’ordinaire nginx.',
      },
    ],
    services: { metric: 'nginx_http_response_count_total', labels: ['vhost', ...SERVICE_LABELS], beside: BESIDE },
    objectives: served({
      total: 'nginx_http_response_count_total',
      failed: 'nginx_http_response_count_total{status=~"5.."}',
      duration: { metric: 'nginx_http_response_time_seconds_hist', perSecond: 1 },
    }),
    checks: [],
  },
];
