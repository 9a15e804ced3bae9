import { z } from 'zod/mini';
import { MAX_TEXT, storedUrl } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';
import { givenLine } from '../text/oneLine';

const line = z.string().check(z.maxLength(200));
const text = z.string().check(z.maxLength(MAX_TEXT));
const key = z.string().check(z.minLength(1), z.maxLength(100));

/** What has to be covered, whatever it is called in a policy. */
export const COVERED_KEYS = [
  'dashboards',
  'alert-rules',
  'data-sources',
  'users-and-teams',
  'grafana-database',
  'prometheus-data',
  'influxdb',
  'mssql',
  'configuration',
] as const;
export type CoveredKey = (typeof COVERED_KEYS)[number];

/** What comes back first: data, then configuration, then applications. */
export const PRIORITIES = ['data', 'configuration', 'application'] as const;
export type ElementPriority = (typeof PRIORITIES)[number];

const frequency = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), hours: z.int().check(z.positive(), z.maximum(8_784)) }),
  z.object({ kind: z.literal('continuous') }),
  z.object({ kind: z.literal('onChange') }),
]);
export type BackupFrequency = z.infer<typeof frequency>;

const retention = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days'), days: z.int().check(z.positive(), z.maximum(36_600)) }),
  z.object({ kind: z.literal('unlimited') }),
]);
export type Retention = z.infer<typeof retention>;

export const EXPORTER_KEYS = [
  'convention',
  'velero',
  'cloudnative-pg',
  'barman-cloud',
  'barman',
  'pgbackrest',
  'restic',
  'textfile',
] as const;
export type ExporterKey = (typeof EXPORTER_KEYS)[number];

const labels = z.record(z.string().check(z.maxLength(100)), line);

/** Where the time of the last success comes from; what people write down by hand counts beside it. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hand') }),
  z.object({
    kind: z.literal('exporter'),
    exporter: z.enum(EXPORTER_KEYS),
    /** For a script of one's own: the metric that it writes, where it is not the exporter's usual one. */
    metric: z.optional(line),
    labels: z._default(labels, {}),
    dataSource: z.optional(z.string().check(z.maxLength(100))),
  }),
  z.object({
    kind: z.literal('query'),
    /** PromQL whose value is the Unix time of the last success, or the seconds since. */
    expr: text.check(z.minLength(1)),
    reads: z.enum(['time', 'age']),
    dataSource: z.optional(z.string().check(z.maxLength(100))),
  }),
]);
export type BackupSource = z.infer<typeof source>;

const restore = z.object({
  /** Name of a runbook's record. */
  runbook: z.optional(z.string().check(z.maxLength(100))),
  /** Key in the register of checklists. */
  checklist: z.optional(z.string().check(z.maxLength(100))),
  url: z.optional(storedUrl),
});

/** What a team says of something that is backed up. */
export const elementDefinition = z.object({
  name: givenLine(200),
  /** What it is among the nine that have to be covered, first; then what else it holds. */
  covers: z._default(z.array(z.enum(COVERED_KEYS)).check(z.maxLength(COVERED_KEYS.length)), []),
  priority: z.enum(PRIORITIES),
  frequency,
  retention,
  /** Most data that may be lost, minutes. */
  rpoMinutes: z.int().check(z.positive(), z.maximum(5_270_400)),
  /** Longest time that a restore may take, minutes. */
  rtoMinutes: z.int().check(z.positive(), z.maximum(527_040)),
  /** A restore is proven for so many days. */
  drillDays: z.int().check(z.positive(), z.maximum(3_660)),
  owner: z.optional(line),
  /** Where the copies lie. */
  place: z.optional(text),
  /** How a copy looks: RDB, YAML export, … */
  format: z.optional(line),
  restore: z._default(restore, {}),
  source,
});
export type ElementDefinition = z.infer<typeof elementDefinition>;

const element = z.extend(elementDefinition, {
  /** Id of the last command that changed it. */
  revision: z.optional(z.string()),
  /** Not backed up any more, on purpose, since. */
  retired: z.optional(instant),
  /** Somebody was asked whether it is retired, and said no: from then on it is late. */
  notRetired: z.optional(instant),
});
export type Element = z.infer<typeof element>;

/** What a copy is known to be good for, each more than the one before. */
export const PROOF_LEVELS = ['exists', 'readable', 'restored', 'usable'] as const;
export type ProofLevel = (typeof PROOF_LEVELS)[number];

/** A person vouches for a success. */
const newEvidence = z.object({
  element: key,
  /** When the backup succeeded. */
  success: instant,
  level: z.enum(['exists', 'readable']),
  /** The oldest copy that is left. */
  oldest: z.optional(instant),
  text: text.check(z.minLength(1)),
  link: z.optional(storedUrl),
});
export const backupEvidenceSchema = z.extend(newEvidence, { at: instant, by: person });
export type BackupEvidence = z.infer<typeof backupEvidenceSchema>;

/** Where the restored data is asked: another data source, or the same one with other labels. */
const drillTarget = z.object({
  dataSource: z.optional(z.string().check(z.maxLength(100))),
  labels: z._default(labels, {}),
});

export const INVARIANT_KINDS = ['count', 'sum', 'newest'] as const;
const invariant = z.object({
  name: givenLine(200),
  kind: z.enum(INVARIANT_KINDS),
  expr: text.check(z.minLength(1)),
});
export type Invariant = z.infer<typeof invariant>;

const drillPlan = z.object({
  element: key,
  target: drillTarget,
  /** Labels of the original side, where both are in one data source. */
  original: drillTarget,
  /** The moment at which the data was lost, or would have been: what is newer than the copy then is lost. */
  cut: instant,
  /** PromQL that yields a number other than 0 once the restored target answers. */
  probe: text.check(z.minLength(1)),
  /** PromQL of the newest restored point: a Unix time as its value. Absent: the newest sample of the first invariant's series. */
  newest: z.optional(text),
  invariants: z.array(invariant).check(z.maxLength(20)),
  level: z.enum(['restored', 'usable']),
});
export type DrillPlan = z.infer<typeof drillPlan>;

const comparison = z.extend(invariant, {
  original: z.optional(z.number()),
  restored: z.optional(z.number()),
  verdict: z.enum(['same', 'differs', 'unknown']),
});
export type DrillComparison = z.infer<typeof comparison>;

const drillResult = z.object({
  /** From the start of the drill to the first good answer that stayed good. */
  rtoSeconds: z.optional(z.number().check(z.nonnegative())),
  /** From the newest restored point to the cut. */
  rpoSeconds: z.optional(z.number().check(z.nonnegative())),
  /** Seconds between two samples: how exact the two are. */
  scrapeSeconds: z.optional(z.number().check(z.positive())),
  newest: z.optional(instant),
  comparisons: z.array(comparison).check(z.maxLength(20)),
  text: z.optional(text),
  link: z.optional(storedUrl),
});
export type DrillResult = z.infer<typeof drillResult>;

export const drillSchema = z.object({
  element: key,
  started: instant,
  by: person,
  /** Absent: timed and compared by a person, without queries. */
  plan: z.optional(drillPlan),
  level: z.enum(['restored', 'usable']),
  finished: z.optional(instant),
  finishedBy: z.optional(person),
  /** Somebody said that it did not come back, or gave up. */
  failed: z.optional(z.boolean()),
  result: z.optional(drillResult),
});
export type Drill = z.infer<typeof drillSchema>;

export const backupsRegister = z.extend(recordBase, {
  elements: z._default(z.record(z.string(), element), {}),
  evidence: z._default(z.record(z.string(), backupEvidenceSchema), {}),
  drills: z._default(z.record(z.string(), drillSchema), {}),
  log: z._default(commandLog, {}),
});
export type BackupsRegister = z.infer<typeof backupsRegister>;

export const BACKUPS = 'opsbook-backups';
