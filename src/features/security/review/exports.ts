import {
  type ChangeRow,
  numbersOf,
  proofsIn,
  reviewCsvIn as csvIn,
  securityReviewMarkdown as markdownIn,
  type Writing,
} from '../../../domain/security/reviewDocument';
import { type ReviewResult, type SecurityReview } from '../../../domain/security/reviewSchema';
import { type AuditChange } from '../../../domain/security/snapshot';
import { textLanguage } from '../../../grafana/user';
import { labelled } from '../../../shared/words/labelled';
import { dateText, momentText } from '../../../shared/words/times';
import { auditChangeText, auditedName } from '../words/changes';

export interface ExplainedChange {
  change: AuditChange;
  /** In words; absent where nobody explained it. */
  explained?: string;
}

/** In the language and zone of who reads it. */
function writing(): Writing {
  return { language: textLanguage(), day: dateText, moment: momentText };
}

/** A review for an auditor; `changes`: since the one before it, absent where there is none to compare with. */
export function auditorMarkdown(review: SecurityReview, changes?: ExplainedChange[]): string {
  return markdownIn(review, writing(), rowsOf(changes));
}

/** The same as a table. */
export function auditorCsv(review: SecurityReview, changes?: ExplainedChange[]): string {
  return csvIn(review, writing(), rowsOf(changes));
}

function rowsOf(changes: ExplainedChange[] | undefined): ChangeRow[] | undefined {
  return changes?.map(({ change, explained }) => ({
    what: labelled(auditedName(change.of), change.name),
    change: auditChangeText(change),
    ...(explained !== undefined && { why: explained }),
  }));
}

/** The three numbers of a review, each under its own name. */
export function numbers(review: Pick<SecurityReview, 'raw' | 'score' | 'coverage'>): Array<[string, string]> {
  return numbersOf(review, textLanguage());
}

/** What stands behind a result: facts with who saw them, attestations, exceptions with approver and end. */
export function proofs(result: ReviewResult, nameOf?: (look: string) => string | undefined): string[] {
  return proofsIn(result, writing(), nameOf);
}
