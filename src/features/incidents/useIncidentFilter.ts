import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type IncidentFilter } from '../../domain/incident/filter';
import { severity, status } from '../../domain/incident/schema';
import { inZone } from '../../domain/text/times';
import { currentPerson } from '../../grafana/user';
import { useTeamZone } from '../../shared/hooks/useSettings';

export const PERIODS = [7, 30, 90, 365];

/** The list's filter, kept in the URL; what does not parse is no filter. */
export function useIncidentFilter() {
  const [params, setParams] = useSearchParams();
  const zone = useTeamZone();
  const filter = useMemo<IncidentFilter>(() => {
    const asked = params.get('status');
    const days = Number(params.get('days'));
    return {
      status: asked === 'open' ? 'open' : status.safeParse(asked).data,
      severity: severity.safeParse(params.get('severity')).data,
      service: params.get('service') ?? undefined,
      days: PERIODS.includes(days) ? days : undefined,
      text: params.get('q') ?? undefined,
      mine: params.get('mine') === '1' ? currentPerson().uid : undefined,
      reviewBefore: params.get('review') === 'overdue' ? inZone(new Date().toISOString(), zone).day : undefined,
    };
  }, [params, zone]);

  const change = useCallback(
    (key: string, value: string | undefined) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete('page');
          if (value) {
            next.set(key, value);
          } else {
            next.delete(key);
          }
          return next;
        },
        { replace: true }
      ),
    [setParams]
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return { filter, change, clear, isFiltered, page: Math.max(Number(params.get('page')) || 1, 1) };
}
