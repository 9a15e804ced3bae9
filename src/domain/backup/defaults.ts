import { type Language } from '../text/language';
import {
  type CoveredKey,
  type ElementDefinition,
  type BackupFrequency,
  type ElementPriority,
  type Retention,
} from './schema';

export const POLICIES = ['service', 'platform'] as const;
/** What a service needs, and what Grafana and its data sources need. */
export type PolicyKey = (typeof POLICIES)[number];

const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
/** A restore is to be proven every quarter. */
const DRILL_DAYS = 90;
const RTO_MINUTES = 60;

interface Line {
  key: string;
  name: Record<Language, string>;
  priority: ElementPriority;
  frequency: BackupFrequency;
  retention: Retention;
  covers?: CoveredKey[];
  format?: Record<Language, string>;
  place?: Record<Language, string>;
}

const every = (hours: number): BackupFrequency => ({ kind: 'every', hours });
const days = (count: number): Retention => ({ kind: 'days', days: count });
const unlimited: Retention = { kind: 'unlimited' };

const LINES: Record<PolicyKey, Line[]> = {
  service: [
    {
      key: 'redis',
      name: { en: 'Redis data', fr: 'Données Redis' },
      priority: 'data',
      frequency: every(DAY_HOURS),
      retention: days(7),
      format: { en: 'RDB', fr: 'RDB' },
    },
    {
      key: 'kubernetes-configuration',
      name: { en: 'Kubernetes configuration', fr: 'Configuration Kubernetes' },
      priority: 'configuration',
      frequency: every(DAY_HOURS),
      retention: days(30),
      format: { en: 'YAML export', fr: 'Export YAML' },
    },
    {
      key: 'images',
      name: { en: 'Images', fr: 'Images' },
      priority: 'application',
      frequency: every(WEEK_HOURS),
      retention: days(28),
      place: { en: 'Private registry', fr: 'Registre privé' },
    },
    {
      key: 'source-code',
      name: { en: 'Source code', fr: 'Code source' },
      priority: 'application',
      frequency: { kind: 'continuous' },
      retention: unlimited,
      place: { en: 'Git', fr: 'Git' },
    },
    {
      key: 'logs',
      name: { en: 'Logs', fr: 'Journaux' },
      priority: 'data',
      frequency: every(DAY_HOURS),
      retention: days(30),
      format: { en: 'Compressed archive', fr: 'Archive compressée' },
    },
  ],
  platform: [
    {
      key: 'dashboards',
      name: { en: 'Dashboards', fr: 'Tableaux de bord' },
      priority: 'configuration',
      frequency: every(DAY_HOURS),
      retention: days(30),
      covers: ['dashboards'],
    },
    {
      key: 'alert-rules',
      name: { en: 'Alert rules', fr: 'Règles d’alerte' },
      priority: 'configuration',
      frequency: every(DAY_HOURS),
      retention: days(30),
      covers: ['alert-rules'],
    },
    {
      key: 'grafana-database',
      name: { en: 'Grafana database', fr: 'Base de données de Grafana' },
      priority: 'data',
      frequency: every(DAY_HOURS),
      retention: days(7),
      covers: ['grafana-database', 'users-and-teams'],
    },
    {
      key: 'prometheus-data',
      name: { en: 'Prometheus TSDB', fr: 'TSDB de Prometheus' },
      priority: 'data',
      frequency: every(WEEK_HOURS),
      retention: days(28),
      covers: ['prometheus-data'],
    },
    {
      key: 'influxdb',
      name: { en: 'InfluxDB', fr: 'InfluxDB' },
      priority: 'data',
      frequency: every(DAY_HOURS),
      retention: days(14),
      covers: ['influxdb'],
    },
    {
      key: 'mssql',
      name: { en: 'MS SQL', fr: 'MS SQL' },
      priority: 'data',
      frequency: every(DAY_HOURS),
      retention: days(30),
      covers: ['mssql'],
    },
    {
      key: 'configuration',
      name: { en: 'Configuration files', fr: 'Fichiers de configuration' },
      priority: 'configuration',
      frequency: { kind: 'onChange' },
      retention: unlimited,
      covers: ['configuration'],
      place: { en: 'Git', fr: 'Git' },
    },
  ],
};

/** The lines of a policy to begin with, by key: RTO 1 h, RPO 24 h, or as long as one round takes. */
export function policyLines(policy: PolicyKey, language: Language): Record<string, ElementDefinition> {
  return Object.fromEntries(LINES[policy].map((line) => [line.key, definitionOf(line, language)]));
}

function definitionOf({ key, name, covers = [], format, place, ...line }: Line, language: Language): ElementDefinition {
  const round = line.frequency.kind === 'every' ? line.frequency.hours : DAY_HOURS;
  return {
    ...line,
    name: name[language],
    covers,
    rpoMinutes: Math.max(DAY_HOURS, round) * 60,
    rtoMinutes: RTO_MINUTES,
    drillDays: DRILL_DAYS,
    ...(format && { format: format[language] }),
    ...(place && { place: place[language] }),
    restore: {},
    source: { kind: 'exporter', exporter: 'convention', labels: { element: key } },
  };
}
