import { PLUGIN_BASE_URL } from '../../constants';

export const INCIDENTS_PATH = `${PLUGIN_BASE_URL}/incidents`;
/** Numbers over incidents, and their actions: pages of their own. */
export const INSIGHTS_PATH = `${PLUGIN_BASE_URL}/insights`;
export const ACTIONS_PATH = `${PLUGIN_BASE_URL}/actions`;

export function incidentPath(name: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${INCIDENTS_PATH}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}
