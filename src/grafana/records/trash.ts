import { type Shelf } from '../../domain/record/record';
import { type Resource } from '../../domain/record/resource';
import { dashboardsApi } from '../namespace';
import { request } from '../request';
import { isAtHome } from './folders';

interface ResourceList {
  items?: Resource[];
  metadata?: { continue?: string };
}

/** The deleted dashboard of that name, of a folder of its kind; those who are not admins see what they deleted themselves. */
export async function findInTrash(shelf: Shelf, name: string, signal?: AbortSignal): Promise<Resource | undefined> {
  const items = await listResources('grafana.app/get-trash=true', undefined, signal);
  return items.find((resource) => resource.metadata.name === name && isAtHome(shelf, resource));
}

/** All pages of what the resource API lists under a label of its own. */
export async function listResources(labelSelector: string, name?: string, signal?: AbortSignal): Promise<Resource[]> {
  const { url } = await dashboardsApi();
  const items: Resource[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({
      labelSelector,
      limit: '500',
      ...(name && { fieldSelector: `metadata.name=${name}` }),
      ...(next && { continue: next }),
    });
    const page = await request<ResourceList>({ url: `${url}?${query}`, signal });
    items.push(...(page.items ?? []));
    next = page.metadata?.continue || undefined;
  } while (next);
  return items;
}
