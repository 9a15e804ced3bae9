import { t } from '@grafana/i18n';
import { type PolicyKey } from '../../domain/backup/defaults';
import { type Trap } from '../../domain/backup/exporters';
import { type UnknownWhy } from '../../domain/backup/reading';
import {
  type CoveredKey,
  type BackupFrequency,
  type Invariant,
  type ElementPriority,
  type ProofLevel,
  type Retention,
} from '../../domain/backup/schema';
import { type BackupState, type Remark } from '../../domain/backup/state';
import { type Mark } from '../ui/StateMark';
import { formatDuration } from './durations';
import { verbatim } from './verbatim';

const MARKS: Record<BackupState, Mark> = {
  failed: 'bad',
  asked: 'unknown',
  unknown: 'unknown',
  unproven: 'warning',
  good: 'good',
  retired: 'neutral',
};

export function backupMark(state: BackupState): Mark {
  return MARKS[state];
}

/** The state of an element; of several where `number` says so. */
export function backupWord(state: BackupState, number = 1): string {
  return {
    failed: t('backups.state.failed', 'At risk'),
    asked: t('backups.state.asked', 'Retired?'),
    unknown: t('backups.state.unknown', '', {
      count: number,
      defaultValue_one: 'Unknown',
      defaultValue_other: 'Unknown',
    }),
    unproven: t('backups.state.unproven', '', {
      count: number,
      defaultValue_one: 'Not proven',
      defaultValue_other: 'Not proven',
    }),
    good: t('backups.state.good', '', { count: number, defaultValue_one: 'Proven', defaultValue_other: 'Proven' }),
    retired: t('backups.state.retired', 'Retired'),
  }[state];
}

export function remarkText(remark: Remark): string {
  return {
    rpoMissed: t('backups.remark.rpo', 'Late: older than the RPO allows'),
    retentionMissed: t('backups.remark.retention', 'Kept for a shorter time than agreed'),
    rtoMissed: t('backups.remark.rto', 'The last restore took longer than the RTO'),
    drillFailed: t('backups.remark.drill-failed', 'The last restore drill failed'),
    drillMissing: t('backups.remark.drill-missing', 'Never restored in a drill'),
    drillExpired: t('backups.remark.drill-expired', 'The last restore drill is too long ago'),
    retentionUnknown: t('backups.remark.retention-unknown', 'Nobody knows how old the oldest copy is'),
    unreadable: t('backups.remark.unreadable', 'Its check says that the copy cannot be read'),
    goodButLate: t(
      'backups.remark.good-but-late',
      'Contradiction: its status says success, its time is late. The time counts'
    ),
    failedButFresh: t(
      'backups.remark.failed-but-fresh',
      'Contradiction: its status says failure, its last success is recent. The time counts'
    ),
    scheduleGone: t('backups.remark.schedule-gone', 'Its schedule is gone: is this retired?'),
  }[remark];
}

export function unknownWhyText(why: UnknownWhy): string {
  return {
    byHand: t('backups.why.by-hand', 'Nobody wrote a success down yet'),
    never: t('backups.why.never', 'The metric says 0: no success is known'),
    noSeries: t('backups.why.no-series', 'No series of this metric with these labels'),
    noDataSource: t('backups.why.no-data-source', 'No Prometheus is configured'),
    targetDown: t('backups.why.target-down', 'What exposes the metric does not answer'),
    future: t('backups.why.future', 'The metric tells a time to come: its clock or its unit is wrong'),
    past: t('backups.why.past', 'The metric tells a number that is no time of a backup'),
    failed: t('backups.why.failed', 'Prometheus does not answer'),
  }[why];
}

export function proofWord(level: ProofLevel): string {
  return {
    exists: t('backups.proof.exists', 'Copy exists'),
    readable: t('backups.proof.readable', 'Copy readable'),
    restored: t('backups.proof.restored', 'Data restored'),
    usable: t('backups.proof.usable', 'Application usable'),
  }[level];
}

export function proofSource(from: 'metric' | 'hand' | 'drill'): string {
  return {
    metric: t('backups.from.metric', 'by metric'),
    hand: t('backups.from.hand', 'by hand'),
    drill: t('backups.from.drill', 'by a drill'),
  }[from];
}

export function elementPriorityName(priority: ElementPriority): string {
  return {
    data: t('backups.priority.data', 'Data'),
    configuration: t('backups.priority.configuration', 'Configuration'),
    application: t('backups.priority.application', 'Application'),
  }[priority];
}

export function frequencyWord(frequency: BackupFrequency): string {
  switch (frequency.kind) {
    case 'continuous':
      return t('backups.frequency.continuous', 'continuous');
    case 'onChange':
      return t('backups.frequency.on-change', 'on change');
    case 'every':
      return frequency.hours === 24
        ? t('backups.frequency.daily', 'daily')
        : frequency.hours === 168
          ? t('backups.frequency.weekly', 'weekly')
          : t('backups.frequency.every', 'every {{time}}', verbatim({ time: formatDuration(frequency.hours * 3600) }));
  }
}

export function retentionWord(retention: Retention): string {
  return retention.kind === 'unlimited'
    ? t('backups.retention.unlimited', 'unlimited')
    : formatDuration(retention.days * 86_400);
}

export function coveredWord(key: CoveredKey): string {
  return {
    dashboards: t('backups.covered.dashboards', 'Dashboards'),
    'alert-rules': t('backups.covered.alert-rules', 'Alert rules'),
    'data-sources': t('backups.covered.data-sources', 'Data sources'),
    'users-and-teams': t('backups.covered.users-and-teams', 'Users and teams'),
    'grafana-database': t('backups.covered.grafana-database', 'Grafana database'),
    'prometheus-data': t('backups.covered.prometheus-data', 'Prometheus data'),
    influxdb: t('backups.covered.influxdb', 'InfluxDB buckets'),
    mssql: t('backups.covered.mssql', 'MS SQL databases'),
    configuration: t('backups.covered.configuration', 'Configuration files'),
  }[key];
}

export function policyWord(policy: PolicyKey): string {
  return policy === 'service'
    ? t('backups.policy.service', 'Policy for a service')
    : t('backups.policy.platform', 'Policy for Grafana and its data sources');
}

export function trapText(trap: Trap): string {
  return {
    zeroUntilFirst: t('backups.trap.zero', '0 until the first success: that is unknown, not 1970.'),
    everyInstance: t(
      'backups.trap.every-instance',
      'Every instance of the cluster exposes it, replicas too: the newest counts.'
    ),
    manySnapshots: t('backups.trap.many-snapshots', 'One series per snapshot: the newest of an element counts.'),
    statusStartsGood: t(
      'backups.trap.status-starts-good',
      'The status starts as success before anything ran: only the time counts.'
    ),
    removedSchedules: t(
      'backups.trap.removed-schedules',
      'A removed schedule keeps its series as long as its copies: you are asked whether it is retired.'
    ),
    ageStandsStill: t(
      'backups.trap.age-stands-still',
      'An age, not a time: it is collected every ten minutes, and stands still while the exporter cannot ask pgBackRest.'
    ),
    fileStaysBehind: t(
      'backups.trap.file-stays-behind',
      'The file stays when its script no longer runs, and is written by failures too: better let the script write the time of its last success, and name that metric.'
    ),
    typesInherit: t(
      'backups.trap.types-inherit',
      'A full backup counts as the last differential and incremental one too.'
    ),
    deprecated: t('backups.trap.deprecated', 'Deprecated: the Barman Cloud plugin has series of its own.'),
    noneUntilFirst: t(
      'backups.trap.none-until-first',
      'No series before the first success: that is unknown, not late.'
    ),
    checksumsOnly: t(
      'backups.trap.checksums-only',
      'Its error status is about checksums of the database’s pages: 1 says that the copy is bad, 0 does not prove that it can be read.'
    ),
  }[trap];
}

export function invariantWord(kind: Invariant['kind']): string {
  return {
    count: t('backups.invariant.count', 'Count'),
    sum: t('backups.invariant.sum', 'Sum'),
    newest: t('backups.invariant.newest', 'Newest time'),
  }[kind];
}
