import { type Exporter } from './exporter';
import { LIBRARIES } from './exporters/libraries';
import { MACHINES } from './exporters/machines';
import { OWN } from './exporters/own';
import { PROXIES } from './exporters/proxies';
import { RPC } from './exporters/rpc';
import { STORES } from './exporters/stores';

/** Everything that Setup looks for; what names services best comes first. */
export const CATALOGUE: readonly Exporter[] = [...LIBRARIES, ...PROXIES, ...RPC, ...STORES, ...MACHINES, ...OWN];
