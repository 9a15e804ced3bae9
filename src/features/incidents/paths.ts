import { PLUGIN_BASE_URL } from '../../constants';

export const INCIDENTS = `${PLUGIN_BASE_URL}/incidents`;
export const DECLARE = `${INCIDENTS}/new`;
export const INSIGHTS = `${INCIDENTS}/insights`;
export const ACTIONS = `${INCIDENTS}/actions`;

export function incidentPath(name: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${INCIDENTS}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}
