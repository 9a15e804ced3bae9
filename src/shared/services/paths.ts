import { PLUGIN_BASE_URL } from '../../constants';

export const SERVICES_PATH = `${PLUGIN_BASE_URL}/services`;
export const NEW_SERVICE_PATH = `${SERVICES_PATH}/new`;

export function servicePath(key: string): string {
  return `${SERVICES_PATH}/${encodeURIComponent(key)}`;
}
