import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { watchRecord } from '../../grafana/live';
import { registerKind } from '../../grafana/records/kinds';
import { type Item } from '../../grafana/records/outbox';
import { read, RecordError, type Stored } from '../../grafana/records/store';
import { findInTrash } from '../../grafana/records/trash';
import { watchVersion } from '../../grafana/records/watchVersion';
import { wasSaved } from '../../grafana/records/witness';
import { RequestError } from '../../grafana/request';
import { recordKeys } from './keys';
import { useOutboxState } from './OutboxProvider';
import { waitingCommands, withWaiting } from './waiting';

const POLL = 5000;
const POLL_SLOW = 60_000;
/** Registers change seldom, and many pages show several: while Live tells of most changes they are asked for less often. */
const POLL_REGISTER = 30_000;
/** Between two reads while many people write: each read draws the record again. */
const PAUSE = 300;

export interface RecordView<R> {
  /** What Grafana holds, with this browser's waiting commands applied on top. */
  record?: R;
  stored?: Stored<R>;
  /** Ids of commands that Grafana has not confirmed yet. */
  waiting: ReadonlySet<string>;
  /** Commands of this record that were refused, with their reasons: the person decides. */
  parked: readonly Item[];
  error: RequestError | RecordError | null;
  isPending: boolean;
  refetch: () => void;
}

interface Options<R> {
  /** Registers and weeks: a missing record reads as this, and the first command creates it. */
  initial?: () => R;
  /** Off for records that are only glanced at. */
  watch?: boolean;
}

export function useRecord<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  { initial, watch = true }: Options<R> = {}
): RecordView<R> {
  registerKind(kind);
  const queryKey = recordKeys.one(kind.kind, name);
  const {
    data: stored,
    error,
    isPending,
    refetch,
  } = useQuery<Stored<R>, RequestError | RecordError>({
    queryKey,
    queryFn: async ({ signal }) => {
      const stored = await readOr(kind, name, initial, signal);
      if (stored.state === 'foreign') {
        throw new RecordError('foreign', name);
      }
      return stored;
    },
  });
  const readAgain = useReadAgain(refetch);
  useWatch(name, stored, readAgain, { wanted: watch, isRegister: kind.folders.includes('registers') });
  const { items } = useOutboxState();
  return useMemo(() => {
    const own = items.filter((item) => item.kind === kind.kind && item.name === name);
    const queued = waitingCommands(own, kind.kind, name);
    return {
      stored,
      record: stored?.record && withWaiting(kind, stored.record, queued),
      waiting: new Set(queued.map(({ id }) => id)),
      parked: own.filter(({ parked }) => parked),
      error,
      isPending,
      refetch: () => void refetch(),
    };
  }, [kind, name, stored, items, error, isPending, refetch]);
}

/** What is there, else what it starts from; one that somebody deleted is missing, and offered back from the trash. */
async function readOr<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  initial: (() => R) | undefined,
  signal: AbortSignal
): Promise<Stored<R>> {
  try {
    return await read(kind, name, signal);
  } catch (thrown) {
    const isMissing = thrown instanceof RequestError && thrown.kind === 'missing';
    if (!initial || !isMissing || (await findInTrash(kind, name, signal))) {
      throw thrown;
    }
    if (await wasSaved(kind, name)) {
      throw new RecordError('deleted', name);
    }
    return { state: 'absent', name, record: initial() };
  }
}

/** Reads once more when word of a change comes during a read, instead of starting that read over. */
function useReadAgain(refetch: (options: { cancelRefetch: boolean }) => Promise<unknown>): () => void {
  const state = useRef({ reading: false, again: false });
  return useCallback(async () => {
    const { current } = state;
    current.again = true;
    if (current.reading) {
      return;
    }
    current.reading = true;
    while (current.again) {
      current.again = false;
      await refetch({ cancelRefetch: false });
      if (current.again) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
    current.reading = false;
  }, [refetch]);
}

/** Live shortens the wait among people on one Grafana instance; polling finds everybody else's writes. */
function useWatch<R>(
  name: string,
  stored: Stored<R> | undefined,
  readAgain: () => void,
  { wanted, isRegister }: { wanted: boolean; isRegister: boolean }
): void {
  const enabled = wanted && stored !== undefined;
  const version = stored?.resource?.metadata.resourceVersion;
  const latest = useRef(version);
  const isLive = useRef(false);
  useEffect(() => {
    latest.current = version;
  }, [version]);

  useEffect(() => {
    if (!enabled) {
      return;
    }
    let connectedBefore = false;
    return watchRecord(name, (event) => {
      const news = event.type === 'saved' && (!event.resourceVersion || event.resourceVersion !== latest.current);
      if (news || (event.type === 'connected' && connectedBefore)) {
        readAgain();
      }
      connectedBefore ||= event.type === 'connected';
      isLive.current = event.type === 'connected' || (isLive.current && event.type !== 'lost');
    });
  }, [name, readAgain, enabled]);

  useEffect(() => {
    if (!enabled) {
      return;
    }
    return watchVersion(name, {
      pause() {
        const isSlow = document.hidden || !version; // what is not there yet seldom comes
        return isSlow ? POLL_SLOW : isRegister && isLive.current ? POLL_REGISTER : POLL;
      },
      told(found) {
        if (found !== version) {
          readAgain(); // also where it was deleted meanwhile: the read says so
        }
      },
    });
  }, [name, version, readAgain, enabled, isRegister]);
}
