import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Asks a running Prometheus to write what it has only in memory as blocks; the name of the folder below snapshots/. */
export async function takeSnapshot(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
    });
    const { data }: { data?: { name?: string } } = await answer.json();
    return data?.name;
  } catch {
    return undefined; // the last minutes are then made up at the next start, as after a crash
  }
}

/** Puts a snapshot in the place of the data it was taken of. Prometheus must have ended. */
export function keepSnapshot(data: string, name: string) {
  const snapshot = join(data, 'snapshots', name);
  if (!existsSync(snapshot)) {
    return;
  }
  const kept = new Set(readdirSync(snapshot));
  for (const block of kept) {
    const target = join(data, block);
    if (existsSync(target)) {
      rmSync(join(snapshot, block), { recursive: true });
    } else {
      renameSync(join(snapshot, block), target);
    }
  }
  rmSync(join(data, 'snapshots'), { recursive: true, force: true });
}
