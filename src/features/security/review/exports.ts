import { t } from '@grafana/i18n';
import { type SecurityReview, type ReviewResult, toldFacts } from '../../../domain/security/review';
import { type AuditChange } from '../../../domain/security/snapshot';
import { toCsv } from '../../../domain/text/csv';
import { block, cell, inline, markdownCell, row, tableHead } from '../../../domain/text/markdown';
import { riskName, securityStateName } from '../../../shared/words/security';
import { dateText, momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { auditChangeText, auditedName } from '../words/changes';
import { inOrder, keptFactText, lookRole, looksOf, resultTitle } from './results';

export interface ExplainedChange {
  change: AuditChange;
  /** In words; absent where nobody explained it. */
  explained?: string;
}

interface Context {
  /** Since the review before it; absent where there is none to compare with. */
  changes?: ExplainedChange[];
}

/** A review for an auditor, in the words, language and zone of who exports it. */
export function reviewMarkdown(review: SecurityReview, { changes }: Context = {}): string {
  const looks = looksOf(review);
  const who = new Map(looks);
  const rows = inOrder(review).map(([item, result]) =>
    row([
      cell(resultTitle(item, result)),
      cell(result.control ?? ''),
      cell(riskName(result.risk)),
      cell(securityStateName(result.state)),
      proofs(result, (look) => who.get(look)?.by.name)
        .map(markdownCell)
        .join('<br>'),
    ])
  );
  return [
    `# ${t('security.export.title', 'Security review of {{day}}', verbatim({ day: dateText(review.at) }))}`,
    '',
    ...looks.map(
      ([, { at, by, role }]) => `- ${momentText(at)} ${inline(by.name)}${role ? ` (${inline(lookRole(role))})` : ''}`
    ),
    '',
    ...numbers(review).map(([label, value]) => `- ${label}: **${value}**`),
    '',
    ...(review.note ? [block(review.note), ''] : []),
    ...tableHead([
      t('security.review.item', 'Item'),
      t('security.export.control', 'Control'),
      t('security.own.risk', 'Risk'),
      t('security.review.result', 'Result'),
      t('security.item.evidence', 'Evidence'),
    ]),
    ...rows,
    ...(changes ? ['', ...changesMarkdown(changes)] : []),
  ].join('\n');
}

function changesMarkdown(changes: ExplainedChange[]): string[] {
  const title = `## ${t('security.changes.title', 'What changed since the last review')}`;
  return changes.length === 0
    ? [title, '', t('security.changes.none', 'Nothing changed.')]
    : [
        title,
        '',
        ...tableHead([
          t('security.changes.what', 'What'),
          t('security.changes.change', 'Change'),
          t('security.changes.why', 'Why'),
        ]),
        ...changes.map(({ change, explained }) =>
          row([
            cell(`${auditedName(change.of)}: ${change.name}`),
            cell(auditChangeText(change)),
            explained === undefined ? t('security.changes.open', 'not explained') : markdownCell(explained),
          ])
        ),
      ];
}

export function reviewCsv(review: SecurityReview): string {
  const who = new Map(looksOf(review));
  return toCsv([
    [
      t('security.review.item', 'Item'),
      t('security.export.control', 'Control'),
      t('security.own.risk', 'Risk'),
      t('security.review.result', 'Result'),
      t('security.item.evidence', 'Evidence'),
    ],
    ...inOrder(review).map(([item, result]) => [
      resultTitle(item, result),
      result.control ?? '',
      riskName(result.risk),
      securityStateName(result.state),
      proofs(result, (look) => who.get(look)?.by.name).join('\n'),
    ]),
  ]);
}

/** The three numbers of a review, each under its own name. */
export function numbers({
  raw,
  score,
  coverage,
}: Pick<SecurityReview, 'raw' | 'score' | 'coverage'>): Array<[string, string]> {
  const text = (value: number | undefined, unit: string) =>
    value === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(value)}${unit}`;
  return [
    [t('security.raw.label', 'What is seen alone'), text(raw, '/100')],
    [t('security.score.label', 'Score'), text(score, '/100')],
    [t('security.coverage.label', 'Coverage'), text(coverage, ' %')],
  ];
}

/** What stands behind a result: facts with who saw them, attestations, exceptions with approver and end. */
export function proofs(result: ReviewResult, nameOf: (look: string) => string | undefined): string[] {
  const { attestation, exception, parts = {} } = result;
  const ending = (part: string | undefined, one: NonNullable<ReviewResult['exception']>) => {
    const values = verbatim({ reason: one.reason, approver: one.approver, until: dateText(one.expires), part });
    return part === undefined
      ? t('security.export.excepted', 'Not applicable: {{reason}} (approved by {{approver}}, until {{until}})', values)
      : t(
          'security.export.excepted-part',
          'Not applicable, {{part}}: {{reason}} (approved by {{approver}}, until {{until}})',
          values
        );
  };
  return [
    ...toldFacts(result).map((fact) => {
      const name = fact.look && nameOf(fact.look);
      return name ? `${keptFactText(fact)} (${name})` : keptFactText(fact);
    }),
    ...(attestation
      ? [
          t(
            'security.export.attested',
            'Attested by {{author}} on {{at}}, until {{until}}: {{evidence}}',
            verbatim({
              author: attestation.author,
              at: dateText(attestation.at),
              until: dateText(attestation.expires),
              evidence: [attestation.evidence, attestation.link].filter(Boolean).join(' '),
            })
          ),
        ]
      : []),
    ...(exception ? [ending(undefined, exception)] : []),
    ...Object.entries(parts).map(([part, one]) => {
      const fact = result.facts.find(
        ({ code, values }) => part === code || part === `${code}:${values?.name ?? values?.instance ?? values?.part}`
      );
      return ending(fact ? keptFactText(fact) : part, one);
    }),
  ];
}
