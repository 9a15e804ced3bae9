import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Head, type Shelf } from '../../domain/record/record';
import { RequestError } from '../../grafana/request';
import { headKeys } from './keys';
import { type Hit, useHit } from './useHit';

const REFRESH = 60_000;

/** What the head of a register tells of it, and how it is found out where the head does not. Module constants: made once. */
export interface Told<T> {
  shelf: Shelf;
  name: string;
  /** Undefined where the head does not tell: too long, of an older version, or none at all on legacy storage. */
  read: (head: Head) => T | undefined;
  /** The same out of the record, by code that only then is loaded. Throws RequestError or RecordError. */
  fromRecord: (signal: AbortSignal) => Promise<T>;
  /** What a team has that never saved one. */
  absent: T;
}

interface ToldView<T> extends Pick<Hit, 'hit'> {
  told: T | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** Overviews read heads: the record itself is asked for only where its head does not tell. */
export function useTold<T>({ shelf, name, read, fromRecord, absent }: Told<T>): ToldView<T> {
  const { hit, isAbsent, wasSaved, isPending, refetch } = useHit(shelf, name);
  const head = hit?.head;
  const told = useMemo(() => head && read(head), [head, read]);
  const isAsked = !isPending && !told && !isAbsent;
  const record = useQuery({
    queryKey: [...headKeys.of(shelf.kind), 'told', name],
    queryFn: ({ signal }) => fromRecord(signal),
    enabled: isAsked,
    refetchInterval: REFRESH,
  });
  // where the search failed, the record itself tells whether there is one
  const isMissing = isAsked && !wasSaved && record.error instanceof RequestError && record.error.kind === 'missing';
  return {
    hit,
    told: told ?? (isAbsent || isMissing ? absent : isAsked ? record.data : undefined),
    isPending: isPending || (isAsked && record.isPending),
    error: isAsked && !isMissing ? record.error : null,
    refetch: () => {
      refetch();
      if (isAsked) {
        void record.refetch();
      }
    },
  };
}
