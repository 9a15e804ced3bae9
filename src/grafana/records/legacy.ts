import { type Resource } from '../../domain/record/resource';
import { dashboardsApi } from '../namespace';
import { request } from '../request';
import { isLegacy } from './store';

/** Whether dashboards are still kept in the old tables: seen by the size of any record's version. */
export async function usesLegacyStorage(signal?: AbortSignal): Promise<boolean> {
  const { url } = await dashboardsApi();
  const { items = [] } = await request<{ items?: Resource[] }>({ url: `${url}?limit=1`, signal });
  return isLegacy(items[0]);
}
