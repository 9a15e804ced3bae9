import { z } from 'zod/mini';
import { own } from '../record/own';
import { type Instant } from '../record/record';
import { type Known } from './evidence';
import { redact } from './redact';

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
  z.object({ items: z.record(z.string(), fields) }),
  z.object({ missing: z.enum(['forbidden', 'failed', 'absent', 'unconfigured']), role: z.optional(z.string()) }),
]);

/** Facts without a secret, by what they are of and their own id; or why they could not be read. */
export const auditFacts = z.partialRecord(z.enum(AUDITED), category);
export type AuditFacts = z.infer<typeof auditFacts>;

/** As many of one kind as are kept: a record holds them all. */
const MOST_ITEMS = 500;

/** What is kept of what was read: redacted, and no more than a record has room for. */
export function auditOf(read: Partial<Record<Audited, Known<Record<string, AuditFields>>>>): AuditFacts {
  return Object.fromEntries(
    Object.entries(read).map(([name, found]) => [
      name,
      'value' in found
        ? { items: Object.fromEntries(Object.entries(found.value).slice(0, MOST_ITEMS).map(redacted)) }
        : { missing: found.missing, ...(found.role && { role: found.role }) },
    ])
  );
}

function redacted([id, values]: [string, AuditFields]): [string, AuditFields] {
  return [
    redact(id).slice(0, 200),
    Object.fromEntries(Object.entries(values).map(([field, value]) => [field, redact(value).slice(0, 200)])),
  ];
}

/** Where a person sees less than another did before, what was known stays. */
export function mergedAudit(before: AuditFacts | undefined, after: AuditFacts | undefined): AuditFacts | undefined {
  if (!before || !after) {
    return after ?? before;
  }
  const kept = AUDITED.flatMap((name) => {
    const [earlier, later] = [before[name], after[name]];
    const found = later && (!('missing' in later) || !earlier) ? later : (earlier ?? later);
    return found ? [[name, found] as const] : [];
  });
  return Object.fromEntries(kept);
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
  /** Of what was added or removed. */
  values?: AuditFields;
}

export interface Difference {
  changes: AuditChange[];
  /** What only one of the two reviews saw, or neither. */
  uncompared: Audited[];
}

/** What changed from one review to the next, one entry for each thing or field. What ended by itself is no change. */
export function difference(before: AuditFacts, after: AuditFacts, now: Instant): Difference {
  const changes: AuditChange[] = [];
  const uncompared: Audited[] = [];
  for (const of of AUDITED) {
    const [earlier, later] = [before[of], after[of]];
    if (!earlier || !later || 'missing' in earlier || 'missing' in later) {
      uncompared.push(of);
      continue;
    }
    const ids = [...new Set([...Object.keys(earlier.items), ...Object.keys(later.items)])].sort();
    changes.push(...ids.flatMap((id) => changesOf(of, id, own(earlier.items, id), own(later.items, id), now)));
  }
  return { changes, uncompared };
}

function changesOf(
  of: Audited,
  id: string,
  before: AuditFields | undefined,
  after: AuditFields | undefined,
  now: Instant
): AuditChange[] {
  const common = { of, id, name: after?.name ?? before?.name ?? id };
  if (!before || !after) {
    const until = before?.until;
    const isOver = !after && until !== undefined && Date.parse(until) <= Date.parse(now);
    const kind = before ? 'removed' : 'added';
    const values = summary(before ?? after ?? {});
    return isOver
      ? []
      : [
          {
            ...common,
            key: [of, id, kind, values].join('|'),
            kind,
            values: before ?? after ?? {},
          },
        ];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((field): AuditChange[] => {
    const [was, is] = [own(before, field), own(after, field)];
    return was === is
      ? []
      : [
          {
            ...common,
            key: [of, id, field, was ?? '', is ?? ''].join('|'),
            kind: 'changed',
            field,
            ...(was !== undefined && { before: was }),
            ...(is !== undefined && { after: is }),
          },
        ];
  });
}

function summary(values: AuditFields): string {
  return Object.entries(values)
    .filter(([field, value]) => field !== 'name' && value !== '')
    .map(([field, value]) => `${field}: ${value}`)
    .join(', ');
}

/** Under which an explanation of a change since a review is kept. */
export function explanationKey(review: string, change: Pick<AuditChange, 'key'>): string {
  return `${review}|${change.key}`.slice(0, 1000);
}
