import { useMemo } from 'react';
import {
  byUrgency,
  type HeadAction,
  type IncidentHead,
  INCIDENTS,
  readIncidentHead,
} from '../../../domain/incident/head';
import { windowState } from '../../../domain/maintenance/windows/times';
import { type RunbookHead } from '../../../domain/runbook/head';
import { daysBetween, localDateOf } from '../../../domain/time/recurrence';
import { currentPerson } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { OPEN_INCIDENTS } from '../../../shared/incidents/openIncidents';
import { type Windows } from '../../../shared/maintenance/useWindows';
import { useWindowsToday } from '../../../shared/maintenance/useWindowsToday';
import { type ObjectiveStanding, useObjectiveStates } from '../../../shared/objectives/useObjectiveStates';
import { useHeads } from '../../../shared/records/useHeads';
import { useFreshness, useRunbookHeads, useRunHeads } from '../../../shared/runbooks/useRunbooks';
import { type BackupsPart, useBackups } from './backups';
import { dueToday, type Maintenance, useMaintenance } from './maintenance';
import { type Mine, useMine } from './mine';
import { type Part } from './part';
import { type Security, useSecurity } from './security';

const RECENT = 300;

export interface Running extends Part {
  incidents: IncidentHead[];
}

export interface Objectives extends Part {
  states: ObjectiveStanding[];
}

type OpenAction = HeadAction & { incident: string; ref: string };

export interface FollowUp extends Part {
  /** Late ones, with the days since their date. */
  actions: Array<OpenAction & { late: number }>;
  /** Of the person who looks, late or not. */
  mineToDo: OpenAction[];
  reviews: IncidentHead[];
  /** Of the person who looks, not written yet. */
  mineToReview: IncidentHead[];
  /** The next one that will be due. */
  nextReview?: IncidentHead;
}

interface Runbooks extends Part {
  stale: RunbookHead[];
}

export interface Attention {
  running: Running;
  objectives: Objectives;
  maintenance: Maintenance;
  followUp: FollowUp;
  security: Security;
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
  const recent = useHeads(INCIDENTS, { sort: '-name', limit: RECENT });
  const objectives = useObjectiveStates();
  const maintenance = useMaintenance();
  const security = useSecurity();
  const backups = useBackups();
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
    isHeadless: !recent.isPending && recent.heads.every(({ hasHead }) => !hasHead),
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

function followUps(
  incidents: IncidentHead[],
  today: string
): Pick<FollowUp, 'actions' | 'mineToDo' | 'reviews' | 'mineToReview' | 'nextReview'> {
  const counted = incidents.filter(({ drill, status }) => !drill && status !== 'void');
  const { uid, name: me } = currentPerson();
  const toDo = counted
    .flatMap(({ name, ref, actions }) => actions.map((action) => ({ ...action, incident: name, ref })))
    .filter(({ state }) => state === 'open' || state === 'doing')
    .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
  const toReview = counted
    .filter(({ review }) => review !== 'closed' && review !== 'reviewed')
    .sort((a, b) => (a.reviewDue ?? '').localeCompare(b.reviewDue ?? ''));
  return {
    actions: toDo
      .map((action) => ({ ...action, late: action.due ? daysBetween(action.due.slice(0, 10), today) : 0 }))
      .filter(({ late }) => late > 0),
    mineToDo: toDo.filter(({ owner }) => owner === me),
    reviews: toReview.filter(({ reviewDue }) => reviewDue !== undefined && reviewDue.slice(0, 10) <= today),
    mineToReview: toReview.filter(({ reviewOwner }) => reviewOwner === uid || reviewOwner === me),
    nextReview: toReview.find(({ reviewDue }) => reviewDue !== undefined && reviewDue.slice(0, 10) > today),
  };
}
