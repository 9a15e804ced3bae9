import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Failure } from './failure';

export const ROOT = resolve(__dirname, '..');

/** What the demo keeps between two starts; ignored by Git, safe to delete while nothing runs. */
export const KEPT = join(ROOT, '.opsbook');

/** What a running Opsbook says about itself, so that the traffic tools find its services. */
interface Running {
  pid: number;
  url: string;
  prometheus?: string;
  services: string[];
}

/**
 * The folder that this start keeps its records and metrics in. When another running Opsbook has it, a folder of its own is
 * taken, named after the port.
 */
export function claimPlace(name: string, port: number): { folder: string; shared: boolean } {
  const first = join(KEPT, name);
  const shared = readRunning(first) !== undefined;
  return { folder: claimFolder(shared ? `${first}-${port}` : first, port), shared };
}

/** In every folder that is ours. Earlier versions left no mark, but always the journal. */
const MARK = 'opsbook-data.json';
const MARKS = [MARK, 'grafana.journal'];

/** Takes `folder`, unless another Opsbook runs on it, or somebody else's files are in it. */
export function claimFolder(folder: string, port: number): string {
  const other = readRunning(folder);
  if (other) {
    throw new Failure(
      `${folder} is in use by the Opsbook on ${other.url} (process ${other.pid}): stop that one first.`
    );
  }
  if (contentsOf(folder).length > 0 && !MARKS.some((mark) => existsSync(join(folder, mark)))) {
    throw new Failure(
      `${folder} holds files that are not Opsbook’s, so nothing was changed in it: name a new or empty folder with --data, for example ${join(folder, 'opsbook')}.`
    );
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MARK), '{}\n');
  writeRunning(folder, { pid: process.pid, url: `http://127.0.0.1:${port}`, services: [] });
  return folder;
}

/** The names in a folder; none when there is no such folder. */
export function contentsOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') {
      return [];
    }
    throw new Failure(`${folder} cannot be used (${String(code ?? error)}): name a folder that you may write in.`);
  }
}

export function writeRunning(folder: string, running: Running) {
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
}

export function readRunning(folder: string): Running | undefined {
  try {
    const running: Running = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8'));
    return isAlive(running.pid) ? running : undefined;
  } catch {
    return undefined;
  }
}

export function releasePlace(folder: string) {
  rmSync(join(folder, 'running.json'), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
