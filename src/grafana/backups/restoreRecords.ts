import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { type Archive, type ArchivedFolder, type Permission } from '../../domain/backup/archive/archive';
import {
  isAsWritten,
  type Restorable,
  restorable,
  type RestoreStanding,
  restoreStanding,
} from '../../domain/backup/archive/restoring';
import { isRefused, type Outcome, type Reason, refuse } from '../../domain/record/outcome';
import { type FolderKey } from '../../domain/record/record';
import { MESSAGE_ANNOTATION, type Resource } from '../../domain/record/resource';
import { SETTINGS } from '../../domain/settings/settings';
import { atOnce } from '../atOnce';
import { dashboardsApi } from '../namespace';
import { ensureFolders, folderAccess, isRestricted, type RestrictedFolder } from '../records/folders';
import { kindByName } from '../records/kinds';
import { makePrivateFolder, privateFolder, teams } from '../records/privateFolder';
import { request, RequestError } from '../request';
import { folderUid, type ExportProgress } from './exportRecords';

export interface PlannedRecord {
  record: Restorable;
  /** `hidden`: a record that this person may not see has the name. */
  standing: RestoreStanding | 'hidden';
  there?: Resource;
}

export interface RestorePlan {
  archive: Archive;
  planned: PlannedRecord[];
  /** Could not be read when the file was written: left out. */
  damaged: string[];
  /** Folders that this person may not write in. */
  forbidden: FolderKey[];
  /** Folders that have to be made first; only whoever restores will open them. */
  made: RestrictedFolder[];
}

interface Options {
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

/**
 * Looks at everything of a file before anything is written: that each record is one, what is there under its name, and what this person
 * may write. Throws RequestError.
 */
export async function planRestore(archive: Archive, { signal, onProgress }: Options): Promise<Outcome<RestorePlan>> {
  const whole = archive.records.filter(({ damaged }) => !damaged);
  const checked = await Promise.all(
    whole.map(async (record) => restorable(await kindByName(record.kind), record, folderUid))
  );
  const reasons = checked.flatMap((outcome): Reason[] => (isRefused(outcome) ? outcome.refused.reasons : []));
  if (reasons.length > 0) {
    return refuse(...reasons.slice(0, 5));
  }
  const records = checked.flatMap((outcome) => (isRefused(outcome) ? [] : [outcome.ok]));
  const folders = [...new Set(records.map(({ folder }) => folder))];
  const restricted = folders.filter(isRestricted);
  const states = await Promise.all(restricted.map((key) => privateFolder(key, signal)));
  const made = restricted.filter((_, index) => states[index]?.state === 'missing');
  const access = await Promise.all(
    folders.map(async (key) => ({
      key,
      may: made.some((each) => each === key) ? 'yes' : (await folderAccess(key)).write,
    }))
  );
  let done = 0;
  const planned = await atOnce(records, async (record) => {
    const there = await readThere(record.name, signal);
    onProgress({ done: ++done, total: records.length });
    return there === 'hidden'
      ? { record, standing: 'hidden' as const }
      : { record, standing: restoreStanding(record, there), ...(there && { there }) };
  });
  return {
    ok: {
      archive,
      planned,
      damaged: archive.records.flatMap(({ damaged, name }) => (damaged ? [name] : [])),
      forbidden: access.flatMap(({ key, may }) => (may === 'no' ? [key] : [])),
      made,
    },
  };
}

async function readThere(name: string, signal: AbortSignal): Promise<Resource | 'hidden' | undefined> {
  const { url } = await dashboardsApi();
  try {
    return await request<Resource>({ url: `${url}/${encodeURIComponent(name)}`, signal });
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return error.kind === 'forbidden' ? 'hidden' : undefined;
    }
    throw error;
  }
}

export interface Restored {
  /** Names, in each of the ways that it can end. */
  written: string[];
  same: string[];
  /** Conflicts that were left as they are. */
  kept: string[];
  failed: Array<{ name: string; error: unknown }>;
  /** Not reached: it was cancelled. */
  left: string[];
}

/** It was written, and is not what was written. */
export class WrittenOtherwise extends Error {}

/**
 * Writes what is new, and of the conflicts those that somebody chose to replace; each is read back. One that fails stops no other; the
 * same file may be restored again, what is there then is left alone. Throws when the folders cannot be made.
 */
export async function restoreRecords(
  plan: RestorePlan,
  choices: { replace: ReadonlySet<string>; withHistory: boolean },
  { signal, onProgress }: Options
): Promise<Restored> {
  const allowed = plan.planned.filter(({ record }) => !plan.forbidden.includes(record.folder));
  await ensureFolders();
  for (const key of plan.made) {
    await makePrivateFolder(key);
  }
  const result: Restored = { written: [], same: [], kept: [], failed: [], left: [] };
  // what the pages note by themselves must not take the settings' place
  const ordered = [...allowed].sort((one, other) => rank(one) - rank(other));
  let done = 0;
  await atOnce(ordered, async (planned) => {
    const { name } = planned.record;
    if (signal.aborted) {
      result.left.push(name);
      return;
    }
    const isWanted = planned.standing === 'new' || (isReplaceable(planned) && choices.replace.has(name));
    if (!isWanted) {
      result[planned.standing === 'same' ? 'same' : 'kept'].push(name);
    } else {
      try {
        await write(planned, choices.withHistory);
        result.written.push(name);
      } catch (error) {
        result.failed.push({ name, error });
      }
    }
    onProgress({ done: ++done, total: ordered.length });
  });
  return result;
}

export function isReplaceable({ standing }: PlannedRecord): boolean {
  return standing === 'differs' || standing === 'taken';
}

function rank({ record }: PlannedRecord): number {
  return record.name === SETTINGS ? 0 : 1;
}

/** A record is written whole, or with its past one version after the other; never stopped half-way. */
async function write({ record, there }: PlannedRecord, withHistory: boolean): Promise<void> {
  const last = record.versions[record.versions.length - 1];
  await (there ? put(there, last) : createAll(withHistory ? record.versions : [last]));
  if (!isAsWritten(last, await read(record.name))) {
    throw new WrittenOtherwise(`${record.name} is not as it was written`);
  }
}

async function createAll([first, ...others]: Resource[]): Promise<void> {
  const { url, apiVersion } = await dashboardsApi();
  let held = await request<Resource>({ method: 'POST', url, data: { apiVersion, kind: 'Dashboard', ...first } });
  for (const version of others) {
    held = await put(held, version);
  }
}

/** Over what is there, with the version that was read: somebody's change meanwhile is a conflict. */
async function put(there: Resource, { spec, metadata }: Resource): Promise<Resource> {
  const { url } = await dashboardsApi();
  const { name } = there.metadata;
  const { [MESSAGE_ANNOTATION]: _, ...annotations } = there.metadata.annotations ?? {};
  return request<Resource>({
    method: 'PUT',
    url: `${url}/${encodeURIComponent(name)}`,
    data: {
      ...there,
      metadata: { ...there.metadata, annotations: { ...annotations, ...metadata.annotations } },
      spec,
    },
  });
}

async function read(name: string): Promise<Resource> {
  const { url } = await dashboardsApi();
  return request<Resource>({ url: `${url}/${encodeURIComponent(name)}` });
}

const ADMIN = 4;
const users = z.array(z.object({ userId: z.number(), login: z.string() }));

export interface PermissionsRestored {
  /** Folders whose permissions are as in the file. */
  done: string[];
  failed: string[];
  /** Teams and people of the file that this Grafana does not have. */
  unknown: string[];
}

/** Sets the permissions of the folders by the names of teams and people; whoever restores stays an administrator of each. */
export async function restorePermissions(folders: ArchivedFolder[]): Promise<PermissionsRestored> {
  const [known, people] = await Promise.all([
    teams().catch(() => []),
    request<unknown>({ url: '/api/org/users/lookup' }).then(
      (answer) => users.safeParse(answer).data ?? [],
      () => []
    ),
  ]);
  const unknown = new Set<string>();
  const itemOf = ({ role, team, login, permission }: Permission) => {
    const teamId = known.find(({ name }) => name === team)?.id;
    const userId = people.find((person) => person.login === login)?.userId;
    if (!role && teamId === undefined && userId === undefined) {
      unknown.add(team ?? login ?? '?');
      return [];
    }
    return [{ ...(role ? { role } : teamId !== undefined ? { teamId } : { userId }), permission }];
  };
  const { id } = config.bootData.user;
  const result: PermissionsRestored = { done: [], failed: [], unknown: [] };
  for (const { folder, permissions } of folders) {
    if (!permissions?.length) {
      continue; // they are those of the folder above
    }
    // a role would open what is for few people to everybody who has it
    const wanted = permissions
      .filter(({ role }) => !(folder !== 'root' && isRestricted(folder) && role))
      .flatMap(itemOf);
    const others = wanted.filter((item) => !('userId' in item) || item.userId !== id);
    try {
      await request({
        method: 'POST',
        url: `/api/folders/${folderUid(folder)}/permissions`,
        data: { items: [{ userId: id, permission: ADMIN }, ...others] },
      });
      result.done.push(folder);
    } catch {
      result.failed.push(folder);
    }
  }
  return { ...result, unknown: [...unknown] };
}
