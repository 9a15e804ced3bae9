import { useMemo } from 'react';
import { type IncidentHead } from '../../../domain/incident/head';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { serviceKey } from '../../../domain/services/services';
import { useServices } from '../../services/useServices';
import { type Owners } from './useOwners';

/** Teams that own services, by the register. */
export function useServiceTeams(): { teams: string[]; teamsOf: (services: string[]) => string[] } {
  const { record } = useServices();
  return useMemo(() => {
    const services = record?.services ?? {};
    const teamsOf = (keys: string[]) =>
      keys.flatMap((key) => (Object.hasOwn(services, key) ? (services[key].team ?? []) : []));
    return { teams: teamsOf(Object.keys(services)), teamsOf };
  }, [record]);
}

/** Whose a window is: its owner's, who may be a team, and of the teams whose services it is for. */
export function ownersOfWindow({ owner, services }: Pick<WindowHead, 'owner' | 'services'>, teamsOf: TeamsOf): Who {
  return { ...(owner && { person: { name: owner } }), teams: [...(owner ? [owner] : []), ...teamsOf(services)] };
}

/** Whose an incident is: who commands it, and the teams of its services. */
export function ownersOfIncident({ commander, commanderUid, services }: IncidentHead, teamsOf: TeamsOf): Who {
  return {
    ...(commander && { person: { name: commander, ...(commanderUid && { uid: commanderUid }) } }),
    teams: teamsOf(services.map(serviceKey)), // names, as people wrote them
  };
}

type TeamsOf = (services: string[]) => string[];
type Who = Parameters<Owners['showsOf']>[0];
