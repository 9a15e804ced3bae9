import { useMemo, useState } from 'react';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { ACTION_STATES, actionsOfReviews } from '../../domain/improvement/fromReview';
import { type RoadmapItem, type RoadmapState } from '../../domain/improvement/schema';
import {
  type ActionRow,
  rowsOfHead,
  rowsOfRecord,
  type StateFilter,
  withActions,
} from '../../domain/incident/actionList';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { incidentKind } from '../../domain/incident/kind';
import { type ActionState } from '../../domain/incident/schema';
import { judgeQuery, type Verdict } from '../../domain/maintenance/checklistItem';
import { type Outcome } from '../../domain/record/outcome';
import { own } from '../../domain/record/own';
import { DAY_SECONDS } from '../../domain/time/units';
import { queryInstant } from '../../grafana/prometheus/prometheus';
import { usePrometheus } from '../../shared/hooks/useSettings';
import { useRoadmap } from '../../shared/improvements/useRoadmap';
import { INCIDENTS_TO_DO } from '../../shared/incidents/openIncidents';
import { incidentQuery, readIncidents, useIncidentHeads } from '../../shared/incidents/useIncidentHeads';
import { useSearch } from '../../shared/incidents/useSearch';
import { useOutboxState } from '../../shared/records/OutboxProvider';
import { useHeads } from '../../shared/records/useHeads';
import { useSend } from '../../shared/records/useSend';
import { waitingCommands, withWaiting } from '../../shared/records/waiting';

/** Records that are read without being asked for. */
const FIRST_RECORDS = 100;
const REFRESH = 60_000;
/** Days back that are read at once. What is still to do is found by its tag, the rest follows page by page where it is asked for. */
const AT_ONCE = { toDo: 31, all: 365 };

/** Actions across incidents: from the heads at once, whole as their records arrive. */
export function useActions(state: StateFilter) {
  const client = useQueryClient();
  const isToDoOnly = state === 'open' || state === 'overdue';
  const [now] = useState(() => Date.now() / 1000);
  const since = now - (isToDoOnly ? AT_ONCE.toDo : AT_ONCE.all) * DAY_SECONDS;
  const { incidents: recent, total, error, isPending, isReading, refetch } = useIncidentHeads({ since });
  const toDo = useHeads(INCIDENTS, INCIDENTS_TO_DO);
  const search = useSearch('actions', (found) => withActions(found, 'all'), !isToDoOnly && total > recent.length);
  const older = search?.matches;
  const incidents = useMemo(
    () => merged(recent, toDo.heads.map(readIncidentHead), older ?? []),
    [recent, toDo.heads, older]
  );
  const [limit, setLimit] = useState(FIRST_RECORDS);
  const heads = useMemo(() => withActions(incidents, state), [incidents, state]);
  const names = useMemo(() => heads.slice(0, limit).map(({ name }) => name), [heads, limit]);
  const reading = useQuery({
    queryKey: ['actions', names],
    queryFn: async () => {
      await readIncidents(client, names);
      return true;
    },
    enabled: names.length > 0,
    refetchInterval: REFRESH, // somebody else may have finished one
  });
  const records = useQueries({ queries: names.map((name) => ({ ...incidentQuery(name), enabled: false })) });
  const { items } = useOutboxState();
  const rows = heads.flatMap((head, index): ActionRow[] => {
    const record = records[index]?.data?.record;
    return record
      ? rowsOfRecord(withWaiting(incidentKind, record, waitingCommands(items, incidentKind.kind, record.name)))
      : rowsOfHead(head);
  });
  const roadmap = useRoadmap();
  const ofReviews = useMemo(() => (roadmap.record ? actionsOfReviews(roadmap.record) : []), [roadmap.record]);
  return {
    rows: [...rows, ...ofReviews],
    error: error ?? toDo.error ?? search?.error ?? roadmap.error ?? null,
    isPending: isPending || toDo.isPending,
    /** Some rows are not whole yet. */
    isReading: isReading || search?.state === 'searching' || (reading.isPending && names.length > 0),
    /** Incidents whose actions are only partly known, until they are read too. */
    unread: heads.length - names.length,
    hasAny: incidents.length > 0 || ofReviews.length > 0,
    readMore: () => setLimit(limit + FIRST_RECORDS),
    refetch: () => {
      refetch();
      toDo.refetch();
      roadmap.refetch();
    },
  };
}

/** Each incident once, as the first list knows it. */
function merged(...lists: IncidentHead[][]): IncidentHead[] {
  return [...new Map(lists.reverse().flatMap((heads) => heads.map((head) => [head.name, head]))).values()];
}

export type MeasureResult =
  | { state: 'asking' }
  | { state: 'failed' }
  /** No Prometheus is configured to ask. */
  | { state: 'nowhere' }
  | { state: 'answered'; verdict: Verdict; value?: number };

/** Results of the success queries now, by the row's key. Rows without a query have none. */
export function useSuccessMeasurements(rows: ActionRow[]): Map<string, MeasureResult> {
  const { source, isPending } = usePrometheus();
  const measured = rows.flatMap(({ key, measure }) => (measure ? [{ key, measure }] : []));
  const answers = useQueries({
    queries: measured.map(({ measure: { expr, datasource } }) => {
      const uid = datasource ?? source?.uid;
      return {
        queryKey: ['actions', 'measure', uid, expr],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await queryInstant(uid ?? '', expr, { signal })).result,
        enabled: uid !== undefined,
        staleTime: 60_000,
        retry: false,
      };
    }),
  });
  return new Map(
    measured.map(({ key, measure }, index): [string, MeasureResult] => {
      const { data, error } = answers[index];
      if (!measure.datasource && !source) {
        return [key, { state: isPending ? 'asking' : 'nowhere' }];
      }
      if (error) {
        return [key, { state: 'failed' }];
      }
      return [
        key,
        data
          ? {
              state: 'answered',
              ...judgeQuery(
                measure,
                data.map(({ value }) => value)
              ),
            }
          : { state: 'asking' },
      ];
    })
  );
}

/** Sends what is done with an action to the incident that it belongs to, or to the roadmap. */
export function useSendAction(row: ActionRow) {
  const { id, incident, review, state: seen } = row;
  const toIncident = useSend(incidentKind, incident.name, { inTab: row.private });
  const { record, send } = useRoadmap();
  return (state: ActionState, reason: string): Outcome<unknown> =>
    review
      ? send({ type: 'move', item: id, state: roadmapState(state), seen: seenState(row, own(record?.items ?? {}, id)) })
      : toIncident({
          type: 'updateAction',
          action: id,
          changes: { state, ...(state === 'wontDo' && { reason }) },
          seen,
        });
}

/** What it is when it is what the person saw; else what they saw, which is refused. */
function seenState({ state }: ActionRow, item: RoadmapItem | undefined): RoadmapState {
  return item && ACTION_STATES[item.state] === state ? item.state : roadmapState(state);
}

function roadmapState(state: ActionState): RoadmapState {
  return state === 'done' ? 'done' : state === 'doing' ? 'inProgress' : 'toDo';
}
