import { z } from 'zod/mini';
import { type Outcome, refuse } from '../../record/outcome';
import { instant } from '../../record/record';
import { Checksum } from './checksum';

/** One file of all records: a line for what it is, one for each record, one that says that this was all. JSON each. */
const FORMAT = 'opsbook-records';
const VERSION = 1;
/** Characters. A thousand records with twenty versions each are some 200 MB. */
export const MAX_ARCHIVE = 400_000_000;

export const ARCHIVE_FOLDERS = ['incidents', 'private', 'maintenance', 'runbooks', 'registers', 'security'] as const;

/** Who may do what with a folder, by name: ids are another Grafana's. */
const permission = z.object({
  role: z.optional(z.string().check(z.maxLength(50))),
  team: z.optional(z.string().check(z.maxLength(200))),
  login: z.optional(z.string().check(z.maxLength(200))),
  /** 1 View, 2 Edit, 4 Admin. */
  permission: z.int().check(z.minimum(1), z.maximum(4)),
});
export type Permission = z.infer<typeof permission>;

const archivedFolder = z.object({
  folder: z.enum([...ARCHIVE_FOLDERS, 'root']),
  /** Absent: whoever wrote the file may not see them. */
  permissions: z.optional(z.array(permission).check(z.maxLength(1_000))),
});
export type ArchivedFolder = z.infer<typeof archivedFolder>;

const header = z.object({
  format: z.literal(FORMAT),
  version: z.int().check(z.positive()),
  at: instant,
  by: z.string().check(z.maxLength(200)),
  /** Address of the Grafana that it was written from. */
  from: z.string().check(z.maxLength(2_000)),
  records: z.int().check(z.nonnegative()),
  folders: z.array(archivedFolder).check(z.maxLength(10)),
  /** Whether what is for few people is in it. */
  private: z.boolean(),
});
type ArchiveHeader = z.infer<typeof header>;

const spec = z.record(z.string(), z.unknown());
const version = z.object({
  spec,
  at: z.optional(z.string().check(z.maxLength(100))),
  by: z.optional(z.string().check(z.maxLength(200))),
  message: z.optional(z.string().check(z.maxLength(1_000))),
});
export type ArchivedVersion = z.infer<typeof version>;

const archivedRecord = z.extend(version, {
  name: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  kind: z.string().check(z.maxLength(100)),
  folder: z.enum(ARCHIVE_FOLDERS),
  /** It could not be read when the file was written: kept, and never written anywhere. */
  damaged: z.optional(z.literal(true)),
  /** Older ones, the oldest first. */
  versions: z.array(version).check(z.maxLength(200)),
});
export type ArchivedRecord = z.infer<typeof archivedRecord>;

const end = z.object({ end: z.object({ records: z.number(), check: z.string() }) });

export interface Archive {
  header: ArchiveHeader;
  records: ArchivedRecord[];
}

/** The lines of a file; each is JSON without a line break, so that none has to be held twice. */
export function writeArchive(
  about: Omit<ArchiveHeader, 'format' | 'version' | 'records'>,
  records: ArchivedRecord[]
): string[] {
  const check = new Checksum();
  const lines = [{ format: FORMAT, version: VERSION, ...about, records: records.length }, ...records].map((line) => {
    const text = `${JSON.stringify(line)}\n`;
    check.add(text);
    return text;
  });
  return [...lines, `${JSON.stringify({ end: { records: records.length, check: check.digest } })}\n`];
}

/** Everything that makes a file one of ours, whole and unchanged; what the records hold is looked at afterwards. */
export function readArchive(text: string): Outcome<Archive> {
  if (text.length > MAX_ARCHIVE) {
    return refuse({ code: 'archive.tooLarge', values: { limit: MAX_ARCHIVE / 1_000_000 } });
  }
  const lines = text.replace(/^\ufeff/, '').split(/(?<=\n)/);
  const first = parse(lines[0]);
  if (first === undefined) {
    return refuse({ code: 'archive.notJson' });
  }
  const found = headerOf(first);
  if ('refused' in found) {
    return found;
  }
  const about = found.ok;
  const last = end.safeParse(parse(lines[lines.length - 1]));
  const body = lines.slice(1, last.success ? -1 : undefined);
  const parsed = body.map(parse);
  const count = parsed.filter((line) => line !== undefined).length;
  if (!last.success || count < about.records || last.data.end.records !== about.records) {
    return refuse({ code: 'archive.cut', values: { expected: about.records, found: count } });
  }
  const check = lines.slice(0, -1).reduce((sum, line) => sum.add(line), new Checksum());
  if (check.digest !== last.data.end.check || count > about.records) {
    return refuse({ code: 'archive.changed' });
  }
  return recordsOf(about, parsed);
}

function headerOf(line: unknown): Outcome<ArchiveHeader> {
  const format = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(line);
  if (!format.success) {
    return refuse({ code: 'archive.foreign' });
  }
  if (format.data.version > VERSION) {
    return refuse({ code: 'archive.newer', values: { version: format.data.version } });
  }
  const read = header.safeParse(line);
  return read.success ? { ok: read.data } : refuse({ code: 'archive.foreign' });
}

function recordsOf(about: ArchiveHeader, lines: unknown[]): Outcome<Archive> {
  const records: ArchivedRecord[] = [];
  const names = new Set<string>();
  for (const line of lines) {
    const read = archivedRecord.safeParse(line);
    if (!read.success || names.has(read.data.name)) {
      return refuse({ code: 'archive.record', values: { name: nameOf(line) } });
    }
    names.add(read.data.name);
    records.push(read.data);
  }
  return { ok: { header: about, records } };
}

/** JSON, without what would reach into every object. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
}

function nameOf(line: unknown): string {
  const named = z.object({ name: z.string() }).safeParse(line);
  return named.success ? named.data.name.slice(0, 80) : '?';
}
