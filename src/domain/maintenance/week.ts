import { z } from 'zod/mini';
import { MAX_TEXT } from '../record/limits';
import { commandLog } from '../record/log';
import { type Command, instant, type Instant, person, type Person, recordBase } from '../record/record';
import { COMPARISONS } from '../statistics/comparison';
import { REVIEW_STEP_NAMES } from '../text/documents/weeklyReview';
import { languageSchema, type Language } from '../text/language';
import { localDate } from '../time/recurrence';
import { checklistItem, type ChecklistItem, checklistTexts, VERDICTS } from './checklistItem';
import { occurrence } from './task';
import { weekName } from './weekName';

const text = z.string().check(z.maxLength(MAX_TEXT));
export const MAX_MINUTES = 100_000;
/** Work that a result took, where somebody says so. */
const spent = {
  minutes: z.optional(z.int().check(z.nonnegative(), z.maximum(MAX_MINUTES))),
  costCode: z.optional(z.string().check(z.maxLength(50))),
};
export type Spent = z.infer<z.ZodMiniObject<typeof spent>>;
export const MAX_LINK = 2000;
const link = z.string().check(z.maxLength(MAX_LINK));

/** The occurrence as it was promised when somebody dealt with it: a later change of the plan does not rewrite it. */
export const promised = z.extend(occurrence, {
  title: z.string().check(z.maxLength(300)),
  team: z.optional(z.string().check(z.maxLength(100))),
});
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
  note: z.optional(text),
  evidence: z.optional(link),
  /** Why it was waived or skipped, or done early or late. */
  reason: z.optional(text),
  run: z.optional(z.string()),
  ...spent,
});
export type Result = z.infer<typeof result>;

/** One date of a task, given to another team or person than the plan says. */
const handover = z.object({
  team: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  person: z.optional(person),
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
  value: z.optional(z.union([z.number(), text])),
  unit: z.optional(z.string().check(z.maxLength(50))),
  note: z.optional(text),
  evidence: z.optional(link),
  /** Why it was skipped. */
  reason: z.optional(text),
  query: z.optional(
    z.object({
      expr: text,
      comparison: z.enum(COMPARISONS),
      threshold: z.number(),
      dataSource: z.string(),
      /** When Prometheus evaluated it. */
      at: instant,
      series: z.int().check(z.nonnegative()),
      tolerance: z.optional(z.number()),
      /** Of the series whose value is kept, as PromQL writes them. */
      labels: z.optional(z.string().check(z.maxLength(500))),
      warnings: z.optional(z.array(text).check(z.maxLength(10))),
    })
  ),
});
export type ItemOutcome = z.infer<typeof itemOutcome>;

const entry = z.object({ run: z.string(), item: z.string(), at: instant, by: person, outcome: itemOutcome });
export type ChecklistRunEntry = z.infer<typeof entry>;

const stamp = z.object({ at: instant, by: person, note: z.optional(text) });
export type Stamp = z.infer<typeof stamp>;

const run = z.object({
  checklist: z.string(),
  /** Version of the checklist that was followed, and its items as they were. */
  version: z.int(),
  title: z.string().check(z.maxLength(300)),
  items: z.record(z.string(), checklistItem),
  needsSignOff: z.optional(z.boolean()),
  ...checklistTexts,
  occurrence: z.optional(promised),
  started: stamp,
  finished: z.optional(stamp),
  ...spent,
  signedOff: z.optional(stamp),
  abandoned: z.optional(stamp),
  /** Why it was taken up again, by the command that did, with the end that was taken back. */
  reopened: z.optional(z.record(z.string(), z.extend(stamp, { finished: stamp }))),
});
export type ChecklistRun = z.infer<typeof run>;

const line = z.object({
  text,
  at: instant,
  by: person,
  /** The item of a run of this week that it follows from: value, query and time stand there. */
  from: z.optional(z.object({ run: z.string().check(z.maxLength(200)), item: z.string().check(z.maxLength(200)) })),
});

const review = z.object({
  notes: z.optional(text),
  decisions: z.record(z.string(), line),
  /** What is carried to next week. */
  carried: z.record(z.string(), line),
  /** `open`: what was not done when it was signed off. */
  signedOff: z.optional(z.extend(stamp, { open: z.optional(z.array(z.enum(REVIEW_STEP_NAMES))) })),
});
export type ReviewStep = (typeof REVIEW_STEP_NAMES)[number];
export type WeekReview = z.infer<typeof review>;

export const week = z.extend(recordBase, {
  /** ISO week of the team's zone: `2026-W47`. */
  week: z.string().check(z.regex(/^\d{4}-W\d{2}$/)),
  /** By `task@date`. */
  results: z.record(z.string(), result),
  /** By `task@date`. */
  handovers: z.optional(z.record(z.string(), handover)),
  runs: z.record(z.string(), run),
  /** Results of checklist items, by the command that said so. */
  entries: z.record(z.string(), entry),
  review: z.optional(review),
  /** Of its document; absent: English. */
  language: z.optional(languageSchema),
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
  | (Command & { type: 'carry'; text: string; from?: { run: string; item: string } })
  | (Command & { type: 'dropLine'; line: string })
  | (Command & { type: 'signReview'; note?: string; open?: ReviewStep[] });

export type WeekCommandOf<T extends WeekCommand['type']> = Extract<WeekCommand, { type: T }>;

export { weekName, weekOfName } from './weekName';

/** A week that nobody has done anything in; `said` is the language of its document. */
export function emptyWeek(isoWeek: string, said?: Language): Week {
  return {
    schema: 1,
    id: weekName(isoWeek),
    kind: 'week',
    week: isoWeek,
    ...(said && { language: said }),
    results: {},
    runs: {},
    entries: {},
    log: {},
  };
}

/** That somebody did something now, and with which words. */
export function stampOf({ at, by }: Command, note?: string): Stamp {
  return { at, by, ...(note?.trim() && { note: note.trim() }) };
}
