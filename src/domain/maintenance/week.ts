import { z } from 'zod';
import { MAX_TEXT } from '../record/limits';
import { commandLog } from '../record/log';
import { type Command, instant, type Instant, person, type Person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { REVIEW_STEP_NAMES } from '../text/documents/weeklyReview';
import { localDate } from '../time/recurrence';
import { checklistItem, type ChecklistItem, checklistTexts, VERDICTS } from './checklistItem';
import { occurrence } from './task';

const text = z.string().max(MAX_TEXT);
export const MAX_MINUTES = 100_000;
/** Work that a result took, where somebody says so. */
const spent = {
  minutes: z.number().int().nonnegative().max(MAX_MINUTES).optional(),
  costCode: z.string().max(50).optional(),
};
export type Spent = z.infer<z.ZodObject<typeof spent>>;
export const MAX_LINK = 2000;
const link = z.string().max(MAX_LINK);

/** The occurrence as it was promised when somebody dealt with it: a later change of the plan does not rewrite it. */
export const promised = occurrence.extend({ title: z.string().max(300), team: z.string().max(100).optional() });
export type Promised = z.infer<typeof promised>;

const result = z.object({
  /** Waived dates do not count, skipped ones count as not kept. */
  state: z.enum(['done', 'waived', 'skipped']),
  occurrence: promised,
  /** When it was done, and the local date of that. */
  at: instant,
  on: localDate,
  by: person,
  /** Command that said so. */
  command: z.string(),
  note: text.optional(),
  evidence: link.optional(),
  /** Why it was waived or skipped, or done early or late. */
  reason: text.optional(),
  run: z.string().optional(),
  ...spent,
});
export type Result = z.infer<typeof result>;

/** One date of a task, given to another team or person than the plan says. */
const handover = z.object({
  team: z.string().min(1).max(100).optional(),
  person: person.optional(),
  reason: text,
  at: instant,
  by: person,
  /** Command that said so. */
  command: z.string(),
});
export type Handover = z.infer<typeof handover>;

/** What one item of a run came to. Kept one by one, never changed: the last one of an item counts. */
export const itemOutcome = z.object({
  verdict: z.enum(VERDICTS),
  /** A number where there is one: Infinity is written as text, since JSON has none. */
  value: z.union([z.number(), text]).optional(),
  unit: z.string().max(50).optional(),
  note: text.optional(),
  evidence: link.optional(),
  /** Why it was skipped. */
  reason: text.optional(),
  query: z
    .object({
      expr: text,
      comparison: z.enum(COMPARISONS),
      threshold: z.number(),
      dataSource: z.string(),
      /** When Prometheus evaluated it. */
      at: instant,
      series: z.number().int().nonnegative(),
      tolerance: z.number().optional(),
      /** Of the series whose value is kept, as PromQL writes them. */
      labels: z.string().max(500).optional(),
      warnings: z.array(text).max(10).optional(),
    })
    .optional(),
});
export type ItemOutcome = z.infer<typeof itemOutcome>;

const entry = z.object({ run: z.string(), item: z.string(), at: instant, by: person, outcome: itemOutcome });
export type RunEntry = z.infer<typeof entry>;

const stamp = z.object({ at: instant, by: person, note: text.optional() });
export type Stamp = z.infer<typeof stamp>;

const run = z.object({
  checklist: z.string(),
  /** Version of the checklist that was followed, and its items as they were. */
  version: z.number().int(),
  title: z.string().max(300),
  items: z.record(z.string(), checklistItem),
  needsSignOff: z.boolean().optional(),
  ...checklistTexts,
  occurrence: promised.optional(),
  started: stamp,
  finished: stamp.optional(),
  ...spent,
  signedOff: stamp.optional(),
  abandoned: stamp.optional(),
  /** Why it was taken up again, by the command that did, with the end that was taken back. */
  reopened: z.record(z.string(), stamp.extend({ finished: stamp })).optional(),
});
export type Run = z.infer<typeof run>;

const review = z.object({
  notes: text.optional(),
  decisions: z.record(z.string(), z.object({ text, at: instant, by: person })),
  /** What is carried to next week. */
  carried: z.record(z.string(), z.object({ text, at: instant, by: person })),
  /** `open`: what was not done when it was signed off. */
  signedOff: stamp.extend({ open: z.array(z.enum(REVIEW_STEP_NAMES)).optional() }).optional(),
});
export type ReviewStep = (typeof REVIEW_STEP_NAMES)[number];
export type WeekReview = z.infer<typeof review>;

export const week = recordBase.extend({
  /** ISO week of the team's zone: `2026-W47`. */
  week: z.string().regex(/^\d{4}-W\d{2}$/),
  /** By `task@date`. */
  results: z.record(z.string(), result),
  /** By `task@date`. */
  handovers: z.record(z.string(), handover).optional(),
  runs: z.record(z.string(), run),
  /** Results of checklist items, by the command that said so. */
  entries: z.record(z.string(), entry),
  review: review.optional(),
  log: commandLog,
});
export type Week = z.infer<typeof week>;

export type WeekCommand =
  | (Command & {
      type: 'done';
      occurrence: Promised;
      doneAt: Instant;
      on: string;
      note?: string;
      reason?: string;
      evidence?: string;
    } & Spent)
  | (Command & { type: 'waive'; occurrence: Promised; on: string; reason: string })
  | (Command & { type: 'skip'; occurrence: Promised; on: string; reason: string })
  /** `seen`: the command of the hand-over that is there, absent where there is none. */
  | (Command & {
      type: 'handOver';
      occurrence: Promised;
      team?: string;
      person?: Person;
      reason: string;
      seen?: string;
    })
  /** `seen`: the command whose result is taken back. */
  | (Command & { type: 'undo'; key: string; seen: string })
  | (Command & {
      type: 'startRun';
      run: string;
      checklist: string;
      version: number;
      title: string;
      items: Record<string, ChecklistItem>;
      needsSignOff?: boolean;
      before?: string;
      onFailure?: string;
      occurrence?: Promised;
    })
  | (Command & { type: 'item'; run: string; item: string; outcome: ItemOutcome })
  | (Command & { type: 'finishRun'; run: string; on: string; note?: string } & Spent)
  | (Command & { type: 'signOffRun'; run: string; note?: string })
  /** `seen`: when the run was finished that is taken up again. */
  | (Command & { type: 'reopenRun'; run: string; seen: Instant; reason: string })
  | (Command & { type: 'abandonRun'; run: string; reason: string })
  | (Command & { type: 'reviewNotes'; notes: string; seen: string })
  | (Command & { type: 'decide'; text: string })
  | (Command & { type: 'carry'; text: string })
  | (Command & { type: 'dropLine'; line: string })
  | (Command & { type: 'signReview'; note?: string; open?: ReviewStep[] });

export type WeekCommandOf<T extends WeekCommand['type']> = Extract<WeekCommand, { type: T }>;

const PREFIX = 'opsbook-week-';

export function weekName(isoWeek: string): string {
  return `${PREFIX}${isoWeek.toLowerCase()}`;
}

export function weekOfName(name: string): string | undefined {
  const found = /^opsbook-week-(\d{4}-w\d{2})$/.exec(name);
  return found ? found[1].toUpperCase() : undefined;
}

export function emptyWeek(isoWeek: string): Week {
  return { schema: 1, id: weekName(isoWeek), kind: 'week', week: isoWeek, results: {}, runs: {}, entries: {}, log: {} };
}

/** That somebody did something now, and with which words. */
export function stampOf({ at, by }: Command, note?: string): Stamp {
  return { at, by, ...(note?.trim() && { note: note.trim() }) };
}
