import { readText } from '../../../shared/files/readText';

/** Bytes: what is larger is no table or text that people wrote, and is not even read. */
const MAX_BYTES = 10_000_000;

export interface ReadFile {
  /** With the folders above it, where a folder was chosen. */
  path: string;
  /** Empty for one that is too large. */
  text: string;
}

export async function readFiles(files: File[]): Promise<ReadFile[]> {
  return Promise.all(
    files.map(async (file) => ({
      path: (file.webkitRelativePath || file.name).replace(/^[^/]*\/(?=.)/, ''),
      text: file.size > MAX_BYTES ? '' : await readText(file),
    }))
  );
}

/** What the person chose, in a few words. */
export function sourceOf(files: ReadFile[]): string {
  return files.length === 1 ? files[0].path : `${files[0]?.path ?? ''} … (${files.length})`;
}
