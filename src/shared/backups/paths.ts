import { PLUGIN_BASE_URL } from '../../constants';

export const BACKUPS_PATH = `${PLUGIN_BASE_URL}/backups`;
export const OWN_DATA_PATH = `${BACKUPS_PATH}/records`;

export function backupPath(element: string): string {
  return `${BACKUPS_PATH}?${new URLSearchParams({ element })}`;
}
