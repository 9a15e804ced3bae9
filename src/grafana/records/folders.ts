import { config } from '@grafana/runtime';
import { PLUGIN_ID } from '../../constants';
import { type Command, type FolderKey, type RecordBase, type RecordKind, type Shelf } from '../../domain/record/record';
import { FOLDER_ANNOTATION, type Resource } from '../../domain/record/resource';
import { folderAccessUrl } from '../namespace';
import { request, RequestError } from '../request';

export const ROOT_FOLDER = { uid: PLUGIN_ID, title: 'Opsbook' };

/** Titles are stored, so they are not translated: people find the folder under one name. */
export const FOLDERS: Record<FolderKey, { uid: string; title: string }> = {
  incidents: { uid: `${PLUGIN_ID}-incidents`, title: 'Incidents' },
  /** Not inside the root folder, whose permissions it would inherit. */
  private: { uid: `${PLUGIN_ID}-private`, title: 'Private incidents' },
  maintenance: { uid: `${PLUGIN_ID}-maintenance`, title: 'Maintenance' },
  runbooks: { uid: `${PLUGIN_ID}-runbooks`, title: 'Runbooks' },
  registers: { uid: `${PLUGIN_ID}-registers`, title: 'Registers' },
  /** Made only for a team that keeps what administrators see to few people. */
  security: { uid: `${PLUGIN_ID}-security`, title: 'Security reviews' },
};

/** Root folders, made for few people: those inside the root folder have its permissions, which only ever grow. */
export const RESTRICTED_FOLDERS = ['private', 'security'] as const satisfies FolderKey[];
export type RestrictedFolder = (typeof RESTRICTED_FOLDERS)[number];

export function isRestricted(key: FolderKey): key is RestrictedFolder {
  return RESTRICTED_FOLDERS.some((each) => each === key);
}

/** The folder that `record` belongs in. */
export function homeOf<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, record: R): FolderKey {
  return kind.folderOf?.(record) ?? kind.folders[0];
}

/** Whether a dashboard lies in a folder for few people. */
export function isForFew({ metadata }: Resource): boolean {
  const place = metadata.annotations?.[FOLDER_ANNOTATION];
  return RESTRICTED_FOLDERS.some((key) => FOLDERS[key].uid === place);
}

/** Whether a dashboard lies in a folder of its kind: by uid, so that a folder may be renamed and moved. */
export function isAtHome({ folders }: Shelf, { metadata }: Resource): boolean {
  const place = metadata.annotations?.[FOLDER_ANNOTATION];
  return folders.some((key) => FOLDERS[key].uid === place);
}

/** The folders that stand inside the root folder and have its permissions. */
const SHARED_FOLDERS = ['incidents', 'maintenance', 'runbooks', 'registers'] as const satisfies FolderKey[];

/** Makes the folders that all records but private ones live in, where they are missing. Throws `forbidden` when the person may not. */
export async function ensureFolders(): Promise<void> {
  await makeFolder(ROOT_FOLDER);
  for (const key of SHARED_FOLDERS) {
    await makeFolder({ ...FOLDERS[key], parentUid: ROOT_FOLDER.uid });
  }
}

async function makeFolder(folder: { uid: string; title: string; parentUid?: string }): Promise<void> {
  try {
    await request({ method: 'POST', url: '/api/folders', data: folder });
  } catch (error) {
    const exists = error instanceof RequestError && ['precondition', 'exists', 'conflict'].includes(error.kind);
    if (!exists && !(await folderExists(folder.uid))) {
      throw error;
    }
  }
}

async function folderExists(uid: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await request({ url: `/api/folders/${uid}`, signal });
    return true;
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return false;
    }
    throw error;
  }
}

/** What manages a folder (`repo` for Git Sync, `terraform`…): Grafana refuses records there that it does not bring itself. */
export async function folderManager(uid: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return (await request<{ managedBy?: string }>({ url: `/api/folders/${uid}`, signal })).managedBy || undefined;
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing') {
      return undefined;
    }
    throw error;
  }
}

/** The folders of the plugin that something else manages, by title. */
export async function managedFolders(signal?: AbortSignal): Promise<Array<{ title: string; manager: string }>> {
  const folders = [ROOT_FOLDER, ...SHARED_FOLDERS.map((key) => FOLDERS[key])];
  const found = await Promise.all(
    folders.map(async ({ uid, title }) => ({ title, manager: await folderManager(uid, signal) }))
  );
  return found.flatMap(({ title, manager }) => (manager ? [{ title, manager }] : []));
}

/** Whether all folders of the plugin are there, as far as this person can see. */
export async function treeExists(signal?: AbortSignal): Promise<boolean> {
  const uids = [ROOT_FOLDER, ...SHARED_FOLDERS.map((key) => FOLDERS[key])].map(({ uid }) => uid);
  const found = await Promise.all(uids.map((uid) => folderExists(uid, signal)));
  return found.every(Boolean);
}

export type WriteAccess = 'yes' | 'no' | 'unknown';

export interface FolderAccess {
  write: WriteAccess;
  /** Absent while nobody has said so. */
  exists?: boolean;
}

/** Whether the person may write records of this folder, as the server says; a missing folder asks who may create it. */
export async function folderAccess(key: FolderKey): Promise<FolderAccess> {
  try {
    const { canSave } = await request<{ canSave?: boolean }>({ url: folderAccessUrl(FOLDERS[key].uid) });
    return { write: canSave ? 'yes' : 'no', exists: true };
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing') {
      const mayMake = !isRestricted(key) && config.bootData.user.permissions?.['folders:create'];
      return { write: mayMake ? 'yes' : 'no', exists: false };
    }
    return error instanceof RequestError && error.kind === 'forbidden'
      ? { write: 'no', exists: true }
      : { write: 'unknown' };
  }
}
