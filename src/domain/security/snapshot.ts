import { z } from 'zod/mini';
import { own } from '../record/own';
import { type Instant } from '../record/record';
import { type Known } from './evidence';
import { redact, redactName } from './redact';

/** What is compared from one review to the next. */
export const AUDITED = [
  'sources',
  'people',
  'folderPermissions',
  'sourcePermissions',
  'plugins',
  'serviceAccounts',
  'tokens',
  'contactPoints',
  'silences',
  'pausedRules',
  'publicDashboards',
  'toggles',
  'server',
] as const;
export type Audited = (typeof AUDITED)[number];

const fields = z.record(z.string(), z.string().check(z.maxLength(300)));
export type AuditFields = Record<string, string>;

const category = z.union([
  z.object({
    items: z.record(z.string(), fields),
    /** How many were not looked at (folders, accounts, sources; else things of the kind), and up to which they were, by id. */
    left: z.optional(z.number()),
    upTo: z.optional(z.string()),
    /** Role of whoever looked, where Grafana shows others than administrators only their part of it. */
    as: z.optional(z.string().check(z.maxLength(100))),
  }),
  z.object({ missing: z.enum(['forbidden', 'failed', 'absent', 'unconfigured']), role: z.optional(z.string()) }),
]);

/** Facts without a secret, by what they are of and their own id; or why they could not be read. */
export const auditFacts = z.partialRecord(z.enum(AUDITED), category);
export type AuditFacts = z.infer<typeof auditFacts>;

/** As many of one kind as are kept: a record holds them all. */
const MOST_ITEMS = 500;

/** What was read of one kind: all of it, or up to which, and how many are left. */
export interface LookedKind {
  items: Record<string, AuditFields>;
  left?: number;
  upTo?: string;
  as?: string;
}

/** What is kept of what was read: redacted, and no more than a record has room for. */
export function auditOf(read: Partial<Record<Audited, Known<LookedKind>>>): AuditFacts {
  return Object.fromEntries(
    Object.entries(read).map(([name, found]) => [
      name,
      'value' in found ? keptOf(found.value) : { missing: found.missing, ...(found.role && { role: found.role }) },
    ])
  );
}

/** Whole folders, accounts and sources in the order of their ids, so that what is cut off is the same the next time. */
function keptOf({ items, left = 0, upTo, as }: LookedKind): LookedKind {
  const byHolder = new Map<string, Array<[string, AuditFields]>>();
  for (const item of Object.entries(items).map(redacted)) {
    const holder = holderOf(item[0]);
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), item]);
  }
  const holders = [...byHolder.keys()].sort();
  const kept: Array<[string, AuditFields]> = [];
  let looked = 0;
  for (; looked < holders.length; looked++) {
    const more = byHolder.get(holders[looked]) ?? [];
    if (kept.length + more.length > MOST_ITEMS) {
      break;
    }
    kept.push(...more);
  }
  const cut = holders.length - looked;
  const last = cut > 0 ? (holders[looked - 1] ?? '') : upTo;
  return {
    items: Object.fromEntries(kept),
    ...(left + cut > 0 && { left: left + cut }),
    ...(last !== undefined && { upTo: last }),
    ...(as !== undefined && { as }),
  };
}

/** What an entry belongs to: what stands before a slash, or itself. */
function holderOf(id: string): string {
  return id.split('/', 1)[0];
}

function redacted([id, values]: [string, AuditFields]): [string, AuditFields] {
  return [
    redact(id).slice(0, 200),
    Object.fromEntries(
      Object.entries(values).map(([field, value]) => {
        const shown = field === 'name' || field === 'who' ? redactName(value) : redact(value);
        return [field, shown.slice(0, 200)];
      })
    ),
  ];
}

/** Where a person sees less than another did before, what was known stays. */
export function mergedAudit(before: AuditFacts | undefined, after: AuditFacts | undefined): AuditFacts | undefined {
  if (!before || !after) {
    return after ?? before;
  }
  const kept = AUDITED.flatMap((name) => {
    const [earlier, later] = [before[name], after[name]];
    const found = later && (!earlier || isMore(later, earlier)) ? later : (earlier ?? later);
    return found ? [[name, found] as const] : [];
  });
  return Object.fromEntries(kept);
}

type Category = z.infer<typeof category>;

/** Whether a later look tells as much as an earlier one: one in part does not take the place of a whole one. */
function isMore(later: Category, earlier: Category): boolean {
  if ('missing' in later || 'missing' in earlier) {
    return !('missing' in later);
  }
  return (
    (later.left === undefined || earlier.left !== undefined) && (later.as === undefined || earlier.as !== undefined)
  );
}

export interface AuditChange {
  /** The same change has the same key, whoever looks. */
  key: string;
  of: Audited;
  id: string;
  /** As people know it. */
  name: string;
  kind: 'added' | 'removed' | 'changed';
  field?: string;
  before?: string;
  after?: string;
  /** Of what was added or removed, its name apart; of a folder or data source all its permissions, by who has them. */
  values?: AuditFields;
}

export interface Difference {
  changes: AuditChange[];
  /** What only one of the two reviews saw, or neither. */
  uncompared: Audited[];
  /** How many of a kind were not looked at, in one of the two or both: of them it is not known what changed. */
  left: Array<{ of: Audited; count: number }>;
}

/** What changed from one review to the next, one entry for each thing or field. What ended by itself is no change. */
export function difference(before: AuditFacts, after: AuditFacts, now: Instant): Difference {
  const changes: AuditChange[] = [];
  const uncompared: Audited[] = [];
  const left: Difference['left'] = [];
  for (const of of AUDITED) {
    const [earlier, later] = [before[of], after[of]];
    if (!isSeen(earlier) || !isSeen(later) || earlier.as !== later.as) {
      uncompared.push(of);
      continue;
    }
    const count = Math.max(earlier.left ?? 0, later.left ?? 0);
    if (count > 0) {
      left.push({ of, count });
    }
    const isLooked = (id: string) => [earlier, later].every(({ upTo }) => upTo === undefined || holderOf(id) <= upTo);
    const [was, is] = PERMISSIONS.includes(of)
      ? [whole(earlier.items, later.items), whole(later.items, earlier.items)]
      : [earlier.items, later.items];
    const ids = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(isLooked).sort();
    changes.push(...ids.flatMap((id) => changesOf(of, id, own(was, id), own(is, id), now)));
  }
  return { changes: changes.filter((change) => !wentAlong(change, changes)), uncompared, left };
}

function isSeen(found: Category | undefined): found is Extract<Category, { items: unknown }> {
  return found !== undefined && !('missing' in found);
}

/** Facts that a review keeps. */
export interface KeptFacts {
  review: string;
  facts: AuditFacts;
}

/**
 * Of earlier reviews, the newest first, for each kind the newest that saw it as whoever looks now: a review of somebody with fewer rights
 * does not end what an administrator has to find. What none of them saw is left out.
 */
export function lastSeen(earlier: KeptFacts[], after: AuditFacts): Partial<Record<Audited, KeptFacts>> {
  return Object.fromEntries(
    AUDITED.flatMap((of) => {
      const later = after[of];
      const found = earlier.find(({ facts: { [of]: kept } }) => isSeen(kept) && isSeen(later) && kept.as === later.as);
      return found ? [[of, found] as const] : [];
    })
  );
}

const PERMISSIONS: readonly Audited[] = ['folderPermissions', 'sourcePermissions'];

/** Called after what they belong to: a new name of that is no change of theirs. */
const CALLED_AFTER: readonly Audited[] = [...PERMISSIONS, 'tokens'];

/** Permissions of what the other side does not know at all as one entry: a folder comes and goes with all of them. */
function whole(items: Record<string, AuditFields>, others: Record<string, AuditFields>): Record<string, AuditFields> {
  const known = new Set(Object.keys(others).map(holderOf));
  const found = new Map<string, AuditFields>();
  for (const [id, fields] of inOrder(items)) {
    const holder = holderOf(id);
    const { name = holder, who = id.slice(holder.length + 1), permission = '' } = fields;
    if (known.has(holder)) {
      found.set(id, fields);
    } else {
      found.set(holder, { ...found.get(holder), [who]: permission, name });
    }
  }
  return Object.fromEntries(found);
}

function inOrder<T>(members: Record<string, T>): Array<[string, T]> {
  return Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What went because that went which it belonged to. */
function wentAlong({ of, id, kind }: AuditChange, changes: AuditChange[]): boolean {
  const owner = of === 'tokens' ? 'serviceAccounts' : of === 'sourcePermissions' ? 'sources' : undefined;
  return (
    kind === 'removed' &&
    changes.some((other) => other.of === owner && other.kind === 'removed' && other.id === holderOf(id))
  );
}

function changesOf(
  of: Audited,
  id: string,
  before: AuditFields | undefined,
  after: AuditFields | undefined,
  now: Instant
): AuditChange[] {
  const common = { of, id, name: nameIn(after ?? before ?? {}, id) };
  if (!before || !after) {
    const until = before?.until;
    const isOver = !after && until !== undefined && Date.parse(until) <= Date.parse(now);
    const kind = before ? 'removed' : 'added';
    const { name: _, who: _w, ...values } = before ?? after ?? {};
    return isOver ? [] : [{ ...common, key: [of, id, kind, summary(values)].join('|'), kind, values }];
  }
  const compared = Object.keys(before).filter(
    (field) => field !== 'who' && (field !== 'name' || !CALLED_AFTER.includes(of))
  );
  return compared.sort().flatMap((field): AuditChange[] => {
    const [was, is] = [own(before, field), own(after, field)];
    // what only one of them tells is a fact that the other one’s version, or Grafana, did not tell
    return was === is || was === undefined || is === undefined
      ? []
      : [
          {
            ...common,
            key: [of, id, field, was, is].join('|'),
            kind: 'changed',
            field,
            before: was,
            after: is,
          },
        ];
  });
}

/** As people know it; where something was taken out of the name, the id tells which it is. */
function nameIn({ name, who }: AuditFields, id: string): string {
  const named = name === undefined || who === undefined ? name : `${name}: ${who}`;
  return named === undefined ? id : named.includes('…') ? `${named} (${id})` : named;
}

/** Grafana hands members out in its own order, and permissions in any. */
function summary(values: AuditFields): string {
  return inOrder(values)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field}: ${value}`)
    .join(', ');
}

/** Under which an explanation of a change since a review is kept. */
export function explanationKey(review: string, change: Pick<AuditChange, 'key'>): string {
  return `${review}|${change.key}`.slice(0, 1000);
}
