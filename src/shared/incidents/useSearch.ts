import { useEffect, useRef, useState } from 'react';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { readBack } from '../../grafana/records/search';
import { RequestError } from '../../grafana/request';

/** A search as typed is not worth asking for at each letter; milliseconds. */
const PAUSE = 300;
const PAGE = 1000;

interface Found {
  key: string;
  matches: IncidentHead[];
  read: number;
  total: number;
  state: 'searching' | 'done' | 'stopped' | 'failed';
  error?: Error;
}

export interface Search extends Omit<Found, 'key'> {
  stop: () => void;
  goOn: () => void;
}

const NONE: IncidentHead[] = [];

type Pick = (heads: IncidentHead[]) => IncidentHead[];

/** What `pick` takes out of all incidents there are, anew for each `key`; only that is kept. Undefined: nothing is looked for. */
export function useSearch(key: string, pick: Pick, enabled: boolean): Search | undefined {
  const picked = useRef(pick);
  useEffect(() => {
    picked.current = pick;
  });
  const [found, setFound] = useState<Found>();
  const [stopped, setStopped] = useState<string>();
  useEffect(() => {
    if (!enabled || stopped === key) {
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(
      () =>
        void search(
          (heads) => picked.current(heads),
          controller.signal,
          (part) => setFound({ key, ...part })
        ),
      PAUSE
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, enabled, stopped]);
  if (!enabled) {
    return undefined;
  }
  const own = found?.key === key ? found : { matches: NONE, read: 0, total: 0, state: 'searching' as const };
  return {
    ...own,
    state: own.state === 'searching' && stopped === key ? 'stopped' : own.state,
    stop: () => setStopped(key),
    goOn: () => setStopped(undefined),
  };
}

async function search(pick: Pick, signal: AbortSignal, tell: (found: Omit<Found, 'key'>) => void) {
  const matches = new Map<string, IncidentHead>();
  let progress = { read: 0, total: 0 };
  const told = (state: Found['state'], error?: Error) =>
    signal.aborted || tell({ matches: [...matches.values()], ...progress, state, error });
  try {
    for await (const { heads, read, total } of readBack(INCIDENTS, { page: PAGE }, signal)) {
      pick(heads.map(readIncidentHead)).forEach((head) => matches.set(head.name, head));
      progress = { read, total };
      told('searching');
    }
    told('done');
  } catch (error) {
    told('failed', error instanceof RequestError ? error : new Error(String(error)));
  }
}
