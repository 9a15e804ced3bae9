import { type Objective } from '../../../domain/objective';

/** Grafana's names of the units. */
export const GRAFANA_UNITS: Record<Objective['unit'], string> = {
  ratio: 'percentunit',
  percent: 'percent',
  s: 's',
  min: 'm',
  h: 'h',
  bytes: 'bytes',
  reqps: 'reqps',
  count: 'short',
  score: 'short',
};
