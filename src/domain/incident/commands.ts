import { z } from 'zod';
import { MAX_TEXT, safeUrl } from '../record/limits';
import { instant, person } from '../record/record';
import { givenLine } from '../text/oneLine';
import {
  action,
  actionState,
  day,
  detectedBy,
  entryKind,
  graph,
  evidence,
  functionLost,
  link,
  linkedAlert,
  MAX_TITLE,
  measure,
  milestone,
  milestones,
  nature,
  newAction,
  newTask,
  owner,
  priority,
  reviewState,
  actionType,
  SECTIONS,
  severity,
  status,
  task,
  update,
  usersAffected,
  voidReason,
  entry,
} from './schema';

const base = z.object({ id: z.string().min(1).max(100), at: instant, by: person });
const text = z.string().max(MAX_TEXT);
/** What the person saw when they chose: '' for nothing. Absent only in commands that no person aimed at a value. */
const seen = z.string().max(MAX_TEXT).optional();
const own = z.string().min(1).max(100);

const setStatus = base.extend({
  type: z.literal('setStatus'),
  to: status.exclude(['void']),
  seen,
  /** When it happened; `at` when absent. */
  when: instant.optional(),
  reason: text.optional(),
  /** Missing milestones that come with it, for instance when resolving. */
  milestones: milestones.optional(),
  objectives: z.array(z.object({ objective: z.string(), inside: z.boolean() })).optional(),
  /** Going on against the guards, in writing. */
  override: text.optional(),
});

/** What an action may be without. */
export const actionField = z.enum(['type', 'nature', 'owner', 'priority', 'due', 'measure']);

/** Everything that can happen to an incident. Plain JSON: commands wait in the outbox. */
export const incidentCommand = z.discriminatedUnion('type', [
  // additions: they depend on nothing that others may change
  base.extend({
    type: z.literal('note'),
    text: text.trim().min(1),
    kind: entryKind.extract(['note', 'decision', 'evidence', 'alert', 'deploy', 'runbook', 'link']).optional(),
    when: instant.optional(),
    link: safeUrl.optional(),
    source: z.string().max(200).optional(),
  }),
  base.extend({ type: z.literal('supersede'), entry: own, text, when: instant.optional() }),
  base.extend({
    type: z.literal('dismissSuggestion'),
    source: z.string().min(1).max(200),
    what: z.string().max(200).optional(),
  }),
  base.extend({ type: z.literal('postUpdate'), update }),
  base.extend({ type: z.literal('capture'), evidence, text: text.optional(), when: instant.optional() }),
  // values
  setStatus,
  base.extend({
    type: z.literal('reopen'),
    reason: text,
    to: status.extract(['investigating', 'identified', 'mitigated']).optional(),
  }),
  base.extend({
    type: z.literal('void'),
    reason: voidReason,
    text: text.optional(),
    /** Name of the incident it is a duplicate of. */
    duplicateOf: z.string().max(40).optional(),
  }),
  base.extend({ type: z.literal('setSeverity'), to: severity, seen, reason: text.optional() }),
  base.extend({
    type: z.literal('setMilestone'),
    milestone,
    to: instant,
    seen,
    reason: text.optional(),
    note: z.string().max(500).optional(),
  }),
  base.extend({ type: z.literal('clearMilestone'), milestone, seen, reason: text.optional() }),
  base.extend({ type: z.literal('assignRole'), role: own, person: owner.optional(), seen, briefing: text.optional() }),
  base.extend({ type: z.literal('setTitle'), to: givenLine(MAX_TITLE), seen }),
  base.extend({
    type: z.literal('setServices'),
    to: z.record(z.string().min(1).max(50), givenLine(200)),
    seen,
  }),
  base.extend({ type: z.literal('setSection'), section: z.enum(SECTIONS), to: text, seen }),
  base.extend({
    type: z.literal('setImpact'),
    users: usersAffected.optional(),
    loss: functionLost.optional(),
    seen,
  }),
  base.extend({ type: z.literal('setPriority'), to: priority, seen }),
  base.extend({ type: z.literal('setDetectedBy'), to: detectedBy, seen }),
  base.extend({ type: z.literal('setZone'), to: z.string().min(1).max(100), seen }),
  base.extend({ type: z.literal('setDrill'), to: z.boolean() }),
  base.extend({ type: z.literal('setCadence'), minutes: z.number().int().min(0).max(1_440) }),
  base.extend({ type: z.literal('setCosts'), costs: z.record(z.string(), z.number()) }),
  base.extend({ type: z.literal('setAnnotation'), annotation: z.string().max(50).optional() }),
  base.extend({ type: z.literal('setGraphs'), graphs: z.record(z.string().min(1).max(100), graph) }),
  // keyed collections
  base.extend({ type: z.literal('addAction'), action: newAction }),
  base.extend({
    type: z.literal('updateAction'),
    action: own,
    changes: z
      .object({
        title: givenLine(500),
        type: actionType,
        nature,
        owner,
        priority,
        due: day,
        measure,
        state: actionState,
        reason: text,
        link: safeUrl,
      })
      .partial(),
    /** What was emptied: a change cannot say so, JSON has no undefined. */
    clear: z.array(actionField).optional(),
    /** State that the person saw. */
    seen,
  }),
  base.extend({ type: z.literal('addTask'), task: newTask }),
  base.extend({
    type: z.literal('updateTask'),
    task: own,
    changes: z
      .object({
        title: givenLine(500),
        owner,
        minutes: z.number().int().positive().max(10_080),
        checkBack: instant,
        state: task.shape.state,
        mandatory: z.boolean(),
      })
      .partial(),
    seen,
  }),
  base.extend({
    type: z.literal('addLink'),
    link: link.omit({ at: true, by: true }).extend({ title: givenLine(200), url: safeUrl }),
  }),
  base.extend({ type: z.literal('removeLink'), link: own }),
  base.extend({
    type: z.literal('linkAlert'),
    key: own,
    alert: linkedAlert.extend({ runbook: safeUrl.optional() }),
  }),
  base.extend({
    type: z.literal('setReview'),
    state: reviewState.optional(),
    owner: owner.optional(),
    reviewer: owner.optional(),
    due: day.optional(),
    /** What was emptied. */
    clear: z.array(z.enum(['owner', 'reviewer', 'due'])).optional(),
    /** A step of the review, done or not. */
    step: z.object({ key: own, done: z.boolean() }).optional(),
    seen,
  }),
  base.extend({
    type: z.literal('absorb'),
    from: z.string().min(1).max(40),
    timeline: z.record(z.string(), entry),
    services: z.record(z.string(), z.string()).optional(),
    alerts: z.record(z.string(), linkedAlert).optional(),
    /** What is left to do of it. */
    actions: z.record(z.string(), action).optional(),
    tasks: z.record(z.string(), task).optional(),
    /** The other one was private, or a drill. */
    private: z.boolean().optional(),
    drill: z.boolean().optional(),
  }),
]);
export type IncidentCommand = z.infer<typeof incidentCommand>;
export type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>;
