import React, { createContext, type PropsWithChildren, useContext, useEffect, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { type RecordBase } from '../../domain/record/record';
import { dropOldDrafts } from '../../grafana/drafts';
import { kindByName } from '../../grafana/records/kinds';
import { Outbox, type OutboxState } from '../../grafana/records/outbox';
import { type Stored } from '../../grafana/records/store';
import { headKeys, recordKeys } from './keys';

const OutboxContext = createContext<Outbox | undefined>(undefined);

let pageOutbox: Outbox | undefined;

/** One outbox per page load: leaving the app and coming back must not lose its place in the queue. */
function sharedOutbox(): Outbox {
  pageOutbox ??= new Outbox(kindByName);
  return pageOutbox;
}

interface Props {
  outbox?: Outbox;
}

export function OutboxProvider({ outbox = sharedOutbox(), children }: PropsWithChildren<Props>) {
  const client = useQueryClient();
  useEffect(() => dropOldDrafts(), []);
  useEffect(() => {
    outbox.useKnown((kind, name) => client.getQueryData<Stored<RecordBase>>(recordKeys.one(kind, name)));
    const stopListening = outbox.onDone((item, stored) => {
      const queryKey = recordKeys.one(item.kind, stored.name);
      void client.cancelQueries({ queryKey, exact: true }); // a read that began before the write would bring the past back
      client.setQueryData(queryKey, stored);
      void client.invalidateQueries({ queryKey: headKeys.of(item.kind) });
    });
    const stop = outbox.start();
    return () => {
      stopListening();
      stop();
    };
  }, [outbox, client]);
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) {
    throw new Error('OutboxProvider is missing');
  }
  return outbox;
}

export function useOutboxState(): OutboxState {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.getState);
}
