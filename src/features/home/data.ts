import { useMemo } from 'react';
import { byUrgency, type HeadAction, type IncidentHead, INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { type TaskStanding } from '../../domain/maintenance/task';
import { daysBetween, localDateOf } from '../../domain/time/recurrence';
import { DAY_MS } from '../../domain/time/units';
import { type RecordError } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { currentPerson } from '../../grafana/user';
import { useNow } from '../../shared/hooks/useNow';
import { useTeamZone } from '../../shared/hooks/useSettings';
import { OPEN_INCIDENTS } from '../../shared/incidents/openIncidents';
import { type Maintenance, useMaintenance } from '../../shared/maintenance/useMaintenance';
import { type ObjectiveStanding, useObjectiveStates } from '../../shared/objectives/useObjectiveStates';
import { useHeads } from '../../shared/records/useHeads';
import { type Security, useSecurity } from '../../shared/security/useSecurity';

const RECENT = 300;
const SOON = 7 * DAY_MS;

interface Part {
  isPending: boolean;
  error: Error | null;
  refetch?: () => void;
}

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

export interface SecurityPart extends Part {
  failed: Security['findings'];
  expired: Security['findings'];
  /** Attested, but not for longer than a week. */
  expiring: Security['findings'];
}

export interface Attention {
  running: Running;
  objectives: Objectives;
  maintenance: Maintenance;
  followUp: FollowUp;
  security: SecurityPart;
  isPending: boolean;
  /** Nothing is known to need anybody, and everything is known. */
  isCalm: boolean;
}

/** Everything on Home, from heads, the plan, measurements and proofs. */
export function useAttention(): Attention {
  const now = useNow();
  const open = useHeads(INCIDENTS, OPEN_INCIDENTS);
  const recent = useHeads(INCIDENTS, { sort: '-name', limit: RECENT });
  const objectiveStates = useObjectiveStates();
  const maintenance = useMaintenance();
  const security = useSecurity();

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
  const { findings } = security;
  const soon = now + SOON;
  const securityPart: SecurityPart = {
    failed: findings.filter(({ state }) => state === 'fail'),
    expired: findings.filter(({ state }) => state === 'expired'),
    expiring: findings.filter(
      ({ state, attestation }) => state === 'attested' && attestation && Date.parse(attestation.expires) < soon
    ),
    isPending: security.isPending,
    error: security.register.error,
    refetch: security.register.refetch,
  };
  const objectives: Objectives = { ...objectiveStates };
  const parts: Part[] = [
    running,
    objectives,
    { isPending: maintenance.isPending, error: errorOf(maintenance) },
    followUp,
    securityPart,
  ];
  const isPending = parts.some((part) => part.isPending);
  const needs =
    running.incidents.length +
    objectives.states.filter(({ state }) => state === 'breached' || state === 'atRisk').length +
    dueToday(maintenance, now).length +
    followUp.actions.length +
    followUp.reviews.length +
    securityPart.failed.length +
    securityPart.expired.length +
    securityPart.expiring.length;
  return {
    running,
    objectives,
    maintenance,
    followUp,
    security: securityPart,
    isPending,
    isCalm: !isPending && needs === 0 && parts.every(({ error }) => !error),
  };
}

/** What is overdue, and what is due until today ends; what may already be done and is due on a later day is not. */
export function dueToday({ standings, zone }: Pick<Maintenance, 'standings' | 'zone'>, now: number): TaskStanding[] {
  const today = localDateOf(new Date(now).toISOString(), zone);
  return standings.filter(
    ({ current, overdueSince }) => overdueSince !== undefined || (current && localDateOf(current.due, zone) <= today)
  );
}

function errorOf({ error }: Maintenance): RequestError | RecordError | null {
  return error?.error ?? null;
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
