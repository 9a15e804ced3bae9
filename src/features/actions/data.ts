import { useMemo, useState } from 'react';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ActionRow,
  rowsOfHead,
  rowsOfRecord,
  type StateFilter,
  withActions,
} from '../../domain/incident/actionList';
import { incidentKind } from '../../domain/incident/kind';
import { judgeQuery, type Verdict } from '../../domain/maintenance/checklistItem';
import { queryInstant } from '../../grafana/prometheus/prometheus';
import { usePrometheus } from '../../shared/hooks/useSettings';
import { incidentQuery, readIncidents, useIncidentHeads } from '../../shared/incidents/useIncidentHeads';
import { useSearch } from '../../shared/incidents/useSearch';
import { useOutboxState } from '../../shared/records/OutboxProvider';
import { useSend } from '../../shared/records/useSend';
import { waitingCommands, withWaiting } from '../../shared/records/waiting';

/** Records that are read without being asked for. */
const FIRST_RECORDS = 100;
const REFRESH = 60_000;
/** Seconds: whose actions are there at once; those of older incidents follow page by page. */
const LAST_YEAR = 365 * 86_400;

/** Actions across incidents: from the heads at once, whole as their records arrive. */
export function useActions(state: StateFilter) {
  const client = useQueryClient();
  const [since] = useState(() => Date.now() / 1000 - LAST_YEAR);
  const { incidents: recent, total, error, isPending, isReading, refetch } = useIncidentHeads({ since });
  const search = useSearch('actions', (found) => withActions(found, 'all'), total > recent.length);
  const older = search?.matches;
  const incidents = useMemo(() => {
    const names = new Set(recent.map(({ name }) => name));
    return [...recent, ...(older ?? []).filter(({ name }) => !names.has(name))];
  }, [recent, older]);
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
  return {
    rows,
    error: error ?? search?.error ?? null,
    isPending,
    /** Some rows are not whole yet. */
    isReading: isReading || search?.state === 'searching' || (reading.isPending && names.length > 0),
    /** Incidents whose actions are only partly known, until they are read too. */
    unread: heads.length - names.length,
    hasIncidents: incidents.length > 0,
    readMore: () => setLimit(limit + FIRST_RECORDS),
    refetch,
  };
}

export type Measurement =
  | { state: 'asking' }
  | { state: 'failed' }
  /** No Prometheus is configured to ask. */
  | { state: 'nowhere' }
  | { state: 'answered'; verdict: Verdict; value?: number };

/** Results of the success queries now, by the row's key. Rows without a query have none. */
export function useMeasurements(rows: ActionRow[]): Map<string, Measurement> {
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
    measured.map(({ key, measure }, index): [string, Measurement] => {
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

/** Sends what is done with an action to the incident that it belongs to. */
export function useSendAction({ incident }: ActionRow) {
  return useSend(incidentKind, incident.name);
}
