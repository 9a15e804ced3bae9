import { type Change, type Entry, type EntryKind, type Incident } from './schema';

export interface TimelineLine extends Entry {
  id: string;
  /** Entries that this one stands for now, the latest first. */
  earlier: Array<Entry & { id: string }>;
  /** Taken back by its author: shown struck through, left out of documents. */
  withdrawn: boolean;
}

/**
 * The timeline as it reads now, oldest event first: corrected entries are folded under their correction, and a step whose time
 * was given later is not called skipped any more.
 */
export function readTimeline({ timeline, milestones }: Pick<Incident, 'timeline' | 'milestones'>): TimelineLine[] {
  const corrections = new Map<string, Array<Entry & { id: string }>>();
  const roots: Array<Entry & { id: string }> = [];
  for (const [id, entry] of Object.entries(timeline)) {
    const root = rootOf(timeline, id);
    if (root === id) {
      roots.push({ ...entry, id });
    } else {
      corrections.set(root, [...(corrections.get(root) ?? []), { ...entry, id }]);
    }
  }
  return roots
    .map((root) => {
      const chain = [root, ...(corrections.get(root.id) ?? []).sort(byEntered)];
      const latest = chain[chain.length - 1];
      return {
        ...root,
        ...(root.change?.skipped && { change: withoutGiven(root.change, milestones) }),
        at: latest.at,
        text: latest.text,
        entered: root.entered,
        earlier: chain.slice(0, -1).reverse(),
        withdrawn: chain.length > 1 && latest.text.trim() === '',
      };
    })
    .sort(byEvent);
}

function withoutGiven({ skipped = '', ...change }: Change, milestones: Incident['milestones']): Change {
  const given = new Map(Object.entries(milestones));
  const left = skipped.split(',').filter((step) => !given.has(step));
  return left.length > 0 ? { ...change, skipped: left.join(',') } : change;
}

/** The entry that a chain of corrections began with; a chain without a beginning (a merged copy) ends where it breaks. */
function rootOf(timeline: Incident['timeline'], id: string): string {
  const seen = new Set<string>();
  let current = id;
  for (;;) {
    const target = timeline[current]?.supersedes;
    if (target === undefined || !timeline[target] || seen.has(target)) {
      return current;
    }
    seen.add(current);
    current = target;
  }
}

function byEntered(one: Entry & { id: string }, other: Entry & { id: string }): number {
  return compare(one.entered, other.entered) || compare(one.id, other.id);
}

function byEvent(one: TimelineLine, other: TimelineLine): number {
  return compareInstants(one.at, other.at) || compareInstants(one.entered, other.entered) || compare(one.id, other.id);
}

function compareInstants(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Several signals that were captured together are written in one go. */
const CAPTURE_MS = 2_000;

/**
 * The same entries in the same order, those of one capture together: evidence that one person captured at one moment, where the
 * first of it stands. Everything else is a group of its own.
 */
export function byCapture<E extends Entry>(entries: readonly E[]): E[][] {
  const groups: E[][] = [];
  const latest = new Map<string, E[]>();
  for (const entry of entries) {
    const key = entry.evidence && `${entry.evidence.moment}|${entry.by.uid}|${entry.by.name}`;
    const known = key === undefined ? undefined : latest.get(key);
    if (known && Math.abs(Date.parse(known[0].entered) - Date.parse(entry.entered)) <= CAPTURE_MS) {
      known.push(entry);
      continue;
    }
    const group = [entry];
    groups.push(group);
    if (key !== undefined) {
      latest.set(key, group);
    }
  }
  return groups;
}

/** What a person wrote, as against what Opsbook or Grafana noted by itself. Corrections and withdrawals are a person's too. */
export function isByPeople({
  kind,
  update,
  text,
  source,
  supersedes,
  withdrawn,
}: Entry & Partial<TimelineLine>): boolean {
  const isWritten = text.trim() !== '' && source === undefined && kind !== 'alert';
  return isWritten || update !== undefined || supersedes !== undefined || withdrawn === true;
}

/** Entries that tell what happened, as against edits of the record's texts. */
export const STORY: EntryKind[] = [
  'note',
  'status',
  'severity',
  'role',
  'task',
  'update',
  'evidence',
  'decision',
  'runbook',
  'alert',
  'deploy',
];

/** The last time anybody wrote anything. */
export function lastEntered(timeline: Incident['timeline']): string | undefined {
  return Object.values(timeline).reduce<string | undefined>(
    (latest, { entered }) => (latest === undefined || Date.parse(entered) > Date.parse(latest) ? entered : latest),
    undefined
  );
}
