import { useCallback, useState } from 'react';
import { type Incident, type IncidentCommand } from '../../domain/incident/kind';
import { isRefused, type Reason } from '../../domain/record/outcome';
import { type Draft, type Sent } from '../../shared/records/useSend';
import { useSendIncident } from './data/incidents';

export interface IncidentAct {
  /** True when it was taken; otherwise `reasons` say why not. */
  act: (draft: Draft<IncidentCommand>) => boolean;
  reasons: Reason[];
  dismiss: () => void;
}

/** Sends commands and keeps the reasons of the last refusal, to be shown where the person acted. */
export function useAct(name: string): IncidentAct {
  const send = useSendIncident(name);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = useCallback(
    (draft: Draft<IncidentCommand>) => {
      const sent: Sent<Incident> = send(draft);
      setReasons(isRefused(sent) ? sent.refused.reasons : []);
      return !isRefused(sent);
    },
    [send]
  );
  const dismiss = useCallback(() => setReasons([]), []);
  return { act, reasons, dismiss };
}
