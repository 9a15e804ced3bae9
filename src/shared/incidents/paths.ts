import { PLUGIN_BASE_URL } from '../../constants';

export const INCIDENTS = `${PLUGIN_BASE_URL}/incidents`;
/** Numbers over incidents, and their actions: pages of their own. */
export const INSIGHTS = `${PLUGIN_BASE_URL}/insights`;
export const ACTIONS = `${PLUGIN_BASE_URL}/actions`;

export function incidentPath(name: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${INCIDENTS}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}
