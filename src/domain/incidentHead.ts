import { beginning, isOver, nextUpdateDue, reference, sectionText } from './incidentRules';
import {
  detectedBy,
  type DetectedBy,
  type Action,
  type Incident,
  MILESTONES,
  type Milestones,
  severity,
  type Severity,
  status,
  type Status,
} from './incidentSchema';
import { formatLogfmt, shorten } from './logfmt';
import { type Described, type Head, type Instant, tag } from './record';
import { documentMarkdown } from './report';
import { lineToMarkdown } from './report/document';
import { historyLines } from './report/history';
import { words } from './report/words';
import { lastEntered } from './timeline';

const OPEN_LIMIT = 2_000;
const CLOSED_LIMIT = 600;
/** What the store adds in front: id, kind, demo. */
const STORE_BYTES = 60;

export function describeIncident(incident: Incident): Described {
  const { severity, status, services, drill } = incident;
  const from = beginning(incident.milestones);
  const to = incident.milestones.resolved ?? incident.milestones.closed;
  return {
    title: titleOf(incident),
    tags: [
      tag('status', statusTag(status)),
      ...(severity ? [tag('sev', severity.slice(3))] : []),
      ...Object.keys(services).map((service) => tag('service', service)),
      ...(drill ? [tag('type', 'drill')] : []),
    ],
    head: headOf(incident),
    markdown: `${documentMarkdown('report', incident, incident.language ?? 'en')}\n${history(incident)}`,
    ...(from && { window: { from: minutesLater(from, -30), ...(to && { to: minutesLater(to, 30) }) } }),
  };
}

/** `open` for every status that somebody works on, so that one tag finds them; the exact one is in the head. */
export function statusTag(of: Status): 'open' | 'resolved' | 'closed' | 'void' {
  return of === 'resolved' || of === 'closed' || of === 'void' ? of : 'open';
}

/** `INC-2026-0142 · SEV2 · Quotes service down` */
export function titleOf({ name, severity, title }: Pick<Incident, 'name' | 'severity' | 'title'>): string {
  return [reference(name), ...(severity ? [severity.toUpperCase()] : []), title].join(' · ');
}

function history(incident: Incident): string {
  const language = incident.language ?? 'en';
  const say = words(language);
  const lines = historyLines(incident, language);
  return lines.length
    ? `## ${say('timelineAll')}\n\n${lines.map((line) => lineToMarkdown(line, say('colon'))).join('\n')}\n`
    : '';
}

function headOf(incident: Incident): Head {
  const { milestones } = incident;
  const limit = (isOver(incident.status) ? CLOSED_LIMIT : OPEN_LIMIT) - STORE_BYTES;
  const open = Object.entries(incident.actions).filter(([, { state }]) => state === 'open' || state === 'doing');
  const head: Head = {
    status: incident.status,
    ...(incident.severity && { severity: incident.severity }),
    ...(Object.keys(incident.services).length > 0 && {
      services: shorten(Object.values(incident.services).map(plain).join(', '), 100),
    }),
    ...Object.fromEntries(
      MILESTONES.flatMap((milestone) => {
        const at = milestones[milestone];
        return at ? [[milestone, withoutFraction(at)]] : [];
      })
    ),
    ...(incident.detectedBy && { 'detected-by': incident.detectedBy }),
    ...(incident.voided && { voided: incident.voided.reason }),
    ...(incident.drill && { drill: 'true' }),
    ...(incident.private && { private: 'true' }),
    ...(incident.duplicateOf && { 'duplicate-of': incident.duplicateOf }),
    ...(open.length > 0 && { 'open-actions': String(open.length) }),
  };
  // the rest in order of importance, as far as it fits
  const optional: Array<[string, string | undefined]> = [
    ['closed-actions', count(Object.keys(incident.actions).length - open.length)],
    ['updated', lastEntered(incident.timeline)],
    ['next-update', nextUpdateDue(incident)],
    ['commander', incident.roles.commander?.person.name],
    ['commander-uid', incident.roles.commander?.person.uid],
    ['declared-uid', incident.declaredBy.uid],
    ['review', incident.review?.state],
    ['review-due', incident.review?.due],
    ['costs', costs(incident)],
    ['alerts', Object.keys(incident.alerts ?? {}).join(',')],
    ['summary', shorten(sectionText(incident, 'summary'), 200)],
    ['cause', shorten(sectionText(incident, 'cause'), 200)],
    ['open-tasks', count(Object.values(incident.tasks).filter(({ state }) => state === 'open').length)],
    ...open
      .sort(byDue)
      .map(([id, action], index): [string, string] => [`action-${index + 1}`, actionWords(id, action)]),
  ];
  for (const [key, value] of optional) {
    const next = { ...head, ...(value && { [key]: withoutFraction(value) }) };
    if (bytes(formatLogfmt(next)) <= limit) {
      Object.assign(head, next);
    }
  }
  return head;
}

function byDue([, one]: [string, Action], [, other]: [string, Action]): number {
  return (one.due ?? '9').localeCompare(other.due ?? '9');
}

function count(number: number): string | undefined {
  return number ? String(number) : undefined;
}

function costs(incident: Incident): string | undefined {
  const listed = Object.entries(incident.costs ?? {}).map(
    ([objective, share]) => `${plain(objective)}:${Number(share.toPrecision(3))}`
  );
  return listed.join(',') || undefined;
}

/** `id|owner|due|type|priority|state|title` */
function actionWords(id: string, { title, owner, due, type, priority, state }: Action): string {
  return [id, owner?.name ?? '', due ?? '', type ?? '', priority ?? '', state, shorten(title, 80)]
    .map((part) => part.replaceAll('|', '/'))
    .join('|');
}

function plain(text: string): string {
  return text.replaceAll(',', ' ');
}

function withoutFraction(value: string): string {
  return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z');
}

function minutesLater(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

function bytes(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
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
