import { t } from '@grafana/i18n';
import { type Fact } from '../../../domain/security/evidence';
import { EXTRA_KEYS, ITEM_KEYS } from '../../../domain/security/register';
import { type ReviewResult, type SecurityReview } from '../../../domain/security/review';
import { grafanaRoleName, securityItemName } from '../../../shared/words/security';
import { factText } from '../words/facts';

/** How a review keeps it that somebody administers the server. */
export const SERVER_ADMIN = 'server admin';

/** Grafana sorts keys; people expect the order of the checklist, then the team's own items, then what is beyond them. */
export function inOrder({ results, extras }: SecurityReview): Array<[string, ReviewResult]> {
  const built: readonly string[] = ITEM_KEYS;
  const further: readonly string[] = EXTRA_KEYS;
  const rank = (item: string) =>
    built.includes(item) ? built.indexOf(item) : further.includes(item) ? 1000 + further.indexOf(item) : built.length;
  return Object.entries({ ...results, ...extras }).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

export function resultTitle(item: string, { title }: Pick<ReviewResult, 'title'>): string {
  return title ?? securityItemName(item);
}

export function keptFactText({ code, verdict, values, needs }: ReviewResult['facts'][number]): string {
  const role = needs === 'serverAdmin' || needs === 'orgAdmin' ? needs : undefined;
  const fact: Fact = { code, verdict, ...(values && { values }), ...(role && { needs: role }) };
  return factText(fact);
}

type Look = NonNullable<SecurityReview['looks']>[string];

/** The rights that somebody looked with, as the reader's language says them. */
export function lookRole(role: string): string {
  switch (role) {
    case SERVER_ADMIN:
      return grafanaRoleName('serverAdmin');
    case 'Admin':
      return grafanaRoleName('orgAdmin');
    case 'Editor':
      return t('security.role.editor', 'Editor');
    case 'Viewer':
      return t('security.role.viewer', 'Viewer');
    default:
      return role;
  }
}

/** Who looked, the first first: reviews of earlier versions know one. */
export function looksOf({ looks, id, at, by }: SecurityReview): Array<[string, Look]> {
  return Object.entries(looks ?? { [id]: { at, by } }).sort(
    ([, one], [, other]) => Date.parse(one.at) - Date.parse(other.at)
  );
}
