import { type Reason } from '../record/outcome';
import { type Instant, type Person } from '../record/record';
import {
  type Action,
  MILESTONES,
  type Entry,
  type FunctionLost,
  type Incident,
  type Milestone,
  type Milestones,
  type Priority,
  type SectionKey,
  type Severity,
  type Status,
  type UsersAffected,
} from './schema';

/** Statuses in the order of an incident's life; `void` stands apart. */
export const STEPS = [
  'declared',
  'investigating',
  'identified',
  'mitigated',
  'resolved',
  'closed',
] as const satisfies Status[];

export function isToDo({ state }: Pick<Action, 'state'>): boolean {
  return state === 'open' || state === 'doing';
}

/** `inc-2026-0142` → `INC-2026-0142`. */
export function reference(name: string): string {
  return name.toUpperCase();
}

/** Somebody still works on it. */
export function isOpen(status: Status): boolean {
  return ['declared', 'investigating', 'identified', 'mitigated'].includes(status);
}

/** Nothing more is expected to happen. */
export function isOver(status: Status): boolean {
  return status === 'closed' || status === 'void';
}

export function sectionText(incident: Incident, key: SectionKey): string {
  return incident.sections[key]?.text ?? '';
}

const ORDER: Array<[Milestone, Milestone]> = [
  ['started', 'detected'],
  ['started', 'declared'],
  ['started', 'acknowledged'],
  ['started', 'investigating'],
  ['started', 'identified'],
  ['started', 'mitigated'],
  ['started', 'resolved'],
  ['detected', 'acknowledged'],
  ['detected', 'investigating'],
  ['detected', 'identified'],
  ['detected', 'mitigated'],
  ['detected', 'resolved'],
  ['investigating', 'identified'],
  ['acknowledged', 'resolved'],
  ['investigating', 'resolved'],
  ['identified', 'resolved'],
  ['mitigated', 'resolved'],
  ['started', 'closed'],
  ['detected', 'closed'],
  ['acknowledged', 'closed'],
  ['investigating', 'closed'],
  ['identified', 'closed'],
  ['mitigated', 'closed'],
  ['resolved', 'closed'],
];

/**
 * Pairs of milestones that cannot be in the order given. `declared` is free after the impact's start (incidents are also
 * written down afterwards) and a mitigation may come before the cause is known.
 */
export function milestoneContradictions(milestones: Milestones): Reason[] {
  return ORDER.flatMap(([earlier, later]) => {
    const [first, second] = [milestones[earlier], milestones[later]];
    return first && second && Date.parse(first) > Date.parse(second)
      ? [{ code: 'milestoneOrder', values: { earlier, later, earlierAt: first, laterAt: second }, field: later }]
      : [];
  });
}

/** Users affected × function lost. An unknown half counts as the least; both unknown gives none. */
const MATRIX: Record<UsersAffected, Record<FunctionLost, Severity>> = {
  none: { none: 'sev4', degraded: 'sev4', partial: 'sev4', full: 'sev3' },
  few: { none: 'sev4', degraded: 'sev4', partial: 'sev3', full: 'sev3' },
  many: { none: 'sev4', degraded: 'sev3', partial: 'sev2', full: 'sev2' },
  all: { none: 'sev4', degraded: 'sev2', partial: 'sev2', full: 'sev1' },
};

/** Severity that the impact matrix proposes. */
export function severityOf(impact: Incident['impact']): Severity | undefined {
  return impact?.users || impact?.loss ? MATRIX[impact.users ?? 'none'][impact.loss ?? 'none'] : undefined;
}

/** The documents' high / medium / low: SEV1–2, SEV3, SEV4. */
export function impactLevel(severity: Severity | undefined): Priority | undefined {
  return severity && ({ sev1: 'high', sev2: 'high', sev3: 'medium', sev4: 'low' } as const)[severity];
}

/** Minutes between updates: SEV1 20, SEV2 30, SEV3 120; none for SEV4 and for an unset severity. */
export function updateCadence({
  severity,
  updateMinutes,
}: Pick<Incident, 'severity' | 'updateMinutes'>): number | undefined {
  const minutes = updateMinutes ?? (severity && { sev1: 20, sev2: 30, sev3: 120, sev4: 0 }[severity]);
  return minutes || undefined;
}

/** When the next update is due while the incident is open: what the last one promised, else its time plus the cadence. */
export function nextUpdateDue(incident: Incident): Instant | undefined {
  const minutes = updateCadence(incident);
  if (!isOpen(incident.status)) {
    return undefined;
  }
  const last = Object.values(incident.timeline)
    .filter(({ update }) => update)
    .reduce<Entry | undefined>(
      (latest, entry) => (latest && latest.entered >= entry.entered ? latest : entry),
      undefined
    );
  if (last?.update?.next) {
    return last.update.next;
  }
  const since = last?.at ?? incident.milestones.declared;
  return since && minutes ? new Date(Date.parse(since) + minutes * 60_000).toISOString() : undefined;
}

/** Resolved, and no update has said so since; only where people are told at all. */
export function awaitsFinalUpdate(incident: Incident): boolean {
  const { status, timeline, milestones } = incident;
  const updates = Object.values(timeline).filter(({ update }) => update);
  const since = Date.parse(milestones.resolved ?? '');
  return (
    status === 'resolved' &&
    (updates.length > 0 || updateCadence(incident) !== undefined) &&
    !updates.some(({ update, at }) => update?.status === 'resolved' && !(Date.parse(at) < since))
  );
}

export const ROLES = ['commander', 'scribe', 'communications', 'operations'] as const;
type RoleKey = (typeof ROLES)[number];

/** Roles that somebody has to hold. */
export function mandatoryRoles(severity: Severity | undefined): RoleKey[] {
  switch (severity) {
    case 'sev1':
      return ['commander', 'scribe', 'communications'];
    case 'sev2':
      return ['commander', 'communications'];
    default:
      return ['commander'];
  }
}

const SPAN_OF_CONTROL = 8;

/** Hints, never refusals: roles that nobody holds, a commander with a second role, more people than one can lead. */
export function roleWarnings(incident: Incident): Reason[] {
  const { roles, tasks } = incident;
  const commander = roles.commander?.person;
  const missing = isOpen(incident.status) ? mandatoryRoles(incident.severity).filter((role) => !roles[role]) : [];
  const others = Object.entries(roles).filter(
    ([role, { person }]) => role !== 'commander' && commander && samePerson(person, commander)
  );
  const led = new Set(
    [
      ...Object.values(roles).map(({ person }) => person),
      ...Object.values(tasks).flatMap(({ owner, state }) => (owner && state === 'open' ? [owner] : [])),
    ]
      .filter((person) => !commander || !samePerson(person, commander))
      .map(personKey)
  );
  return [
    ...missing.map((role): Reason => ({ code: 'roleMissing', values: { role } })),
    ...others.map(([role]): Reason => ({ code: 'commanderSecondRole', values: { role, name: commander?.name ?? '' } })),
    ...(led.size > SPAN_OF_CONTROL
      ? [{ code: 'spanOfControl' as const, values: { people: led.size, limit: SPAN_OF_CONTROL } }]
      : []),
  ];
}

export function personKey({ uid, name }: { uid?: string; name: string }): string {
  return uid || name.trim().toLowerCase();
}

export function samePerson(one: { uid?: string; name: string }, other: { uid?: string; name: string }): boolean {
  return personKey(one) === personKey(other);
}

/** One incident above this share of an error budget demands a review. */
export const REVIEW_SHARE = 0.2;

/** Whether it must be reviewed before it is closed. */
export function needsReview({ severity, costs }: Pick<Incident, 'severity' | 'costs'>): boolean {
  return severity === 'sev1' || severity === 'sev2' || Object.values(costs ?? {}).some((share) => share > REVIEW_SHARE);
}

export const MIN_REASON = 10;

export interface ObjectiveCheck {
  objective: string;
  /** Back inside its target for long enough. */
  inside: boolean;
}

/** Why an incident may not be resolved yet. `milestones` are those it would have. */
export function resolveReasons(milestones: Milestones, objectives: ObjectiveCheck[] = []): Reason[] {
  return [
    ...(['detected', 'mitigated'] as const)
      .filter((milestone) => !milestones[milestone])
      .map((milestone): Reason => ({ code: 'milestoneMissing', values: { milestone }, field: milestone })),
    ...objectives
      .filter(({ inside }) => !inside)
      .map(({ objective }): Reason => ({ code: 'objectiveOutside', values: { objective } })),
  ];
}

/** The steps of a review, in their order. */
export const REVIEW_STEPS = ['identify', 'document', 'improve', 'implement', 'verify', 'record'] as const;

/** Signed off, whatever became of it since; takes the state as heads have it too. */
export function isReviewed(state: string | undefined): boolean {
  return state === 'reviewed' || state === 'closed';
}

/** Why an incident may not be closed yet. */
export function closeReasons(incident: Incident): Reason[] {
  const open = Object.values(incident.tasks).filter(({ mandatory, state }) => mandatory && state === 'open');
  return [
    ...(incident.milestones.resolved
      ? []
      : [{ code: 'milestoneMissing' as const, values: { milestone: 'resolved' }, field: 'resolved' }]),
    ...(needsReview(incident) && !incident.drill && !isReviewed(incident.review?.state)
      ? [{ code: 'reviewMissing' as const, values: { severity: incident.severity ?? '' } }]
      : []),
    ...open.map(({ title }): Reason => ({ code: 'taskOpen', values: { title } })),
  ];
}

/** What is still open of an incident that is to be closed; none of it forbids that. */
export function leftOpen({ tasks, actions }: Pick<Incident, 'tasks' | 'actions'>): {
  tasks: string[];
  actions: string[];
} {
  return {
    tasks: Object.values(tasks).flatMap(({ state, title }) => (state === 'open' ? [title] : [])),
    actions: Object.values(actions).flatMap(({ state, title }) =>
      state === 'open' || state === 'doing' ? [title] : []
    ),
  };
}

/** Whoever wrote the review: its owner, and who sent it to be read. */
export function isReviewAuthor({ review, timeline }: Incident, person: Person): boolean {
  const sent = Object.values(timeline)
    .filter(({ change }) => change?.field === 'review' && change.from !== 'inReview' && change.to === 'inReview')
    .reduce<Entry | undefined>((last, entry) => (last && last.entered >= entry.entered ? last : entry), undefined);
  return [review?.owner, sent?.by].some((author) => author && samePerson(author, person));
}

/** Durations in milliseconds; absent where a milestone is missing, never 0 in its place. */
interface Durations {
  /** detected − started */
  detect?: number;
  /** acknowledged − detected */
  acknowledge?: number;
  /** mitigated − detected */
  mitigate?: number;
  /** resolved − detected, "recovery" in the documents of an incident */
  recover?: number;
  /** resolved − started, else detected: how long the incident lasted, wherever that is said */
  whole?: number;
}

export function durations(milestones: Milestones): Durations {
  const between = (from: Milestone, to: Milestone) => {
    const [start, end] = [milestones[from], milestones[to]];
    return start && end ? Date.parse(end) - Date.parse(start) : undefined;
  };
  return {
    detect: between('started', 'detected'),
    acknowledge: between('detected', 'acknowledged'),
    mitigate: between('detected', 'mitigated'),
    recover: between('detected', 'resolved'),
    whole: between(milestones.started ? 'started' : 'detected', 'resolved'),
  };
}

/**
 * Whether a service was down: its function was lost partly or wholly. Where nobody said so, every severity but SEV4 counts, since
 * a late backup is no downtime.
 */
export function wasDown({ loss, severity }: { loss?: FunctionLost; severity?: Severity }): boolean {
  return loss ? loss === 'partial' || loss === 'full' : severity !== 'sev4';
}

/** Where an incident begins on a time axis: impact, else detection, else declaration. */
export function beginning(milestones: Milestones): Instant | undefined {
  return milestones.started ?? milestones.detected ?? milestones.declared;
}

type MilestoneState = 'known' | 'unknown' | 'notYet';

/**
 * Whether a milestone's time is known, was never written down, or has not come yet: while the incident goes on, the steps
 * after the last one that was reached are still to come.
 */
export function milestoneState(
  { milestones, status }: Pick<Incident, 'milestones' | 'status'>,
  milestone: Milestone
): MilestoneState {
  if (milestones[milestone]) {
    return 'known';
  }
  const reached = MILESTONES.map((each, index) =>
    milestones[each] || each === status || each === 'declared' ? index : -1
  );
  const isAhead = MILESTONES.indexOf(milestone) > Math.max(...reached);
  return isAhead && !isOver(status) ? 'notYet' : 'unknown';
}
