import { type Head, type Instant } from '../record/record';
import { KEY, readNextCheck } from './headKeys';
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
        !(head[KEY.drill] === 'true' || tags.includes('type:drill')) ||
        (uid !== '' && (head[KEY.commanderUid] === uid || head[KEY.declaredUid] === uid))
    )
    .flatMap(({ name, head }): Reminder[] => {
      const ref = reference(name);
      const nextUpdate = head[KEY.nextUpdate];
      const { at, title } = readNextCheck(head[KEY.nextCheck]) ?? {};
      return [
        ...(isPast(nextUpdate, now)
          ? [{ key: `${name}|update|${nextUpdate}`, name, ref, kind: 'update' as const, due: nextUpdate }]
          : []),
        ...(isPast(at, now)
          ? [{ key: `${name}|task|${at}`, name, ref, kind: 'task' as const, due: at, ...(title && { title }) }]
          : []),
      ];
    })
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due) || (one.key < other.key ? -1 : 1));
}

function isPast(at: string | undefined, now: number): at is Instant {
  return at !== undefined && Date.parse(at) <= now;
}
