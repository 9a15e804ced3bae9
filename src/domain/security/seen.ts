import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { type Head, type Shelf } from '../record/record';

export const SECURITY_REVIEWS = {
  kind: 'security-review',
  folders: ['registers', 'security'],
} as const satisfies Shelf;

const items = z.array(z.string());
/** Items of which it was seen how they stand, whatever anybody vouches for. */
const seen = z.object({ failed: items, passed: items });
export type Seen = z.infer<typeof seen>;

interface Result {
  facts: Array<{ verdict: 'good' | 'bad' | 'unknown' | 'note' }>;
  /** Parts that did not apply, by the key of the fact. */
  parts?: object;
  state: string;
}

/** What a review saw of each item; of one with parts that do not apply, what it came to without them. */
export function seenIn(results: Record<string, Result>): Seen {
  const sight = ({ facts, parts, state }: Result) => {
    if (parts) {
      return state;
    }
    const has = (wanted: string) => facts.some(({ verdict }) => verdict === wanted);
    return has('bad') ? 'fail' : has('good') && !has('unknown') ? 'pass' : 'unknown';
  };
  const those = (wanted: string) => Object.keys(results).filter((item) => sight(results[item]) === wanted);
  return { failed: those('fail'), passed: those('pass') };
}

export function writeSeen(results: Record<string, Result>): Head {
  return carry('seen', seenIn(results));
}

/** Undefined where the head does not tell. */
export function readSeen(head: Head): Seen | undefined {
  return seen.safeParse(carried(head, 'seen')).data;
}
