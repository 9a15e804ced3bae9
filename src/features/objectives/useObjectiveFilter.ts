import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type Cost } from '../../domain/objectiveCosts';
import { isBudgeted, type Objective, type ObjectiveState, STATES } from '../../domain/objective';
import { type ObjectiveWindow } from '../../domain/window';
import { type ObjectiveRow } from '../../shared/objectives/useMeasurements';

export const ROLLING = [7, 28, 30, 90] as const;
export const SORTS = ['state', 'name', 'left', 'burn', 'incident'] as const;
export type Sort = (typeof SORTS)[number];

export const GROUPINGS = ['both', 'service', 'kind', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A row with the incident that last cost some of its budget. */
export interface ListedRow extends ObjectiveRow {
  last?: Cost;
}

export interface ObjectiveFilter {
  service?: string;
  kind?: string;
  state?: ObjectiveState;
  /** Days of a rolling window that stands in for each objective's own. */
  days?: (typeof ROLLING)[number];
  text: string;
  sort?: Sort;
  /** By service and kind unless something is sorted. */
  group?: Grouping;
}

/** Filters and sorting of the list, kept in the URL. */
export function useObjectiveFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(
    (): ObjectiveFilter => ({
      service: params.get('service') ?? undefined,
      kind: params.get('kind') ?? undefined,
      state: STATES.find((state) => state === params.get('state')),
      days: ROLLING.find((days) => String(days) === params.get('days')),
      text: params.get('q') ?? '',
      sort: SORTS.find((sort) => sort === params.get('sort')),
      group: GROUPINGS.find((group) => group === params.get('group')),
    }),
    [params]
  );
  const change = useCallback(
    (key: string, value: string | undefined) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (value) {
            next.set(key, value);
          } else {
            next.delete(key);
          }
          return next;
        },
        { replace: true }
      ),
    [setParams]
  );
  return { filter, change, shownQueries: params.get('queries') ?? undefined };
}

/** Before asking Prometheus: what is filtered out is not asked about. The state is only known afterwards. */
export function wanted(
  objectives: Array<[string, Objective]>,
  { service, kind, days, text }: ObjectiveFilter
): Array<[string, Objective]> {
  const words = fold(text);
  const window: ObjectiveWindow | undefined = days && { type: 'rolling', days };
  return objectives
    .filter(
      ([, objective]) =>
        (!service || objective.service === service) &&
        (!kind || objective.indicator.kind === kind) &&
        fold(`${objective.name} ${objective.service ?? ''} ${objective.owner ?? ''}`).includes(words)
    )
    .map(([key, objective]) => [key, window && isBudgeted(objective) ? { ...objective, window } : objective]);
}

export function sorted(rows: ListedRow[], sort: Sort | undefined): ListedRow[] {
  switch (sort) {
    case 'state':
      return [...rows].sort((a, b) => urgency(a) - urgency(b));
    case 'name':
      return [...rows].sort((a, b) => a.objective.name.localeCompare(b.objective.name));
    case 'left':
      return [...rows].sort((a, b) => (a.remaining ?? Infinity) - (b.remaining ?? Infinity));
    case 'burn':
      return [...rows].sort((a, b) => (b.burn ?? -Infinity) - (a.burn ?? -Infinity));
    case 'incident':
      return [...rows].sort((a, b) => (b.last?.start ?? -Infinity) - (a.last?.start ?? -Infinity));
    default:
      return rows;
  }
}

function urgency({ state }: ObjectiveRow): number {
  return state === undefined ? STATES.length : STATES.indexOf(state);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
