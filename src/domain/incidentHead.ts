import { beginning, reference } from './incidentRules';
import {
  detectedBy,
  type DetectedBy,
  MILESTONES,
  type Milestones,
  severity,
  type Severity,
  status,
  type Status,
} from './incidentSchema';
import { type Head, type Instant } from './record';

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
  const tagged = (key: string) =>
    tags.filter((each) => each.startsWith(`${key}:`)).map((each) => each.slice(key.length + 1));
  const level = severity.safeParse(head.severity ?? (tagged('sev')[0] && `sev${tagged('sev')[0]}`)).data;
  const state = status.safeParse(head.status).data ?? status.safeParse(tagged('status')[0]).data ?? 'declared';
  const serviceTags = tagged('service');
  return {
    name,
    ref: reference(name),
    title: ownTitle(title, name, level),
    status: state,
    ...(level && { severity: level }),
    services: head.services ? head.services.split(', ') : serviceTags,
    serviceTags,
    milestones: Object.fromEntries(
      MILESTONES.flatMap((milestone) => (isInstant(head[milestone]) ? [[milestone, head[milestone]]] : []))
    ),
    detectedBy: detectedBy.safeParse(head['detected-by']).data,
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
    costs: readCosts(head.costs),
    alerts: head.alerts ? head.alerts.split(',') : [],
    openTasks: toCount(head['open-tasks']),
    openActions: toCount(head['open-actions']),
    closedActions: toCount(head['closed-actions']),
    actions: Object.keys(head)
      .filter((key) => /^action-\d+$/.test(key))
      .map((key) => readAction(head[key])),
    complete: hasHead ?? head.status !== undefined,
  };
}

function ownTitle(title: string, name: string, level: Severity | undefined): string {
  const prefixes = [`${reference(name)} · `, ...(level ? [`${level.toUpperCase()} · `] : [])];
  return prefixes.reduce((rest, prefix) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : rest), title);
}

function isInstant(text: string | undefined): text is Instant {
  return text !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
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
