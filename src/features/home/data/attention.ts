import { useMemo } from 'react';
import { byUrgency, type IncidentHead, INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { PLANS } from '../../../domain/maintenance/planHead';
import { windowState } from '../../../domain/maintenance/windows/times';
import { OBJECTIVES_SHELF } from '../../../domain/objective/shelf';
import { type RunbookHead } from '../../../domain/runbook/head';
import { localDateOf } from '../../../domain/time/recurrence';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { OPEN_INCIDENTS } from '../../../shared/incidents/openIncidents';
import { type Windows } from '../../../shared/maintenance/useWindows';
import { useWindowsToday } from '../../../shared/maintenance/useWindowsToday';
import { type ObjectiveStanding, useObjectiveStates } from '../../../shared/objectives/useObjectiveStates';
import { useHeads } from '../../../shared/records/useHeads';
import { useFreshness, useRunbookHeads, useRunHeads } from '../../../shared/runbooks/useRunbooks';
import { type BackupsPart, useHomeBackups } from './backups';
import { type FollowUp, followUps } from './followUp';
import { dueToday, type HomeMaintenance, useHomeMaintenance } from './maintenance';
import { type Mine, useMine } from './mine';
import { type Part } from './part';
import { type HomeSecurity, useHomeSecurity } from './security';

const RECENT = 300;

export interface Running extends Part {
  incidents: IncidentHead[];
}

export interface Objectives extends Part {
  states: ObjectiveStanding[];
}

interface Runbooks extends Part {
  stale: RunbookHead[];
}

export interface Attention {
  running: Running;
  objectives: Objectives;
  maintenance: HomeMaintenance;
  followUp: FollowUp;
  security: HomeSecurity;
  backups: BackupsPart;
  runbooks: Runbooks;
  /** Of today. */
  windows: Windows;
  mine: Mine[];
  /** No hit of the search has a head, or there is none yet: this Grafana may keep dashboards in its old tables. */
  isHeadless: boolean;
  isPending: boolean;
  /** Nothing is known to need anybody, late backups apart, and everything is known. */
  isCalm: boolean;
}

/** Everything on Home, from one search for the heads of all kinds, and measurements. */
export function useAttention(): Attention {
  const now = useNow();
  const open = useHeads(INCIDENTS, OPEN_INCIDENTS);
  const recent = useHeads(INCIDENTS, { sort: '-name', limit: RECENT, isTotalFree: true });
  const plans = useHeads(PLANS);
  const registers = useHeads(OBJECTIVES_SHELF);
  const objectives = useObjectiveStates();
  const maintenance = useHomeMaintenance();
  const security = useHomeSecurity();
  const backups = useHomeBackups();
  const runbooks = useStaleRunbooks();
  const windows = useWindowsToday();

  const running: Running = {
    incidents: useMemo(() => open.heads.map(readIncidentHead).sort(byUrgency), [open.heads]),
    isPending: open.isPending,
    error: open.error,
    refetch: open.refetch,
  };
  const today = localDateOf(new Date(now).toISOString(), useTeamZone());
  const followUp: FollowUp = {
    ...useMemo(() => followUps(recent.heads.map(readIncidentHead), today), [recent.heads, today]),
    isPending: recent.isPending,
    error: recent.error,
    refetch: recent.refetch,
  };
  const mine = useMine({ incidents: running.incidents, followUp, maintenance });
  const parts: Part[] = [running, objectives, maintenance, followUp, security, backups, runbooks, windows];
  const isPending = parts.some((part) => part.isPending);
  const needs =
    running.incidents.length +
    objectives.states.filter(({ state }) => state === 'breached' || state === 'atRisk').length +
    dueToday(maintenance, now).length +
    followUp.actions.length +
    followUp.reviews.length +
    security.failed.length +
    security.expired.length +
    security.expiring.length +
    runbooks.stale.length +
    windows.windows.filter((window) => ['planned', 'running'].includes(windowState(window, now))).length +
    mine.length;
  return {
    running,
    objectives,
    maintenance,
    followUp,
    security,
    backups,
    runbooks,
    windows,
    mine,
    isHeadless:
      !recent.isPending && [recent, plans, registers].every(({ heads }) => heads.every(({ hasHead }) => !hasHead)),
    isPending,
    isCalm: !isPending && needs === 0 && parts.every(({ error }) => !error),
  };
}

const NONE_BROKEN = () => 0;

function useStaleRunbooks(): Runbooks {
  const { runbooks, ...view } = useRunbookHeads();
  const { byRunbook } = useRunHeads();
  // without a head nobody knows when it was reviewed
  const used = useMemo(() => runbooks.filter(({ retired, complete }) => !retired && complete), [runbooks]);
  const freshness = useFreshness(used, byRunbook, NONE_BROKEN);
  return { ...view, stale: used.filter(({ name }) => freshness.get(name)?.state === 'stale') };
}
