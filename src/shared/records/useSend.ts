import { useCallback, useMemo } from 'react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { isRefused, type Outcome } from '../../domain/record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { newId } from '../../grafana/ids';
import { homeOf, isRestricted } from '../../grafana/records/folders';
import { registerKind } from '../../grafana/records/kinds';
import { type Item, type Outbox } from '../../grafana/records/outbox';
import { type Stored } from '../../grafana/records/store';
import { currentPerson } from '../../grafana/user';
import { recordKeys } from './keys';
import { useOutbox } from './OutboxProvider';
import { waitingCommands, withWaiting } from './waiting';

/** A command as a page writes it; id, time and author are filled in. */
export type Draft<C> = C extends Command ? Omit<C, 'id' | 'at' | 'by'> & Partial<Pick<C, 'id' | 'at' | 'by'>> : never;

export type Sent<R> = Outcome<R> & {
  id: string;
  /** Resolves once Grafana has it, or it is parked. Never rejects. */
  settled: Promise<Item | Stored<RecordBase>>;
};

/** What sends: a page's, to be handed to code that comes with a click. */
export interface Sender {
  client: QueryClient;
  outbox: Outbox;
}

interface Options<R> {
  initial?: () => R;
  /** Of a record that is for few people, where the page does not hold it. */
  inTab?: boolean;
}

/**
 * Sends a command to a record. A refusal of the domain comes back at once; anything else is kept in the outbox, shown at
 * once and sent when the server answers.
 */
export function sendTo<R extends RecordBase, C extends Command>(
  { client, outbox }: Sender,
  kind: RecordKind<R, C>,
  name: string,
  draft: Draft<C>,
  { initial, inTab }: Options<R> = {}
): Sent<R> {
  registerKind(kind);
  const id = draft.id ?? newId();
  const command = { at: new Date().toISOString(), by: currentPerson(), ...draft, id } as Command as C;
  const stored = client.getQueryData<Stored<R>>(recordKeys.one(kind.kind, name));
  const start = stored?.record ?? initial?.();
  const current = start && withWaiting(kind, start, waitingCommands(outbox.getState().items, kind.kind, name));
  const outcome: Outcome<R> | undefined = current && kind.apply(current, command);
  if (outcome && isRefused(outcome)) {
    return { ...outcome, id, settled: new Promise(() => undefined) };
  }
  const settled = outbox.send(kind.kind, name, command, {
    ...(stored?.record && stored.state !== 'absent' ? { record: stored.record.id } : { initial: initial && start }),
    inTab: start ? isRestricted(homeOf(kind, start)) : inTab,
  });
  return { ok: outcome?.ok ?? current, id, settled } as Sent<R>;
}

export function useSender(): Sender {
  const client = useQueryClient();
  const outbox = useOutbox();
  return useMemo(() => ({ client, outbox }), [client, outbox]);
}

/** `sendTo` one record. */
export function useSend<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  { initial, inTab }: Options<R> = {}
): (draft: Draft<C>) => Sent<R> {
  registerKind(kind);
  const sender = useSender();
  return useCallback(
    (draft) => sendTo(sender, kind, name, draft, { initial, inTab }),
    [sender, kind, name, initial, inTab]
  );
}
