import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { FOLDER_ANNOTATION, type Resource } from '../../domain/record/resource';
import { dashboardsApi } from '../namespace';
import { request } from '../request';
import { FOLDERS } from './folders';
import { toStored, type Stored } from './store';
import { findInTrash, HISTORY_LABEL, listResources } from './trash';

/** Versions that Grafana still keeps (20 by default), newest first; Viewers may read them too. */
export async function history<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  signal?: AbortSignal
): Promise<Array<Stored<R>>> {
  const items = await listResources(HISTORY_LABEL, name, signal);
  return items.map((resource) => toStored(kind, resource));
}

/** The record in Grafana's trash, when somebody deleted its dashboard and this person may see it there. */
export async function inTrash<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  signal?: AbortSignal
): Promise<Stored<R> | undefined> {
  const found = await findInTrash(kind, name, signal);
  return found && toStored(kind, found);
}

/** Creates the record again, as it was when it was deleted. */
export async function restore<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  trashed: Stored<R>
): Promise<Stored<R>> {
  const { resource } = trashed;
  if (!resource) {
    throw new Error('nothing to restore');
  }
  const { url, apiVersion } = await dashboardsApi();
  const folder = resource.metadata.annotations?.[FOLDER_ANNOTATION] ?? FOLDERS[kind.folders[0]].uid;
  const body = {
    apiVersion,
    kind: 'Dashboard',
    metadata: { name: resource.metadata.name, annotations: { [FOLDER_ANNOTATION]: folder } },
    spec: resource.spec,
  };
  return toStored(kind, await request<Resource>({ method: 'POST', url, data: body }));
}
