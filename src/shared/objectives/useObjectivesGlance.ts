import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { namedIn } from '../../domain/objective/exampleNames';
import { type Objective, objectivesInOrder, type ObjectivesRegister } from '../../domain/objective/schema';
import { OBJECTIVES, OBJECTIVES_SHELF, storedObjectives } from '../../domain/objective/stored';
import { withWindows } from '../../domain/objective/windowExclusions';
import { read, RecordError, type Stored } from '../../grafana/records/store';
import { textLanguage } from '../../grafana/user';
import { useWindows } from '../maintenance/useWindows';
import { recordKeys } from '../records/keys';
import { useHit } from '../records/useHit';

interface Glance {
  record: Pick<ObjectivesRegister, 'exclusions'> | undefined;
  objectives: Array<[string, Objective]>;
  error: Error | null;
  isPending: boolean;
  refetch: () => void;
}

/**
 * The register of objectives for overviews, which change nothing in it: without the code that does, read where the search knows of one,
 * and again when its head has changed.
 */
export function useObjectivesGlance(): Glance {
  const { hit, isAbsent, isPending, ...heads } = useHit(OBJECTIVES_SHELF, OBJECTIVES);
  const isAsked = !isPending && !isAbsent;
  const { data, error, ...query } = useQuery<Stored<ObjectivesRegister>>({
    queryKey: recordKeys.one(storedObjectives.kind, OBJECTIVES),
    queryFn: async ({ signal }) => {
      const stored = await read(storedObjectives, OBJECTIVES, signal);
      if (stored.state === 'foreign') {
        throw new RecordError('foreign', OBJECTIVES);
      }
      return stored;
    },
    enabled: isAsked,
  });
  useReadAgain(hit?.head, query.refetch);
  const { windows } = useWindows();
  const register = data?.record;
  const kept = useMemo(() => register && namedIn(register, textLanguage()), [register]);
  const exclusions = useMemo(() => withWindows(kept?.exclusions, windows), [kept, windows]);
  return {
    record: useMemo(() => kept && { exclusions }, [kept, exclusions]),
    objectives: useMemo((): Array<[string, Objective]> => (kept ? objectivesInOrder(kept) : []), [kept]),
    error: isAsked ? error : null,
    isPending: isPending || (isAsked && query.isPending),
    refetch: () => {
      heads.refetch();
      void query.refetch();
    },
  };
}

function useReadAgain(head: object | undefined, refetch: () => unknown): void {
  const known = useRef(head);
  useEffect(() => {
    if (known.current && head && known.current !== head) {
      refetch();
    }
    known.current = head ?? known.current;
  }, [head, refetch]);
}
