import { type Outcome, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Instant, type Person, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { type Language } from '../text/language';
import { DAY_MS } from '../time/units';
import { mergedFacts } from './looks';
import { redact } from './redact';
import { type ItemFinding, type Vouched, type Score, scoreOf, seenOf, securityState } from './register';
import { securityReviewMarkdown, writingIn } from './reviewDocument';
import { writeReviewHead } from './reviewHead';
import { type ReviewResult, type SecurityReview, securityReview } from './reviewSchema';
import { SECURITY_REVIEWS, writeSeen } from './seen';
import { type AuditFacts, mergedAudit } from './snapshot';
import { type Attestation, type Exception, isOwnWord, isWaiting } from './statements';

interface Source {
  id: string;
  at: Instant;
  by: Person;
  language: Language;
  restricted?: boolean;
  note?: string;
  findings: ItemFinding[];
  extras: ItemFinding[];
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
  restricted,
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
    ...(restricted && { restricted }),
    ...(note?.trim() && { note: redact(note.trim()) }),
    ...scored(results),
    looks: { [id]: { at, by, ...(role && { role }) } },
    ...(audit && { audit }),
    results,
    extras: resultsOf(extras, titles),
  };
}

/** What a review keeps of findings, without secrets. */
export function resultsOf(findings: ItemFinding[], titles: Record<string, string> = {}): SecurityReview['results'] {
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
  ...SECURITY_REVIEWS,
  version: 1,
  schema: securityReview,
  folderOf: ({ restricted }) => (restricted ? 'security' : 'registers'),
  describe(review) {
    const score = review.score === undefined ? '?' : `${Math.round(review.score)}/100`;
    return {
      title: `Security review ${review.at.slice(0, 10)} · ${score} · coverage ${review.coverage === undefined ? '?' : `${Math.round(review.coverage)} %`}`,
      tags: [],
      head: { ...writeReviewHead(review), ...writeSeen(review.results) },
      markdown: securityReviewMarkdown(review, writingIn(review.language)),
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
    return [item, { ...result, facts, state: securityState(facts, saidOf(result), at) }];
  });
  return { ...before, ...Object.fromEntries(seen) };
}

/** What people said, as far as it counts. */
function saidOf({ attestation, exception, parts = {} }: ReviewResult): Vouched {
  return {
    ...(attestation && !attestation.waits && { attested: attestation }),
    ...(exception?.approved && { excepted: exception }),
    parts: Object.fromEntries(Object.entries(parts).filter(([, { approved }]) => approved !== undefined)),
  };
}

function toResult(
  { item, state, risk, facts, attestation, exception, parts, control }: ItemFinding,
  titles: Record<string, string>
): [string, ReviewResult] {
  const title = own(titles, item);
  return [
    item,
    {
      state,
      risk,
      facts: facts.map(({ values, ...one }) => ({ ...one, ...(values && { values: redactValues(values) }) })),
      ...(attestation && { attestation: keptAttestation(attestation) }),
      ...(exception && { exception: keptException(exception) }),
      ...(parts && {
        parts: Object.fromEntries(Object.entries(parts).map(([part, one]) => [redact(part), keptException(one)])),
      }),
      ...(control && { control }),
      ...(title && { title }),
    },
  ];
}

function keptAttestation(said: Attestation): NonNullable<ReviewResult['attestation']> {
  const { author, evidence, link, at, expires, by, approved } = said;
  return {
    author,
    evidence: redact(evidence),
    ...(link && { link: redact(link) }),
    at,
    expires,
    ...(!isOwnWord(said) && { by: by.name }),
    ...(approved && { approver: approved.by.name, approved: approved.at }),
    ...(isWaiting(said) && { waits: true as const }),
  };
}

function keptException({ reason, approver, expires, by, approved }: Exception): NonNullable<ReviewResult['exception']> {
  return {
    reason: redact(reason),
    expires,
    by: by.name,
    ...(approved ? { approver: approved.by.name, approved: approved.at } : approver ? { approver } : {}),
  };
}

function redactValues(values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? redact(value).slice(0, 300) : value])
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
