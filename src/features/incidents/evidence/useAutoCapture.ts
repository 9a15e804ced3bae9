import { useEffect, useRef } from 'react';
import { type Incident } from '../../../domain/incident/kind';
import { type Evidence } from '../../../domain/incident/schema';
import { currentPerson } from '../../../grafana/user';
import { captureSignals } from '../data/capture';
import { useSendIncident } from '../data/incidents';
import { useSignals } from '../data/signals';
import { lastAuthor } from '../lastAuthor';

const MOMENTS: Partial<Record<Incident['status'], Evidence['moment']>> = { mitigated: 'mitigate', resolved: 'resolve' };

/**
 * Keeps the signals of the affected services when the incident is mitigated or resolved, however that was said: a button, a
 * command or a dialog. By whoever said it; best effort.
 */
export function useAutoCapture(incident: Incident): void {
  const { name, status } = incident;
  const { signals, isPending } = useSignals(incident.services);
  const send = useSendIncident(name);
  const seen = useRef({ name, status });
  const isMine = lastAuthor(incident) === currentPerson().uid;
  useEffect(() => {
    const before = seen.current;
    if (before.name !== name) {
      seen.current = { name, status };
      return;
    }
    if (before.status === status || isPending) {
      return;
    }
    seen.current = { name, status };
    const moment = MOMENTS[status];
    if (moment && isMine) {
      void captureSignals(signals, moment).then((captured) =>
        captured.forEach((evidence) => send({ type: 'capture', evidence }))
      );
    }
  }, [name, status, isPending, isMine, signals, send]);
}
