import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type WindowHead, headOfWindow, readWindowHead, WINDOWS } from '../../domain/maintenance/windows/head';
import { windowsOver } from '../../domain/maintenance/windows/overlaps';
import { read } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { useNow } from '../hooks/useNow';
import { headKeys } from '../records/keys';
import { useHeads } from '../records/useHeads';

/** Some years of them; older ones are still found in Grafana. */
const MOST = 1000;
/** Older storage gives no heads: so many of the newest records are read instead. */
const MOST_RECORDS = 50;

const NONE: WindowHead[] = [];

export interface Windows {
  /** The one that begins last first. */
  windows: WindowHead[];
  error: RequestError | null;
  isPending: boolean;
  refetch: () => void;
}

/** Maintenance windows, past and to come, from their heads. */
export function useWindows(): Windows {
  const { heads, error, isPending, refetch } = useHeads(WINDOWS, { limit: MOST, sort: '-name' });
  const headless = useMemo(
    () => heads.flatMap(({ hasHead, name }) => (hasHead ? [] : [name])).slice(0, MOST_RECORDS),
    [heads]
  );
  const { data: records = NONE } = useQuery({
    queryKey: [...headKeys.of(WINDOWS.kind), 'from-records', headless],
    queryFn: ({ signal }) => readWindows(headless, signal),
    enabled: headless.length > 0,
  });
  const windows = useMemo(
    () =>
      [...heads.flatMap((hit) => (hit.hasHead ? (readWindowHead(hit) ?? []) : [])), ...records].sort(
        (a, b) => Date.parse(b.start) - Date.parse(a.start)
      ),
    [heads, records]
  );
  return { windows, error, isPending, refetch };
}

/** The kind itself is loaded only where a record has to be read. */
async function readWindows(names: string[], signal: AbortSignal): Promise<WindowHead[]> {
  const { windowKind } = await import('../../domain/maintenance/windows/window');
  const found = await Promise.all(names.map((name) => read(windowKind, name, signal).catch(() => undefined)));
  return found.flatMap((stored) => (stored?.record ? [headOfWindow(stored.record)] : []));
}

/** The windows that any of these services (slugs) is in at any time from `from` to `to` (milliseconds); absent: now. */
export function useWindowsOver(services: string[], { from, to }: { from?: number; to?: number } = {}): WindowHead[] {
  const { windows } = useWindows();
  const now = useNow();
  return useMemo(
    () => windowsOver(services, windows, from ?? to ?? now, to ?? now),
    [services, windows, from, to, now]
  );
}
