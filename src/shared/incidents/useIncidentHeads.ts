import { useMemo } from 'react';
import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { type Incident } from '../../domain/incident/kind';
import { type Heads, listHeads } from '../../grafana/records/search';
import { read, type Stored } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { headKeys, recordKeys } from '../records/keys';

/** What one search answers at most; there are years of incidents in it. */
export const MOST_HEADS = 10_000;
/** The kind itself, with its commands and documents, is only loaded where a record is read. */
const KIND = INCIDENTS.kind;
const REFRESH = 60_000;
/** Legacy storage has no heads: so many of the newest records are read instead, a few at a time. */
const MOST_RECORDS = 500;
const AT_ONCE = 4;

export interface IncidentHeads {
  /** The newest first. */
  incidents: IncidentHead[];
  /** How many there are in Grafana. */
  total: number;
  /** Records are being read one by one, since this Grafana's search has no heads. */
  isReading: boolean;
  error: RequestError | null;
  isPending: boolean;
  refetch: () => void;
}

/** Heads of all incidents that the person may see, for numbers over all of them. */
export function useIncidentHeads(): IncidentHeads {
  const client = useQueryClient();
  const filter = { sort: '-name', limit: MOST_HEADS } as const;
  const { data, error, isPending, refetch } = useQuery<Heads, RequestError>({
    queryKey: headKeys.list(KIND, filter),
    queryFn: ({ signal }) => listHeads(INCIDENTS, filter, signal),
    refetchInterval: REFRESH,
    placeholderData: keepPreviousData,
  });
  const listed = useMemo(() => (data?.heads ?? []).map(readIncidentHead), [data]);
  const unread = useMemo(
    () => listed.flatMap(({ complete, name }) => (complete ? [] : [name])).slice(0, MOST_RECORDS),
    [listed]
  );
  const records = useQuery({
    queryKey: [...headKeys.of(KIND), 'from-records', unread],
    queryFn: () => readHeads(client, unread),
    enabled: unread.length > 0,
    staleTime: REFRESH,
    placeholderData: keepPreviousData,
  });
  const incidents = useMemo(
    () => (unread.length > 0 && records.data ? listed.map((head) => records.data.get(head.name) ?? head) : listed),
    [listed, unread, records.data]
  );
  return {
    incidents,
    total: data?.total ?? 0,
    isReading: unread.length > 0 && records.isFetching,
    error,
    isPending,
    refetch: () => void refetch(),
  };
}

/** How one incident is asked for and cached: as `useRecord` does. */
export function incidentQuery(name: string) {
  return {
    queryKey: recordKeys.one(KIND, name),
    queryFn: async ({ signal }: { signal?: AbortSignal }): Promise<Stored<Incident>> => {
      const { incidentKind } = await import('../../domain/incident/kind');
      return read(incidentKind, name, signal);
    },
    staleTime: REFRESH,
  };
}

async function readHeads(client: QueryClient, names: string[]): Promise<Map<string, IncidentHead>> {
  const { incidentKind } = await import('../../domain/incident/kind');
  const heads = new Map<string, IncidentHead>();
  await readIncidents(client, names, ({ record }) => {
    if (record) {
      const { title, tags, head } = incidentKind.describe(record);
      heads.set(record.name, readIncidentHead({ name: record.name, title, tags, head, hasHead: true }));
    }
  });
  return heads;
}

/** Reads incidents into the cache, a few at a time; one that cannot be read is passed over. */
export async function readIncidents(
  client: QueryClient,
  names: string[],
  onRead: (stored: Stored<Incident>) => void = () => undefined
): Promise<void> {
  const rest = [...names];
  const next = async () => {
    for (let name = rest.shift(); name; name = rest.shift()) {
      const stored = await client.query(incidentQuery(name)).catch(() => undefined);
      if (stored) {
        onRead(stored);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}
