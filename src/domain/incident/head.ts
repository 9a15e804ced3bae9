import { writeDues } from '../record/dues';
import { formatLogfmt, shorten } from '../record/logfmt';
import { type FolderKey, type Head, type Instant, type Shelf, tag } from '../record/record';
import { duesOf, reviewDay } from './dues';
import { KEY, writeNextCheck } from './headKeys';
import {
  beginning,
  isOpen,
  isOver,
  isReviewed,
  isToDo,
  needsReview,
  nextUpdateDue,
  reference,
  sectionText,
} from './rules';
import {
  type Action,
  detectedBy,
  INCIDENT_NAME,
  type DetectedBy,
  type FunctionLost,
  functionLost,
  type Incident,
  MILESTONES,
  type Milestones,
  type Owner,
  severity,
  type Severity,
  status,
  type Status,
} from './schema';
import { lastEntered } from './timeline';

/** Open actions, `action-1` and so on. */
const ACTION = 'action-';
/** Roles and open tasks that somebody has, `held-1` and so on. */
const HELD = 'held-';

/** Private ones stand in a folder of their own. */
export const INCIDENTS = {
  kind: 'incident',
  folders: ['incidents', 'private'],
  named: INCIDENT_NAME,
} as const satisfies Shelf;

/** `open` for every status that somebody works on, so that one tag finds them; the exact one is in the head. */
/** Of incidents with actions that are not finished: however old, one question finds them. */
export const TO_DO_TAG = tag('actions', 'open');

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
  /** Of the impact: how much of the function was lost. */
  loss?: FunctionLost;
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
  /** Who is to write it, while it is not written: the uid, else a name. */
  reviewOwner?: string;
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
  /** Roles and open tasks of an open incident; absent where the record has to tell. */
  held?: HeldWork[];
  /** False on legacy storage, whose search returns no heads: only title and tags are known. */
  complete: boolean;
}

/** A role, or a task that is open, and who has it. */
export interface HeldWork {
  of: 'role' | 'task';
  /** The role, or the task's key. */
  key: string;
  person: Owner;
  /** Of a task. */
  title?: string;
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

const OPEN_LIMIT = 2_000;
const CLOSED_LIMIT = 600;
/** Five promises or so: a closed incident's head has room for little more. */
const MOST_DUES = 150;
/** What the store adds in front: id, kind, demo. */
const STORE_BYTES = 60;

/** What lists and statistics know of an incident, and Grafana's search finds it by: as much as fits. */
export function writeIncidentHead(incident: Incident): Head {
  const limit = (isOver(incident.status) ? CLOSED_LIMIT : OPEN_LIMIT) - STORE_BYTES;
  const open = Object.entries(incident.actions).filter(([, action]) => isToDo(action));
  const head = neededOf(incident, open.length);
  for (const [key, value] of optionalOf(incident, open)) {
    const next = { ...head, ...(value && { [key]: withoutFraction(value) }) };
    if (bytes(formatLogfmt(next)) <= limit) {
      Object.assign(head, next);
    }
  }
  return head;
}

function neededOf(incident: Incident, openActions: number): Head {
  const { milestones } = incident;
  return {
    [KEY.status]: incident.status,
    ...(incident.severity && { [KEY.severity]: incident.severity }),
    ...(Object.keys(incident.services).length > 0 && {
      [KEY.services]: shorten(Object.values(incident.services).map(plain).join(', '), 100),
    }),
    ...Object.fromEntries(
      MILESTONES.flatMap((milestone) => {
        const at = milestones[milestone];
        return at ? [[milestone, withoutFraction(at)]] : [];
      })
    ),
    ...(incident.detectedBy && { [KEY.detectedBy]: incident.detectedBy }),
    ...(incident.impact?.loss && { [KEY.loss]: incident.impact.loss }),
    ...(incident.voided && { [KEY.voided]: incident.voided.reason }),
    ...(incident.drill && { [KEY.drill]: 'true' }),
    ...(incident.private && { [KEY.private]: 'true' }),
    ...(incident.duplicateOf && { [KEY.duplicateOf]: incident.duplicateOf }),
    ...(openActions > 0 && { [KEY.openActions]: String(openActions) }),
  };
}

/** The rest in order of importance. */
function optionalOf(incident: Incident, open: Array<[string, Action]>): Array<[string, string | undefined]> {
  return [
    [KEY.closedActions, count(Object.keys(incident.actions).length - open.length)],
    [KEY.updated, lastEntered(incident.timeline)],
    [KEY.nextUpdate, nextUpdateDue(incident)],
    [KEY.nextCheck, nextCheck(incident)],
    [KEY.commander, incident.roles.commander?.person.name],
    [KEY.commanderUid, incident.roles.commander?.person.uid],
    [KEY.declaredUid, incident.declaredBy.uid],
    [KEY.review, incident.review?.state],
    [KEY.reviewDue, reviewDay(incident)],
    [KEY.reviewOwner, isReviewed(incident.review?.state) ? undefined : personKeyOf(incident.review?.owner)],
    ...(isOpen(incident.status) ? writeHeld(heldIn(incident)) : []),
    [KEY.costs, writeCosts(incident)],
    [KEY.alerts, Object.keys(incident.alerts ?? {}).join(',')],
    [KEY.dues, duesText(incident)],
    [KEY.summary, shorten(sectionText(incident, 'summary'), 200)],
    [KEY.cause, shorten(sectionText(incident, 'cause'), 200)],
    [KEY.openTasks, count(Object.values(incident.tasks).filter(({ state }) => state === 'open').length)],
    ...open
      .sort(byDue)
      .map(([id, action], index): [string, string] => [`${ACTION}${index + 1}`, writeAction(id, action)]),
  ];
}

/** Who has which role and which open task. */
export function heldIn({ roles, tasks }: Pick<Incident, 'roles' | 'tasks'>): HeldWork[] {
  return [
    ...Object.entries(roles).map(([key, { person }]): HeldWork => ({ of: 'role', key, person })),
    ...Object.entries(tasks).flatMap(([key, { state, owner, title }]): HeldWork[] =>
      state === 'open' && owner ? [{ of: 'task', key, person: owner, title }] : []
    ),
  ];
}

/** How many there are, and each: `role|key|uid|name|title`. */
function writeHeld(held: HeldWork[]): Array<[string, string]> {
  return [
    [KEY.held, String(held.length)],
    ...held.map(({ of, key, person: { uid = '', name }, title = '' }, index): [string, string] => [
      `${HELD}${index + 1}`,
      [of, key, uid, shorten(name, 80), shorten(title, 80)].map((part) => part.replaceAll('|', '/')).join('|'),
    ]),
  ];
}

function readHeld(head: Head): HeldWork[] | undefined {
  const wanted = head[KEY.held];
  if (wanted === undefined) {
    return undefined;
  }
  const held: HeldWork[] = [];
  for (let text = head[`${HELD}1`]; text !== undefined; text = head[`${HELD}${held.length + 1}`]) {
    const [of, key, uid, name = '', ...title] = text.split('|');
    const person = { ...(uid && { uid }), name };
    held.push(of === 'role' ? { of, key, person } : { of: 'task', key, person, title: title.join('|') });
  }
  return String(held.length) === wanted ? held : undefined;
}

function personKeyOf(owner: Owner | undefined): string | undefined {
  return owner && (owner.uid || owner.name);
}

/** What reviews and actions on time are counted from. A long list stays in the record. */
function duesText(incident: Incident): string | undefined {
  const hasSome = incident.review !== undefined || Object.keys(incident.actions).length > 0 || needsReview(incident);
  const text = hasSome ? writeDues(duesOf(incident)) : '';
  return text.length <= MOST_DUES ? text : undefined;
}

function nextCheck({ status, tasks }: Incident): string | undefined {
  const next = isOpen(status)
    ? Object.values(tasks)
        .filter(({ state, checkBack }) => state === 'open' && checkBack)
        .sort((one, other) => Date.parse(one.checkBack ?? '') - Date.parse(other.checkBack ?? ''))
        .at(0)
    : undefined;
  return next?.checkBack && writeNextCheck({ at: withoutFraction(next.checkBack), title: shorten(next.title, 80) });
}

function byDue([, one]: [string, Action], [, other]: [string, Action]): number {
  return (one.due ?? '9').localeCompare(other.due ?? '9');
}

function count(number: number): string | undefined {
  return number ? String(number) : undefined;
}

function plain(text: string): string {
  return text.replaceAll(',', ' ');
}

function withoutFraction(value: string): string {
  return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z');
}

function bytes(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

interface Hit {
  name: string;
  title: string;
  tags: string[];
  head: Head;
  hasHead?: boolean;
  place?: FolderKey;
}

/** Reads a hit of Grafana's search. Nothing in it is trusted: what does not parse is absent. */
export function readIncidentHead({ name, title, tags, head, hasHead, place }: Hit): IncidentHead {
  // without zod and without spreading, which is slow once compiled: ten thousand of them are read at once
  const { serviceTags, statusTagged, severityTagged } = readTags(tags);
  const level = oneOf(SEVERITIES, head[KEY.severity] ?? (severityTagged && `sev${severityTagged}`));
  const state = oneOf(STATUSES, head[KEY.status]) ?? oneOf(STATUSES, statusTagged) ?? 'declared';
  return {
    name,
    ref: reference(name),
    title: ownTitle(title, name, level),
    status: state,
    severity: level,
    services: head[KEY.services] ? head[KEY.services].split(', ') : serviceTags,
    serviceTags,
    milestones: readMilestones(head),
    detectedBy: oneOf(FINDERS, head[KEY.detectedBy]),
    loss: oneOf(LOSSES, head[KEY.loss]),
    commander: head[KEY.commander],
    commanderUid: head[KEY.commanderUid],
    declaredUid: head[KEY.declaredUid],
    updated: isInstant(head[KEY.updated]) ? head[KEY.updated] : undefined,
    nextUpdate: isInstant(head[KEY.nextUpdate]) ? head[KEY.nextUpdate] : undefined,
    summary: head[KEY.summary],
    cause: head[KEY.cause],
    drill: head[KEY.drill] === 'true' || tags.includes('type:drill'),
    private: place === 'private' || head[KEY.private] === 'true', // legacy storage knows the folder only
    demo: head.demo === 'true' || tags.includes('opsbook:demo'),
    duplicateOf: head[KEY.duplicateOf],
    review: head[KEY.review],
    reviewDue: head[KEY.reviewDue],
    reviewOwner: head[KEY.reviewOwner],
    dues: head[KEY.dues],
    costs: head[KEY.costs] ? readCosts(head[KEY.costs]) : {},
    alerts: head[KEY.alerts] ? head[KEY.alerts].split(',') : [],
    openTasks: toCount(head[KEY.openTasks]),
    openActions: toCount(head[KEY.openActions]),
    closedActions: toCount(head[KEY.closedActions]),
    actions: readActions(head),
    held: readHeld(head),
    complete: hasHead ?? head[KEY.status] !== undefined,
  };
}

function readTags(tags: string[]): { serviceTags: string[]; statusTagged?: string; severityTagged?: string } {
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
  return { serviceTags, statusTagged, severityTagged };
}

function readMilestones(head: Head): Milestones {
  const milestones: Milestones = {};
  for (const milestone of MILESTONES) {
    const at = head[milestone];
    if (isInstant(at)) {
      milestones[milestone] = at;
    }
  }
  return milestones;
}

function readActions(head: Head): HeadAction[] {
  const actions: HeadAction[] = [];
  if (head[KEY.openActions] !== undefined || head[`${ACTION}1`] !== undefined) {
    for (const key in head) {
      if (key.startsWith(ACTION) && /^\d+$/.test(key.slice(ACTION.length))) {
        actions.push(readAction(head[key]));
      }
    }
  }
  return actions;
}

const SEVERITIES: ReadonlyMap<string, Severity> = known(severity.options);
const STATUSES: ReadonlyMap<string, Status> = known(status.options);
const LOSSES: ReadonlyMap<string, FunctionLost> = known(functionLost.options);
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

/** `objective:share,…` */
function writeCosts(incident: Incident): string | undefined {
  const listed = Object.entries(incident.costs ?? {}).map(
    ([objective, share]) => `${plain(objective)}:${Number(share.toPrecision(3))}`
  );
  return listed.join(',') || undefined;
}

/** `id|owner|due|type|priority|state|title` */
function writeAction(id: string, { title, owner, due, type, priority, state }: Action): string {
  return [id, owner?.name ?? '', due ?? '', type ?? '', priority ?? '', state, shorten(title, 80)]
    .map((part) => part.replaceAll('|', '/'))
    .join('|');
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
