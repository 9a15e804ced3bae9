import { useEffect, useState } from 'react';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { ownUserId, sayPresent, watchRecord } from '../../grafana/live';
import { type DisplayedPerson, peopleByKey } from '../../grafana/people';

/**
 * Who has this record open, on the same Grafana instance. Live tells of joins and leaves only; those who may write
 * (`answers`) answer a newcomer, so that the newcomer learns of them too.
 */
export function usePresence(name: string, answers: boolean): DisplayedPerson[] {
  const [present, setPresent] = useState<readonly string[]>([]);
  const [people, setPeople] = useState<DisplayedPerson[]>([]);
  const client = useQueryClient();

  useEffect(
    () =>
      watchRecord(name, (event) => {
        if (event.type === 'joined' || event.type === 'here') {
          if (answers && event.type === 'joined' && event.userId !== ownUserId()) {
            sayPresent(name).catch(() => undefined); // presence is a comfort, not a need
          }
          setPresent((ids) => [...ids.filter((id) => id !== event.userId), event.userId]);
        } else if (event.type === 'left') {
          setPresent((ids) => ids.filter((id) => id !== event.userId));
        }
      }),
    [name, answers]
  );

  useEffect(() => {
    const controller = new AbortController();
    peopleByKey([...present], controller.signal).then(
      (found) => {
        setPeople(found);
        client.setQueryData(presentKey(name), found);
      },
      () => undefined
    );
    return () => controller.abort();
  }, [present, client, name]);

  return people;
}

const presentKey = (name: string) => ['present', name] as const;
const NOBODY: DisplayedPerson[] = [];

/** Who is there, where a part of the page beside this one watches for it. */
export function usePresent(name: string): DisplayedPerson[] {
  const { data } = useQuery<DisplayedPerson[]>({ queryKey: presentKey(name), queryFn: skipToken });
  return data ?? NOBODY;
}
