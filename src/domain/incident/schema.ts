import { z } from 'zod/mini';
import { MAX_TEXT, safeUrl, storedUrl } from '../record/limits';
import { instant, person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { languageSchema } from '../text/language';
import { givenLine } from '../text/oneLine';
export const MAX_TITLE = 200;
const MAX_LABEL = 200;

const text = z.string().check(z.maxLength(MAX_TEXT));
const label = z.string().check(z.maxLength(MAX_LABEL));

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
export const evidenceSchema = z.object({
  title: label,
  datasource: z.string().check(z.maxLength(100)),
  expr: z.string().check(z.maxLength(5_000)),
  from: instant,
  to: instant,
  /** Seconds between points. */
  step: z.number().check(z.positive()),
  unit: z.optional(z.string().check(z.maxLength(50))),
  /** The last value of the first series when captured. */
  value: z.optional(z.number()),
  series: z
    .array(
      z.object({
        labels: z.record(z.string(), z.string()),
        /** Seconds since the epoch. */
        times: z.array(z.number()).check(z.maxLength(200)),
        values: z.array(z.number()).check(z.maxLength(200)),
      })
    )
    .check(z.maxLength(10)),
  /** How many series there were, where more than are kept. */
  found: z.optional(z.int().check(z.positive())),
  /** Digest of the series as captured, to compare with a later run. */
  digest: z.string().check(z.maxLength(100)),
  /** Points have been left out of the series since, so that the record keeps its size. */
  thinned: z.optional(z.boolean()),
  objective: z.optional(z.string().check(z.maxLength(100))),
  moment: z.optional(z.enum(['declare', 'mitigate', 'resolve', 'hand'])),
  problem: z.optional(z.string().check(z.maxLength(500))),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const audience = z.enum(['team', 'executive', 'customers']);
export type Audience = z.infer<typeof audience>;

/** A status update for people outside the room; status and severity are as its author saw them. */
export const statusUpdate = z.object({
  conditions: text,
  actions: z.optional(text),
  needs: z.optional(text),
  audience,
  status,
  severity: z.optional(severity),
  /** When the next one is promised. */
  next: z.optional(instant),
});
export type Update = z.infer<typeof statusUpdate>;

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
const movedValue = {
  field: z.string().check(z.maxLength(100)),
  from: z.optional(z.string().check(z.maxLength(MAX_LABEL))),
  to: z.optional(z.string().check(z.maxLength(MAX_LABEL))),
};
const change = z.object({
  ...movedValue,
  /** What else moved of the same action or task: its owner, when it is due. */
  also: z.optional(z.array(z.object(movedValue)).check(z.maxLength(10))),
  /** Statuses or milestones that were stepped over. */
  skipped: z.optional(z.string().check(z.maxLength(MAX_LABEL))),
  /** Milestones that a step back took away. */
  cleared: z.optional(z.string().check(z.maxLength(MAX_LABEL))),
  /** The written reason for going on against the guards. */
  override: z.optional(text),
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
  change: z.optional(change),
  update: z.optional(statusUpdate),
  evidence: z.optional(evidenceSchema),
  /** Id of the entry that this one corrects; with an empty text it withdraws it. */
  supersedes: z.optional(z.string().check(z.maxLength(100))),
  link: z.optional(storedUrl),
  /** Where a suggested entry came from, so that it is suggested once. */
  source: z.optional(z.string().check(z.maxLength(200))),
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
export const owner = z.object({ uid: z.optional(z.string().check(z.maxLength(100))), name: label });
export type Owner = z.infer<typeof owner>;

const role = z.object({ person: owner, since: instant });

export const actionType = z.enum(['detect', 'mitigate', 'prevent', 'process']);
export const nature = z.enum(['corrective', 'preventive']);
export const prioritySchema = z.enum(['high', 'medium', 'low']);
export const actionState = z.enum(['open', 'doing', 'done', 'wontDo']);
export type ActionType = z.infer<typeof actionType>;
export type Nature = z.infer<typeof nature>;
export type Priority = z.infer<typeof prioritySchema>;
export type ActionState = z.infer<typeof actionState>;

/** `2026-11-21`, a day in the incident's zone. */
export const day = z.iso.date();

export const measure = z.object({
  expr: z.string().check(z.maxLength(5_000)),
  comparison: z.enum(COMPARISONS),
  threshold: z.number(),
  datasource: z.optional(z.string().check(z.maxLength(100))),
});
export type Measure = z.infer<typeof measure>;

const actionFields = {
  title: z.string().check(z.minLength(1), z.maxLength(500)),
  type: z.optional(actionType),
  nature: z.optional(nature),
  owner: z.optional(owner),
  priority: z.optional(prioritySchema),
  due: z.optional(day),
  /** The query whose result says that the action worked. */
  measure: z.optional(measure),
  state: actionState,
  /** Why it will not be done. */
  reason: z.optional(text),
  link: z.optional(storedUrl),
};
export const action = z.object({ ...actionFields, created: instant, by: person, done: z.optional(instant) });
export type Action = z.infer<typeof action>;
export const newAction = z.object({
  ...actionFields,
  title: givenLine(500),
  state: z._default(actionState, 'open'),
  link: z.optional(safeUrl),
});

const taskFields = {
  title: z.string().check(z.minLength(1), z.maxLength(500)),
  owner: z.optional(owner),
  /** Time box in minutes. */
  minutes: z.optional(z.int().check(z.positive(), z.maximum(10_080))),
  /** When to ask how it goes. */
  checkBack: z.optional(instant),
  state: z.enum(['open', 'done', 'dropped']),
  /** The incident cannot be closed while it is open. */
  mandatory: z.optional(z.boolean()),
};
export const incidentTask = z.object({ ...taskFields, created: instant, by: person, done: z.optional(instant) });
export type IncidentTask = z.infer<typeof incidentTask>;

export const newTask = z.object({ ...taskFields, title: givenLine(500), state: z._default(taskFields.state, 'open') });

export const usersAffected = z.enum(['none', 'few', 'many', 'all']);
export const functionLost = z.enum(['none', 'degraded', 'partial', 'full']);
export type UsersAffected = z.infer<typeof usersAffected>;
export type FunctionLost = z.infer<typeof functionLost>;

export const linkedAlert = z.object({
  name: label,
  ruleUid: z.optional(z.string().check(z.maxLength(100))),
  labels: z.record(z.string(), z.string()),
  summary: z.optional(text),
  startsAt: z.optional(instant),
  runbook: z.optional(storedUrl),
  dashboardUid: z.optional(z.string().check(z.maxLength(100))),
  panelId: z.optional(z.string().check(z.maxLength(20))),
});
export type LinkedAlert = z.infer<typeof linkedAlert>;

export const linkSchema = z.object({
  title: label,
  url: storedUrl,
  kind: z.enum(['log', 'screenshot', 'runbook', 'dashboard', 'chat', 'other']),
  at: instant,
  by: person,
});
export type Link = z.infer<typeof linkSchema>;

export const reviewState = z.enum(['draft', 'inReview', 'reviewed', 'closed']);
export type ReviewState = z.infer<typeof reviewState>;

const review = z.object({
  state: reviewState,
  owner: z.optional(owner),
  reviewer: z.optional(owner),
  due: z.optional(day),
  signedOff: z.optional(z.object({ by: person, at: instant })),
  /** Steps of the review that are done: identify, document, improve, implement, verify, documented. */
  steps: z.optional(z.record(z.string(), instant)),
});
export type Review = z.infer<typeof review>;

/** A query that the record's dashboard draws over the incident's window. */
export const graph = z.object({
  title: label,
  expr: z.string().check(z.maxLength(5_000)),
  /** Uid of the Prometheus to ask. */
  datasource: z.string().check(z.maxLength(100)),
  unit: z.optional(z.string().check(z.maxLength(50))),
  /** Drawn as a line. */
  target: z.optional(z.number()),
});
export type Graph = z.infer<typeof graph>;
export const incidentSchema = z.extend(recordBase, {
  kind: z.literal('incident'),
  /** The record's name, `inc-2026-0142`; shown in capitals. */
  name: z.string().check(z.regex(INCIDENT_NAME)),
  title: z.string().check(z.minLength(1), z.maxLength(MAX_TITLE)),
  status,
  severity: z.optional(severity),
  voided: z.optional(z.object({ reason: voidReason, text: z.optional(text) })),
  /** Slug → name as people write it. */
  services: z._default(z.record(z.string(), label), {}),
  milestones: z._default(milestones, {}),
  /** What a milestone was, in a few words ("Redis pod restarted"). */
  milestoneNotes: z.optional(z.partialRecord(milestone, z.string().check(z.maxLength(500)))),
  /** IANA name; documents print their times in it. */
  zone: z.string().check(z.maxLength(100)),
  /** Language of the readable copy in the dashboard. */
  language: z.optional(languageSchema),
  declaredBy: person,
  detectedBy: z.optional(detectedBy),
  roles: z._default(z.record(z.string(), role), {}),
  /** By the id of the command that made it. */
  timeline: z._default(z.record(z.string(), entry), {}),
  sections: z._default(z.partialRecord(z.enum(SECTIONS), section), {}),
  impact: z.optional(z.object({ users: z.optional(usersAffected), loss: z.optional(functionLost) })),
  /** Of the ticket; its default comes from the severity. */
  priority: z.optional(prioritySchema),
  actions: z._default(z.record(z.string(), action), {}),
  tasks: z._default(z.record(z.string(), incidentTask), {}),
  alerts: z.optional(z.record(z.string(), linkedAlert)),
  links: z.optional(z.record(z.string(), linkSchema)),
  review: z.optional(review),
  /** Share of each objective's error budget that this incident used: 0.2 is 20 %. */
  costs: z.optional(z.record(z.string(), z.number())),
  /** Minutes between updates where the team wants another cadence than the severity's; 0 is none. */
  updateMinutes: z.optional(z.int().check(z.minimum(0), z.maximum(1_440))),
  drill: z.optional(z.boolean()),
  private: z.optional(z.boolean()),
  /** Name of the incident that took this one over. */
  duplicateOf: z.optional(z.string()),
  /** Names of the incidents that were merged into this one, with the time. */
  merged: z.optional(z.record(z.string(), instant)),
  /** What its dashboard draws below the report, by the objective's key. */
  graphs: z.optional(z.record(z.string().check(z.maxLength(100)), graph)),
  /** The annotation that marks the incident on dashboards. */
  annotation: z.optional(z.string().check(z.maxLength(50))),
});
export type Incident = z.infer<typeof incidentSchema>;
