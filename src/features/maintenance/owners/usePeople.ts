import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Person } from '../../../domain/record/record';
import { orgPeople } from '../../../grafana/people';
import { currentPerson } from '../../../grafana/user';
import { usePlan } from '../../../shared/maintenance/useMaintenance';

/** People to choose from: oneself, those of the plan, and all of the organisation for those who may list them. */
export function usePeople(also?: Person): Person[] {
  const { record: plan } = usePlan();
  const { data = [] } = useQuery({
    queryKey: ['org-people'],
    queryFn: ({ signal }) => orgPeople(signal).catch(() => []),
    staleTime: 300_000,
  });
  return useMemo(() => {
    const known = [currentPerson(), also, ...Object.values(plan?.tasks ?? {}).map(({ owner }) => owner), ...data];
    const byUid = new Map(
      known.flatMap((one) => (one?.uid ? [[one.uid, { uid: one.uid, name: one.name }] as const] : []))
    );
    return [...byUid.values()];
  }, [plan?.tasks, data, also]);
}
