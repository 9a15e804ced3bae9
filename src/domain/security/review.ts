import { z } from 'zod/mini';
import { MAX_TEXT } from '../record/limits';
import { type Outcome, refuse } from '../record/outcome';
import { own } from '../record/own';
import {
  type Command,
  type Instant,
  instant,
  person,
  type Person,
  recordBase,
  type RecordKind,
} from '../record/record';
import { readable } from '../record/unreadable';
import { SECURITY_REVIEW_TEXTS } from '../text/documents/securityReview';
import { language, type Language } from '../text/language';
import { block, cell, inline, markdownCell, row, tableHead } from '../text/markdown';
import { DAY_MS } from '../time/recurrence';
import { mergedFacts } from './looks';
import { redact } from './redact';
import { type Exception, type Finding, type Score, scoreOf, seenOf, stateOf, STATES, titleOf } from './register';
import { writeReviewHead } from './reviewHead';
import { auditFacts, type AuditFacts, mergedAudit } from './snapshot';

const fact = z.object({
  code: z.string(),
  verdict: z.enum(['good', 'bad', 'unknown', 'note']),
  values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  needs: z.optional(z.string()),
  /** Who saw it, of the review's looks; absent: who kept the review. */
  look: z.optional(z.string()),
});

const endedBy = z.object({ reason: z.string(), approver: z.string(), expires: instant, by: z.optional(z.string()) });

const result = z.object({
  state: z.enum(STATES),
  risk: z.enum(['critical', 'high', 'medium', 'low']),
  facts: z.array(fact),
  attestation: z.optional(
    z.object({ author: z.string(), evidence: z.string(), link: z.optional(z.string()), at: instant, expires: instant })
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
const securityReview = z.extend(recordBase, {
  at: instant,
  by: person,
  language,
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

interface Source {
  id: string;
  at: Instant;
  by: Person;
  language: Language;
  note?: string;
  findings: Finding[];
  extras: Finding[];
  audit?: AuditFacts;
  /** Of the person, as Grafana calls it. */
  role?: string;
  /** Titles of own items. */
  titles?: Record<string, string>;
}

/** Somebody else's look at the same: what they see more is added item by item. */
export type ReviewCommand = Command & {
  type: 'complete';
  results: SecurityReview['results'];
  extras: SecurityReview['results'];
  audit?: AuditFacts;
  role?: string;
};

/** So long a review can be completed: later it would be another one. */
const COMPLETE_DAYS = 7;

/** The record of a review; values are redacted here, whatever was shown. */
export function reviewOf({
  id,
  at,
  by,
  language,
  note,
  findings,
  extras,
  audit,
  role,
  titles,
}: Source): SecurityReview {
  const results = resultsOf(findings, titles);
  return {
    schema: 1,
    id,
    kind: 'security-review',
    at,
    by,
    language,
    ...(note?.trim() && { note: redact(note.trim()) }),
    ...scored(results),
    looks: { [id]: { at, by, ...(role && { role }) } },
    ...(audit && { audit }),
    results,
    extras: resultsOf(extras, titles),
  };
}

/** What a review keeps of findings, without secrets. */
export function resultsOf(findings: Finding[], titles: Record<string, string> = {}): SecurityReview['results'] {
  return Object.fromEntries(findings.map((finding) => toResult(finding, titles)));
}

function scored(results: SecurityReview['results']): Pick<SecurityReview, 'score' | 'raw' | 'coverage'> {
  const { score, raw, coverage }: Score = scoreOf(
    Object.values(results).map(({ state, risk, facts }) => ({ state, risk, seen: seenOf(facts) }))
  );
  return {
    ...(score !== undefined && { score: tenth(score) }),
    ...(raw !== undefined && { raw: tenth(raw) }),
    ...(coverage !== undefined && { coverage: tenth(coverage) }),
  };
}

/** Names to try for a review of a day: `security-review-2026-11-21`, then `…-2`. */
export function reviewName(at: Instant, attempt: number): string {
  return `security-review-${at.slice(0, 10)}${attempt > 1 ? `-${attempt}` : ''}`;
}

export const securityReviewKind: RecordKind<SecurityReview, ReviewCommand> = {
  kind: 'security-review',
  version: 1,
  schema: securityReview,
  folders: ['registers'],
  describe(review) {
    const score = review.score === undefined ? '?' : `${Math.round(review.score)}/100`;
    return {
      title: `Security review ${review.at.slice(0, 10)} · ${score} · coverage ${review.coverage === undefined ? '?' : `${Math.round(review.coverage)} %`}`,
      tags: [],
      head: writeReviewHead(review),
      markdown: toMarkdown(review),
    };
  },
  apply: readable(securityReview, complete),
};

function complete(review: SecurityReview, command: ReviewCommand): Outcome<SecurityReview> {
  const { id, at, by, role, results, extras, audit } = command;
  const looks = review.looks ?? { [review.id]: { at: review.at, by: review.by } };
  if (own(looks, id)) {
    return { ok: review };
  }
  if (Date.parse(at) - Date.parse(review.at) > COMPLETE_DAYS * DAY_MS) {
    return refuse({ code: 'security.reviewOver' });
  }
  const merged = mergedResults(review.results, results, id, at);
  const { score: _, raw: _r, coverage: _c, ...rest } = review;
  const facts = mergedAudit(review.audit, audit);
  return {
    ok: {
      ...rest,
      ...scored(merged),
      looks: { ...looks, [id]: { at, by, ...(role && { role }) } },
      ...(facts && { audit: facts }),
      results: merged,
      extras: mergedResults(review.extras ?? {}, extras, id, at),
    },
  };
}

function mergedResults(
  before: SecurityReview['results'],
  after: SecurityReview['results'],
  look: string,
  at: Instant
): SecurityReview['results'] {
  const seen = Object.entries(after).map(([item, result]): [string, ReviewResult] => {
    const later = result.facts.map((fact) => ({ ...fact, look }));
    const facts = mergedFacts<{ look?: string }>(own(before, item)?.facts ?? [], later);
    const { attestation: attested, exception: excepted, parts } = result;
    return [item, { ...result, facts, state: stateOf(facts, { attested, excepted, parts }, at) }];
  });
  return { ...before, ...Object.fromEntries(seen) };
}

function toResult(
  { item, state, risk, facts, attestation, exception, parts, control }: Finding,
  titles: Record<string, string>
): [string, ReviewResult] {
  const title = own(titles, item);
  const ended = ({ reason, approver, expires, by }: Exception) => ({
    reason: redact(reason),
    approver,
    expires,
    by: by.name,
  });
  return [
    item,
    {
      state,
      risk,
      facts: facts.map(({ values, ...one }) => ({ ...one, ...(values && { values: redactValues(values) }) })),
      ...(attestation && {
        attestation: {
          author: attestation.author,
          evidence: redact(attestation.evidence),
          ...(attestation.link && { link: redact(attestation.link) }),
          at: attestation.at,
          expires: attestation.expires,
        },
      }),
      ...(exception && { exception: ended(exception) }),
      ...(parts && {
        parts: Object.fromEntries(Object.entries(parts).map(([part, one]) => [redact(part), ended(one)])),
      }),
      ...(control && { control }),
      ...(title && { title }),
    },
  ];
}

/** What stands as proof of an item: an attested one answers for what could not be seen, which is not told again. */
export function toldFacts({ state, facts }: Pick<ReviewResult, 'state' | 'facts'>): ReviewResult['facts'] {
  return state === 'attested' || state === 'na' ? facts.filter(({ verdict }) => verdict !== 'unknown') : facts;
}

function redactValues(values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? redact(value).slice(0, 300) : value])
  );
}

function toMarkdown(review: SecurityReview): string {
  const say = SECURITY_REVIEW_TEXTS[review.language];
  const number = (value: number | undefined, unit: string) =>
    value === undefined ? say.unknown : `${Math.round(value)}${unit}`;
  const ending = (part: string, { approver, reason, expires }: z.infer<typeof endedBy>) =>
    `${part ? `${cell(part)}${say.colon} ` : ''}${cell(approver)}${say.colon} ${markdownCell(reason)} → ${expires.slice(0, 10)}`;
  const rows = Object.entries({ ...review.results, ...review.extras }).map(([item, result]) => {
    const { state, risk, attestation, exception, parts = {}, control, title } = result;
    const proof = [
      ...toldFacts(result).map(
        ({ code, verdict, values }) =>
          `${code}${say.colon} ${say.verdicts[verdict]}${values ? ` (${cell(Object.values(values).join(', '))})` : ''}`
      ),
      ...(attestation
        ? [
            `${cell(attestation.author)}${say.colon} ${markdownCell([attestation.evidence, attestation.link].filter(Boolean).join(' '))} → ${attestation.expires.slice(0, 10)}`,
          ]
        : []),
      ...(exception ? [ending('', exception)] : []),
      ...Object.entries(parts).map(([part, one]) => ending(part, one)),
      ...(control ? [cell(control)] : []),
    ];
    const name = title ?? titleOf(item, review.language);
    return row([cell(name), say.risks[risk], say.states[state], proof.join('; ')]);
  });
  const looks = Object.values(review.looks ?? {}).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return [
    `# ${say.title} ${review.at.slice(0, 10)}`,
    '',
    `${review.at.slice(0, 16).replace('T', ' ')} UTC, ${say.by} ${inline(review.by.name)}`,
    '',
    `**${say.raw}** ${number(review.raw, '/100')} · **${say.score}** ${number(review.score, '/100')} · **${say.coverage}** ${number(review.coverage, ' %')}`,
    '',
    ...looks.map(
      ({ at, by, role }) =>
        `- ${at.slice(0, 16).replace('T', ' ')} UTC ${inline(by.name)}${role ? ` (${inline(role)})` : ''}`
    ),
    '',
    ...(review.note ? [block(review.note), ''] : []),
    ...tableHead(say.columns),
    ...rows,
  ].join('\n');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
