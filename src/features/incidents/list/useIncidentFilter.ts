import { useMemo } from 'react';
import { type IncidentFilter } from '../../../domain/incident/filter';
import { severity, status } from '../../../domain/incident/schema';
import { inZone } from '../../../domain/text/times';
import { currentPerson } from '../../../grafana/user';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';

export const PERIODS = [7, 30, 90, 365];

/** The list's filter, kept in the URL; what does not parse is no filter. */
export function useIncidentFilter() {
  const { params, ...url } = useUrlFilter();
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
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return { filter, isFiltered, ...url };
}
