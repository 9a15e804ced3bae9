import { useCallback, useMemo, useState } from 'react';
import { failedChecks, failedFindings, rowOfAction, rowOfItem, type WorkRow } from '../../domain/improvement/rows';
import { rowsOfHead, withActions } from '../../domain/incident/actionList';
import { localDateOf, shiftWeek, weekOf } from '../../domain/time/recurrence';
import { useTeamZone } from '../../shared/hooks/useSettings';
import { useRoadmap } from '../../shared/improvements/useRoadmap';
import { useIncidentHeads } from '../../shared/incidents/useIncidentHeads';
import { useWeek } from '../../shared/maintenance/useMaintenance';
import { useSecurity } from '../../shared/security/useSecurity';
import { securityItemName } from '../../shared/words/security';

/** Seconds: actions of incidents that are older stand on the page of actions. */
const LAST_YEAR = 365 * 86_400;

type SourceOfWork = Exclude<WorkRow['source'], 'roadmap'>;

export interface Work {
  rows: WorkRow[];
  /** Open actions that the incidents' heads had no place for. */
  unlisted: number;
  /** What could not be read, or is being read. */
  failed: SourceOfWork[];
  pending: SourceOfWork[];
  refetch: () => void;
}

/** The roadmap and, beside it, what is to be done elsewhere: read where it is kept, never copied. */
export function useWork(): Work {
  const { items } = useRoadmap();
  const [since] = useState(() => Date.now() / 1000 - LAST_YEAR);
  const incidents = useIncidentHeads({ since });
  const zone = useTeamZone();
  const thisWeek = weekOf(localDateOf(new Date().toISOString(), zone));
  const current = useWeek(thisWeek);
  const previous = useWeek(shiftWeek(thisWeek, -1), false);
  const security = useSecurity();
  const { findings, extras } = security;
  const heads = useMemo(() => withActions(incidents.incidents, 'open'), [incidents.incidents]);
  const rows = useMemo(
    () => [
      ...items.map(rowOfItem),
      ...heads.flatMap(rowsOfHead).flatMap(rowOfAction),
      ...failedChecks([previous.record, current.record].filter((week) => week !== undefined)),
      ...failedFindings([...findings, ...extras], securityItemName),
    ],
    [items, heads, previous.record, current.record, findings, extras]
  );
  const failing: Array<[SourceOfWork, unknown]> = [
    ['action', incidents.error],
    ['checklist', current.error ?? previous.error],
    ['security', security.register.error],
  ];
  const reading: Array<[SourceOfWork, boolean]> = [
    ['action', incidents.isPending || incidents.isReading],
    ['checklist', current.isPending || previous.isPending],
    ['security', security.isPending],
  ];
  const failed = failing.flatMap(([source, error]) => (error ? [source] : []));
  const refetch = useCallback(() => {
    incidents.refetch();
    current.refetch();
    previous.refetch();
    security.register.refetch();
    security.checkAgain();
  }, [incidents, current, previous, security]);
  return {
    rows,
    unlisted: heads.reduce((sum, { openActions, actions }) => sum + openActions - actions.length, 0),
    failed,
    pending: reading.flatMap(([source, isPending]) => (isPending && !failed.includes(source) ? [source] : [])),
    refetch,
  };
}
