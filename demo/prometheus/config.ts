import { stringify } from 'yaml';
import { serviceLabels, type ServiceName, SERVICES } from '../catalogue';

export interface ScrapePorts {
  prometheus: number;
  services?: Record<ServiceName, number>;
  grafana?: { host?: string; port: number; path: string };
  nodeExporter?: number;
}

/**
 * Prometheus' configuration for processes on this machine. The `instance` of each target is the name it has under Compose,
 * whatever port it got this time: its series go on where those of the past and of the start before ended.
 */
export function prometheusConfig(ports: ScrapePorts, rules: string[]): string {
  const target = (port: number, labels: Record<string, string>, host = '127.0.0.1') => ({
    targets: [`${host}:${port}`],
    labels,
  });
  const services = SERVICES.flatMap((service) => {
    const port = ports.services?.[service];
    const { instance, namespace } = serviceLabels(service);
    return port === undefined ? [] : [target(port, { instance, namespace, service })];
  });
  const jobs = [
    { job_name: 'demo', static_configs: services },
    ports.grafana && {
      job_name: 'grafana',
      metrics_path: `${ports.grafana.path}/metrics`,
      static_configs: [target(ports.grafana.port, { instance: 'grafana:3000' }, ports.grafana.host)],
    },
    { job_name: 'prometheus', static_configs: [target(ports.prometheus, { instance: 'prometheus:9090' })] },
    ports.nodeExporter && {
      job_name: 'node',
      static_configs: [target(ports.nodeExporter, { instance: 'node:9100' })],
    },
  ];
  return stringify({
    global: { scrape_interval: '5s', scrape_timeout: '4s', evaluation_interval: '15s' },
    rule_files: rules,
    scrape_configs: jobs.filter((job) => job && job.static_configs.length > 0),
  });
}
