import {
  BACKUPS,
  COUNTED_ANSWERS,
  ERROR_TYPES,
  type ErrorType,
  EXPORTED_BACKUPS,
  HEALTH_FAILS,
  lastBackup,
  LATENCY_BUCKETS,
  serviceLabels,
  type ServiceName,
  SLOW_TIMES_OUT,
} from '../catalogue';
import { chance, normalShare } from './chance';
import { type Labels, type Series, SeriesBoard } from './series';
import { dipsBetween, type Effect, type Occurrence } from './story';

export const STEP = 60_000;
const WEEK_MS = 7 * 86_400_000;
/** A release every Monday at 09:00 UTC starts the services anew; the first Monday after 1970-01-01 is the 5th. */
const FIRST_RELEASE = 4 * 86_400_000 + 9 * 3_600_000;
const TRAFFIC: Record<string, number> = { quotes: 7, users: 5, search: 3 };
const SIGMA = 0.55;
/** What Prometheus gives its own requests, in seconds. */
const PROMETHEUS_BUCKETS = [0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120];

/** What the age of a backup is drawn from, and what a restore is compared with; the past is kept small. */
const WITH_PAST = /_(?:last_successful|last_available_backup|backup)_timestamp$|^demo_orders_/;

/** The minute's state of the world, the same whenever it is asked for. */
interface Weather {
  at: number;
  minute: number;
  load: number;
  cpu: number;
  memory: number;
  disk: number;
  effects: Effect[];
}

/** Makes up the demo's past minute by minute. Deterministic: the same minutes have the same values at every start. */
export class Simulation {
  private at: number;
  private readonly board = new SeriesBoard();
  private readonly services = (['quotes', 'users', 'search'] as const).map(
    (name, index) => new PastService(name, index, this.board)
  );
  private readonly others = new PastOthers(this.board);
  private dips: Occurrence[];

  /** Ready to tell of minutes from `from` on, as they follow from the last weekly release before it. */
  constructor(from: number, until: number) {
    this.at = FIRST_RELEASE + Math.floor((from - FIRST_RELEASE) / WEEK_MS) * WEEK_MS;
    this.dips = dipsBetween(this.at, until);
  }

  get seriesCount(): number {
    return this.board.count;
  }

  /**
   * Lives through the minutes before `from` silently, then tells [from, to) as OpenMetrics text. Time only goes forward.
   * All starts anew at `from`: what was live before it counted from its own start, and a counter that is suddenly millions
   * higher would read as millions of requests.
   */
  tell(from: number, to: number): string {
    for (; this.at < to; this.at += STEP) {
      if (this.at === from) {
        this.services.forEach((service) => service.restart(from));
        this.others.restart();
      }
      const weather = this.weather(this.at);
      this.services.forEach((service) => service.live(weather));
      this.others.live(weather);
      this.board.next(this.at >= from ? this.at / 1000 : undefined);
    }
    return this.board.take();
  }

  private weather(at: number): Weather {
    const minute = at / STEP;
    const date = new Date(at);
    const hours = date.getUTCHours() + date.getUTCMinutes() / 60;
    const weekend = [0, 6].includes(date.getUTCDay()) ? 0.6 : 1;
    const load =
      (0.75 - 0.45 * Math.cos(((hours - 3) / 24) * 2 * Math.PI)) * weekend * (0.92 + 0.16 * chance(minute, 1));
    this.dips = this.dips.filter(({ to }) => to > at);
    const effects = this.dips.filter((dip) => dip.from <= at).flatMap(({ dip }) => dip.effects);
    const days = at / 86_400_000;
    return {
      at,
      minute,
      load,
      cpu: worst(effects, 'cpu') ?? 34 + 24 * load + 6 * chance(minute, 2),
      memory: worst(effects, 'memory') ?? 60 + 9 * (days % 1) + 4 * load + chance(minute, 3),
      disk: 48 + 0.6 * (days % 30) + 0.2 * chance(minute, 4),
      effects,
    };
  }
}

/** One of the three services that users call. */
class PastService {
  private readonly answers = new Map<string, number>();
  private readonly errors = new Map<ErrorType, number>();
  private readonly buckets = new Array<number>(LATENCY_BUCKETS.length + 1).fill(0);
  private readonly carried = new Map<string, number>();
  private readonly scrape;
  private readonly machine;
  private readonly shown;
  private sum = 0;
  private started = 0;
  private wasDown = false;
  private recent: Array<{ requests: number; errors: number }> = [];

  constructor(
    private readonly name: ServiceName,
    private readonly index: number,
    board: SeriesBoard
  ) {
    const labels = serviceLabels(name);
    const one = (metric: string, more: Labels = {}) => board.series(metric, { ...labels, ...more });
    this.scrape = new ScrapeSeries(board, labels, index);
    this.machine = new MachineSeries(board, labels);
    this.shown = {
      answers: COUNTED_ANSWERS.map(({ endpoint, status }) => ({
        key: `${endpoint} ${status}`,
        flask: one('flask_requests_total', { method: 'GET', endpoint, status }),
        http: one('http_requests_total', { method: 'GET', endpoint, http_status: status }),
      })),
      errors: ERROR_TYPES.map((type) => ({ type, flask: one('flask_errors_total', { error_type: type }) })),
      histograms: ['flask_request_duration_seconds', 'http_request_latency_seconds'].map((metric) => ({
        buckets: this.buckets.map((_, bucket) => one(`${metric}_bucket`, { le: LATENCY_BUCKETS[bucket] ?? '+Inf' })),
        sum: one(`${metric}_sum`),
        count: one(`${metric}_count`),
      })),
      errorRate: one('flask_error_rate'),
      uptime: one('flask_uptime_seconds'),
      active: [one('flask_active_connections'), one('http_requests_in_progress')],
    };
  }

  live(weather: Weather) {
    const effects = weather.effects.filter(({ service }) => service === this.name || service === 'all');
    const down = effects.some((effect) => effect.down);
    this.scrape.show(!down, weather);
    if (down) {
      this.wasDown = true;
      return;
    }
    if (this.wasDown || (weather.at - FIRST_RELEASE) % WEEK_MS === 0) {
      this.restart(weather.at);
    }
    this.answerAMinute(weather, effects);
    this.show(weather);
    this.machine.show(weather);
  }

  restart(at: number) {
    this.wasDown = false;
    this.started = at - 20_000;
    this.answers.clear();
    this.errors.clear();
    this.buckets.fill(0);
    this.sum = 0;
    this.recent = [];
  }

  private answerAMinute({ minute, load }: Weather, effects: Effect[]) {
    const total = Math.round(TRAFFIC[this.name] * 60 * load * (0.95 + 0.1 * chance(minute, this.index, 10)));
    const health = this.whole('health', total * 0.01);
    const slow = this.whole('slow', total * 0.005);
    const error = this.whole('error', total * 0.002);
    const root = total - health - slow - error;
    const healthFailed = Math.min(health, this.whole('healthFailed', health * HEALTH_FAILS));
    const timedOut = Math.min(slow, this.whole('timedOut', slow * SLOW_TIMES_OUT));
    const dip = effects.find((effect) => effect.errors !== undefined);
    const rootFailed = Math.round(root * (dip?.errors ?? 0) * (0.85 + 0.3 * chance(minute, this.index, 11)));

    this.count('/ 200', root - rootFailed);
    this.count('/ 503', rootFailed);
    this.count('/health 200', health - healthFailed);
    this.count('/health 503', healthFailed);
    this.count('/slow 200', slow - timedOut);
    this.count('/slow 504', timedOut);
    this.count('/error 500', error);
    this.fail(dip?.errorType ?? 'database_error', rootFailed);
    this.fail('health_check_failed', healthFailed);
    this.fail('timeout_error', timedOut);
    for (let left = error; left > 0; left--) {
      this.fail(ERROR_TYPES[1 + Math.floor(chance(minute, this.index, 12, left) * 4)], 1);
    }
    this.recent = [...this.recent, { requests: total, errors: rootFailed + healthFailed + timedOut + error }].slice(-5);

    const factor = worst(effects, 'latency') ?? 1;
    const median = 0.098 * factor * (0.9 + 0.2 * Math.min(load, 1.2)) * (0.95 + 0.1 * chance(minute, this.index, 13));
    const rounding = chance(minute, this.index, 14);
    this.buckets.forEach((_, bucket) => {
      const bound = LATENCY_BUCKETS[bucket] ?? Infinity;
      const shareOfSlow = Math.min(1, Math.max(0, (bound - 0.5) / 1.3));
      const within =
        Math.floor(root * normalShare(Math.log(bound / median) / SIGMA) + rounding) +
        Math.floor((slow - timedOut) * shareOfSlow + rounding) +
        (bound > 2 ? timedOut : 0) +
        health +
        error;
      this.buckets[bucket] += Math.min(total, bound === Infinity ? total : within);
    });
    this.sum +=
      root * median * Math.exp(SIGMA ** 2 / 2) +
      (slow - timedOut) * 1.15 +
      timedOut * 2 +
      health * 0.016 +
      error * 0.033;
  }

  private show({ at, minute, load }: Weather) {
    const { shown } = this;
    for (const { key, flask, http } of shown.answers) {
      flask.value = http.value = this.answers.get(key) ?? 0;
    }
    for (const { type, flask } of shown.errors) {
      flask.value = this.errors.get(type) ?? 0;
    }
    for (const { buckets, sum, count } of shown.histograms) {
      buckets.forEach((series, bucket) => (series.value = this.buckets[bucket]));
      sum.value = round(this.sum);
      count.value = this.buckets[LATENCY_BUCKETS.length];
    }
    const requests = this.recent.reduce((sum, one) => sum + one.requests, 0);
    const errors = this.recent.reduce((sum, one) => sum + one.errors, 0);
    const active = Math.floor(load * 2 * chance(minute, this.index, 15));
    shown.errorRate.value = requests ? round((errors / requests) * 100) : 0;
    shown.uptime.value = (at - this.started) / 1000;
    shown.active.forEach((series) => (series.value = active));
  }

  private count(answer: string, by: number) {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + by);
  }

  private fail(type: ErrorType, by: number) {
    this.errors.set(type, (this.errors.get(type) ?? 0) + by);
  }

  /** A whole number, the rest being carried to the next minute so that the shares are exact in the long run. */
  private whole(key: string, exact: number): number {
    const sum = (this.carried.get(key) ?? 0) + exact;
    this.carried.set(key, sum % 1);
    return Math.floor(sum);
  }
}

/** Redis with the backups, Grafana and Prometheus. */
class PastOthers {
  private readonly queries = new Array<number>(PROMETHEUS_BUCKETS.length + 1).fill(0);
  private querySeconds = 0;
  private readonly redis;
  private readonly grafana;
  private readonly prometheus;

  constructor(board: SeriesBoard) {
    const redis = serviceLabels('redis');
    this.redis = {
      scrape: new ScrapeSeries(board, redis, 3),
      machine: new MachineSeries(board, redis),
      up: board.series('redis_up', redis),
      backups: BACKUPS.map((backup) => ({
        backup,
        last: board.series('backup_last_success_timestamp_seconds', { ...redis, element: backup.element }),
      })),
      exported: EXPORTED_BACKUPS.filter(({ name }) => WITH_PAST.test(name)).map(({ name, labels, value }) => ({
        value,
        series: board.series(name, { ...redis, ...labels }),
      })),
    };
    const grafana = { instance: 'grafana:3000', job: 'grafana' };
    this.grafana = {
      scrape: new ScrapeSeries(board, grafana, 4),
      cpu: new CounterSeries(board.series('process_cpu_seconds_total', grafana)),
      memory: board.series('process_resident_memory_bytes', grafana),
    };
    const prometheus = { instance: 'prometheus:9090', job: 'prometheus' };
    const handler = { ...prometheus, handler: '/api/v1/query_range' };
    const duration = 'prometheus_http_request_duration_seconds';
    this.prometheus = {
      scrape: new ScrapeSeries(board, prometheus, 5),
      buckets: this.queries.map((_, bucket) =>
        board.series(`${duration}_bucket`, { ...handler, le: PROMETHEUS_BUCKETS[bucket] ?? '+Inf' })
      ),
      sum: board.series(`${duration}_sum`, handler),
      count: board.series(`${duration}_count`, handler),
    };
  }

  live(weather: Weather) {
    if ((weather.at - FIRST_RELEASE) % WEEK_MS === 0) {
      this.restart();
    }
    this.showRedis(weather);
    this.showGrafana(weather);
    this.showPrometheus(weather);
  }

  restart() {
    this.queries.fill(0);
    this.querySeconds = 0;
    this.grafana.cpu.restart();
  }

  private showRedis(weather: Weather) {
    const effects = weather.effects.filter(({ service }) => service === 'redis');
    const down = effects.some((effect) => effect.down);
    this.redis.scrape.show(!down, weather);
    if (down) {
      return;
    }
    this.redis.up.value = effects.some((effect) => effect.redisDown) ? 0 : 1;
    this.redis.backups.forEach(({ backup, last }) => (last.value = lastBackup(backup, weather.at / 1000)));
    this.redis.exported.forEach(({ series, value }) => (series.value = value(weather.at / 1000)));
    this.redis.machine.show(weather);
  }

  private showGrafana(weather: Weather) {
    const { load, minute } = weather;
    this.grafana.scrape.show(true, weather);
    this.grafana.cpu.add(60 * (0.03 + 0.05 * load * chance(minute, 20)));
    this.grafana.memory.value = Math.round((280 + 40 * load + 12 * chance(minute, 21)) * 2 ** 20);
  }

  private showPrometheus(weather: Weather) {
    const { load, minute } = weather;
    const asked = Math.round(30 * load + 4 * chance(minute, 22));
    const median = 0.012 + 0.01 * chance(minute, 23);
    this.queries.forEach((_, bucket) => {
      const bound = PROMETHEUS_BUCKETS[bucket];
      this.queries[bucket] += bound === undefined ? asked : Math.round(asked * normalShare(Math.log(bound / median)));
    });
    this.querySeconds += asked * median * Math.exp(0.5);
    this.prometheus.scrape.show(true, weather);
    this.prometheus.buckets.forEach((series, bucket) => (series.value = this.queries[bucket]));
    this.prometheus.sum.value = round(this.querySeconds);
    this.prometheus.count.value = this.queries[PROMETHEUS_BUCKETS.length];
  }
}

/** What Prometheus itself writes down about each scrape. */
class ScrapeSeries {
  private readonly up;
  private readonly duration;

  constructor(
    board: SeriesBoard,
    labels: Labels,
    private readonly salt: number
  ) {
    this.up = board.series('up', labels);
    this.duration = board.series('scrape_duration_seconds', labels);
  }

  show(up: boolean, { minute }: Weather) {
    this.up.value = up ? 1 : 0;
    this.duration.value = round(up ? 0.003 + 0.004 * chance(minute, this.salt, 30) : 0.0005);
  }
}

class MachineSeries {
  private readonly cpu;
  private readonly memory;
  private readonly disk;

  constructor(board: SeriesBoard, labels: Labels) {
    this.cpu = board.series('system_cpu_usage_percent', labels);
    this.memory = board.series('system_memory_usage_percent', labels);
    this.disk = board.series('system_disk_usage_percent', labels);
  }

  show({ cpu, memory, disk }: Weather) {
    this.cpu.value = round(cpu);
    this.memory.value = round(memory);
    this.disk.value = round(disk);
  }
}

class CounterSeries {
  private total = 0;

  constructor(private readonly series: Series) {}

  add(value: number) {
    this.total += value;
    this.series.value = round(this.total);
  }

  restart() {
    this.total = 0;
  }
}

function worst(effects: Effect[], key: 'cpu' | 'memory' | 'latency'): number | undefined {
  const values = effects.flatMap((effect) => effect[key] ?? []);
  return values.length ? Math.max(...values) : undefined;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
