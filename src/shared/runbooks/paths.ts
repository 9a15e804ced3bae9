import { PLUGIN_BASE_URL } from '../../constants';

export const RUNBOOKS = `${PLUGIN_BASE_URL}/runbooks`;
export const NEW_RUNBOOK = `${RUNBOOKS}/new`;
export const RUNBOOK_COVERAGE = `${RUNBOOKS}/coverage`;
export const RUNBOOK_LIBRARY = `${RUNBOOKS}/library`;

export function runbookPath(name: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `${RUNBOOKS}/${encodeURIComponent(name)}${query ? `?${query}` : ''}`;
}

export function runbookRunPath(run: string): string {
  return `${RUNBOOKS}/runs/${encodeURIComponent(run)}`;
}
