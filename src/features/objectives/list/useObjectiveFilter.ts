import { useCallback, useMemo } from 'react';
import { type Cost } from '../../../domain/objective/costs';
import { type Objective } from '../../../domain/objective/schema';
import { isWindowed, type ObjectiveState, OBJECTIVE_STATES } from '../../../domain/objective/state';
import { type ObjectiveWindow } from '../../../domain/time/window';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';

const WINDOWS: Record<WindowName, (zone: string) => ObjectiveWindow> = {
  '7': () => ({ type: 'rolling', days: 7 }),
  '28': () => ({ type: 'rolling', days: 28 }),
  '30': () => ({ type: 'rolling', days: 30 }),
  '90': () => ({ type: 'rolling', days: 90 }),
  month: (zone) => ({ type: 'calendar', period: 'month', zone }),
  quarter: (zone) => ({ type: 'calendar', period: 'quarter', zone }),
};
export const WINDOW_NAMES = ['7', '28', '30', '90', 'month', 'quarter'] as const;
type WindowName = (typeof WINDOW_NAMES)[number];

export const COLUMNS = ['state', 'name', 'now', 'value', 'target', 'left', 'burn', 'incident'] as const;
export type ObjectiveColumn = (typeof COLUMNS)[number];
/** A column, `-` in front when its order is turned round. */
export type Sort = ObjectiveColumn | `-${ObjectiveColumn}`;

/** Columns whose useful order is the rising one: the least budget first. */
export const RISING: readonly ObjectiveColumn[] = ['name', 'target', 'left'];

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
  /** A window that stands in for each objective's own. */
  window?: WindowName;
  text: string;
  /** The worst first, unless it is grouped. */
  sort?: Sort;
  group?: Grouping;
}

/** Filters and sorting of the list, kept in the URL. */
export function useObjectiveFilter() {
  const { params, change, clear: clearKeys } = useUrlFilter();
  const filter = useMemo(
    (): ObjectiveFilter => ({
      service: params.get('service') ?? undefined,
      kind: params.get('kind') ?? undefined,
      state: OBJECTIVE_STATES.find((state) => state === params.get('state')),
      window: WINDOW_NAMES.find((name) => name === (params.get('window') ?? params.get('days'))),
      text: params.get('q') ?? '',
      sort: COLUMNS.flatMap((column): Sort[] => [column, `-${column}`]).find((sort) => sort === params.get('sort')),
      group: GROUPINGS.find((group) => group === params.get('group')),
    }),
    [params]
  );
  const clear = useCallback(() => clearKeys(['q', 'service', 'kind', 'state']), [clearKeys]);
  return { filter, change, clear, shownQueries: params.get('queries') ?? undefined };
}

/** Before asking Prometheus: what is filtered out is not asked about. The state is only known afterwards. */
export function wanted(
  objectives: Array<[string, Objective]>,
  { service, kind, window: chosen, text }: ObjectiveFilter,
  zone: string
): Array<[string, Objective]> {
  const words = fold(text);
  const window = chosen && WINDOWS[chosen](zone);
  return objectives
    .filter(
      ([, objective]) =>
        (!service || objective.service === service) &&
        (!kind || objective.indicator.kind === kind) &&
        fold(`${objective.name} ${objective.service ?? ''} ${objective.owner ?? ''}`).includes(words)
    )
    .map(([key, objective]) => [key, window && isWindowed(objective) ? { ...objective, window } : objective]);
}

/** The column that is sorted by, and whether its order is turned round. */
export function columnOf(sort: Sort | undefined): { column?: ObjectiveColumn; isReversed: boolean } {
  const column = COLUMNS.find((name) => sort === name || sort === `-${name}`);
  return { column, isReversed: sort !== column };
}

/** Rows without the value that is sorted by come last, whichever way. */
export function sorted(rows: ListedRow[], sort: Sort | undefined): ListedRow[] {
  const { column, isReversed } = columnOf(sort);
  if (!column) {
    return rows;
  }
  const turn = (RISING.includes(column) ? 1 : -1) * (isReversed ? -1 : 1);
  return [...rows].sort((a, b) => {
    const [one, other] = [sortedBy(a, column), sortedBy(b, column)];
    if (one === undefined || other === undefined) {
      return Number(one === undefined) - Number(other === undefined);
    }
    return typeof one === 'string' || typeof other === 'string'
      ? turn * String(one).localeCompare(String(other))
      : turn * (one - other) || (column === 'state' ? budgetLeft(a) - budgetLeft(b) : 0);
  });
}

/** Of two in the same state the one with less of its budget is worse; what has none comes after them. */
function budgetLeft({ remaining }: ListedRow): number {
  return Math.max(-1e9, remaining ?? 1e9);
}

function sortedBy(row: ListedRow, column: ObjectiveColumn): number | string | undefined {
  switch (column) {
    case 'state':
      return row.state && -OBJECTIVE_STATES.indexOf(row.state);
    case 'name':
      return row.objective.name;
    case 'now':
      return row.current;
    case 'value':
      return row.value;
    case 'target':
      return row.objective.target;
    case 'left':
      return row.remaining;
    case 'burn':
      return row.burn;
    case 'incident':
      return row.last?.start;
  }
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
