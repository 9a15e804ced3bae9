import { type Definition, type Objective } from './objective';
import { plainQuery } from './objectiveQueries';
import { slug } from './record';

/** What an incident looks at for one objective: the value of the last five minutes. */
export interface Signal {
  key: string;
  name: string;
  expr: string;
  /** Grafana's unit id. */
  unit?: string;
  dataSource?: string;
  /** Undefined where the objective has no target. */
  isInside?: (value: number) => boolean;
}

const RECENT = 300;
const UNITS: Partial<Record<Definition['unit'], string>> = {
  ratio: 'percentunit',
  percent: 'percent',
  s: 's',
  min: 'm',
  h: 'h',
  bytes: 'bytes',
  reqps: 'reqps',
};

/** Of an objective that Prometheus can answer; undefined for those by hand or from records. */
export function signalOf(key: string, objective: Definition): Signal | undefined {
  const { indicator, comparison, target, unit, name, dataSource } = objective;
  const common = { key, name, ...(dataSource && { dataSource }) };
  const isInside = target === undefined ? undefined : (value: number) => holds(value, comparison, target);
  switch (indicator.kind) {
    case 'latency':
    case 'nativeLatency': {
      const grouped = indicator.kind === 'latency' ? 'sum by (le)' : 'sum';
      const expr = `histogram_quantile(${indicator.percentile}, ${grouped} (rate(${indicator.histogram.trim()}[5m])))`;
      return { ...common, expr, unit: 's', ...(isInside && { isInside }) };
    }
    case 'ratio': {
      const share = plainQuery(objective, RECENT);
      const countsBad = indicator.counted === 'bad';
      const expr = share && (countsBad === comparison.startsWith('<') ? share : `1 - (${share})`);
      return expr ? { ...common, expr, unit: 'percentunit', ...(isInside && { isInside }) } : undefined;
    }
    case 'probe':
    case 'gauge': {
      const expr = plainQuery(objective, RECENT);
      return expr ? { ...common, expr, unit: UNITS[unit], ...(isInside && { isInside }) } : undefined;
    }
    default:
      return undefined;
  }
}

function holds(value: number, comparison: Definition['comparison'], target: number): boolean {
  switch (comparison) {
    case '<':
      return value < target;
    case '<=':
      return value <= target;
    case '>':
      return value > target;
    case '>=':
      return value >= target;
  }
}

const MOST = 6;

/** Signals of the services affected; where no objective names one of them, those that name no service. */
export function signalsOf(objectives: Array<[string, Objective]>, services: Record<string, string>): Signal[] {
  const slugs = new Set(Object.keys(services));
  const matching = objectives.filter(([, { service }]) => service !== undefined && slugs.has(slug(service)));
  const general = objectives.filter(
    ([, { service, indicator, target }]) => !service && target !== undefined && indicator.kind !== 'manual'
  );
  return (matching.length > 0 ? matching : general)
    .flatMap(([key, objective]) => signalOf(key, objective) ?? [])
    .slice(0, MOST);
}
