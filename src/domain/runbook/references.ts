import { MAX_VALUE } from '../record/logfmt';

// Apart from what finds them in a runbook: lists read them from heads, and need no PromQL for it.

/** What a runbook leans on outside itself, each with the step that names it where one does. */
export type Reference =
  | { kind: 'dataSource'; uid: string; step?: string }
  | { kind: 'metric'; metric: string; dataSource?: string; step?: string }
  | { kind: 'dashboard'; uid: string; step?: string }
  | { kind: 'alert'; alert: string; step?: string }
  | { kind: 'runbook'; name: string; step?: string };

/** What is known to be there; a part that nobody could look up is absent, and nothing in it counts as gone. */
export interface Inventory {
  dataSources?: ReadonlySet<string>;
  /** By data source; `''` is the app's own. */
  metrics?: Partial<Record<string, ReadonlySet<string>>>;
  dashboards?: ReadonlySet<string>;
  alerts?: ReadonlySet<string>;
  runbooks?: ReadonlySet<string>;
}

/** Those that are gone, as far as that is known. */
export function brokenAmong(references: Reference[], known: Inventory): Reference[] {
  return references.filter((reference) => {
    switch (reference.kind) {
      case 'dataSource':
        return known.dataSources && !known.dataSources.has(reference.uid);
      case 'metric': {
        const metrics = known.metrics?.[reference.dataSource ?? ''];
        return metrics && !metrics.has(reference.metric);
      }
      case 'dashboard':
        return known.dashboards && !known.dashboards.has(reference.uid);
      case 'alert':
        return known.alerts && !known.alerts.has(reference.alert);
      case 'runbook':
        return known.runbooks && !known.runbooks.has(reference.name);
    }
  });
}

const SIMILAR_FROM = 0.6;

/** The metric of today that looks most like one that is gone: what it may have been renamed to. */
export function renamedTo(gone: string, metrics: Iterable<string>): string | undefined {
  const own = gone.split('_');
  let best: { name: string; share: number } | undefined;
  for (const name of metrics) {
    const parts = name.split('_');
    const common = own.filter((part) => parts.includes(part)).length;
    const share = (2 * common) / (own.length + parts.length);
    if (share >= SIMILAR_FROM && share > (best?.share ?? 0)) {
      best = { name, share };
    }
  }
  return best?.name;
}

const LETTERS = { dataSource: 's', metric: 'm', dashboard: 'd', alert: 'a', runbook: 'r' } as const;

/** For a head: `m:redis_up|a:RedisDown`, as many as fit; the record itself says it all. */
export function writeReferences(references: Reference[]): string {
  const parts = references
    .filter((reference) => reference.kind !== 'metric' || reference.dataSource === undefined)
    .map((reference) => `${LETTERS[reference.kind]}:${nameOf(reference)}`)
    .filter((part) => !part.includes('|'));
  let text = '';
  for (const part of new Set(parts)) {
    const longer = text === '' ? part : `${text}|${part}`;
    text = longer.length <= MAX_VALUE ? longer : text;
  }
  return text;
}

export function readReferences(text: string | undefined): Reference[] {
  return (text ?? '').split('|').flatMap((part): Reference[] => {
    const name = part.slice(2);
    switch (part.slice(0, 2)) {
      case 's:':
        return [{ kind: 'dataSource', uid: name }];
      case 'm:':
        return [{ kind: 'metric', metric: name }];
      case 'd:':
        return [{ kind: 'dashboard', uid: name }];
      case 'a:':
        return [{ kind: 'alert', alert: name }];
      case 'r:':
        return [{ kind: 'runbook', name }];
      default:
        return [];
    }
  });
}

/** What a reference refers to, as people know it. */
export function nameOf(reference: Reference): string {
  switch (reference.kind) {
    case 'dataSource':
    case 'dashboard':
      return reference.uid;
    case 'metric':
      return reference.metric;
    case 'alert':
      return reference.alert;
    case 'runbook':
      return reference.name;
  }
}
