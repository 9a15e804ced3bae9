import { serviceKey } from '../services/services';
import { daysBetween, localDate } from '../time/recurrence';
import { fold } from './filter';
import { type HeadAction, type IncidentHead } from './head';
import { isToDo, personKey, reference } from './rules';
import {
  type Action,
  actionState,
  type ActionState,
  actionType,
  type ActionType,
  type Incident,
  type Measure,
  type Nature,
  prioritySchema,
  type Priority,
  type Severity,
} from './schema';

/** An action of some incident, as far as it is known: from the incident's head, or whole from its record. */
export interface ActionRow {
  /** Unique among all incidents. */
  key: string;
  id: string;
  incident: { name: string; ref: string; title: string; severity?: Severity };
  /** Name of the weekly review that took it on: it is an item of the roadmap, `incident` says which week. */
  review?: string;
  /** Of a private incident. */
  private?: boolean;
  /** Services of the incident (slugs). */
  services?: string[];
  title: string;
  owner?: string;
  ownerUid?: string;
  /** Local date. */
  due?: string;
  type?: ActionType;
  nature?: Nature;
  priority?: Priority;
  state: ActionState;
  reason?: string;
  measure?: Measure;
  link?: string;
  /** False: only what fits into a head is known, the success query not. */
  complete: boolean;
}

export const STATE_FILTERS = ['open', 'overdue', 'done', 'wontDo', 'all'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export interface ActionFilter {
  state: StateFilter;
  /** `personKey` of the owner; `none` for actions that nobody owns. */
  owner?: string;
  type?: ActionType;
  /** Due within so many days, overdue ones included; `none`: without a date. */
  due?: number | 'none';
  text: string;
}

export const NOBODY = 'none';

/** Incidents whose actions a filter can show. Void ones and duplicates have none that anybody should do. */
export function withActions(heads: IncidentHead[], state: StateFilter): IncidentHead[] {
  return heads.filter(
    ({ status, duplicateOf, openActions, closedActions }) =>
      status !== 'void' &&
      !duplicateOf &&
      ((state !== 'done' && state !== 'wontDo' && openActions > 0) ||
        (state !== 'open' && state !== 'overdue' && closedActions > 0))
  );
}

type Owning = Pick<ActionRow, 'incident' | 'private' | 'services'>;

export function rowsOfHead({ name, ref, title, severity, actions, ...head }: IncidentHead): ActionRow[] {
  const owning = {
    incident: { name, ref, title, ...(severity && { severity }) },
    ...(head.private && { private: true }),
    ...ofServices(head.services.map(serviceKey)), // names, as people wrote them
  };
  return actions.map((action) => rowOfHead(action, owning));
}

function ofServices(services: string[]): Pick<ActionRow, 'services'> {
  return services.length > 0 ? { services } : {};
}

function rowOfHead(action: HeadAction, owning: Owning): ActionRow {
  const [type, level] = [actionType.safeParse(action.type).data, prioritySchema.safeParse(action.priority).data];
  return {
    key: `${owning.incident.name}/${action.id}`,
    id: action.id,
    ...owning,
    title: action.title,
    state: actionState.safeParse(action.state).data ?? 'open',
    ...(action.owner && { owner: action.owner }),
    ...(localDate.safeParse(action.due).success && { due: action.due }),
    ...(type && { type }),
    ...(level && { priority: level }),
    complete: false,
  };
}

export function rowsOfRecord({ name, title, severity, actions, ...record }: Incident): ActionRow[] {
  const incident = { name, ref: reference(name), title, ...(severity && { severity }) };
  const owning = {
    incident,
    ...(record.private && { private: true }),
    ...ofServices(Object.keys(record.services)),
  };
  return Object.entries(actions).map(([id, action]) => rowOfAction(id, action, owning));
}

function rowOfAction(id: string, action: Action, owning: Owning): ActionRow {
  const { title, owner, due, type, nature, priority, state, reason, measure, link } = action;
  return {
    key: `${owning.incident.name}/${id}`,
    id,
    ...owning,
    title,
    state,
    ...(owner && { owner: owner.name }),
    ...(owner?.uid && { ownerUid: owner.uid }),
    ...(due && { due }),
    ...(type && { type }),
    ...(nature && { nature }),
    ...(priority && { priority }),
    ...(reason && { reason }),
    ...(measure && { measure }),
    ...(link && { link }),
    complete: true,
  };
}

/** Days since an unfinished action was due; 0 when it is not late. `today` is a local date. */
export function daysLate(row: Pick<ActionRow, 'state' | 'due'>, today: string): number {
  return isToDo(row) && row.due && row.due < today ? daysBetween(row.due, today) : 0;
}

export function filterActions(rows: ActionRow[], filter: ActionFilter, today: string): ActionRow[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      hasState(row, filter.state, today) &&
      (filter.owner === undefined || ownerFilterKey(row) === filter.owner) &&
      (filter.type === undefined || row.type === filter.type) &&
      isDue(row, filter.due, today) &&
      words.every((word) =>
        fold(`${row.title} ${row.owner ?? ''} ${row.incident.ref} ${row.incident.title}`).includes(word)
      )
  );
}

/** Who owns it, for filters: people by name, since heads know no more; `none` when nobody does. */
export function ownerFilterKey({ owner }: Pick<ActionRow, 'owner'>): string {
  return owner ? personKey({ name: owner }) : NOBODY;
}

function hasState(row: ActionRow, state: StateFilter, today: string): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'open':
      return isToDo(row);
    case 'overdue':
      return daysLate(row, today) > 0;
    default:
      return row.state === state;
  }
}

function isDue({ due }: ActionRow, within: ActionFilter['due'], today: string): boolean {
  if (within === undefined) {
    return true;
  }
  return within === 'none' ? due === undefined : due !== undefined && daysBetween(today, due) <= within;
}

const RANKS: Record<Priority, number> = { high: 0, medium: 1, low: 2 };

/** The most overdue first, then by due date, then those without one by priority; finished ones last. */
export function sortActions(rows: ActionRow[]): ActionRow[] {
  return [...rows].sort(
    (a, b) =>
      Number(isToDo(b)) - Number(isToDo(a)) ||
      (a.due ?? '9').localeCompare(b.due ?? '9') ||
      rank(a) - rank(b) ||
      (a.key < b.key ? 1 : -1)
  );
}

function rank({ priority }: ActionRow): number {
  return priority ? RANKS[priority] : 3;
}
