import { type Head, type Instant } from '../record/record';
import { reference } from './rules';

export interface Reminder {
  /** The same reminder has the same one until something is done about it. */
  key: string;
  /** The incident's record. */
  name: string;
  ref: string;
  kind: 'update' | 'task';
  due: Instant;
  /** Of the task. */
  title?: string;
}

interface OpenIncident {
  name: string;
  tags: string[];
  head: Head;
}

/**
 * What open incidents wait for and is late at `now` (milliseconds), the latest first. Drills remind only the people who run
 * them: whoever declared or commands one.
 */
export function remindersOf(open: OpenIncident[], uid: string, now: number): Reminder[] {
  return open
    .filter(
      ({ head, tags }) =>
        !(head.drill === 'true' || tags.includes('type:drill')) ||
        (uid !== '' && (head['commander-uid'] === uid || head['declared-uid'] === uid))
    )
    .flatMap(({ name, head }): Reminder[] => {
      const ref = reference(name);
      const [, check, title] = /^(\S+)(?: ([\s\S]*))?$/.exec(head['next-check'] ?? '') ?? [];
      return [
        ...(isPast(head['next-update'], now)
          ? [
              {
                key: `${name}|update|${head['next-update']}`,
                name,
                ref,
                kind: 'update' as const,
                due: head['next-update'],
              },
            ]
          : []),
        ...(isPast(check, now)
          ? [{ key: `${name}|task|${check}`, name, ref, kind: 'task' as const, due: check, ...(title && { title }) }]
          : []),
      ];
    })
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due) || (one.key < other.key ? -1 : 1));
}

function isPast(at: string | undefined, now: number): at is Instant {
  return at !== undefined && Date.parse(at) <= now;
}
