import { type IncidentHead, statusTag } from '../incident/head';
import { type NextCheck } from '../incident/headKeys';
import { type Instant } from '../record/record';
import { type ReminderKind } from '../text/documents/reminder';
import { morningOf } from './deadlines';
import { isReminder } from './ownRules';
import { deadlineOf, isOnTerms, nearDeadlines, type RulerGroup, type Terms } from './rules';

export interface KnownHead extends IncidentHead {
  nextCheck?: NextCheck;
}

/** What a head says of the deadlines of its record: enough to see that the rules are not in step, not to make them. */
interface Told {
  kind: ReminderKind;
  at: Instant;
}

/** Incidents whose rules are not what their heads ask for, the most urgent first, and groups that no record asks for. */
interface Repairs {
  stale: string[];
  orphans: string[];
}

/** Compares the groups of rules with the heads of incidents. An orphan's record may still be there, closed long ago: it is asked for itself. */
export function repairsOf(groups: RulerGroup[], heads: KnownHead[], terms: Terms): Repairs {
  const ours = new Map(
    groups.filter(({ rules }) => rules.some(isReminder)).map((group) => [group.name, group] as const)
  );
  const stale: Array<[string, number]> = [];
  const known = new Set<string>();
  for (const head of heads) {
    known.add(head.name);
    const told = toldBy(head, terms);
    if (!inStep(ours.get(head.name), told, head, terms)) {
      stale.push([head.name, Math.min(...told.map(({ at }) => Date.parse(at)), Infinity)]);
    }
  }
  return {
    stale: stale.sort(([, one], [, other]) => one - other).map(([name]) => name),
    orphans: [...ours.keys()].filter((name) => /^inc-/.test(name) && !known.has(name)),
  };
}

function toldBy(head: KnownHead, terms: Terms): Told[] {
  if (head.drill || head.duplicateOf || head.status === 'void') {
    return [];
  }
  const isOpen = statusTag(head.status) === 'open';
  const all: Told[] = [
    ...(isOpen && head.nextUpdate ? [{ kind: 'next-update' as const, at: head.nextUpdate }] : []),
    ...(isOpen && head.nextCheck ? [{ kind: 'check-back' as const, at: head.nextCheck.at }] : []),
    ...(head.reviewDue
      ? [{ kind: 'review-due' as const, at: morningOf(head.reviewDue.slice(0, 10), terms.zone) }]
      : []),
    ...head.actions.flatMap(({ due }): Told[] =>
      due ? [{ kind: 'action-due', at: morningOf(due.slice(0, 10), terms.zone) }] : []
    ),
  ];
  return nearDeadlines(
    all.map((told, index) => ({ ...told, key: String(index) })),
    terms
  );
}

/** Each deadline that the head tells has a rule, and a kind that it tells nothing of has none. */
function inStep(group: RulerGroup | undefined, told: Told[], head: KnownHead, terms: Terms): boolean {
  const set = (group?.rules ?? []).filter(isReminder);
  const at = (kind: ReminderKind) =>
    set.filter(({ labels }) => labels?.kind === kind).map((rule) => seconds(deadlineOf(rule)));
  const wanted = (kind: ReminderKind) => told.filter((each) => each.kind === kind).map((each) => seconds(each.at));
  const all = (['next-update', 'check-back', 'review-due', 'action-due'] as const).every((kind) => {
    const [there, asked] = [at(kind), wanted(kind)];
    return asked.every((each) => there.includes(each)) && (asked.length > 0 || there.length === 0);
  });
  const hasCommander = head.commander !== undefined && statusTag(head.status) === 'open';
  return (
    all &&
    set.every((rule) => isOnTerms(rule, terms)) &&
    !(hasCommander && set.some(({ annotations }) => annotations?.opsbook_key === 'role-commander'))
  );
}

/** Heads cut fractions off. */
function seconds(at: Instant | undefined): number {
  return Math.floor(Date.parse(at ?? '') / 1000);
}
