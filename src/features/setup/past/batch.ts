import { useEffect, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod/mini';
import { emptyPlan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../../grafana/drafts';
import { takeBack } from '../../../grafana/records/remove';
import { headKeys, recordKeys } from '../../../shared/records/keys';
import { useSend } from '../../../shared/records/useSend';
import { makeSureOfFolders, written } from '../../../shared/start/useStart';

/** What one step of an import made: a record by its name, or tasks by the command that brought them into the plan. */
const made = z.union([z.object({ record: z.string() }), z.object({ tasks: z.string(), count: z.number() })]);
export type Made = z.infer<typeof made>;
export type Making = () => Promise<Made>;

const kept = z.object({ source: z.string(), made: z.array(made) });

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

export function countOf(all: readonly Made[]): number {
  return all.reduce((sum, one) => sum + ('tasks' in one ? one.count : 1), 0);
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

async function undo(given: Batch, dropTasks: (imported: string) => Promise<void>) {
  let current: Batch = { ...given, phase: 'undoing', error: undefined };
  set(current);
  try {
    while (current.made.length > 0) {
      const last = current.made[current.made.length - 1];
      await ('record' in last ? takeBack(last.record) : dropTasks(last.tasks));
      current = { ...current, made: current.made.slice(0, -1) };
      set(current);
    }
    set({ ...current, phase: 'undone' });
  } catch (error) {
    set({ ...current, phase: 'made', error });
  }
}

export function usePlanSend() {
  return useSend(planKind, PLAN_NAME, { initial: emptyPlan });
}

/** The import that runs or was the last one, also over a reload. */
export function useBatch() {
  const client = useQueryClient();
  const send = usePlanSend();
  const current = useSyncExternalStore(subscribe, () => batch);
  useEffect(() => {
    const before = kept.safeParse(readDraft(draftKey(KEY)));
    if (!batch && before.success) {
      set({ ...before.data, all: countOf(before.data.made), phase: 'made' });
    }
  }, []);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: headKeys.all }),
      client.invalidateQueries({ queryKey: recordKeys.one(planKind.kind, PLAN_NAME) }),
    ]);
  return {
    batch: current,
    make: (source: string, all: number, makings: Making[]) => void make(source, all, makings).then(refresh),
    undo: () =>
      current && void undo(current, (imported) => written([send({ type: 'dropImport', imported })])).then(refresh),
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
