import { PLUGIN_BASE_URL } from '../../constants';

export const OBJECTIVES_PATH = `${PLUGIN_BASE_URL}/objectives`;

export function objectivePath(key: string): string {
  return `${OBJECTIVES_PATH}/${encodeURIComponent(key)}`;
}
