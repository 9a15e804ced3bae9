import { useMemo } from 'react';
import { type Objective } from '../../domain/objective/schema';
import { shownUnit, type ObjectiveState, OBJECTIVE_STATES } from '../../domain/objective/state';
import { formatValue } from './format';
import { useMeasurements } from './useMeasurements';
import { useObjectivesGlance } from './useObjectivesGlance';

export interface ObjectiveStanding {
  key: string;
  objective: Objective;
  state: ObjectiveState;
  /** Undefined where there is none. */
  value?: number;
  /** The value with its unit, as people read it. */
  text?: string;
}

/** Where every objective stands, the most urgent first: for Home and other overviews. */
export function useObjectiveStates(): {
  states: ObjectiveStanding[];
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
} {
  const { record, objectives, error, isPending, refetch } = useObjectivesGlance();
  const rows = useMeasurements(objectives, { exclusions: record?.exclusions, readsRecords: false });
  const states = useMemo(
    () =>
      rows
        .flatMap(({ key, objective, state, value }) =>
          state === undefined
            ? []
            : [
                {
                  key,
                  objective,
                  state,
                  value,
                  ...(value !== undefined && { text: formatValue(value, shownUnit(objective)) }),
                },
              ]
        )
        .sort((a, b) => OBJECTIVE_STATES.indexOf(a.state) - OBJECTIVE_STATES.indexOf(b.state)),
    [rows]
  );
  return { states, isPending: isPending || rows.some((row) => row.isPending), error, refetch };
}
