import { useEffect, useState } from 'react';
import { filterIncidents, type IncidentFilter } from '../../../domain/incident/filter';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { readBack } from '../../../grafana/records/search';
import { RequestError } from '../../../grafana/request';

/** A search as typed is not worth asking for at each letter; milliseconds. */
const PAUSE = 300;
const PAGE = 1000;

interface Found {
  /** The filter that was looked for. */
  key: string;
  matches: IncidentHead[];
  read: number;
  total: number;
  state: 'searching' | 'done' | 'stopped' | 'failed';
  error?: Error;
}

export interface Older extends Omit<Found, 'key'> {
  stop: () => void;
  goOn: () => void;
}

const NONE: IncidentHead[] = [];

/** Incidents that match among all there are: only the matching ones are kept. Undefined: nothing is to be looked for. */
export function useOlder(filter: IncidentFilter, enabled: boolean): Older | undefined {
  const key = JSON.stringify(filter);
  const [found, setFound] = useState<Found>();
  const [stopped, setStopped] = useState<string>();
  useEffect(() => {
    if (!enabled || stopped === key) {
      return;
    }
    const controller = new AbortController();
    const wanted = JSON.parse(key) as IncidentFilter;
    const timer = setTimeout(() => void search(wanted, controller.signal, (part) => setFound({ key, ...part })), PAUSE);
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

async function search(filter: IncidentFilter, signal: AbortSignal, tell: (found: Omit<Found, 'key'>) => void) {
  const matches = new Map<string, IncidentHead>();
  let progress = { read: 0, total: 0 };
  const told = (state: Found['state'], error?: Error) =>
    signal.aborted || tell({ matches: [...matches.values()], ...progress, state, error });
  try {
    for await (const { heads, read, total } of readBack(INCIDENTS, { page: PAGE }, signal)) {
      filterIncidents(heads.map(readIncidentHead), filter, Date.now()).forEach((head) => matches.set(head.name, head));
      progress = { read, total };
      told('searching');
    }
    told('done');
  } catch (error) {
    told('failed', error instanceof RequestError ? error : new Error(String(error)));
  }
}
