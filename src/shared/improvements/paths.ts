import { PLUGIN_BASE_URL } from '../../constants';

export const IMPROVEMENTS_PATH = `${PLUGIN_BASE_URL}/improvements`;
export const INDICATORS_PATH = `${IMPROVEMENTS_PATH}/indicators`;
export const CHANGES_PATH = `${IMPROVEMENTS_PATH}/changes`;

export function improvementPath(item: string): string {
  return `${IMPROVEMENTS_PATH}?${new URLSearchParams({ item })}`;
}
