import { PLUGIN_BASE_URL } from '../../constants';

export const WINDOWS_PATH = `${PLUGIN_BASE_URL}/maintenance/windows`;

export function windowPath(name: string): string {
  return `${WINDOWS_PATH}/${encodeURIComponent(name)}`;
}

/** The form for a new one, with its start (UTC) where it is known. */
export function newWindowPath(start?: string): string {
  return start ? `${WINDOWS_PATH}/new?${new URLSearchParams({ start })}` : `${WINDOWS_PATH}/new`;
}
