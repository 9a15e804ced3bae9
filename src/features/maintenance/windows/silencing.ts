import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { headOfWindow, readWindowHead, type WindowHead, WINDOWS } from '../../../domain/maintenance/windows/head';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import {
  type SilenceState,
  silenceStates,
  silencedTogether,
  silencing,
} from '../../../domain/maintenance/windows/silence';
import { timesOf } from '../../../domain/maintenance/windows/times';
import { type WindowCommand, windowKind } from '../../../domain/maintenance/windows/window';
import { type ServicesRegister } from '../../../domain/services/services';
import { expireSilence, listSilences, putSilence, type Silence } from '../../../grafana/alerting/silences';
import { newId } from '../../../grafana/ids';
import { type Outbox } from '../../../grafana/records/outbox';
import { listHeads } from '../../../grafana/records/search';
import { read } from '../../../grafana/records/store';
import { type RequestError } from '../../../grafana/request';
import { currentLogin, currentPerson } from '../../../grafana/user';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useServices } from '../../../shared/services/useServices';

const silenceKey = ['silences'] as const;
const mutationKey = (name: string) => ['silencing', name];

/** Silences of windows that ended longer ago are over, whatever was planned with them. */
const RECENT_MS = 7 * 86_400_000;
/** Windows that share a service with one, at most: each is read. */
const MOST_TOGETHER = 20;

/** Silences in Grafana as they are now. */
export function useSilences(enabled: boolean) {
  return useQuery<Silence[], RequestError>({
    queryKey: silenceKey,
    queryFn: ({ signal }) => listSilences(signal),
    enabled,
    refetchInterval: 15_000,
  });
}

/** Makes the silences of a window, and of those that share time with it, what the windows say. */
export function useBringSilences(name: string): () => void {
  const client = useQueryClient();
  const outbox = useOutbox();
  const { record: register } = useServices();
  const { mutate } = useMutation({
    mutationKey: mutationKey(name),
    mutationFn: () => bring(name, register, outbox),
    onSettled: () => client.invalidateQueries({ queryKey: silenceKey }),
  });
  return mutate;
}

/** How the last try of this page load went, whoever of its components began it. */
export function useBringing(name: string): { isPending: boolean; error: Error | null } {
  const tries = useMutationState({ filters: { mutationKey: mutationKey(name) }, select: ({ state }) => state });
  const last = tries.at(-1);
  return { isPending: last?.status === 'pending', error: last?.error ?? null };
}

async function bring(name: string, register: ServicesRegister | undefined, outbox: Outbox): Promise<void> {
  const { record } = await read(windowKind, name);
  if (!record) {
    return;
  }
  const { heads } = await listHeads(WINDOWS, { sort: '-name' });
  const own = headOfWindow(record);
  const windows = [own, ...heads.flatMap((hit) => (hit.name === name ? [] : (readWindowHead(hit) ?? [])))];
  const silences = await listSilences();
  await bringOne(record, windows, silences, register, outbox);
  for (const other of recent(silencedTogether(own, windows))) {
    const stored = await read(windowKind, other.name);
    if (stored.record) {
      await bringOne(stored.record, windows, silences, register, outbox);
    }
  }
}

function recent(windows: WindowHead[]): WindowHead[] {
  const since = Date.now() - RECENT_MS;
  return windows.filter((window) => Date.parse(timesOf(window)?.to ?? window.end) > since).slice(0, MOST_TOGETHER);
}

async function bringOne(
  record: MaintenanceWindow,
  windows: WindowHead[],
  silences: Silence[],
  register: ServicesRegister | undefined,
  outbox: Outbox
): Promise<void> {
  const before = record.silences ?? {};
  const ids = { ...before };
  const wanted = silencing(headOfWindow(record), windows, register, Date.now());
  try {
    for (const state of silenceStates(record.id, wanted, before, silences)) {
      const id = await settle(state, record);
      if (id) {
        ids[state.service] = id;
      }
    }
  } finally {
    // also when one was refused: those that were made are known
    if (JSON.stringify(ids) !== JSON.stringify(before)) {
      const command: WindowCommand = {
        type: 'setSilences',
        id: newId(),
        at: new Date().toISOString(),
        by: currentPerson(),
        silences: ids,
      };
      void outbox.send(windowKind.kind, record.id, command, { record: record.id });
    }
  }
}

/** The id of the silence that is there now, if any. */
async function settle({ state, wanted, known }: SilenceState, record: MaintenanceWindow): Promise<string | undefined> {
  if (state === 'left' && known) {
    await expireSilence(known.id);
    return undefined;
  }
  if (!wanted || state === 'kept') {
    return known?.id;
  }
  const isActive = known?.state === 'active';
  return putSilence({
    ...(known && { id: known.id }),
    matchers: wanted.matchers,
    // the start of an active one cannot be moved, and a new one does not begin in the past
    startsAt: isActive ? known.startsAt : notBeforeNow(wanted.startsAt),
    endsAt: wanted.endsAt,
    createdBy: currentLogin(),
    comment: `${record.title} (Opsbook ${record.id})`,
  });
}

function notBeforeNow(at: string): string {
  return new Date(Math.max(Date.parse(at), Date.now())).toISOString();
}
