import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Occurrence, occurrenceKey, sameTeam, type Task } from '../../../domain/maintenance/task';
import { type Handover, type Week } from '../../../domain/maintenance/week';
import { myTeams } from '../../../grafana/people';
import { currentPerson } from '../../../grafana/user';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { usePlan } from '../../../shared/maintenance/useMaintenance';

type Handovers = Record<string, Handover>;

export interface Owners {
  /** `mine`, `my-team`, `team:<name>`, or undefined for all. */
  chosen?: string;
  choose: (value: string | undefined) => void;
  /** Names of teams that the plan knows. */
  teams: string[];
  /** Of Grafana's teams of the person, those that the plan knows. */
  mine: string[];
  /** Whether a task is shown, by who has it on that date. */
  shows: (task: Task, found?: Occurrence) => boolean;
}

/** Who does a date of a task: whom it was handed to, else whose turn it is, else whom the plan says. */
export function whoDoes(task: Task, found: Occurrence | undefined, handovers: Handovers) {
  const handed = found && handovers[occurrenceKey(found)];
  return {
    team: handed ? (handed.team ?? (handed.person ? '' : task.team)) : (found?.team ?? task.team),
    person: handed ? handed.person : task.owner,
    handed,
  };
}

/** The filter "mine" and "my team" of the pages of maintenance, kept in the address. */
export function useOwners(...weeks: Array<Week | undefined>): Owners {
  const { params, change } = useUrlFilter({ push: true });
  const teams = useTeamNames();
  const { data: names = [] } = useQuery({
    queryKey: ['my-teams'],
    queryFn: ({ signal }) => myTeams(signal).catch(() => []),
    staleTime: 300_000,
  });
  const chosen = params.get('who') ?? undefined;
  const mine = teams.filter((team) => names.some((name) => sameTeam(name, team)));
  const handovers: Handovers = Object.assign({}, ...weeks.map((week) => week?.handovers ?? {}));
  const { uid } = currentPerson();
  const shows = (task: Task, found?: Occurrence) => {
    const { team, person } = whoDoes(task, found, handovers);
    const possible = found ? [team] : [team, ...(task.rotation?.teams ?? [])];
    if (chosen === 'mine') {
      return person?.uid === uid;
    }
    const wanted = chosen === 'my-team' ? mine : chosen?.startsWith('team:') ? [chosen.slice(5)] : undefined;
    return !wanted || wanted.some((one) => possible.some((other) => sameTeam(one, other)));
  };
  return { chosen, choose: (who) => change({ who }), teams, mine, shows };
}

/** Teams that the plan names, in the order of the alphabet. */
export function useTeamNames(): string[] {
  const { record: plan } = usePlan();
  return useMemo(() => {
    const all = Object.values(plan?.tasks ?? {}).flatMap(({ team, rotation }) => [team, ...(rotation?.teams ?? [])]);
    return [...new Set(all.filter(Boolean))].sort((a, b) => a.localeCompare(b));
  }, [plan?.tasks]);
}
