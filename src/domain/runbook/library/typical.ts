import { type SourceParameter } from './source';

/** Queries on the metrics of node_exporter and of OpenTelemetry's HTTP servers, under the names that their documentation gives. */
export const CPU_USED = '100 * max(1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])))';
export const MEMORY_USED = '100 * max(1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)';
export const DISK_USED =
  '100 * max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay"} / node_filesystem_size_bytes)';
export const ERROR_PERCENT =
  '100 * sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / sum(rate(http_server_request_duration_seconds_count[5m]))';
export const LATENCY_P95 =
  'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))';
/** Of Kubernetes' CronJobs, by kube-state-metrics. */
export const BACKUP_AGE = 'time() - min(kube_cronjob_status_last_successful_time)';

/** Parameters that many of the shipped runbooks share. */
export const namespace: SourceParameter = {
  from: 'service',
  field: 'namespace',
  name: { en: 'Namespace', fr: 'Espace de noms' },
  preset: 'default',
};
export const pod: SourceParameter = { from: 'alert', label: 'pod', name: { en: 'Pod', fr: 'Pod' } };
export const container: SourceParameter = {
  from: 'alert',
  label: 'container',
  name: { en: 'Container', fr: 'Conteneur' },
};
export const deployment: SourceParameter = {
  from: 'alert',
  label: 'deployment',
  name: { en: 'Deployment', fr: 'Déploiement' },
};
export const service: SourceParameter = { from: 'service', field: 'key', name: { en: 'Service', fr: 'Service' } };

export function typed(en: string, fr: string, preset?: string): SourceParameter {
  return { from: 'typed', name: { en, fr }, ...(preset && { preset }) };
}
