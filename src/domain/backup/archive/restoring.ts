import { type Outcome, refuse } from '../../record/outcome';
import { type Command, type FolderKey, type RecordBase, type RecordKind } from '../../record/record';
import { FOLDER_ANNOTATION, fromResource, rawRecord, type Resource, withRecord } from '../../record/resource';
import { type ArchivedRecord, type ArchivedVersion } from './archive';

/** A record of the file as it would be written, with the older versions before it. */
export interface Restorable {
  name: string;
  kind: string;
  folder: FolderKey;
  /** Its own UUID: another record may have taken its name. */
  id: string;
  title: string;
  /** The oldest first, the record itself last. */
  versions: Resource[];
}

/** What Grafana counts by itself: another server's numbers mean nothing here. */
const COUNTED = ['id', 'uid', 'version'];

/**
 * The record as its kind writes it: title, tags, head and text are derived anew from what the file holds, so that a file cannot show one
 * thing and be another. Refused where it is no record of this kind, or stands under a name or in a folder that is not its own.
 */
export function restorable<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C> | undefined,
  archived: ArchivedRecord,
  folderUid: (folder: FolderKey) => string
): Outcome<Restorable> {
  const { name, folder } = archived;
  const wrong = refuse({ code: 'archive.record', values: { name } });
  const place = folderUid(folder);
  const current = kind && rebuilt(kind, name, archived, place);
  if (!kind || !current) {
    return wrong;
  }
  const { record, resource } = current;
  const home = kind.folderOf?.(record) ?? kind.folders[0];
  const isNamed = !kind.named || kind.named.test(name);
  if (home !== folder || record.kind !== kind.kind || !isNamed || !hasOwnName(kind, record, name)) {
    return wrong;
  }
  // an older version that this one cannot read is left out: the record itself is what counts
  const older = archived.versions.flatMap((version) => rebuilt(kind, name, version, place) ?? []);
  return {
    ok: {
      name,
      kind: kind.kind,
      folder,
      id: record.id,
      title: resource.spec.title ?? name,
      versions: [...older.map((each) => each.resource), resource],
    },
  };
}

function rebuilt<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  { spec, at, by, message }: ArchivedVersion,
  folder: string
): { record: R; resource: Resource } | undefined {
  const kept = Object.fromEntries(Object.entries(spec).filter(([key]) => !COUNTED.includes(key)));
  const panels = Array.isArray(kept.panels) ? kept.panels.filter(isObject) : [];
  const resource: Resource = {
    metadata: { name, annotations: { [FOLDER_ANNOTATION]: folder } },
    spec: { ...kept, panels },
  };
  const read = fromResource(kind, resource);
  if (read.state !== 'ok') {
    return undefined;
  }
  const told = [at, by, message].filter(Boolean).join(' · ').slice(0, 500);
  return { record: read.record, resource: withRecord(kind, read.record, resource, told || undefined) };
}

/** A numbered record knows its own number. */
function hasOwnName<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, record: R, name: string): boolean {
  return !kind.numbering || same(kind.numbering.named(record, name), record);
}

/** How a record of the file stands to what is there under its name. */
export type RestoreStanding =
  | 'new'
  | 'same' // nothing to do
  | 'differs' // the same record, with other content
  | 'taken'; // another record has its name

export function restoreStanding({ id, versions }: Restorable, there: Resource | undefined): RestoreStanding {
  if (!there) {
    return 'new';
  }
  const ours = rawRecord(versions[versions.length - 1]);
  const theirs = rawRecord(there);
  if (!isObject(theirs) || theirs.id !== id) {
    return 'taken';
  }
  return same(ours, theirs) ? 'same' : 'differs';
}

/** Whether what Grafana holds is what was written: it drops nulls and orders members as it likes. */
export function isAsWritten(written: Resource, held: Resource): boolean {
  return same(rawRecord(written), rawRecord(held)) && written.spec.title === held.spec.title;
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
