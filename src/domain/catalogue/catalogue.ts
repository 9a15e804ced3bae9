import { type Exporter } from './exporter';
import { HTTP } from './exporters/http';
import { MACHINES } from './exporters/machines';
import { OWN } from './exporters/own';
import { STORES } from './exporters/stores';

/** Everything that Setup looks for; what names services best comes first. */
export const CATALOGUE: readonly Exporter[] = [...HTTP, ...STORES, ...MACHINES, ...OWN];
