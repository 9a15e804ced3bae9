import { PLUGIN_BASE_URL } from '../../constants';

export const OBJECTIVES_PATH = `${PLUGIN_BASE_URL}/objectives`;
export const NEW_OBJECTIVE_PATH = `${OBJECTIVES_PATH}/new`;

export function objectivePath(key: string): string {
  return `${OBJECTIVES_PATH}/${encodeURIComponent(key)}`;
}

export function editPath(key: string): string {
  return `${objectivePath(key)}/edit`;
}
