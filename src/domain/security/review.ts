import { z } from 'zod';
import { MAX_TEXT } from '../record/limits';
import {
  type Command,
  type Instant,
  instant,
  person,
  type Person,
  recordBase,
  type RecordKind,
} from '../record/record';
import { SECURITY_REVIEW_TEXTS } from '../text/documents/securityReview';
import { language, type Language } from '../text/language';
import { block, cell, inline, markdownCell, row, tableHead } from '../text/markdown';
import { redact } from './redact';
import { type Finding, type Score, scoreOf, STATES, titleOf } from './register';
import { writeReviewHead } from './reviewHead';

const fact = z.object({
  code: z.string(),
  verdict: z.enum(['good', 'bad', 'unknown', 'note']),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  needs: z.string().optional(),
});

const result = z.object({
  state: z.enum(STATES),
  risk: z.enum(['critical', 'high', 'medium', 'low']),
  facts: z.array(fact),
  attestation: z
    .object({ author: z.string(), evidence: z.string(), link: z.string().optional(), at: instant, expires: instant })
    .optional(),
  exception: z.object({ reason: z.string(), approver: z.string(), expires: instant }).optional(),
});

/** What a review found, as it was that day; never changed afterwards. */
export const securityReview = recordBase.extend({
  at: instant,
  by: person,
  language,
  note: z.string().max(MAX_TEXT).optional(),
  score: z.number().optional(),
  coverage: z.number().optional(),
  results: z.record(z.string(), result),
  extras: z.record(z.string(), result).optional(),
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
}

/** The record of a review; values are redacted here, whatever was shown. */
export function reviewOf({ id, at, by, language, note, findings, extras }: Source): SecurityReview {
  const { score, coverage }: Score = scoreOf(findings);
  return {
    schema: 1,
    id,
    kind: 'security-review',
    at,
    by,
    language,
    ...(note?.trim() && { note: redact(note.trim()) }),
    ...(score !== undefined && { score: tenth(score) }),
    ...(coverage !== undefined && { coverage: tenth(coverage) }),
    results: Object.fromEntries(findings.map(toResult)),
    extras: Object.fromEntries(extras.map(toResult)),
  };
}

/** Names to try for a review of a day: `security-review-2026-11-21`, then `…-2`. */
export function reviewName(at: Instant, attempt: number): string {
  return `security-review-${at.slice(0, 10)}${attempt > 1 ? `-${attempt}` : ''}`;
}

export const securityReviewKind: RecordKind<SecurityReview, Command> = {
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
  apply: (review) => ({ ok: review }),
};

function toResult({
  item,
  state,
  risk,
  facts,
  attestation,
  exception,
}: Finding): [string, SecurityReview['results'][string]] {
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
      ...(exception && {
        exception: { reason: redact(exception.reason), approver: exception.approver, expires: exception.expires },
      }),
    },
  ];
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
  const rows = Object.entries({ ...review.results, ...review.extras }).map(
    ([item, { state, risk, facts, attestation, exception }]) => {
      const proof = [
        ...facts.map(
          ({ code, verdict, values }) =>
            `${code}${say.colon} ${say.verdicts[verdict]}${values ? ` (${cell(Object.values(values).join(', '))})` : ''}`
        ),
        ...(attestation
          ? [
              `${cell(attestation.author)}: ${markdownCell([attestation.evidence, attestation.link].filter(Boolean).join(' '))} → ${attestation.expires.slice(0, 10)}`,
            ]
          : []),
        ...(exception
          ? [`${cell(exception.approver)}: ${markdownCell(exception.reason)} → ${exception.expires.slice(0, 10)}`]
          : []),
      ];
      return row([cell(titleOf(item, review.language)), say.risks[risk], say.states[state], proof.join('; ')]);
    }
  );
  return [
    `# ${say.title} ${review.at.slice(0, 10)}`,
    '',
    `${review.at.slice(0, 16).replace('T', ' ')} UTC, ${say.by} ${inline(review.by.name)}`,
    '',
    `**${say.score}** ${number(review.score, '/100')} · **${say.coverage}** ${number(review.coverage, ' %')}`,
    '',
    ...(review.note ? [block(review.note), ''] : []),
    ...tableHead(say.columns),
    ...rows,
  ].join('\n');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
