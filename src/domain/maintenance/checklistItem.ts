import { z } from 'zod/mini';
import { MAX_TEXT } from '../record/limits';
import { instant } from '../record/record';
import { COMPARISONS, holds } from '../statistics/comparison';

const text = z.string().check(z.maxLength(MAX_TEXT));
const title = z.string().check(z.minLength(1), z.maxLength(300));

/** What a query item comes to when the answer holds no number: a verdict, or the person who runs it is asked. */
export const MISSING = ['asks', 'fails', 'passes'] as const;
export type WithoutData = (typeof MISSING)[number];
/** How far beyond the bounds a value may lie and still pass, in the unit of the value. */
const tolerance = z.optional(z.number().check(z.nonnegative()));

const itemBase = {
  position: z.number(),
  title,
  /** Markdown; its code blocks are commands to copy. */
  instruction: z.optional(text),
  /** A result needs a link or a note that shows it. */
  needsEvidence: z.optional(z.boolean()),
};
export const checklistItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm'), ...itemBase }),
  z.object({
    kind: z.literal('number'),
    ...itemBase,
    unit: z.optional(z.string().check(z.maxLength(50))),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    tolerance,
  }),
  z.object({ kind: z.literal('text'), ...itemBase }),
  z.object({
    kind: z.literal('choice'),
    ...itemBase,
    options: z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(20)),
    failing: z.optional(z.array(z.string())),
  }),
  z.object({
    kind: z.literal('query'),
    ...itemBase,
    expr: text.check(z.minLength(1)),
    comparison: z.enum(COMPARISONS),
    threshold: z.number(),
    tolerance,
    missing: z.optional(z.enum(MISSING)),
    unit: z.optional(z.string().check(z.maxLength(50))),
    /** Data source uid; the app's Prometheus when absent. */
    dataSource: z.optional(z.string().check(z.maxLength(200))),
  }),
  z.object({ kind: z.literal('link'), ...itemBase, url: z.string().check(z.maxLength(2000)) }),
  /** Stands above the items that follow, and has no result. */
  z.object({ kind: z.literal('heading'), ...itemBase }),
]);
export type ChecklistItem = z.infer<typeof checklistItem>;
export type ItemKind = ChecklistItem['kind'];
/** In the order in which they are offered. */
export const ITEM_KINDS: readonly ItemKind[] = checklistItem.def.options.flatMap(
  ({ shape }): readonly ItemKind[] => shape.kind.def.values
);
export type QueryItem = Extract<ChecklistItem, { kind: 'query' }>;

export const checklistTexts = {
  /** Markdown: what has to be there before one begins. */
  before: z.optional(text),
  /** Markdown: what to do when something goes wrong. */
  onFailure: z.optional(text),
};

export const checklist = z.object({
  title,
  /** Counts up with every change: a run says which one it followed. */
  version: z.int().check(z.positive()),
  /** A second person has to sign a run off. */
  signOff: z.optional(z.boolean()),
  ...checklistTexts,
  items: z.record(z.string(), checklistItem),
  /** Set when the team no longer uses it; its runs stay. */
  retired: z.optional(instant),
});
export type Checklist = z.infer<typeof checklist>;
/** What somebody writes; the register counts the versions. */
export type ChecklistContent = Omit<Checklist, 'version' | 'retired'>;

export const VERDICTS = ['pass', 'fail', 'nodata', 'skip'] as const;
/** `nodata`: the query answered with no number, which is neither a pass nor a fail. */
export type Verdict = (typeof VERDICTS)[number];

const WITHOUT_DATA: Record<WithoutData, Verdict> = { asks: 'nodata', fails: 'fail', passes: 'pass' };

/**
 * Verdict over all values that a query gave: each has to hold; the value kept is the first that does not, else the first. Without any
 * number it is what the item says of missing data.
 */
export function judgeQuery(
  item: Pick<QueryItem, 'comparison' | 'threshold' | 'tolerance' | 'missing'>,
  values: number[]
): { verdict: Verdict; value?: number } {
  const numbers = values.filter((value) => !Number.isNaN(value));
  if (!numbers.length) {
    return { verdict: WITHOUT_DATA[item.missing ?? 'asks'] };
  }
  const failing = numbers.find((value) => !holdsWithin(item, value));
  return failing === undefined ? { verdict: 'pass', value: numbers[0] } : { verdict: 'fail', value: failing };
}

/** `!=` has no bound to be near to: a tolerance does not loosen it. */
function holdsWithin(
  { comparison, threshold, tolerance: slack = 0 }: Pick<QueryItem, 'comparison' | 'threshold' | 'tolerance'>,
  value: number
): boolean {
  const isNear = slack > 0 && comparison !== '!=' && Math.abs(value - threshold) <= slack;
  return isNear || holds(value, comparison, threshold);
}

/** A number typed by hand against the item's bounds, both included. */
export function judgeNumber(
  {
    min = -Infinity,
    max = Infinity,
    tolerance: slack = 0,
  }: Pick<Extract<ChecklistItem, { kind: 'number' }>, 'min' | 'max' | 'tolerance'>,
  value: number
): Verdict {
  return value >= min - slack && value <= max + slack ? 'pass' : 'fail';
}

export function judgeChoice({ failing = [] }: { failing?: string[] }, value: string): Verdict {
  return failing.includes(value) ? 'fail' : 'pass';
}
