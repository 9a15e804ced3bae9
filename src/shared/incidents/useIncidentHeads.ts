import { useMemo } from 'react';
import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { type Incident } from '../../domain/incident/kind';
import { allHeads, type HeadHit, listHeads, readBack } from '../../grafana/records/search';
import { read, type Stored } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { headKeys, recordKeys } from '../records/keys';
import { OPEN_INCIDENTS } from './openIncidents';

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

interface Known {
  incidents: IncidentHead[];
  total: number;
  /** Milliseconds: when all of them were read. */
  at: number;
}

/** What was read is kept so long, and only the newest are asked for again. */
const KEEP = 10 * 60_000;
/** Incidents are declared after they began, and are over after they were declared. */
const MARGIN = 31 * 86_400_000;
const NEWEST = 100;
const EMPTY: IncidentHead[] = [];

interface Options {
  /** Seconds: incidents that were declared long before are left out. All of them when absent. */
  since?: number;
  enabled?: boolean;
}

/** Heads of incidents that the person may see, the newest first, back to `since`. */
export function useHeadsSince({ since, enabled = true }: Options = {}) {
  const client = useQueryClient();
  // by months, so that the same question is asked again while time goes on
  const from = since === undefined ? '' : new Date(since * 1000 - MARGIN).toISOString().slice(0, 7);
  const queryKey = [...headKeys.of(KIND), 'since', from];
  const { data, error, isPending, refetch } = useQuery<Known, RequestError>({
    queryKey,
    queryFn: ({ signal }) => {
      const known = client.getQueryData<Known>(queryKey);
      const isKept = known && Date.now() - known.at < KEEP && !client.getQueryState(queryKey)?.isInvalidated;
      return isKept ? withNewest(known, signal) : readSince(from, signal);
    },
    enabled,
    refetchInterval: REFRESH,
    placeholderData: keepPreviousData,
  });
  return {
    incidents: data?.incidents ?? EMPTY,
    total: data?.total ?? 0,
    error,
    isPending,
    isKnown: data !== undefined,
    refetch: () => void refetch(),
  };
}

/** `from` is a month, `2026-08`; all of them when empty. */
async function readSince(from: string, signal?: AbortSignal): Promise<Known> {
  const at = Date.now();
  const all = await allHeads(INCIDENTS, signal);
  const incidents = new Map<string, IncidentHead>((all?.heads ?? []).map((hit) => [hit.name, readIncidentHead(hit)]));
  if (all) {
    return { incidents: newestFirst(incidents), total: all.total, at };
  }
  let total = 0;
  const isWanted = (last: HeadHit) =>
    incidents.size < MOST_HEADS && (readIncidentHead(last).milestones.declared ?? yearOf(last.name)) >= from;
  // a short window is mostly in the first page; for all of them few long ones are faster
  for await (const page of readBack(INCIDENTS, { isWanted, page: from ? undefined : MOST_HEADS }, signal)) {
    page.heads.forEach((hit) => incidents.set(hit.name, readIncidentHead(hit)));
    total = page.total;
  }
  (from ? await openOnes(signal) : []).forEach((head) => incidents.set(head.name, head));
  return { incidents: newestFirst(incidents), total, at };
}

/** However old: they count until they are over. */
async function openOnes(signal?: AbortSignal): Promise<IncidentHead[]> {
  const { heads } = await listHeads(INCIDENTS, OPEN_INCIDENTS, signal);
  return heads.map(readIncidentHead);
}

function newestFirst(incidents: Map<string, IncidentHead>): IncidentHead[] {
  return [...incidents.values()].sort((one, other) => (one.name < other.name ? 1 : -1));
}

/** The names of a year that is over cannot say when in it. */
function yearOf(name: string): string {
  return `${name.slice(4, 8)}-12`;
}

/** The newest and the open ones take the place of what was known of them. */
async function withNewest(known: Known, signal?: AbortSignal): Promise<Known> {
  const [{ heads, total }, open] = await Promise.all([
    listHeads(INCIDENTS, { sort: '-name', limit: NEWEST }, signal),
    openOnes(signal),
  ]);
  const incidents = new Map(known.incidents.map((head) => [head.name, head]));
  [...heads.map(readIncidentHead), ...open].forEach((head) => incidents.set(head.name, head));
  return { ...known, incidents: newestFirst(incidents), total };
}

/** Heads of incidents that the person may see, for numbers over them; from their records where there are no heads. */
export function useIncidentHeads(options?: Options): IncidentHeads {
  const client = useQueryClient();
  const { incidents: listed, total, error, isPending, refetch } = useHeadsSince(options);
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
    total,
    isReading: unread.length > 0 && records.isFetching,
    error,
    isPending,
    refetch,
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
