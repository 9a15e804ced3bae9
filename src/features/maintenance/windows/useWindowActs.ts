import { useCallback, useState } from 'react';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type WindowCommand } from '../../../domain/maintenance/windows/window';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { maySilence } from '../../../grafana/alerting/silences';
import { isParked } from '../../../grafana/records/outbox';
import { type Draft, type Sent } from '../../../shared/records/useSend';
import { useWindowSend } from './data';
import { useBringSilences } from './silencing';

export type WindowAct = (draft: Draft<WindowCommand>) => Sent<MaintenanceWindow>;

/** Sends what a person does with a window, and keeps why it was refused; its silences follow once Grafana has it. */
export function useWindowActs(name: string): { act: WindowAct; reasons: Reason[]; dismiss: () => void } {
  const send = useWindowSend(name);
  const bring = useBringSilences(name);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = useCallback<WindowAct>(
    (draft) => {
      const sent = send(draft);
      if (isRefused(sent)) {
        setReasons(sent.refused.reasons);
        return sent;
      }
      setReasons([]);
      if (maySilence() && (sent.ok.silence || sent.ok.silences)) {
        void sent.settled.then((settled) => isParked(settled) || bring());
      }
      return sent;
    },
    [send, bring]
  );
  return { act, reasons, dismiss: () => setReasons([]) };
}
