import { useMemo } from 'react';
import { type Incident } from '../../../domain/incident';
import { type Signal, signalsOf } from '../../../domain/signals';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { usePrometheus } from '../../../shared/useSettings';

export interface Asked extends Signal {
  uid: string;
}

/** The signals of the incident's services, each with the Prometheus to ask; empty without one. */
export function useSignals(services: Incident['services']): {
  signals: Asked[];
  uid: string | undefined;
  isPending: boolean;
} {
  const { objectives, isPending } = useObjectives();
  const { source, isPending: sourcePending } = usePrometheus();
  const uid = source?.uid;
  const signals = useMemo(
    () =>
      signalsOf(objectives, services).flatMap((signal) => {
        const asked = signal.dataSource ?? uid;
        return asked ? [{ ...signal, uid: asked }] : [];
      }),
    [objectives, services, uid]
  );
  return { signals, uid, isPending: isPending || sourcePending };
}
