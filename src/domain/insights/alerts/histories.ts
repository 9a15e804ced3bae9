import { own } from '../../record/own';
import { serviceOfAlert, type ServicesRegister } from '../../services/services';
import { type Span, type TimeGrid } from '../../time/window';
import { firingsOfStates, readFirings, type StateChange, type TruthSeries } from './firings';
import { type RuleHistory } from './judgement';

/** A rule as its source lists it. */
export interface KnownRule {
  source: string;
  name: string;
  uid?: string;
  labels: Record<string, string>;
}

/** One alert that fired or was noted, by the labels that it carried. */
type Fired =
  | { source: string; kind: 'samples'; series: Pick<TruthSeries, 'labels' | 'times'>; grid: TimeGrid }
  | {
      source: string;
      kind: 'states';
      name: string;
      labels: Record<string, string>;
      changes: StateChange[];
      grid: Span;
    };

/**
 * Rules with what is known of their firings: those that never fired too, and those that are gone and fired. Alerts belong to the
 * rule of their source and name whose labels they carry.
 */
export function historiesOf(rules: KnownRule[], fired: Fired[], services: ServicesRegister | undefined): RuleHistory[] {
  const histories = new Map<string, RuleHistory>();
  const byName = new Map<string, RuleHistory[]>();
  const add = ({ source, name, uid, labels }: KnownRule): RuleHistory => {
    const service = serviceOf(labels, services);
    const history = { source, name, ...(uid && { uid }), labels, ...(service && { service }), firings: [] };
    histories.set(`${source}|${name}|${uid ?? ''}|${JSON.stringify(labels)}`, history);
    byName.set(`${source}|${name}`, [...(byName.get(`${source}|${name}`) ?? []), history]);
    return history;
  };
  rules.forEach(add);
  for (const each of fired) {
    const { name, labels, firings, uid } = read(each);
    const same = byName.get(`${each.source}|${name}`) ?? [];
    const history =
      same.find((rule) => uid !== undefined && rule.uid === uid) ??
      same.find((rule) => Object.entries(rule.labels).every(([label, value]) => labels[label] === value)) ??
      same[0] ??
      add({ source: each.source, name, labels });
    history.service ??= serviceOf(labels, services);
    history.firings.push(...firings.map((firing) => ({ ...firing, labels })));
  }
  return [...histories.values()];
}

function read(fired: Fired) {
  if (fired.kind === 'states') {
    return {
      name: fired.name,
      labels: fired.labels,
      firings: firingsOfStates(fired.changes, fired.grid),
      uid: undefined,
    };
  }
  const { __name__, alertstate, grafana_rule_uid: uid, ...labels } = fired.series.labels;
  return { name: labels.alertname ?? '?', labels, firings: readFirings(fired.series, fired.grid), uid };
}

/** By the labels that the register gives a service, else by a label `service` that names one. */
function serviceOf(labels: Record<string, string>, services: ServicesRegister | undefined): string | undefined {
  const [known] = serviceOfAlert(services, labels) ?? [];
  const named = own(labels, 'service');
  return known ?? (named && services && own(services.services, named) ? named : undefined);
}
