import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  BACKUPS,
  COUNTED_ANSWERS,
  ERROR_TYPES,
  type ErrorType,
  EXPORTED_BACKUPS,
  lastBackup,
  LATENCY_BUCKETS,
} from '../catalogue';
import { type Machine } from './machine';

/** How long the error rate looks back: five minutes, as the sample objectives read it. */
const RATE_SECONDS = 300;

interface Second {
  at: number;
  requests: number;
  errors: number;
}

/** The metrics of one service under both naming schemes that the samples query. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly started = Date.now();
  private seconds: Second[] = [];
  private requestTotal = 0;
  private errorTotal = 0;

  private readonly flaskRequests = new Counter({
    name: 'flask_requests_total',
    help: 'Requests by method, endpoint and status',
    labelNames: ['method', 'endpoint', 'status'],
    registers: [this.registry],
  });
  private readonly flaskErrors = new Counter({
    name: 'flask_errors_total',
    help: 'Errors by type',
    labelNames: ['error_type'],
    registers: [this.registry],
  });
  private readonly flaskDuration = new Histogram({
    name: 'flask_request_duration_seconds',
    help: 'Time to answer a request',
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly flaskActive = new Gauge({
    name: 'flask_active_connections',
    help: 'Requests being answered now',
    registers: [this.registry],
  });
  private readonly httpRequests = new Counter({
    name: 'http_requests_total',
    help: 'Requests by method, endpoint and HTTP status',
    labelNames: ['method', 'endpoint', 'http_status'],
    registers: [this.registry],
  });
  private readonly httpLatency = new Histogram({
    name: 'http_request_latency_seconds',
    help: 'Time to answer a request',
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly httpInProgress = new Gauge({
    name: 'http_requests_in_progress',
    help: 'Requests being answered now',
    registers: [this.registry],
  });

  constructor(machine: Machine, redis?: () => boolean) {
    const registers = [this.registry];
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    // A rate needs the zero before the first one.
    for (const type of ERROR_TYPES) {
      this.flaskErrors.inc({ error_type: type }, 0);
    }
    for (const { endpoint, status } of COUNTED_ANSWERS) {
      this.flaskRequests.inc({ method: 'GET', endpoint, status: String(status) }, 0);
      this.httpRequests.inc({ method: 'GET', endpoint, http_status: String(status) }, 0);
    }
    gauge('flask_error_rate', 'Share of requests that failed in the last five minutes, in percent', () =>
      this.errorRate()
    );
    gauge('flask_uptime_seconds', 'Time since the service was started', () => this.uptimeSeconds());
    gauge('system_cpu_usage_percent', "Use of the machine's processors", () => machine.cpuPercent());
    gauge('system_memory_usage_percent', "Use of the machine's memory", () => machine.memoryPercent());
    gauge('system_disk_usage_percent', 'Use of the disk that the service runs on', () => machine.diskPercent());
    if (redis) {
      gauge('redis_up', 'Whether Redis answers (1) or not (0)', () => (redis() ? 1 : 0));
      new Gauge({
        name: 'backup_last_success_timestamp_seconds',
        help: 'When an element was last backed up with success',
        labelNames: ['element'],
        registers,
        collect() {
          for (const backup of BACKUPS) {
            this.set({ element: backup.element }, lastBackup(backup, Date.now() / 1000));
          }
        },
      });
      this.exposeBackups();
    }
  }

  /** What other exporters would expose: a gauge whatever they are there, since only their values matter. */
  private exposeBackups() {
    for (const name of new Set(EXPORTED_BACKUPS.map((series) => series.name))) {
      const series = EXPORTED_BACKUPS.filter((each) => each.name === name);
      new Gauge({
        name,
        help: 'As an exporter of backups has it',
        labelNames: Object.keys(series[0].labels),
        registers: [this.registry],
        collect() {
          series.forEach(({ labels, value }) => this.set(labels, value(Date.now() / 1000)));
        },
      });
    }
  }

  begin() {
    this.flaskActive.inc();
    this.httpInProgress.inc();
  }

  end(request: { method: string; endpoint: string; status: number; seconds: number; error?: ErrorType }) {
    const { method, endpoint, seconds, error } = request;
    const status = String(request.status);
    this.flaskActive.dec();
    this.httpInProgress.dec();
    this.flaskRequests.inc({ method, endpoint, status });
    this.httpRequests.inc({ method, endpoint, http_status: status });
    this.flaskDuration.observe(seconds);
    this.httpLatency.observe(seconds);
    this.requestTotal++;
    const second = this.second();
    second.requests++;
    if (error) {
      this.flaskErrors.inc({ error_type: error });
      this.errorTotal++;
      second.errors++;
    }
  }

  /** Percent of the last five minutes' requests; 0 when there were none. */
  errorRate(): number {
    const from = Math.floor(Date.now() / 1000) - RATE_SECONDS;
    this.seconds = this.seconds.filter(({ at }) => at > from);
    const requests = this.seconds.reduce((sum, second) => sum + second.requests, 0);
    const errors = this.seconds.reduce((sum, second) => sum + second.errors, 0);
    return requests ? (errors / requests) * 100 : 0;
  }

  uptimeSeconds(): number {
    return (Date.now() - this.started) / 1000;
  }

  stats() {
    return {
      uptime_seconds: Math.round(this.uptimeSeconds()),
      total_requests: this.requestTotal,
      total_errors: this.errorTotal,
      error_rate_percent: Number(this.errorRate().toFixed(2)),
    };
  }

  contentType = this.registry.contentType;

  expose(): Promise<string> {
    return this.registry.metrics();
  }

  private second(): Second {
    const at = Math.floor(Date.now() / 1000);
    const last = this.seconds.at(-1);
    if (last?.at === at) {
      return last;
    }
    const second = { at, requests: 0, errors: 0 };
    this.seconds.push(second);
    return second;
  }
}
