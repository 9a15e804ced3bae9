import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { takeBack } from '../../../grafana/records/remove';
import { createNumbered } from '../../../grafana/records/store';
import { headKeys } from '../../../shared/records/keys';
import { makeSureOfFolders } from '../../../shared/start/useStart';

type Phase = 'ready' | 'making' | 'made' | 'undoing' | 'undone';

/** Makes incidents one after the other; can be stopped, and taken back in one step. */
export function usePastImport() {
  const client = useQueryClient();
  const [phase, setPhase] = useState<Phase>('ready');
  const [done, setDone] = useState(0);
  const [error, setError] = useState<unknown>();
  const made = useRef<string[]>([]);
  const isStopped = useRef(false);

  const refresh = () => client.invalidateQueries({ queryKey: headKeys.of(incidentKind.kind) });
  const run = async (incidents: Incident[]) => {
    isStopped.current = false;
    setError(undefined);
    setDone(0);
    setPhase('making');
    try {
      await makeSureOfFolders();
      for (const incident of incidents) {
        if (isStopped.current) {
          break;
        }
        const { name } = await createNumbered(incidentKind, incident);
        made.current.push(name);
        setDone(made.current.length);
      }
    } catch (thrown) {
      setError(thrown);
    }
    setPhase('made');
    await refresh();
  };
  const undo = async () => {
    setPhase('undoing');
    setError(undefined);
    try {
      while (made.current.length > 0) {
        await takeBack(made.current[made.current.length - 1]);
        made.current.pop();
        setDone(made.current.length);
      }
      setPhase('undone');
    } catch (thrown) {
      setError(thrown);
      setPhase('made');
    }
    await refresh();
  };
  return { phase, done, error, run, undo, stop: () => (isStopped.current = true) };
}
