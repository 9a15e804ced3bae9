import { ROLES } from '../../domain/incident/rules';
import { MILESTONES, type Status } from '../../domain/incident/schema';
import { type Word, words } from '../../domain/text/documents/incident';
import { textLanguage } from '../../grafana/user';

/** As documents call it: “impact started”, « cause identifiée ». */
export function milestoneName(milestone: string | number): string {
  return nameIn(MILESTONES, milestone);
}

export function roleName(role: string | number): string {
  return nameIn(ROLES, role);
}

export function statusName(status: Status): string {
  const name = words(textLanguage())(status);
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

function nameIn(known: readonly Word[], key: string | number): string {
  const word = known.find((each) => each === key);
  return word ? words(textLanguage())(word) : String(key);
}
