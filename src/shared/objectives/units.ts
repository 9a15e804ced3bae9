import { type Objective } from '../../domain/objective/schema';
import { GRAFANA_UNITS } from '../../domain/text/quantity';

/** Grafana's name of a unit for a chart; its plain numbers where the unit has none. */
export function chartUnit(unit: Objective['unit']): string {
  return GRAFANA_UNITS[unit] ?? 'short';
}
