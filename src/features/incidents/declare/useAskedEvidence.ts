import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Prefill } from '../../../domain/incident/declare/prefill';
import { toEvidence } from '../../../domain/incident/evidence/capture';
import { type Evidence } from '../../../domain/incident/schema';
import { captureQuery } from '../data/capture';

const BEFORE_MS = 3_600_000;

/** What a query said that led here, with the hour before it: as much as Prometheus answers until the incident is declared. */
export function useAskedEvidence(asked: Prefill['evidence']): Evidence | undefined {
  const query = useMemo(
    () =>
      asked && {
        title: asked.title,
        expr: asked.expr,
        from: new Date(Date.parse(asked.at) - BEFORE_MS).toISOString(),
        to: asked.at,
        ...(asked.unit && { unit: asked.unit }),
      },
    [asked]
  );
  const { data } = useQuery({
    queryKey: ['asked-evidence', asked?.datasource, query],
    queryFn: ({ signal }) => (query && asked ? captureQuery({ ...query, uid: asked.datasource }, signal) : null),
    enabled: query !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  return useMemo(() => {
    if (!asked || !query) {
      return undefined;
    }
    const captured = data ?? toEvidence({ ...query, datasource: asked.datasource }, []);
    // the value that the check had; the last point of the range may be another
    return { ...captured, ...(asked.value !== undefined && { value: asked.value }) };
  }, [asked, query, data]);
}
