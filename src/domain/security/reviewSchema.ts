import { z } from 'zod/mini';
import { MAX_TEXT } from '../record/limits';
import { instant, person, recordBase } from '../record/record';
import { languageSchema } from '../text/language';
import { SECURITY_STATES } from './register';
import { auditFacts } from './snapshot';

const fact = z.object({
  code: z.string(),
  verdict: z.enum(['good', 'bad', 'unknown', 'note']),
  values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  needs: z.optional(z.string()),
  /** Who saw it, of the review's looks; absent: who kept the review. */
  look: z.optional(z.string()),
});

const second = {
  /** Who approved it; a name that was typed where nothing says when, in reviews of earlier versions. */
  approver: z.optional(z.string()),
  approved: z.optional(instant),
};

const endedBy = z.object({ reason: z.string(), expires: instant, by: z.optional(z.string()), ...second });

const result = z.object({
  state: z.enum(SECURITY_STATES),
  risk: z.enum(['critical', 'high', 'medium', 'low']),
  facts: z.array(fact),
  attestation: z.optional(
    z.object({
      author: z.string(),
      evidence: z.string(),
      link: z.optional(z.string()),
      at: instant,
      expires: instant,
      /** Who entered it, where that is not the author. */
      by: z.optional(z.string()),
      ...second,
      /** It did not count: nobody else had confirmed it. */
      waits: z.optional(z.literal(true)),
    })
  ),
  exception: z.optional(endedBy),
  /** Of parts of it, by the key of the fact. */
  parts: z.optional(z.record(z.string(), endedBy)),
  /** What it answers for in a framework. */
  control: z.optional(z.string()),
  /** Of an item of the team's own. */
  title: z.optional(z.string()),
});
export type ReviewResult = z.infer<typeof result>;

/** Somebody who looked, with the rights that they had. */
const look = z.object({ at: instant, by: person, role: z.optional(z.string().check(z.maxLength(100))) });

/** What a review found, as it was that day; others may complete it within a week, with what they see more. */
export const securityReview = z.extend(recordBase, {
  at: instant,
  by: person,
  language: languageSchema,
  /** It is kept in the folder that few people may open. */
  restricted: z.optional(z.boolean()),
  note: z.optional(z.string().check(z.maxLength(MAX_TEXT))),
  score: z.optional(z.number()),
  coverage: z.optional(z.number()),
  /** The score of what is seen alone. */
  raw: z.optional(z.number()),
  /** Whoever kept the review, and completed it, by the id of the command. */
  looks: z.optional(z.record(z.string(), look)),
  /** What changes are found by. */
  audit: z.optional(auditFacts),
  results: z.record(z.string(), result),
  extras: z.optional(z.record(z.string(), result)),
});
export type SecurityReview = z.infer<typeof securityReview>;

/** What stands as proof of an item: an attested one answers for what could not be seen, which is not told again. */
export function toldFacts({ state, facts }: Pick<ReviewResult, 'state' | 'facts'>): ReviewResult['facts'] {
  return state === 'attested' || state === 'na' ? facts.filter(({ verdict }) => verdict !== 'unknown') : facts;
}
