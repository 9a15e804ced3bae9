import { PLUGIN_BASE_URL } from '../../constants';

export const INCIDENTS = `${PLUGIN_BASE_URL}/incidents`;
export const DECLARE = `${INCIDENTS}/new`;
/** Pages of their own: src/features/insights and src/features/actions. */
export const INSIGHTS = `${PLUGIN_BASE_URL}/insights`;
export const ACTIONS = `${PLUGIN_BASE_URL}/actions`;

export function incidentPath(name: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${INCIDENTS}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}
