import { PLUGIN_BASE_URL } from '../../constants';

export const SETUP_PATH = `${PLUGIN_BASE_URL}/setup`;
/** Where Setup looks what the team's Prometheus has. */
export const LOOK_PATH = `${SETUP_PATH}?step=look`;
