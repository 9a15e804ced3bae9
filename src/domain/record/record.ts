import { z } from 'zod/mini';
import { type Outcome } from './outcome';

// a strict Content-Security-Policy forbids the compiled parsers; the small build comes without a language for its messages
z.config({ jitless: true, ...z.locales.en() });

/** A point in time in UTC, ISO 8601 with a `Z`. */
export const instant = z.iso.datetime();
export type Instant = z.infer<typeof instant>;

/** Who did something: `uid` is Grafana's user uid, `name` what was shown at that time. */
export const person = z.object({ uid: z.string(), name: z.string() });
export type Person = z.infer<typeof person>;

/** What every command carries. `id` makes it idempotent: a record that has seen it answers unchanged. */
export interface Command {
  type: string;
  id: string;
  at: Instant;
  by: Person;
}

/** What every stored record carries beside its own fields. Absent, never null: Grafana drops null members. */
export const recordBase = z.object({
  schema: z.int().check(z.positive()),
  /** Its own UUID: survives restore, import and a taken name. */
  id: z.string().check(z.minLength(1)),
  kind: z.string().check(z.minLength(1)),
  demo: z.optional(z.boolean()),
});
export type RecordBase = z.infer<typeof recordBase>;

/** Flat values, written as logfmt into the dashboard's description. */
export type Head = Record<string, string>;

/** The member of a head that says when somebody last changed the record. */
export const UPDATED = 'updated';

/** What people and the search index see of a record: derived at every write, never read back as truth. */
export interface Described {
  title: string;
  /** Beyond `opsbook` and `opsbook:<kind>`, which the store adds: `key:slug`, each at most 50 bytes (use `tag()`). */
  tags: string[];
  head: Head;
  /** The record for people, as Markdown; the store escapes `$` for Grafana's text panel. */
  markdown: string;
  window?: { from: Instant; to?: Instant };
  /** Where the record's dashboard leads, shown above its panels; `url` begins with a slash and is recognised by it. */
  link?: { title: string; url: string };
  /** Grafana panels to stand below the report, with ids from `OWN_PANELS` on; absent: those already there stay. */
  panels?: Panel[];
}

/** Ids of panels that are derived from the record: people's own panels have others, and stay. */
export const OWN_PANELS = { first: 1001, last: 1099 };

export interface Panel extends Record<string, unknown> {
  id: number;
  /** `y` counts from below the report. */
  gridPos: { x: number; y: number; w: number; h: number };
}

/** A record as it is stored, before a schema has read it. */
export type RawRecord = Record<string, unknown>;

/** What adds to a full record is refused first, then what edits its texts: room is kept for what ends it. */
export type Filling = 'adds' | 'edits' | 'ends';

/** What a list needs to know of a kind of record. */
export interface Shelf {
  kind: string;
  /** Where its records live, the usual folder first; what lies anywhere else is none of ours, whatever its name. */
  folders: readonly [FolderKey, ...FolderKey[]];
  /** What its records are called, where not every name will do. */
  named?: RegExp;
}

/** What it takes to read records of a kind. */
export interface StoredKind<R extends RecordBase> extends Shelf {
  /** The schema number that this version of the plugin writes. */
  version: number;
  schema: z.ZodMiniType<R>;
  /** Lifts a raw record by one schema number: `upgrades[1]` makes a 2 of a 1. */
  upgrades?: Record<number, (raw: Record<string, unknown>) => Record<string, unknown>>;
  /** A shorter way to store a record that grew large, and back; both of plain JSON. What was never packed comes back as it is. */
  packing?: { pack(raw: RawRecord): RawRecord; unpack(raw: RawRecord): RawRecord };
}

/** How one kind of record is stored, shown and changed. Pure: the store in src/grafana/records does the rest. */
export interface RecordKind<R extends RecordBase, C extends Command> extends StoredKind<R> {
  /** Which of its folders is this record's, where there are several. */
  folderOf?(record: R): FolderKey;
  /** `room` is how many bytes of Markdown there is place for; what is beyond it is cut off at the end of a line. */
  describe(record: R, room?: number): Described;
  /** Applies a command: refused with reasons, unchanged (the same object) when it is a no-op, else the new record. */
  apply(record: R, command: C): Outcome<R>;
  /**
   * Makes a record that grew large some `excess` bytes smaller, without what people wrote getting lost; the same object when nothing
   * can be left out.
   */
  thin?(record: R, excess: number): R;
  /** What a command does to a record that is almost full; absent: everything only edits it. */
  filling?(command: C): Filling;
  /** Commands that only add one keyed object may be sent as a JSON Patch: the path inside the record and the value. */
  addition?(command: C): { path: string[]; value: unknown } | undefined;
  /** For kinds whose name is a number, claimed at creation: `inc-2026-0142` = prefix + digits. */
  numbering?: { prefix(record: R): string; digits: number; named(record: R, name: string): R };
}

export type FolderKey = 'incidents' | 'private' | 'maintenance' | 'runbooks' | 'registers' | 'security';

/** `key:slug` in at most 50 bytes, the slug in `[a-z0-9-]` only: Grafana refuses longer tags, and `*` is a wildcard in filters. */
export function tag(key: string, text: string): string {
  return `${key}:${slug(text)}`.slice(0, 50).replace(/-+$/, '');
}

/** Lower case ASCII letters, digits and dashes; accents are folded ("Équipe 1" → "equipe-1"). */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
