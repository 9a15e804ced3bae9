import { useEffect, useRef } from 'react';
import { type DashboardMark } from '../../domain/incident/mark';
import { mayAnnotate } from '../../grafana/annotations';
import { bringMark, type MarkedRecord } from './bring';

/** Others who have the page open leave the one who acted this long to mark it. */
const OTHERS_WAIT = 8000;
const SETTLED = 1000;

/** What is about to be done for a record: while writes and reads cross, it may be an older one for a moment. */
const planned = new Map<string, ReturnType<typeof setTimeout>>();

interface Options extends Omit<MarkedRecord, 'id'> {
  /** Absent: there is no record yet. */
  id: string | undefined;
  /** Whether what is to be marked is known already. */
  isReady: boolean;
  /** Whether this person changed the record last. */
  isMine: boolean;
}

/**
 * Keeps the mark of a record on dashboards as it says: set, moved, or taken away. Best effort, by whoever has the page open and may
 * annotate; nothing waits for it and nothing fails with it.
 */
export function useMark({ id, tag, known, wanted, isReady, isMine, ...options }: Options): void {
  const isIdle = !isReady || (!wanted && !known);
  const text = JSON.stringify(wanted);
  const report = useRef(options.onChange);
  useEffect(() => {
    report.current = options.onChange;
  });
  useEffect(() => {
    if (!id || !mayAnnotate()) {
      return;
    }
    clearTimeout(planned.get(id));
    if (isIdle) {
      return;
    }
    const mark = text ? (JSON.parse(text) as DashboardMark) : undefined;
    const onChange = report.current; // of this record: by then the page may show another
    const reconcile = () => void bringMark({ id, tag, known, wanted: mark, onChange }).catch(() => undefined);
    const timer = setTimeout(reconcile, isMine ? SETTLED : OTHERS_WAIT);
    planned.set(id, timer);
    if (!isMine) {
      return () => clearTimeout(timer); // one's own goes on when the page is left, as after a merge
    }
    return undefined;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- whose entry is the last one matters when the mark changes only
  }, [isIdle, id, tag, known, text]);
}
