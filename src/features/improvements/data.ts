import { useCallback, useMemo, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  failedChecks,
  failedFindings,
  finishedActions,
  rowOfAction,
  rowOfItem,
  type WorkRow,
} from '../../domain/improvement/rows';
import { rowsOfHead, withActions } from '../../domain/incident/actionList';
import { type IncidentHead } from '../../domain/incident/head';
import { type Incident } from '../../domain/incident/schema';
import { localDateOf, shiftWeek, weekOf } from '../../domain/time/recurrence';
import { DAY_MS } from '../../domain/time/units';
import { useTeamZone } from '../../shared/hooks/useSettings';
import { useRoadmap } from '../../shared/improvements/useRoadmap';
import { readIncidents, useIncidentHeads } from '../../shared/incidents/useIncidentHeads';
import { useWeek } from '../../shared/maintenance/useWeek';
import { useSecurity } from '../../shared/security/useSecurity';
import { securityItemName } from '../../shared/words/security';

/** Incidents whose finished actions are read, the newest first. */
const MOST_READ = 50;
/** Days for which what was finished elsewhere is shown. */
export const FINISHED_DAYS = [30, 90, 365] as const;

/** Seconds: actions of incidents that are older stand on the page of actions. */
const LAST_YEAR = 365 * 86_400;

type SourceOfWork = Exclude<WorkRow['source'], 'roadmap'>;

export interface Work {
  rows: WorkRow[];
  /** Open actions that the incidents' heads had no place for. */
  unlisted: number;
  /** Incidents with finished actions that were not read. */
  unread: number;
  /** What could not be read, or is being read. */
  failed: SourceOfWork[];
  pending: SourceOfWork[];
  refetch: () => void;
}

/** The roadmap and, beside it, what is to be done elsewhere, and was in the last `days`: read where it is kept, never copied. */
export function useWork(days: number): Work {
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
  const finished = useFinished(incidents.incidents, days);
  const rows = useMemo(
    () => [
      ...items.map(rowOfItem),
      ...heads.flatMap(rowsOfHead).flatMap(rowOfAction),
      ...finished.rows,
      ...failedChecks([previous.record, current.record].filter((week) => week !== undefined)),
      ...failedFindings([...findings, ...extras], securityItemName),
    ],
    [items, heads, finished.rows, previous.record, current.record, findings, extras]
  );
  const failing: Array<[SourceOfWork, unknown]> = [
    ['action', incidents.error],
    ['checklist', current.error ?? previous.error],
    ['security', security.register.error],
  ];
  const reading: Array<[SourceOfWork, boolean]> = [
    ['action', incidents.isPending || incidents.isReading || finished.isReading],
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
    unread: finished.unread,
    failed,
    pending: reading.flatMap(([source, isPending]) => (isPending && !failed.includes(source) ? [source] : [])),
    refetch,
  };
}

/** Actions that were done in the last days. Their titles stand in the incidents' records alone. */
function useFinished(incidents: IncidentHead[], days: number) {
  const client = useQueryClient();
  const [now] = useState(() => Date.now());
  const having = useMemo(() => withActions(incidents, 'done'), [incidents]);
  const names = useMemo(() => having.slice(0, MOST_READ).map(({ name }) => name), [having]);
  const reading = useQuery({
    queryKey: ['improvements', 'finished', names],
    queryFn: async () => {
      const read: Incident[] = [];
      await readIncidents(client, names, ({ record }) => record && read.push(record));
      return read;
    },
    enabled: names.length > 0,
    structuralSharing: false,
  });
  const rows = useMemo(() => {
    const since = new Date(now - days * DAY_MS).toISOString();
    return (reading.data ?? []).flatMap((incident) => finishedActions(incident, since));
  }, [reading.data, days, now]);
  return {
    rows,
    isReading: reading.isPending && names.length > 0,
    unread: having.length - (reading.data?.length ?? names.length),
  };
}
