import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import {
  type ArchivedFolder,
  type ArchivedRecord,
  type ArchivedVersion,
  ARCHIVE_FOLDERS,
  type Permission,
  readArchive,
  writeArchive,
} from '../../domain/backup/archive/archive';
import { isRefused } from '../../domain/record/outcome';
import { type FolderKey } from '../../domain/record/record';
import { rawRecord, type Resource } from '../../domain/record/resource';
import { atOnce } from '../atOnce';
import { dashboardsApi, searchUrl } from '../namespace';
import { FOLDERS, isRestricted, ROOT_FOLDER } from '../records/folders';
import { kindByName } from '../records/kinds';
import { toStored } from '../records/store';
import { HISTORY_LABEL, listResources } from '../records/trash';
import { request, RequestError } from '../request';
import { currentPerson } from '../user';

export interface ExportProgress {
  done: number;
  total: number;
}

export interface Exported {
  file: Blob;
  records: number;
  /** Older versions, beside the records themselves. */
  versions: number;
  /** Dashboards in our folders that hold no record: people's own. */
  others: number;
  /** Records that could not be read, which the file has as they are. */
  damaged: string[];
  /** Folders whose permissions this person may not see. */
  closed: Array<ArchivedFolder['folder']>;
}

interface Options {
  includePrivate: boolean;
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

const PAGE = 500;

/** The file that was made does not hold what went into it. */
export class NotAsWritten extends Error {}

/**
 * All records that this person may read, with the versions that Grafana still keeps and the permissions of their folders, as one file,
 * read back before it is handed out. Throws RequestError, `aborted` when it was cancelled.
 */
export async function exportRecords({ includePrivate, signal, onProgress }: Options): Promise<Exported> {
  const keys = ARCHIVE_FOLDERS.filter((key) => !isRestricted(key) || includePrivate);
  const listed = (await Promise.all(keys.map((key) => namesIn(key, signal)))).flat();
  onProgress({ done: 0, total: listed.length });
  let done = 0;
  const read = await atOnce(listed, async ({ name, folder }) => {
    const record = await readWhole(name, folder, signal);
    onProgress({ done: ++done, total: listed.length });
    return record;
  });
  const records = read.filter((record) => record !== undefined);
  const folders = await Promise.all((['root', ...keys] as const).map((folder) => permissionsOf(folder, signal)));
  const lines = writeArchive(
    {
      at: new Date().toISOString(),
      by: currentPerson().name,
      from: config.appUrl,
      folders,
      private: records.some(({ folder }) => isRestricted(folder)),
    },
    records
  );
  const file = new Blob(lines, { type: 'application/x-ndjson' });
  const back = readArchive(await file.text());
  if (isRefused(back) || back.ok.records.length !== records.length) {
    throw new NotAsWritten('the file does not hold what was written into it');
  }
  return {
    file,
    records: records.length,
    versions: records.reduce((sum, { versions }) => sum + versions.length, 0),
    others: listed.length - records.length,
    damaged: records.flatMap(({ damaged, name }) => (damaged ? [name] : [])),
    closed: folders.flatMap(({ folder, permissions }) => (permissions ? [] : [folder])),
  };
}

const found = z.object({
  totalHits: z._default(z.number(), 0),
  hits: z.nullish(z.array(z.object({ name: z.string(), folder: z.optional(z.string()) }))),
});

async function namesIn(folder: FolderKey, signal: AbortSignal): Promise<Array<{ name: string; folder: FolderKey }>> {
  const { uid } = FOLDERS[folder];
  const names: Array<{ name: string; folder: FolderKey }> = [];
  for (let offset = 0; ; offset += PAGE) {
    const query = new URLSearchParams({
      type: 'dashboard',
      folder: uid,
      sort: 'name',
      limit: String(PAGE),
      ...(offset > 0 && { offset: String(offset) }),
    });
    const { totalHits, hits } = found.parse(await request<unknown>({ url: `${searchUrl()}?${query}`, signal }));
    names.push(...(hits ?? []).filter((hit) => hit.folder === uid).map(({ name }) => ({ name, folder })));
    if (offset + PAGE >= totalHits) {
      return names;
    }
  }
}

/** Undefined for what is no record, and for what was deleted meanwhile. */
async function readWhole(name: string, folder: FolderKey, signal: AbortSignal): Promise<ArchivedRecord | undefined> {
  const { url } = await dashboardsApi();
  try {
    const resource = await request<Resource>({ url: `${url}/${encodeURIComponent(name)}`, signal });
    const raw = z.object({ kind: z.string() }).safeParse(rawRecord(resource));
    if (!raw.success) {
      return undefined;
    }
    const kind = await kindByName(raw.data.kind);
    const isReadable = kind !== undefined && toStored(kind, resource).state === 'ok';
    const versions = await listResources(HISTORY_LABEL, name, signal);
    return {
      name,
      kind: raw.data.kind,
      folder,
      ...versionOf(resource),
      ...(!isReadable && { damaged: true }),
      versions: versions
        .filter(({ metadata }) => (metadata.generation ?? 0) < (resource.metadata.generation ?? 0))
        .sort((one, other) => (one.metadata.generation ?? 0) - (other.metadata.generation ?? 0))
        .map(versionOf),
    };
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing') {
      return undefined;
    }
    throw error;
  }
}

function versionOf({ spec, metadata }: Resource): ArchivedVersion {
  const { annotations = {}, creationTimestamp } = metadata;
  const at = annotations['grafana.app/updatedTimestamp'] ?? creationTimestamp;
  const by = annotations['grafana.app/updatedBy'] ?? annotations['grafana.app/createdBy'];
  const message = annotations['grafana.app/message'];
  return { spec, ...(at && { at }), ...(by && { by }), ...(message && { message: message.slice(0, 1_000) }) };
}

const rows = z.array(
  z.object({
    role: z.nullish(z.string()),
    team: z.nullish(z.string()),
    userLogin: z.nullish(z.string()),
    permission: z.number(),
    inherited: z.nullish(z.boolean()),
  })
);

export function folderUid(folder: ArchivedFolder['folder']): string {
  return folder === 'root' ? ROOT_FOLDER.uid : FOLDERS[folder].uid;
}

async function permissionsOf(folder: ArchivedFolder['folder'], signal: AbortSignal): Promise<ArchivedFolder> {
  try {
    const answer = await request<unknown>({ url: `/api/folders/${folderUid(folder)}/permissions`, signal });
    const permissions = rows.parse(answer).flatMap(({ role, team, userLogin, permission, inherited }): Permission[] => {
      const who = role ? { role } : team ? { team } : userLogin ? { login: userLogin } : undefined;
      return who && !inherited && permission > 0 ? [{ ...who, permission }] : [];
    });
    return { folder, permissions };
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'aborted') {
      throw error;
    }
    return { folder }; // only its administrators see them
  }
}
