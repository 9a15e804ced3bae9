import { type Head, type Instant, type Shelf } from '../record/record';
import { isTime } from './head';
import { type Helped, HELPED } from './runSchema';

export const RUN_SHELF: Shelf = { kind: 'run', folders: ['runbooks'], named: /^run-\d{12}-/ };

/** What the lists know of a run without opening it. */
export interface RunHead {
  name: string;
  runbook: string;
  title: string;
  started: Instant;
  by: string;
  incident?: string;
  finished?: Instant;
  helped?: Helped;
  why?: string;
  abandoned: boolean;
  /** Title of the step that waits. */
  current?: string;
}

interface Hit {
  name: string;
  title: string;
  tags: string[];
  head: Head;
}

/** Reads a hit of Grafana's search; undefined where it does not say which runbook was run and when. */
export function readRunHead({ name, title, tags, head }: Hit): RunHead | undefined {
  const runbook = head.runbook ?? tags.find((tag) => tag.startsWith('runbook:'))?.slice(8);
  if (!runbook || !isTime(head.started)) {
    return undefined;
  }
  const helped = HELPED.find((each) => each === head.helped);
  return {
    name,
    runbook,
    title: head.title ?? title,
    started: head.started,
    by: head.by ?? '',
    ...(head.incident && { incident: head.incident }),
    ...(isTime(head.finished) && { finished: head.finished }),
    ...(helped && { helped }),
    ...(head.why && { why: head.why }),
    abandoned: Boolean(head.abandoned),
    ...(head.current && { current: head.current }),
  };
}
