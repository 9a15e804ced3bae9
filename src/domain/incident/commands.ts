import { z } from 'zod/mini';
import { MAX_TEXT, safeUrl } from '../record/limits';
import { instant, person } from '../record/record';
import { givenLine } from '../text/oneLine';
import {
  action,
  actionState,
  day,
  detectedBy,
  graph,
  evidenceSchema,
  functionLost,
  linkSchema,
  linkedAlert,
  MAX_TITLE,
  measure,
  milestone,
  milestones,
  nature,
  newAction,
  newTask,
  owner,
  prioritySchema,
  reviewState,
  actionType,
  SECTIONS,
  severity,
  status,
  incidentTask,
  statusUpdate,
  usersAffected,
  voidReason,
  entry,
} from './schema';

const base = z.object({ id: z.string().check(z.minLength(1), z.maxLength(100)), at: instant, by: person });
const text = z.string().check(z.maxLength(MAX_TEXT));
/** What the person saw when they chose: '' for nothing. Absent only in commands that no person aimed at a value. */
const seen = z.optional(z.string().check(z.maxLength(MAX_TEXT)));
const own = z.string().check(z.minLength(1), z.maxLength(100));

const { void: _, ...reachable } = status.def.entries;
const setStatus = z.extend(base, {
  type: z.literal('setStatus'),
  to: z.enum(reachable),
  seen,
  /** When it happened; `at` when absent. */
  when: z.optional(instant),
  reason: z.optional(text),
  /** Missing milestones that come with it, for instance when resolving. */
  milestones: z.optional(milestones),
  objectives: z.optional(z.array(z.object({ objective: z.string(), inside: z.boolean() }))),
  /** Going on against the guards, in writing. */
  override: z.optional(text),
});

/** What an action may be without. */
export const actionField = z.enum(['type', 'nature', 'owner', 'priority', 'due', 'measure']);

/** Everything that can happen to an incident. Plain JSON: commands wait in the outbox. */
export const incidentCommand = z.discriminatedUnion('type', [
  // additions: they depend on nothing that others may change
  z.extend(base, {
    type: z.literal('note'),
    text: text.check(z.trim(), z.minLength(1)),
    kind: z.optional(z.enum(['note', 'decision', 'evidence', 'alert', 'deploy', 'runbook', 'link'])),
    when: z.optional(instant),
    link: z.optional(safeUrl),
    source: z.optional(z.string().check(z.maxLength(200))),
  }),
  z.extend(base, { type: z.literal('supersede'), entry: own, text, when: z.optional(instant) }),
  z.extend(base, {
    type: z.literal('dismissSuggestion'),
    source: z.string().check(z.minLength(1), z.maxLength(200)),
    what: z.optional(z.string().check(z.maxLength(200))),
  }),
  z.extend(base, { type: z.literal('postUpdate'), update: statusUpdate }),
  z.extend(base, {
    type: z.literal('capture'),
    evidence: evidenceSchema,
    text: z.optional(text),
    when: z.optional(instant),
  }),
  // values
  setStatus,
  z.extend(base, {
    type: z.literal('reopen'),
    reason: text,
    to: z.optional(z.enum(['investigating', 'identified', 'mitigated'])),
  }),
  z.extend(base, {
    type: z.literal('void'),
    reason: voidReason,
    text: z.optional(text),
    /** Name of the incident it is a duplicate of. */
    duplicateOf: z.optional(z.string().check(z.maxLength(40))),
  }),
  z.extend(base, { type: z.literal('setSeverity'), to: severity, seen, reason: z.optional(text) }),
  z.extend(base, {
    type: z.literal('setMilestone'),
    milestone,
    to: instant,
    seen,
    reason: z.optional(text),
    note: z.optional(z.string().check(z.maxLength(500))),
  }),
  z.extend(base, { type: z.literal('clearMilestone'), milestone, seen, reason: z.optional(text) }),
  z.extend(base, {
    type: z.literal('assignRole'),
    role: own,
    person: z.optional(owner),
    seen,
    briefing: z.optional(text),
  }),
  z.extend(base, { type: z.literal('setTitle'), to: givenLine(MAX_TITLE), seen }),
  z.extend(base, {
    type: z.literal('setServices'),
    to: z.record(z.string().check(z.minLength(1), z.maxLength(50)), givenLine(200)),
    seen,
  }),
  z.extend(base, { type: z.literal('setSection'), section: z.enum(SECTIONS), to: text, seen }),
  z.extend(base, {
    type: z.literal('setImpact'),
    users: z.optional(usersAffected),
    loss: z.optional(functionLost),
    seen,
  }),
  z.extend(base, { type: z.literal('setPriority'), to: prioritySchema, seen }),
  z.extend(base, { type: z.literal('setDetectedBy'), to: detectedBy, seen }),
  z.extend(base, { type: z.literal('setZone'), to: z.string().check(z.minLength(1), z.maxLength(100)), seen }),
  z.extend(base, { type: z.literal('setDrill'), to: z.boolean() }),
  z.extend(base, { type: z.literal('setCadence'), minutes: z.int().check(z.minimum(0), z.maximum(1_440)) }),
  z.extend(base, { type: z.literal('setCosts'), costs: z.record(z.string(), z.number()) }),
  z.extend(base, { type: z.literal('setAnnotation'), annotation: z.optional(z.string().check(z.maxLength(50))) }),
  z.extend(base, {
    type: z.literal('setGraphs'),
    graphs: z.record(z.string().check(z.minLength(1), z.maxLength(100)), graph),
  }),
  // keyed collections
  z.extend(base, { type: z.literal('addAction'), action: newAction }),
  z.extend(base, {
    type: z.literal('updateAction'),
    action: own,
    changes: z.partial(
      z.object({
        title: givenLine(500),
        type: actionType,
        nature,
        owner,
        priority: prioritySchema,
        due: day,
        measure,
        state: actionState,
        reason: text,
        link: safeUrl,
      })
    ),
    /** What was emptied: a change cannot say so, JSON has no undefined. */
    clear: z.optional(z.array(actionField)),
    /** State that the person saw. */
    seen,
  }),
  z.extend(base, { type: z.literal('addTask'), task: newTask }),
  z.extend(base, {
    type: z.literal('updateTask'),
    task: own,
    changes: z.partial(
      z.object({
        title: givenLine(500),
        owner,
        minutes: z.int().check(z.positive(), z.maximum(10_080)),
        checkBack: instant,
        state: incidentTask.shape.state,
        mandatory: z.boolean(),
      })
    ),
    seen,
  }),
  z.extend(base, {
    type: z.literal('addLink'),
    link: z.extend(z.omit(linkSchema, { at: true, by: true }), { title: givenLine(200), url: safeUrl }),
  }),
  z.extend(base, { type: z.literal('removeLink'), link: own }),
  z.extend(base, {
    type: z.literal('linkAlert'),
    key: own,
    alert: z.extend(linkedAlert, { runbook: z.optional(safeUrl) }),
  }),
  z.extend(base, {
    type: z.literal('setReview'),
    state: z.optional(reviewState),
    owner: z.optional(owner),
    reviewer: z.optional(owner),
    due: z.optional(day),
    /** What was emptied. */
    clear: z.optional(z.array(z.enum(['owner', 'reviewer', 'due']))),
    /** A step of the review, done or not. */
    step: z.optional(z.object({ key: own, done: z.boolean() })),
    seen,
  }),
  z.extend(base, {
    type: z.literal('absorb'),
    from: z.string().check(z.minLength(1), z.maxLength(40)),
    timeline: z.record(z.string(), entry),
    services: z.optional(z.record(z.string(), z.string())),
    alerts: z.optional(z.record(z.string(), linkedAlert)),
    /** What is left to do of it. */
    actions: z.optional(z.record(z.string(), action)),
    tasks: z.optional(z.record(z.string(), incidentTask)),
    /** The other one was private, a drill, or went on. */
    private: z.optional(z.boolean()),
    drill: z.optional(z.boolean()),
    open: z.optional(z.boolean()),
  }),
]);
export type IncidentCommand = z.infer<typeof incidentCommand>;
export type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>;
