import { type Matcher, withMatchers } from '../promql/promql';
import { slug } from '../record/record';
import { matchersOf, type Service } from '../services/services';
import { holds } from '../statistics/comparison';
import { GRAFANA_UNITS } from '../text/quantity';
import { kindOf } from './kinds/kinds';
import { type Definition, type Objective } from './schema';

/** What an incident looks at for one objective: the value of the last five minutes. */
export interface Signal {
  key: string;
  name: string;
  expr: string;
  /** Grafana's unit id. */
  unit?: string;
  dataSource?: string;
  /** The same over all services, for where nothing carries the affected services' labels. */
  wider?: string;
  target?: number;
  /** Undefined where the objective has no target. */
  isInside?: (value: number) => boolean;
}

/** Of an objective that Prometheus can answer; undefined for those by hand or from records. */
export function signalOf(key: string, objective: Definition): Signal | undefined {
  const { indicator, comparison, target, unit, name, dataSource } = objective;
  const common = { key, name, ...(dataSource && { dataSource }), ...(target !== undefined && { target }) };
  const isInside = target === undefined ? undefined : (value: number) => holds(value, comparison, target);
  const kind = kindOf(indicator);
  const expr = kind.signal?.(objective);
  const shown = GRAFANA_UNITS[kind.unit(indicator) ?? unit];
  return expr ? { ...common, expr, unit: shown, ...(isInside && { isInside }) } : undefined;
}

const MOST = 6;

/**
 * Signals of the services affected: the objectives that the register lists for them, narrowed to their labels, and those
 * that name one of them. Where there are none, the objectives that name no service.
 */
export function signalsOf(
  objectives: Array<[string, Objective]>,
  services: Record<string, string>,
  known: Service[] = []
): Signal[] {
  const slugs = new Set(Object.keys(services));
  const own = objectives.flatMap(([key, objective]): Signal[] => {
    const listing = known.filter((each) => each.objectives.includes(key));
    const named = objective.service !== undefined && slugs.has(slug(objective.service));
    if (!named && listing.length === 0) {
      return [];
    }
    const signal = signalOf(key, objective);
    return signal ? [named ? signal : narrowed(signal, listing)] : [];
  });
  const general = () =>
    objectives
      .filter(([, { service, target }]) => !service && target !== undefined)
      .flatMap(([key, objective]) => signalOf(key, objective) ?? []);
  return (own.length > 0 ? own : general()).slice(0, MOST);
}

function narrowed(signal: Signal, services: Service[]): Signal {
  const matchers: Matcher[] = matchersOf(services);
  const expr = matchers.length > 0 ? withMatchers(signal.expr, matchers) : signal.expr;
  const sources = [...new Set(services.map(({ dataSource }) => dataSource))];
  const dataSource = signal.dataSource ?? (sources.length === 1 ? sources[0] : undefined);
  return {
    ...signal,
    expr,
    ...(expr !== signal.expr && { wider: signal.expr }),
    ...(dataSource && { dataSource }),
  };
}
