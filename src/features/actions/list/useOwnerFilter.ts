import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type ActionFilter, type ActionRow, ownerFilterKey } from '../../../domain/incident/actionList';
import { sameTeam } from '../../../domain/maintenance/task';
import { myTeams } from '../../../grafana/people';
import { currentPerson } from '../../../grafana/user';
import { useServiceTeams } from '../../../shared/maintenance/owners/useServiceOwners';
import { MINE, MY_TEAM } from './useActionFilter';

/** "Mine" is whose name is the owner's; my team's is what a team of mine in Grafana owns, or came from its services. */
export function useOwnerFilter(filter: ActionFilter): { filter: ActionFilter; shows: (row: ActionRow) => boolean } {
  const { teamsOf } = useServiceTeams();
  const { name, uid } = currentPerson();
  const isTeam = filter.owner === MY_TEAM;
  const { data: teams = [] } = useQuery({
    queryKey: ['my-teams'],
    queryFn: ({ signal }) => myTeams(signal).catch(() => []),
    staleTime: 300_000,
    enabled: isTeam,
  });
  return useMemo(() => {
    const isMine = (row: ActionRow) =>
      row.ownerUid ? row.ownerUid === uid : ownerFilterKey(row) === ownerFilterKey({ owner: name });
    const isMyTeams = ({ owner, services = [] }: ActionRow) =>
      [...(owner ? [owner] : []), ...teamsOf(services)].some((one) => teams.some((team) => sameTeam(team, one)));
    const { owner: _, ...others } = filter;
    switch (filter.owner) {
      case MINE:
        return { filter: others, shows: isMine };
      case MY_TEAM:
        return { filter: others, shows: isMyTeams };
      default:
        return { filter, shows: () => true };
    }
  }, [filter, teams, teamsOf, name, uid]);
}
