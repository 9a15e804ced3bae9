import { type ExporterKey } from './schema';

/** A series and what its values say. */
export interface ExporterSeries {
  metric: string;
  /** A Unix time, or the seconds since. */
  reads: 'time' | 'age';
}

interface VerdictSeries {
  metric: string;
  /** The value that says that all is well. */
  good: number;
  /** The value that says that nobody looked. */
  unchecked?: number;
  /** The labels that it shares with the successes; absent: all of them. */
  shares?: readonly string[];
}

/** What to know before believing a series, by code; the page has a sentence for each. */
const TRAPS = [
  'zeroUntilFirst',
  'everyInstance',
  'manySnapshots',
  'statusStartsGood',
  'removedSchedules',
  'ageStandsStill',
  'fileStaysBehind',
  'typesInherit',
  'deprecated',
  'noneUntilFirst',
  'checksumsOnly',
] as const;
export type Trap = (typeof TRAPS)[number];

interface Exporter {
  name: string;
  /** Successes, the first that answers counts. */
  success: readonly [ExporterSeries, ...ExporterSeries[]];
  /** Unix time of the last failure; 0 says that there was none. */
  failure?: string;
  /** How the last attempt ended. */
  status?: VerdictSeries;
  /** Whether the exporter could ask its tool. */
  alive?: VerdictSeries;
  /** Counts attempts: where it stands still, nothing is scheduled any more. */
  attempts?: string;
  /** Unix time of the oldest point that can be restored. */
  oldest?: string;
  /** A check of the copies themselves: they can be read. */
  readable?: VerdictSeries;
  /** Labels that tell one backup from another. */
  tellApart: readonly string[];
  traps: readonly Trap[];
  /** Where the series are described. */
  source: string;
}

/** What exporters of backups expose, as their documentation and sources have it. */
export const EXPORTERS: Record<ExporterKey, Exporter> = {
  convention: {
    name: 'backup_last_success_timestamp_seconds',
    success: [{ metric: 'backup_last_success_timestamp_seconds', reads: 'time' }],
    tellApart: ['element', 'job', 'instance'],
    traps: ['zeroUntilFirst'],
    source: 'https://prometheus.io/docs/practices/instrumentation/#batch-jobs',
  },
  // “Last status of the backup. A value of 1 is success, 0 is failure”; 1 from the start of the server on (velero #8753, #9374), 0 after a
  // restart over a success (#6809): so the time counts
  velero: {
    name: 'Velero',
    success: [{ metric: 'velero_backup_last_successful_timestamp', reads: 'time' }],
    status: { metric: 'velero_backup_last_status', good: 1 },
    attempts: 'velero_backup_attempt_total',
    tellApart: ['schedule'],
    traps: ['statusStartsGood', 'removedSchedules'],
    source: 'https://github.com/vmware-tanzu/velero/blob/main/pkg/metrics/metrics.go',
  },
  // deprecated since the backups are a plugin’s: 0, or the last value, where that one makes them
  'cloudnative-pg': {
    name: 'CloudNativePG',
    success: [{ metric: 'cnpg_collector_last_available_backup_timestamp', reads: 'time' }],
    failure: 'cnpg_collector_last_failed_backup_timestamp',
    alive: { metric: 'cnpg_collector_up', good: 1 },
    oldest: 'cnpg_collector_first_recoverability_point',
    tellApart: ['cluster', 'namespace', 'pod'],
    traps: ['zeroUntilFirst', 'everyInstance', 'deprecated'],
    source: 'https://cloudnative-pg.io/documentation/current/monitoring/',
  },
  'barman-cloud': {
    name: 'CloudNativePG / Barman Cloud',
    success: [
      { metric: 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp', reads: 'time' },
      { metric: 'cnpg_collector_last_available_backup_timestamp', reads: 'time' },
    ],
    failure: 'barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp',
    oldest: 'barman_cloud_cloudnative_pg_io_first_recoverability_point',
    tellApart: ['cluster', 'namespace', 'pod'],
    traps: ['zeroUntilFirst', 'everyInstance'],
    source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/observability',
  },
  // Barman on a server of its own; what `barman check` says is no state of the last backup: WAL, disk and retention are in it
  barman: {
    name: 'Barman',
    success: [{ metric: 'barman_last_backup', reads: 'time' }],
    oldest: 'barman_first_backup',
    tellApart: ['server'],
    traps: ['noneUntilFirst'],
    source: 'https://github.com/marcinhlybin/prometheus-barman-exporter#metrics',
  },
  // status 0 is ok, 1 to 6 and 99 are not; the exporter’s own is 1 when it could ask, by `stanza="all-stanzas"`; last errors: 1 for wrong
  // checksums of the database’s pages, always 0 before pgBackRest 2.36: 0 proves no copy
  pgbackrest: {
    name: 'pgBackRest',
    success: [{ metric: 'pgbackrest_backup_since_last_completion_seconds', reads: 'age' }],
    status: { metric: 'pgbackrest_stanza_status', good: 0, shares: ['stanza'] },
    alive: { metric: 'pgbackrest_exporter_status', good: 1, shares: [] },
    readable: { metric: 'pgbackrest_backup_last_error_status', good: 0, unchecked: 0 },
    tellApart: ['stanza', 'backup_type'],
    traps: ['ageStandsStill', 'typesInherit', 'checksumsOnly'],
    source: 'https://github.com/woblerr/pgbackrest_exporter#collected-metrics',
  },
  // check: 1 is ok, 0 an error, 2 that the exporter runs with NO_CHECK; one series for each host, user and paths, with its newest snapshot
  restic: {
    name: 'restic',
    success: [{ metric: 'restic_backup_timestamp', reads: 'time' }],
    readable: { metric: 'restic_check_success', good: 1, unchecked: 2, shares: [] },
    tellApart: ['client_hostname', 'snapshot_tag'],
    traps: ['manySnapshots'],
    source: 'https://github.com/ngosang/restic-exporter#exported-metrics',
  },
  // “1 if there was an error opening or reading a file, 0 otherwise”, of all files together; the time is of those that could be read
  textfile: {
    name: 'node exporter, textfile',
    success: [{ metric: 'node_textfile_mtime_seconds', reads: 'time' }],
    alive: { metric: 'node_textfile_scrape_error', good: 0, shares: [] },
    tellApart: ['file', 'instance'],
    traps: ['fileStaysBehind'],
    source: 'https://github.com/prometheus/node_exporter#textfile-collector',
  },
};
