import { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { useQueries } from '@tanstack/react-query';
import { type HeldWork, heldIn, type IncidentHead } from '../../../domain/incident/head';
import { whoDoes } from '../../../domain/maintenance/owners';
import { occurrenceKey } from '../../../domain/maintenance/task';
import { currentPerson } from '../../../grafana/user';
import { incidentPath } from '../../../shared/incidents/paths';
import { incidentQuery } from '../../../shared/incidents/useIncidentHeads';
import { occurrencePath } from '../../../shared/maintenance/occurrencePath';
import { roleName } from '../../../shared/words/incidents';
import { dayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type FollowUp } from './followUp';
import { type HomeMaintenance } from './maintenance';

/** Records of running incidents that are read where their heads do not tell: more of them at once is no day for Home. */
const MOST_RECORDS = 5;

export interface Mine {
  key: string;
  href: string;
  title: string;
  note: string;
}

interface Sources {
  incidents: IncidentHead[];
  followUp: Pick<FollowUp, 'mineToDo' | 'mineToReview'>;
  maintenance: HomeMaintenance;
}

/** Roles and open tasks in running incidents, maintenance that is due, open actions and reviews, of the person who looks. */
export function useMine({ incidents, followUp, maintenance }: Sources): Mine[] {
  const { uid, name } = currentPerson();
  const held = useHeld(incidents);
  const { mineToDo, mineToReview } = followUp;
  const { standings, handed, zone } = maintenance;
  return useMemo(() => {
    const isMe = (person: { uid?: string; name: string } | undefined) =>
      person !== undefined && (person.uid ? person.uid === uid : person.name === name);
    const inIncidents = held.flatMap(([incident, all]) =>
      all
        .filter(({ person }) => isMe(person))
        .map(({ of, key, title = '' }) => ({
          key: `${incident.name} ${of} ${key}`,
          href: incidentPath(incident.name),
          ...(of === 'role'
            ? { title: incident.title, note: roleName(key) }
            : { title, note: t('home.mine.task', 'task in {{incident}}', verbatim({ incident: incident.title })) }),
        }))
    );
    const actions = mineToDo.map(({ incident, id, title, ref }) => ({
      key: `${incident} ${id}`,
      href: incidentPath(incident, { tab: 'actions' }),
      title,
      note: t('home.mine.action', 'action of {{ref}}', verbatim({ ref })),
    }));
    const reviews = mineToReview.map(({ name: incident, ref, title }) => ({
      key: `${incident} review`,
      href: incidentPath(incident, { tab: 'review' }),
      title,
      note: t('home.mine.review', 'review of {{ref}}', verbatim({ ref })),
    }));
    const tasks = standings.flatMap(({ task, current }) =>
      current && isMe(whoDoes(task, current, handed).person)
        ? [
            {
              key: occurrenceKey(current),
              href: occurrencePath(current),
              title: task.title,
              note: t('home.mine.due', 'maintenance, due {{time}}', verbatim({ time: dayAndClock(current.due, zone) })),
            },
          ]
        : []
    );
    return [...inIncidents, ...tasks, ...actions, ...reviews];
  }, [held, mineToDo, mineToReview, standings, handed, zone, uid, name]);
}

function useHeld(incidents: IncidentHead[]): Array<[IncidentHead, HeldWork[]]> {
  const untold = useMemo(() => incidents.filter((head) => !head.held).slice(0, MOST_RECORDS), [incidents]);
  const records = useQueries({
    queries: untold.map(({ name }) => incidentQuery(name)),
    combine: (results) => results.flatMap(({ data }) => data?.record ?? []),
  });
  return useMemo(() => {
    const read = new Map(records.map((record) => [record.name, heldIn(record)]));
    return incidents.map((head) => [head, head.held ?? read.get(head.name) ?? []]);
  }, [incidents, records]);
}
