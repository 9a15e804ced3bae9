import { useCallback, useState } from 'react';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type WindowCommand } from '../../../domain/maintenance/windows/window';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { type Draft, type Sent } from '../../../shared/records/useSend';
import { useWindowSend } from './data';

export type Act = (draft: Draft<WindowCommand>) => Sent<MaintenanceWindow>;

/** Sends what a person does with a window, and keeps why it was refused. */
export function useWindowActs(name: string): { act: Act; reasons: Reason[]; dismiss: () => void } {
  const send = useWindowSend(name);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = useCallback<Act>(
    (draft) => {
      const sent = send(draft);
      setReasons(isRefused(sent) ? sent.refused.reasons : []);
      return sent;
    },
    [send]
  );
  return { act, reasons, dismiss: () => setReasons([]) };
}
