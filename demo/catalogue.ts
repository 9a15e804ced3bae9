import { DAY_SECONDS } from '../src/domain/time/units';

/** What the live service and its generated past have in common, so that their series are the same. */

export const NAMESPACE = 'haddock';

/** `redis` stands for backend-redis: it answers on the same routes, but the users' traffic goes to the other three. */
export const SERVICES = ['quotes', 'users', 'search', 'redis'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The port each service has inside a Compose network; it is also part of the `instance` label everywhere. */
export const SERVICE_PORT = 8000;

/** Seconds. The sample objectives need 0.15, 0.2, 0.5 and 1 as bounds. */
export const LATENCY_BUCKETS = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5];

export const ERROR_TYPES = [
  'health_check_failed',
  'database_error',
  'timeout_error',
  'validation_error',
  'permission_error',
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** The errors that `/error` answers with, in turn. */
export const ROUTE_ERRORS: readonly ErrorType[] = [
  'database_error',
  'validation_error',
  'permission_error',
  'timeout_error',
];

/** The answers that are counted from the first second on; `/` answers 503 only in an incident. */
export const COUNTED_ANSWERS = [
  { endpoint: '/', status: 200 },
  { endpoint: '/', status: 503 },
  { endpoint: '/health', status: 200 },
  { endpoint: '/health', status: 503 },
  { endpoint: '/slow', status: 200 },
  { endpoint: '/slow', status: 504 },
  { endpoint: '/error', status: 500 },
] as const;

/** Share of calls that fail by design. */
export const HEALTH_FAILS = 0.2;
export const SLOW_TIMES_OUT = 0.3;

interface BackupElement {
  element: string;
  /** Hour of the daily backup, UTC. */
  hour: number;
  /** Days that the last good copy is behind its schedule: one element is late on purpose. */
  daysLate: number;
}

export const BACKUPS: readonly BackupElement[] = [
  { element: 'dashboards', hour: 1, daysLate: 0 },
  { element: 'alert-rules', hour: 1, daysLate: 0 },
  { element: 'data-sources', hour: 1, daysLate: 0 },
  { element: 'users-and-teams', hour: 1, daysLate: 0 },
  { element: 'grafana-database', hour: 2, daysLate: 0 },
  { element: 'prometheus-data', hour: 3, daysLate: 0 },
  { element: 'influxdb', hour: 3, daysLate: 3 },
  { element: 'mssql', hour: 4, daysLate: 0 },
  { element: 'configuration', hour: 1, daysLate: 0 },
  { element: 'redis', hour: 2, daysLate: 0 },
];

/** Unix seconds of the last good backup of `backup`, as seen at `now` (unix seconds). */
export function lastBackup(backup: BackupElement, now: number): number {
  const day = 86_400;
  const today = Math.floor(now / day) * day + backup.hour * 3600;
  return (today <= now ? today : today - day) - backup.daysLate * day;
}

interface ExportedSeries {
  name: string;
  labels: Record<string, string>;
  /** At unix seconds. */
  value: (now: number) => number;
}

/** The orphaned schedule last succeeded so long ago; nobody attempts it any more. */
const ORPHANED_DAYS = 40;
const nightly =
  (hour: number, daysLate = 0) =>
  (now: number) =>
    lastBackup({ element: '', hour, daysLate }, now);
const snapshot = (hash: string, daysLate: number): ExportedSeries => ({
  name: 'restic_backup_timestamp',
  labels: { client_hostname: 'files', snapshot_tag: 'uploads', snapshot_hash: hash },
  value: nightly(5, daysLate),
});
/** A restore is made every hour on the hour, from a copy that was cut 17 minutes before. */
const RESTORE_CUT = 17 * 60;
const restored = (now: number) => Math.floor(now / 3_600) * 3_600 - RESTORE_CUT;
/** One order a minute. */
const copyOf = (copy: string, point: (now: number) => number): ExportedSeries[] => [
  { name: 'demo_orders_rows', labels: { copy }, value: (now) => Math.floor(point(now) / 60) - 29_000_000 },
  { name: 'demo_orders_newest_timestamp_seconds', labels: { copy }, value: (now) => Math.floor(point(now) / 60) * 60 },
];

/** Backups as other exporters tell of them: one orphaned (Velero), one that says 0 (CloudNativePG), several snapshots (restic). */
export const EXPORTED_BACKUPS: readonly ExportedSeries[] = [
  { name: 'velero_backup_last_successful_timestamp', labels: { schedule: 'nightly' }, value: nightly(3) },
  { name: 'velero_backup_last_status', labels: { schedule: 'nightly' }, value: () => 1 },
  {
    name: 'velero_backup_attempt_total',
    labels: { schedule: 'nightly' },
    value: (now) => Math.floor(now / DAY_SECONDS) - 20_600,
  },
  {
    name: 'velero_backup_last_successful_timestamp',
    labels: { schedule: 'old-cluster' },
    value: (now) => nightly(3)(now) - ORPHANED_DAYS * DAY_SECONDS,
  },
  { name: 'velero_backup_last_status', labels: { schedule: 'old-cluster' }, value: () => 1 },
  { name: 'cnpg_collector_up', labels: { cluster: 'orders' }, value: () => 1 },
  { name: 'cnpg_collector_last_available_backup_timestamp', labels: { cluster: 'orders' }, value: () => 0 },
  { name: 'cnpg_collector_last_failed_backup_timestamp', labels: { cluster: 'orders' }, value: nightly(2) },
  { name: 'cnpg_collector_first_recoverability_point', labels: { cluster: 'orders' }, value: () => 0 },
  snapshot('3f21c9', 0),
  snapshot('a07b44', 1),
  snapshot('5d9e10', 2),
  { name: 'restic_check_success', labels: {}, value: () => 1 },
  ...copyOf('live', (now) => now),
  ...copyOf('restored', restored),
];

/** The labels a scrape puts on every series of a service. */
export function serviceLabels(service: ServiceName) {
  return { instance: `${service}:${SERVICE_PORT}`, job: 'demo', namespace: NAMESPACE, service };
}
