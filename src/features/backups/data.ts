import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { agesOn, lastMonth } from '../../domain/backup/age';
import { readsAge } from '../../domain/backup/reading';
import { backupsKind } from '../../domain/backup/register';
import { BACKUPS, type BackupsRegister } from '../../domain/backup/schema';
import { knownOf } from '../../domain/backup/state';
import { HOUR_MS } from '../../domain/time/units';
import { readPast } from '../../grafana/backups/readings';
import { initialBackups } from '../../shared/backups/useBackups';
import { useNow } from '../../shared/hooks/useNow';
import { usePrometheus } from '../../shared/hooks/useSettings';
import { useSend } from '../../shared/records/useSend';

export function useSendBackups() {
  return useSend(backupsKind, BACKUPS, { initial: initialBackups });
}

export interface Ages {
  /** Seconds since the epoch. */
  times: number[];
  /** Seconds, by element. */
  byElement: Record<string, Array<number | undefined>>;
}

/** How old the newest success of each element was over the last 30 days: the browser keeps what is over. */
export function useAges(record: BackupsRegister | undefined): Ages | undefined {
  const { source, isPending } = usePrometheus();
  const hour = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  const grid = useMemo(() => lastMonth(hour / 1000), [hour]);
  const elements = useMemo(() => Object.entries(record?.elements ?? {}), [record?.elements]);
  const past = useQuery({
    queryKey: ['backups', 'past', source?.uid ?? '', grid, elements.map(([key, element]) => [key, element.source])],
    queryFn: ({ signal }) => readPast(elements, source?.uid, grid, signal),
    enabled: elements.length > 0 && !isPending,
    staleTime: HOUR_MS,
    placeholderData: (before) => before,
  });
  return useMemo(() => {
    const { data } = past;
    if (!data || !record) {
      return undefined;
    }
    const ages = elements.map(([key, element]): [string, Array<number | undefined>] => {
      const byHand = knownOf(record, key).evidence.map(({ success }) => Date.parse(success) / 1000);
      const reads = readsAge(element.source) ? 'age' : 'time';
      return [key, agesOn(grid, data[key] ?? [], reads, byHand)];
    });
    const times = Object.values(data)[0]?.map((_, index) => grid.start + index * grid.step) ?? [];
    return { times, byElement: Object.fromEntries(ages) };
  }, [past, record, elements, grid]);
}
