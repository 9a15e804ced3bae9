import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Dated, type Handovers, whoDoes } from '../../../domain/maintenance/owners';
import { sameTeam, type Task } from '../../../domain/maintenance/task';
import { type Week } from '../../../domain/maintenance/week';
import { type Person } from '../../../domain/record/record';
import { myTeams } from '../../../grafana/people';
import { currentPerson } from '../../../grafana/user';
import { useUrlFilter } from '../../hooks/useUrlFilter';
import { usePlan } from '../useMaintenance';

export interface Owners {
  /** `mine`, `my-team`, `team:<name>`, or undefined for all. */
  chosen?: string;
  choose: (value: string | undefined) => void;
  /** Names of teams that the plan knows, and those of `also`. */
  teams: string[];
  /** Of Grafana's teams of the person, those that are in `teams`. */
  mine: string[];
  /** Whether a task is shown, by who has it on that date. */
  shows: (task: Task, found?: Dated) => boolean;
  /** Whether something else is shown, by a person that has it and by the teams whose it is. */
  showsOf: (who: { person?: Partial<Person>; teams: string[] }) => boolean;
}

const NO_TEAMS: string[] = [];

/** The filter "mine" and "my team", kept in the address. `weeks`: those whose handovers count; `also`: teams to choose beside the plan's. */
export function useOwners(weeks: Array<Week | undefined> = [], also = NO_TEAMS): Owners {
  const { params, change } = useUrlFilter({ push: true });
  const planned = useTeamNames();
  const teams = useMemo(() => sortedTeams([...planned, ...also]), [planned, also]);
  const chosen = params.get('who') ?? undefined;
  const { data: names = [] } = useQuery({
    queryKey: ['my-teams'],
    queryFn: ({ signal }) => myTeams(signal).catch(() => []),
    staleTime: 300_000,
    enabled: chosen === 'my-team',
  });
  const mine = teams.filter((team) => names.some((name) => sameTeam(name, team)));
  const handovers: Handovers = Object.assign({}, ...weeks.map((week) => week?.handovers ?? {}));
  const me = currentPerson();
  const wanted = chosen === 'my-team' ? mine : chosen?.startsWith('team:') ? [chosen.slice(5)] : undefined;
  const showsOf: Owners['showsOf'] = ({ person, teams: theirs }) => {
    if (chosen === 'mine') {
      return person !== undefined && (person.uid ? person.uid === me.uid : person.name === me.name);
    }
    return !wanted || wanted.some((one) => theirs.some((other) => sameTeam(one, other)));
  };
  const shows = (task: Task, found?: Dated) => {
    const { team, person } = whoDoes(task, found, handovers);
    return showsOf({ ...(person && { person }), teams: found ? [team] : [team, ...(task.rotation?.teams ?? [])] });
  };
  return { chosen, choose: (who) => change({ who }), teams, mine, shows, showsOf };
}

/** Teams that the plan names, in the order of the alphabet. */
export function useTeamNames(): string[] {
  const { record: plan } = usePlan();
  return useMemo(
    () =>
      sortedTeams(Object.values(plan?.tasks ?? {}).flatMap(({ team, rotation }) => [team, ...(rotation?.teams ?? [])])),
    [plan?.tasks]
  );
}

/** Each once, however it is written. */
function sortedTeams(names: string[]): string[] {
  const known = new Map(names.filter((name) => name.trim()).map((name) => [name.trim().toLowerCase(), name]));
  return [...known.values()].sort((a, b) => a.localeCompare(b));
}
