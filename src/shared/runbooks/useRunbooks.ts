import { useMemo } from 'react';
import { type FreshnessFound, freshnessOf } from '../../domain/runbook/freshness';
import { indexedHead, readRunbookHead, RUNBOOK_SHELF, type RunbookHead } from '../../domain/runbook/head';
import { readRunHead, RUN_SHELF, type RunHead } from '../../domain/runbook/runHead';
import { type Indexed } from '../../domain/runbook/search';
import { MINUTE_MS } from '../../domain/time/units';
import { type HeadFilter } from '../../grafana/records/search';
import { type RequestError } from '../../grafana/request';
import { useNow } from '../hooks/useNow';
import { useHeads } from '../records/useHeads';

const ALL: HeadFilter = { limit: 5_000 };
/** The newest runs; older ones no longer say how true a runbook is. */
const RUNS: HeadFilter = { limit: 5_000, sort: '-name' };

interface RunbookHeads {
  runbooks: RunbookHead[];
  error: RequestError | null;
  isPending: boolean;
  refetch: () => void;
}

interface Runbooks extends RunbookHeads {
  /** Those in use, ready to be searched. */
  index: Array<Indexed<RunbookHead>>;
}

/** All runbooks that the person may see, by name. */
export function useRunbookHeads(): RunbookHeads {
  const { heads, error, isPending, refetch } = useHeads(RUNBOOK_SHELF, ALL);
  return { runbooks: useMemo(() => heads.map(readRunbookHead), [heads]), error, isPending, refetch };
}

/** The same, ready to be searched. */
export function useRunbooks(): Runbooks {
  const view = useRunbookHeads();
  const { runbooks } = view;
  const index = useMemo(() => runbooks.filter(({ retired }) => !retired).map(indexedHead), [runbooks]);
  return { ...view, index };
}

/** Runs by runbook, the newest first. */
export function useRunHeads() {
  const { heads, error, isPending, refetch } = useHeads(RUN_SHELF, RUNS);
  return useMemo(() => {
    const runs = heads
      .flatMap((hit) => readRunHead(hit) ?? [])
      .sort((one, other) => Date.parse(other.started) - Date.parse(one.started));
    const byRunbook = new Map<string, RunHead[]>();
    for (const run of runs) {
      const known = byRunbook.get(run.runbook);
      if (known) {
        known.push(run);
      } else {
        byRunbook.set(run.runbook, [run]);
      }
    }
    return { runs, byRunbook, error, isPending, refetch };
  }, [heads, error, isPending, refetch]);
}

/** How fresh each runbook is; `brokenOf` says how much of what it leans on is gone. */
export function useFreshness(
  runbooks: Array<Pick<RunbookHead, 'name' | 'reviewDays' | 'reviewed'>>,
  byRunbook: ReadonlyMap<string, RunHead[]>,
  brokenOf: (name: string) => number
): Map<string, FreshnessFound> {
  const now = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(
    () =>
      new Map(
        runbooks.map(({ name, reviewDays, reviewed }) => [
          name,
          freshnessOf(
            { reviewDays, reviewed, runs: byRunbook.get(name) ?? [], broken: brokenOf(name) },
            new Date(now).toISOString()
          ),
        ])
      ),
    [runbooks, byRunbook, brokenOf, now]
  );
}
