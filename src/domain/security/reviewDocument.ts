import { type Instant } from '../record/record';
import { toCsv } from '../text/csv';
import { SECURITY_REVIEW_TEXTS } from '../text/documents/securityReview';
import { type Language } from '../text/language';
import { block, cell, inline, markdownCell, row, tableHead } from '../text/markdown';
import { EXTRA_KEYS, factKey, ITEM_KEYS, itemTitle } from './register';
import { type ReviewResult, type SecurityReview, toldFacts } from './reviewSchema';
import { factTextIn, filled, roleText } from './words';

/** How a document of a review is written. */
export interface Writing {
  language: Language;
  /** Of an instant, in the zone of whoever reads it. */
  day: (at: Instant) => string;
  moment: (at: Instant) => string;
}

/** In UTC, for documents that nobody in particular reads. */
export function writingIn(language: Language): Writing {
  return { language, day: (at) => at.slice(0, 10), moment: (at) => `${at.slice(0, 16).replace('T', ' ')} UTC` };
}

export interface ChangeRow {
  what: string;
  change: string;
  /** Markdown; absent where nobody explained it. */
  why?: string;
}

const MARKS: Record<ReviewResult['state'], string> = {
  pass: '✅',
  fail: '❌',
  unknown: '❔',
  attested: '✍️',
  expired: '⌛',
  na: '➖',
};

/** A review as Markdown, in its dashboard and for auditors; `changes`: since the one before, absent where there is none. */
export function securityReviewMarkdown(review: SecurityReview, writing: Writing, changes?: ChangeRow[]): string {
  const { language, moment, day } = writing;
  const say = SECURITY_REVIEW_TEXTS[language];
  const looks = looksOf(review);
  const nameOf = lookNames(review);
  const rows = resultsInOrder(review).map(([item, result]) =>
    row([
      cell(resultTitleIn(item, result, language)),
      cell(result.control ?? ''),
      say.risks[result.risk],
      `${MARKS[result.state]} ${say.states[result.state]}`,
      [...factProofs(result, writing, nameOf).map(cell), ...statementProofs(result, writing).map(markdownCell)].join(
        '<br>'
      ),
    ])
  );
  return [
    `# ${filled(say.title, { day: day(review.at) })}`,
    '',
    ...looks.map(
      ([, { at, by, role }]) =>
        `- ${moment(at)} ${inline(by.name)}${role ? ` (${inline(roleText(role, language))})` : ''}`
    ),
    '',
    ...numbersOf(review, language).map(
      ([label, value]) => `- ${label}${SECURITY_REVIEW_TEXTS[language].colon} **${value}**`
    ),
    '',
    ...(review.note ? [block(review.note), ''] : []),
    ...tableHead(say.columns),
    ...rows,
    ...(changes ? ['', ...changesMarkdown(changes, language)] : []),
  ].join('\n');
}

function changesMarkdown(changes: ChangeRow[], language: Language): string[] {
  const say = SECURITY_REVIEW_TEXTS[language];
  const rows = changes.map(({ what, change, why }) =>
    row([cell(what), cell(change), why === undefined ? say.unexplained : markdownCell(why)])
  );
  return [`## ${say.changed}`, '', ...(changes.length === 0 ? [say.unchanged] : [...tableHead(say.changes), ...rows])];
}

/** The items as a table and, below an empty line, what changed; every line has as many cells. */
export function reviewCsvIn(review: SecurityReview, writing: Writing, changes?: ChangeRow[]): string {
  const say = SECURITY_REVIEW_TEXTS[writing.language];
  const rows: string[][] = [
    say.columns,
    ...resultsInOrder(review).map(([item, result]) => [
      resultTitleIn(item, result, writing.language),
      result.control ?? '',
      say.risks[result.risk],
      say.states[result.state],
      proofsIn(result, writing, lookNames(review)).join('\n'),
    ]),
    ...(changes ? changesRows(changes, writing.language) : []),
  ];
  return toCsv(rows.map((cells) => say.columns.map((_, at) => cells[at] ?? '')));
}

function changesRows(changes: ChangeRow[], language: Language): string[][] {
  const say = SECURITY_REVIEW_TEXTS[language];
  const rows = changes.map(({ what, change, why }) => [what, change, why ?? say.unexplained]);
  return [[], [say.changed], ...(changes.length === 0 ? [[say.unchanged]] : [say.changes, ...rows])];
}

/** The three numbers of a review, each under its own name. */
export function numbersOf(
  { raw, score, coverage }: Pick<SecurityReview, 'raw' | 'score' | 'coverage'>,
  language: Language
): Array<[label: string, value: string]> {
  const say = SECURITY_REVIEW_TEXTS[language];
  const text = (value: number | undefined, unit: string) =>
    value === undefined ? say.unknown : `${Math.round(value)}${unit}`;
  return [
    [say.raw, text(raw, '/100')],
    [say.score, text(score, '/100')],
    [say.coverage, text(coverage, say.percent)],
  ];
}

type NameOf = (look: string) => string | undefined;

/** What stands behind a result: facts with who saw them, attestations, exceptions with approver and end. */
export function proofsIn(result: ReviewResult, writing: Writing, nameOf?: NameOf): string[] {
  return [...factProofs(result, writing, nameOf), ...statementProofs(result, writing)];
}

function factProofs(result: ReviewResult, { language }: Writing, nameOf?: NameOf): string[] {
  return toldFacts(result).map((fact) => {
    const name = fact.look && nameOf?.(fact.look);
    return name ? `${factTextIn(fact, language)} (${name})` : factTextIn(fact, language);
  });
}

function statementProofs(result: ReviewResult, writing: Writing): string[] {
  const { attestation, exception, parts = {} } = result;
  return [
    ...(attestation ? [attestationText(attestation, writing)] : []),
    ...(exception ? [exceptionText(exception, writing)] : []),
    ...Object.entries(parts).map(([part, one]) => {
      const fact = result.facts.find((each) => factKey(each) === part);
      return exceptionText(one, writing, fact ? factTextIn(fact, writing.language) : part);
    }),
  ];
}

function attestationText(
  { author, by, approver, approved, at, expires, evidence, link, waits }: NonNullable<ReviewResult['attestation']>,
  { language, day }: Writing
): string {
  const say = SECURITY_REVIEW_TEXTS[language];
  return filled(waits ? say.unconfirmed : approved ? say.confirmed : say.attested, {
    author,
    by,
    approver,
    approved: approved && day(approved),
    at: day(at),
    until: day(expires),
    evidence: [evidence, link].filter(Boolean).join(' '),
  });
}

function exceptionText(
  { reason, by, approver, approved, expires }: NonNullable<ReviewResult['exception']>,
  { language, day }: Writing,
  part?: string
): string {
  const say = SECURITY_REVIEW_TEXTS[language];
  return filled(approved ? say.excepted : approver ? say.named : say.asked, {
    part: part && filled(say.part, { part }),
    reason,
    by,
    approver,
    approved: approved && day(approved),
    until: day(expires),
  });
}

type Look = NonNullable<SecurityReview['looks']>[string];

/** Who looked, the first first: reviews of earlier versions know one. */
export function looksOf({ looks, id, at, by }: SecurityReview): Array<[string, Look]> {
  return Object.entries(looks ?? { [id]: { at, by } }).sort(
    ([, one], [, other]) => Date.parse(one.at) - Date.parse(other.at)
  );
}

function lookNames(review: SecurityReview): NameOf {
  const looks = new Map(looksOf(review));
  return (look) => looks.get(look)?.by.name;
}

/** Grafana sorts keys; people expect the order of the checklist, then the team's own items, then what is beyond them. */
export function resultsInOrder({
  results,
  extras,
}: Pick<SecurityReview, 'results' | 'extras'>): Array<[string, ReviewResult]> {
  const built: readonly string[] = ITEM_KEYS;
  const further: readonly string[] = EXTRA_KEYS;
  const rank = (item: string) =>
    built.includes(item) ? built.indexOf(item) : further.includes(item) ? 1000 + further.indexOf(item) : built.length;
  return Object.entries({ ...results, ...extras }).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

export function resultTitleIn(item: string, { title }: Pick<ReviewResult, 'title'>, language: Language): string {
  return title ?? itemTitle(item, language);
}
