import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { resolveParameters, type Surroundings } from '../../domain/runbook/parameters';
import { runKind } from '../../domain/runbook/run';
import { emptyRun, runName } from '../../domain/runbook/runSchema';
import { type Content } from '../../domain/runbook/schema';
import { newId } from '../../grafana/ids';
import { registerKind } from '../../grafana/records/kinds';
import { currentPerson } from '../../grafana/user';
import { useOutbox } from '../records/OutboxProvider';
import { runbookRunPath } from './paths';

interface Start {
  /** Of the runbook. */
  name: string;
  runbook: Content & { version: number };
  around: Surroundings;
  incident?: string;
}

/** Begins a run with the runbook as it is now; it is kept here until Grafana has it. Answers the run's name. */
export function useBeginRun(): (start: Start) => string {
  registerKind(runKind);
  const outbox = useOutbox();
  return useCallback(
    ({ name, runbook, around, incident }) => {
      const { title, version, language, parameters, sections, steps } = runbook;
      const id = newId();
      const at = new Date().toISOString();
      const run = runName(id, at);
      const { values } = resolveParameters({ parameters }, around);
      const started = {
        runbook: name,
        title,
        version,
        ...(language && { language }),
        parameters,
        sections,
        steps,
        values,
        ...(incident && { incident }),
      };
      const command = { type: 'start', id, at, by: currentPerson(), run: started };
      void outbox.send(runKind.kind, run, command, { initial: emptyRun(run) });
      return run;
    },
    [outbox]
  );
}

/** Begins a run and opens it. */
export function useStartRun(): (start: Start) => void {
  const begin = useBeginRun();
  const navigate = useNavigate();
  return useCallback((start) => navigate(runbookRunPath(begin(start))), [begin, navigate]);
}
