import { type Shelf } from '../../domain/record/record';
import { type Resource } from '../../domain/record/resource';
import { dashboardsApi } from '../namespace';
import { request, RequestError } from '../request';
import { isAtHome } from './folders';

interface ResourceList {
  items?: Resource[] | null;
  metadata?: { continue?: string };
}

export const HISTORY_LABEL = 'grafana.app/get-history=true';
const TRASH = 'grafana.app/get-trash=true';
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
/** Grafana ends a page at some 2 MB, so that one holds two versions of the largest records; it keeps 20 of each. */
const MOST_PAGES = 50;

/**
 * The deleted dashboard of that name, of a folder of its kind. The history tells of it to whoever may read the folder, Grafana's trash
 * only to admins and to those who deleted it: it is asked where there is no such history.
 */
export async function findInTrash(shelf: Shelf, name: string, signal?: AbortSignal): Promise<Resource | undefined> {
  const deletion = await lastDeletion(shelf, name, signal);
  if (deletion === 'none') {
    return undefined;
  }
  const [found] = deletion ? await versionsFrom(name, deletion, signal) : [];
  return found ?? (await listResources(TRASH, name, signal)).find((resource) => isAtHome(shelf, resource));
}

/**
 * The version that says when the record was deleted last, `none` where it never was; undefined where nothing tells. Without a version to
 * begin from Grafana leaves out what is before it.
 */
async function lastDeletion(shelf: Shelf, name: string, signal?: AbortSignal): Promise<string | undefined> {
  let last = 'none';
  let from: string | undefined = '1';
  try {
    for (let page = 0; page < MOST_PAGES && from; page++) {
      const { items, metadata } = await list(historyFrom(name, from), signal, METADATA_ONLY);
      const deletions = (items ?? []).filter(
        (resource) => resource.metadata.deletionTimestamp && isAtHome(shelf, resource)
      );
      last = deletions.at(-1)?.metadata.resourceVersion ?? last;
      // its own token does not go on from here: it leaves the deleted ones out
      const next: string | undefined = metadata?.continue && items?.at(-1)?.metadata.resourceVersion;
      from = next === from ? undefined : next;
    }
  } catch (error) {
    if (!(error instanceof RequestError && UNKNOWN_HERE.includes(error.kind))) {
      throw error;
    }
    return undefined;
  }
  return last;
}

/** How a storage answers that has no such history. */
const UNKNOWN_HERE: ReadonlyArray<RequestError['kind']> = ['invalid', 'missing', 'server'];

async function versionsFrom(name: string, version: string, signal?: AbortSignal): Promise<Resource[]> {
  return (await list({ ...historyFrom(name, version), limit: '1' }, signal)).items ?? [];
}

function historyFrom(name: string, resourceVersion: string): Record<string, string> {
  return { ...selecting(HISTORY_LABEL, name), resourceVersion, resourceVersionMatch: 'NotOlderThan' };
}

/** All pages of what the resource API lists of one name under a label of its own. */
export async function listResources(labelSelector: string, name: string, signal?: AbortSignal): Promise<Resource[]> {
  const items: Resource[] = [];
  let next: string | undefined;
  do {
    const page = await list({ ...selecting(labelSelector, name), ...(next && { continue: next }) }, signal);
    items.push(...(page.items ?? []));
    next = page.metadata?.continue || undefined;
  } while (next);
  return items;
}

function selecting(labelSelector: string, name: string): Record<string, string> {
  return { labelSelector, limit: '500', fieldSelector: `metadata.name=${name}` };
}

async function list(query: Record<string, string>, signal?: AbortSignal, Accept?: string): Promise<ResourceList> {
  const { url } = await dashboardsApi();
  return request<ResourceList>({
    url: `${url}?${new URLSearchParams(query)}`,
    signal,
    ...(Accept && { headers: { Accept } }),
  });
}
