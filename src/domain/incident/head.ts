import { type Head, type Instant } from '../record/record';
import { beginning, reference } from './rules';
import {
  detectedBy,
  type DetectedBy,
  MILESTONES,
  type Milestones,
  severity,
  type Severity,
  status,
  type Status,
} from './schema';

/** `open` for every status that somebody works on, so that one tag finds them; the exact one is in the head. */
export function statusTag(of: Status): 'open' | 'resolved' | 'closed' | 'void' {
  return of === 'resolved' || of === 'closed' || of === 'void' ? of : 'open';
}

export interface IncidentHead {
  name: string;
  /** `INC-2026-0142` */
  ref: string;
  title: string;
  status: Status;
  severity?: Severity;
  /** Names as people write them; slugs where only the tags are known. */
  services: string[];
  /** Slugs, from the tags. */
  serviceTags: string[];
  milestones: Milestones;
  detectedBy?: DetectedBy;
  commander?: string;
  commanderUid?: string;
  declaredUid?: string;
  updated?: Instant;
  nextUpdate?: Instant;
  summary?: string;
  cause?: string;
  drill: boolean;
  private: boolean;
  demo: boolean;
  duplicateOf?: string;
  review?: string;
  reviewDue?: string;
  /** What was due when, and when it was done (dues.ts); absent where the record has to tell. */
  dues?: string;
  costs: Record<string, number>;
  alerts: string[];
  openTasks: number;
  openActions: number;
  /** Done or given up. */
  closedActions: number;
  /** As many of the open actions as fitted into the head. */
  actions: HeadAction[];
  /** False on legacy storage, whose search returns no heads: only title and tags are known. */
  complete: boolean;
}

export interface HeadAction {
  id: string;
  title: string;
  owner?: string;
  due?: string;
  type?: string;
  priority?: string;
  state: string;
}

interface Hit {
  name: string;
  title: string;
  tags: string[];
  head: Head;
  hasHead?: boolean;
}

/** Reads a hit of Grafana's search. Nothing in it is trusted: what does not parse is absent. */
export function readIncidentHead({ name, title, tags, head, hasHead }: Hit): IncidentHead {
  // without zod and without spreading, which is slow once compiled: ten thousand of them are read at once
  let statusTagged: string | undefined;
  let severityTagged: string | undefined;
  const serviceTags: string[] = [];
  for (const each of tags) {
    if (each.startsWith('service:')) {
      serviceTags.push(each.slice(8));
    } else if (each.startsWith('status:')) {
      statusTagged ??= each.slice(7);
    } else if (each.startsWith('sev:')) {
      severityTagged ??= each.slice(4);
    }
  }
  const level = oneOf(SEVERITIES, head.severity ?? (severityTagged && `sev${severityTagged}`));
  const state = oneOf(STATUSES, head.status) ?? oneOf(STATUSES, statusTagged) ?? 'declared';
  const milestones: Milestones = {};
  for (const milestone of MILESTONES) {
    const at = head[milestone];
    if (isInstant(at)) {
      milestones[milestone] = at;
    }
  }
  const actions: HeadAction[] = [];
  if (head['open-actions'] !== undefined || head['action-1'] !== undefined) {
    for (const key in head) {
      if (key.startsWith('action-') && /^action-\d+$/.test(key)) {
        actions.push(readAction(head[key]));
      }
    }
  }
  return {
    name,
    ref: reference(name),
    title: ownTitle(title, name, level),
    status: state,
    severity: level,
    services: head.services ? head.services.split(', ') : serviceTags,
    serviceTags,
    milestones,
    detectedBy: oneOf(FINDERS, head['detected-by']),
    commander: head.commander,
    commanderUid: head['commander-uid'],
    declaredUid: head['declared-uid'],
    updated: isInstant(head.updated) ? head.updated : undefined,
    nextUpdate: isInstant(head['next-update']) ? head['next-update'] : undefined,
    summary: head.summary,
    cause: head.cause,
    drill: head.drill === 'true' || tags.includes('type:drill'),
    private: head.private === 'true',
    demo: head.demo === 'true' || tags.includes('opsbook:demo'),
    duplicateOf: head['duplicate-of'],
    review: head.review,
    reviewDue: head['review-due'],
    dues: head.dues,
    costs: head.costs ? readCosts(head.costs) : {},
    alerts: head.alerts ? head.alerts.split(',') : [],
    openTasks: toCount(head['open-tasks']),
    openActions: toCount(head['open-actions']),
    closedActions: toCount(head['closed-actions']),
    actions,
    complete: hasHead ?? head.status !== undefined,
  };
}

const SEVERITIES: ReadonlyMap<string, Severity> = known(severity.options);
const STATUSES: ReadonlyMap<string, Status> = known(status.options);
const FINDERS: ReadonlyMap<string, DetectedBy> = known(detectedBy.options);

function known<T extends string>(values: readonly T[]): ReadonlyMap<string, T> {
  return new Map(values.map((value) => [value, value]));
}

function oneOf<T extends string>(values: ReadonlyMap<string, T>, text: string | undefined): T | undefined {
  return text === undefined ? undefined : values.get(text);
}

function ownTitle(title: string, name: string, level: Severity | undefined): string {
  const numbered = `${reference(name)} · `;
  const rest = title.startsWith(numbered) ? title.slice(numbered.length) : title;
  const graded = level && `${level.toUpperCase()} · `;
  return graded && rest.startsWith(graded) ? rest.slice(graded.length) : rest;
}

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

function isInstant(text: string | undefined): text is Instant {
  if (text === undefined || !INSTANT.test(text)) {
    return false;
  }
  return text.slice(8, 10) <= '28' || !Number.isNaN(Date.parse(text)); // not every month has the others
}

function toCount(text: string | undefined): number {
  return /^\d+$/.test(text ?? '') ? Number(text) : 0;
}

function readCosts(text: string | undefined): Record<string, number> {
  return Object.fromEntries(
    (text ?? '').split(',').flatMap((part) => {
      const [, objective, share] = /^(.+):(-?[\d.e+-]+)$/.exec(part) ?? [];
      return objective && Number.isFinite(Number(share)) ? [[objective, Number(share)]] : [];
    })
  );
}

function readAction(value: string): HeadAction {
  const [id, owner, due, type, priority, state, ...title] = value.split('|');
  return {
    id,
    title: title.join('|'),
    state: state || 'open',
    ...(owner && { owner }),
    ...(due && { due }),
    ...(type && { type }),
    ...(priority && { priority }),
  };
}

/** Open incidents first, then the latest to begin; the name decides between equals, so the order is the same for everybody. */
export function byUrgency(one: IncidentHead, other: IncidentHead): number {
  const closed = Number(statusTag(one.status) !== 'open') - Number(statusTag(other.status) !== 'open');
  return closed || startOf(other) - startOf(one) || (one.name < other.name ? 1 : -1);
}

function startOf({ milestones }: IncidentHead): number {
  const at = milestones.declared ?? beginning(milestones);
  return at ? Date.parse(at) : 0;
}
