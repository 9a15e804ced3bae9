import { isRefused, type Reason } from '../../record/outcome';
import { type Instant, type Person } from '../../record/record';
import { runbookKind, runbookNameFor } from '../runbook';
import { emptyRunbook, type Runbook } from '../schema';
import { type NotUnderstood } from './imported';
import { importMarkdown } from './importMarkdown';

/** What a file of a folder would become. */
export interface FolderRow {
  /** In the folder: `network/dns.md`. */
  path: string;
  title: string;
  /** The record's: the same for the same folder in every import. */
  name: string;
  runbook?: Runbook;
  /** Kept as text, since it has no field of its own. */
  notUnderstood: NotUnderstood[];
  reasons: Reason[];
}

interface Options {
  at: Instant;
  by: Person;
  newId: (index: number) => string;
}

/** The runbooks that the Markdown files of a folder would become, in the order of their paths; nothing is saved by that. */
export function runbooksOfFolder(files: ReadonlyArray<{ path: string; text: string }>, options: Options): FolderRow[] {
  const names = new Set<string>();
  return [...files]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map((file, index) => {
      const row = rowOf(file, names, { ...options, id: options.newId(index) });
      names.add(row.name);
      return row;
    });
}

function rowOf(
  { path, text }: { path: string; text: string },
  taken: ReadonlySet<string>,
  { at, by, id }: Omit<Options, 'newId'> & { id: string }
): FolderRow {
  const imported = importMarkdown(text, path);
  if (isRefused(imported)) {
    return { path, title: path, name: '', notUnderstood: [], reasons: imported.refused.reasons };
  }
  const { content, notUnderstood } = imported.ok;
  const written = { ...content, source: path.slice(0, 300) };
  const saved = runbookKind.apply(emptyRunbook(id), {
    type: 'save',
    id: `${id}-import`,
    at,
    by,
    content: written,
    seen: 0,
  });
  const base = { path, title: content.title, name: runbookNameFor(content.title, taken), notUnderstood };
  return isRefused(saved) ? { ...base, reasons: saved.refused.reasons } : { ...base, runbook: saved.ok, reasons: [] };
}
