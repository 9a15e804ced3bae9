import { PLUGIN_BASE_URL } from '../../constants';

/** `g` then a letter; `?`, `c t`, `c r` and `d` are Grafana's own. */
export const SHORTCUTS = {
  i: `${PLUGIN_BASE_URL}/incidents`,
  n: `${PLUGIN_BASE_URL}/incidents/new`,
  o: `${PLUGIN_BASE_URL}/objectives`,
  m: `${PLUGIN_BASE_URL}/maintenance`,
  r: `${PLUGIN_BASE_URL}/runbooks`,
} as const;
