import { useMemo } from 'react';
import { type Incident } from '../../../domain/incident/kind';
import { type Signal, signalsOf } from '../../../domain/objective/signals';
import { knownServices } from '../../../domain/services/services';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useServices } from '../../../shared/services/useServices';

export interface AskedSignal extends Signal {
  uid: string;
}

/** The signals of the incident's services, each with the Prometheus to ask; empty without one. */
export function useSignals(services: Incident['services']): {
  signals: AskedSignal[];
  uid: string | undefined;
  isPending: boolean;
} {
  const { objectives, isPending } = useObjectives();
  const { record: register, isPending: registerPending } = useServices();
  const { source, isPending: sourcePending } = usePrometheus();
  const uid = source?.uid;
  const signals = useMemo(
    () =>
      signalsOf(
        objectives,
        services,
        knownServices(register, services).map(([, service]) => service)
      ).flatMap((signal) => {
        const asked = signal.dataSource ?? uid;
        return asked ? [{ ...signal, uid: asked }] : [];
      }),
    [objectives, register, services, uid]
  );
  return { signals, uid, isPending: isPending || sourcePending || registerPending };
}
