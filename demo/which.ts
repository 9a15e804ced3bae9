import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is: on the PATH, or in one of `more`. */
export function which(name: string, more: readonly string[] = []): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...more].map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
