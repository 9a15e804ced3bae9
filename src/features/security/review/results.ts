import { type Fact } from '../../../domain/security/evidence';
import { resultTitleIn as titleIn } from '../../../domain/security/reviewDocument';
import { type ReviewResult } from '../../../domain/security/reviewSchema';
import { factTextIn as factIn, roleText } from '../../../domain/security/words';
import { textLanguage } from '../../../grafana/user';

/** How a review keeps it that somebody administers the server. */
export const SERVER_ADMIN = 'server admin';

export function resultTitle(item: string, result: Pick<ReviewResult, 'title'>): string {
  return titleIn(item, result, textLanguage());
}

/** One finding in the reader's language. */
export function factText(fact: Fact): string {
  return factIn(fact, textLanguage());
}

/** The rights that somebody looked with, as the reader's language says them. */
export function lookRole(role: string): string {
  return roleText(role, textLanguage());
}
