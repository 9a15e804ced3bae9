import { z } from 'zod';
import { MAX_TEXT, safeUrl, storedUrl } from '../record/limits';
import { instant, person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { language } from '../text/language';
import { givenLine } from '../text/oneLine';
export const MAX_TITLE = 200;
const MAX_LABEL = 200;

const text = z.string().max(MAX_TEXT);
const label = z.string().max(MAX_LABEL);

/** A longer number is no incident of ours: it would stop the counting of the next ones. */
export const INCIDENT_NAME = /^inc-\d{4}-\d{3,6}$/;

export const severity = z.enum(['sev1', 'sev2', 'sev3', 'sev4']);
export type Severity = z.infer<typeof severity>;

export const status = z.enum(['declared', 'investigating', 'identified', 'mitigated', 'resolved', 'closed', 'void']);
export type Status = z.infer<typeof status>;

/** In the order in which they usually happen; all are optional, a missing one is unknown. */
export const milestone = z.enum([
  'started',
  'detected',
  'declared',
  'acknowledged',
  'investigating',
  'identified',
  'mitigated',
  'resolved',
  'closed',
]);
export type Milestone = z.infer<typeof milestone>;
export const MILESTONES = milestone.options;

export const milestones = z.partialRecord(milestone, instant);
export type Milestones = z.infer<typeof milestones>;

export const detectedBy = z.enum(['monitoring', 'team', 'customer', 'other']);
export type DetectedBy = z.infer<typeof detectedBy>;

export const voidReason = z.enum(['falseAlarm', 'duplicate', 'cancelled']);
export type VoidReason = z.infer<typeof voidReason>;
/** Rows of Prometheus' answer as they were when captured: at most 10 series of 200 points. */
export const evidence = z.object({
  title: label,
  datasource: z.string().max(100),
  expr: z.string().max(5_000),
  from: instant,
  to: instant,
  /** Seconds between points. */
  step: z.number().positive(),
  unit: z.string().max(50).optional(),
  /** The last value of the first series when captured. */
  value: z.number().optional(),
  series: z
    .array(
      z.object({
        labels: z.record(z.string(), z.string()),
        /** Seconds since the epoch. */
        times: z.array(z.number()).max(200),
        values: z.array(z.number()).max(200),
      })
    )
    .max(10),
  /** How many series there were, where more than are kept. */
  found: z.number().int().positive().optional(),
  /** Digest of the series as captured, to compare with a later run. */
  digest: z.string().max(100),
  /** Points have been left out of the series since, so that the record keeps its size. */
  thinned: z.boolean().optional(),
  objective: z.string().max(100).optional(),
  moment: z.enum(['declare', 'mitigate', 'resolve', 'hand']).optional(),
  problem: z.string().max(500).optional(),
});
export type Evidence = z.infer<typeof evidence>;

export const audience = z.enum(['team', 'executive', 'customers']);
export type Audience = z.infer<typeof audience>;

/** A status update for people outside the room; status and severity are as its author saw them. */
export const update = z.object({
  conditions: text,
  actions: text.optional(),
  needs: text.optional(),
  audience,
  status,
  severity: severity.optional(),
  /** When the next one is promised. */
  next: instant.optional(),
});
export type Update = z.infer<typeof update>;

export const entryKind = z.enum([
  'note',
  'status',
  'severity',
  'milestone',
  'role',
  'task',
  'action',
  'update',
  'evidence',
  'decision',
  'runbook',
  'alert',
  'deploy',
  'document',
  'edit',
  'link',
]);
export type EntryKind = z.infer<typeof entryKind>;

/** What an automatic entry recorded; its words are made when it is shown, in the reader's language. */
const change = z.object({
  field: z.string().max(100),
  from: z.string().max(MAX_LABEL).optional(),
  to: z.string().max(MAX_LABEL).optional(),
  /** Statuses or milestones that were stepped over. */
  skipped: z.string().max(MAX_LABEL).optional(),
  /** Milestones that a step back took away. */
  cleared: z.string().max(MAX_LABEL).optional(),
  /** The written reason for going on against the guards. */
  override: text.optional(),
});
export type Change = z.infer<typeof change>;

export const entry = z.object({
  /** When it happened. */
  at: instant,
  /** When it was written down. */
  entered: instant,
  by: person,
  kind: entryKind,
  /** Markdown; empty where `change`, `update` or `evidence` says it all. */
  text,
  change: change.optional(),
  update: update.optional(),
  evidence: evidence.optional(),
  /** Id of the entry that this one corrects; with an empty text it withdraws it. */
  supersedes: z.string().max(100).optional(),
  link: storedUrl.optional(),
  /** Where a suggested entry came from, so that it is suggested once. */
  source: z.string().max(200).optional(),
});
export type Entry = z.infer<typeof entry>;

/** Texts of an incident's documents, each edited on its own. */
export const SECTIONS = [
  'summary',
  'cause',
  'corrective',
  'preventive',
  'responsibleDetection',
  'responsibleResolution',
  'responsibleCommunication',
  'attachmentLogs',
  'attachmentScreenshots',
  'attachmentOther',
  'impact',
  // ticket
  'description',
  'symptoms',
  'steps',
  'affectedUsers',
  'affectedFeatures',
  'logs',
  'cpu',
  'memory',
  'responseTime',
  'solution',
  'tests',
  'testResult',
  'validatedBy',
  // review
  'lessons',
  'improvements',
  'reviewBy',
  'followUp',
  'validation',
  // post-mortem
  'trigger',
  'factorsTechnical',
  'factorsProcess',
  'factorsHuman',
  'detection',
  'response',
  'recovery',
  'wentWell',
  'wentWrong',
  'lucky',
  'surprises',
  'similar',
  'questions',
  'notActing',
  'messages',
] as const;
export type SectionKey = (typeof SECTIONS)[number];

const section = z.object({ text, at: instant, by: person });

/** Somebody who answers for something: a Grafana user (`uid`) or a team or a name typed by hand. */
export const owner = z.object({ uid: z.string().max(100).optional(), name: label });
export type Owner = z.infer<typeof owner>;

const role = z.object({ person: owner, since: instant });

export const actionType = z.enum(['detect', 'mitigate', 'prevent', 'process']);
export const nature = z.enum(['corrective', 'preventive']);
export const priority = z.enum(['high', 'medium', 'low']);
export const actionState = z.enum(['open', 'doing', 'done', 'wontDo']);
export type ActionType = z.infer<typeof actionType>;
export type Nature = z.infer<typeof nature>;
export type Priority = z.infer<typeof priority>;
export type ActionState = z.infer<typeof actionState>;

/** `2026-11-21`, a day in the incident's zone. */
export const day = z.iso.date();

export const measure = z.object({
  expr: z.string().max(5_000),
  comparison: z.enum(COMPARISONS),
  threshold: z.number(),
  datasource: z.string().max(100).optional(),
});
export type Measure = z.infer<typeof measure>;

const actionFields = {
  title: z.string().min(1).max(500),
  type: actionType.optional(),
  nature: nature.optional(),
  owner: owner.optional(),
  priority: priority.optional(),
  due: day.optional(),
  /** The query whose result says that the action worked. */
  measure: measure.optional(),
  state: actionState,
  /** Why it will not be done. */
  reason: text.optional(),
  link: storedUrl.optional(),
};
export const action = z.object({ ...actionFields, created: instant, by: person, done: instant.optional() });
export type Action = z.infer<typeof action>;
export const newAction = z.object({
  ...actionFields,
  title: givenLine(500),
  state: actionState.default('open'),
  link: safeUrl.optional(),
});

const taskFields = {
  title: z.string().min(1).max(500),
  owner: owner.optional(),
  /** Time box in minutes. */
  minutes: z.number().int().positive().max(10_080).optional(),
  /** When to ask how it goes. */
  checkBack: instant.optional(),
  state: z.enum(['open', 'done', 'dropped']),
  /** The incident cannot be closed while it is open. */
  mandatory: z.boolean().optional(),
};
export const task = z.object({ ...taskFields, created: instant, by: person, done: instant.optional() });
export type Task = z.infer<typeof task>;

export const newTask = z.object({ ...taskFields, title: givenLine(500), state: taskFields.state.default('open') });

export const usersAffected = z.enum(['none', 'few', 'many', 'all']);
export const functionLost = z.enum(['none', 'degraded', 'partial', 'full']);
export type UsersAffected = z.infer<typeof usersAffected>;
export type FunctionLost = z.infer<typeof functionLost>;

export const linkedAlert = z.object({
  name: label,
  ruleUid: z.string().max(100).optional(),
  labels: z.record(z.string(), z.string()),
  summary: text.optional(),
  startsAt: instant.optional(),
  runbook: storedUrl.optional(),
  dashboardUid: z.string().max(100).optional(),
  panelId: z.string().max(20).optional(),
});
export type LinkedAlert = z.infer<typeof linkedAlert>;

export const link = z.object({
  title: label,
  url: storedUrl,
  kind: z.enum(['log', 'screenshot', 'runbook', 'dashboard', 'chat', 'other']),
  at: instant,
  by: person,
});
export type Link = z.infer<typeof link>;

export const reviewState = z.enum(['draft', 'inReview', 'reviewed', 'closed']);
export type ReviewState = z.infer<typeof reviewState>;

const review = z.object({
  state: reviewState,
  owner: owner.optional(),
  reviewer: owner.optional(),
  due: day.optional(),
  signedOff: z.object({ by: person, at: instant }).optional(),
  /** Steps of the review that are done: identify, document, improve, implement, verify, documented. */
  steps: z.record(z.string(), instant).optional(),
});
export type Review = z.infer<typeof review>;

/** A query that the record's dashboard draws over the incident's window. */
export const graph = z.object({
  title: label,
  expr: z.string().max(5_000),
  /** Uid of the Prometheus to ask. */
  datasource: z.string().max(100),
  unit: z.string().max(50).optional(),
  /** Drawn as a line. */
  target: z.number().optional(),
});
export type Graph = z.infer<typeof graph>;
export const incident = recordBase.extend({
  kind: z.literal('incident'),
  /** The record's name, `inc-2026-0142`; shown in capitals. */
  name: z.string().regex(INCIDENT_NAME),
  title: z.string().min(1).max(MAX_TITLE),
  status,
  severity: severity.optional(),
  voided: z.object({ reason: voidReason, text: text.optional() }).optional(),
  /** Slug → name as people write it. */
  services: z.record(z.string(), label).default({}),
  milestones: milestones.default({}),
  /** What a milestone was, in a few words ("Redis pod restarted"). */
  milestoneNotes: z.partialRecord(milestone, z.string().max(500)).optional(),
  /** IANA name; documents print their times in it. */
  zone: z.string().max(100),
  /** Language of the readable copy in the dashboard. */
  language: language.optional(),
  declaredBy: person,
  detectedBy: detectedBy.optional(),
  roles: z.record(z.string(), role).default({}),
  /** By the id of the command that made it. */
  timeline: z.record(z.string(), entry).default({}),
  sections: z.partialRecord(z.enum(SECTIONS), section).default({}),
  impact: z.object({ users: usersAffected.optional(), loss: functionLost.optional() }).optional(),
  /** Of the ticket; its default comes from the severity. */
  priority: priority.optional(),
  actions: z.record(z.string(), action).default({}),
  tasks: z.record(z.string(), task).default({}),
  alerts: z.record(z.string(), linkedAlert).optional(),
  links: z.record(z.string(), link).optional(),
  review: review.optional(),
  /** Share of each objective's error budget that this incident used: 0.2 is 20 %. */
  costs: z.record(z.string(), z.number()).optional(),
  /** Minutes between updates where the team wants another cadence than the severity's; 0 is none. */
  updateMinutes: z.number().int().min(0).max(1_440).optional(),
  drill: z.boolean().optional(),
  private: z.boolean().optional(),
  /** Name of the incident that took this one over. */
  duplicateOf: z.string().optional(),
  /** Names of the incidents that were merged into this one, with the time. */
  merged: z.record(z.string(), instant).optional(),
  /** What its dashboard draws below the report, by the objective's key. */
  graphs: z.record(z.string().max(100), graph).optional(),
  /** The annotation that marks the incident on dashboards. */
  annotation: z.string().max(50).optional(),
});
export type Incident = z.infer<typeof incident>;
