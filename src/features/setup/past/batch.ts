import { useEffect, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod/mini';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../../grafana/drafts';
import { takeBack } from '../../../grafana/records/remove';
import { headKeys } from '../../../shared/records/keys';
import { makeSureOfFolders } from '../../../shared/start/useStart';

/** Makes one record and answers its name. */
export type Making = () => Promise<string>;

const kept = z.object({ source: z.string(), made: z.array(z.string()) });

interface Batch extends z.infer<typeof kept> {
  phase: 'making' | 'made' | 'undoing' | 'undone';
  /** How many things it is to make. */
  all: number;
  error?: unknown;
}

const KEY = 'past-import';

// Apart from any page: it goes on while the person looks at another one, and can still be taken back by whoever comes back.
let batch: Batch | undefined;
let isStopped = false;
const listeners = new Set<() => void>();

function set(next: Batch | undefined) {
  batch = next;
  if (next && next.made.length > 0) {
    keepDraft(draftKey(KEY), { source: next.source, made: next.made });
  } else {
    dropDraft(draftKey(KEY));
  }
  listeners.forEach((listener) => listener());
}

async function make(source: string, all: number, makings: Making[]) {
  isStopped = false;
  let current: Batch = { source, all, phase: 'making', made: [] };
  set(current);
  try {
    await makeSureOfFolders();
    for (const one of makings) {
      if (isStopped) {
        break;
      }
      const done = await one();
      current = { ...current, made: [...current.made, done] };
      set(current);
    }
    set({ ...current, phase: 'made' });
  } catch (error) {
    set({ ...current, phase: 'made', error });
  }
}

async function undo(given: Batch) {
  let current: Batch = { ...given, phase: 'undoing', error: undefined };
  set(current);
  try {
    while (current.made.length > 0) {
      await takeBack(current.made[current.made.length - 1]);
      current = { ...current, made: current.made.slice(0, -1) };
      set(current);
    }
    set({ ...current, phase: 'undone' });
  } catch (error) {
    set({ ...current, phase: 'made', error });
  }
}

/** The import that runs or was the last one, also over a reload. */
export function useBatch() {
  const client = useQueryClient();
  const current = useSyncExternalStore(subscribe, () => batch);
  useEffect(() => {
    const before = kept.safeParse(readDraft(draftKey(KEY)));
    if (!batch && before.success) {
      set({ ...before.data, all: before.data.made.length, phase: 'made' });
    }
  }, []);
  const refresh = () => client.invalidateQueries({ queryKey: headKeys.all });
  return {
    batch: current,
    make: (source: string, all: number, makings: Making[]) => void make(source, all, makings).then(refresh),
    undo: () => current && void undo(current).then(refresh),
    stop: () => {
      isStopped = true;
    },
    forget: () => set(undefined),
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
