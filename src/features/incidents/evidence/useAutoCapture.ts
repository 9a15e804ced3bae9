import { useCallback } from 'react';
import { type Incident } from '../../../domain/incident';
import { type Evidence } from '../../../domain/incidentSchema';
import { useSendIncident } from '../data';
import { captureSignals } from './capture';
import { useSignals } from './useSignals';

/** Keeps the signals of the affected services when the incident is declared, mitigated or resolved; best effort. */
export function useAutoCapture(incident: Incident): (moment: Evidence['moment']) => void {
  const { signals } = useSignals(incident.services);
  const send = useSendIncident(incident.name);
  return useCallback(
    (moment) => {
      void captureSignals(signals, moment).then((captured) =>
        captured.forEach((evidence) => send({ type: 'capture', evidence }))
      );
    },
    [signals, send]
  );
}
