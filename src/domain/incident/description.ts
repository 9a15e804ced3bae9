import { type Due, writeDues } from '../record/dues';
import { formatLogfmt, shorten } from '../record/logfmt';
import { type Described, type Head, type Instant, tag } from '../record/record';
import { lineToMarkdown } from './documents/document';
import { documentMarkdown } from './documents/documents';
import { historyLines } from './documents/history';
import { reviewDue, reviewDueDay } from './documents/postMortem';
import { words } from './documents/words';
import { statusTag } from './head';
import { panelsOf } from './panels';
import { beginning, isOpen, isOver, isReviewed, needsReview, nextUpdateDue, reference, sectionText } from './rules';
import { type Action, type Incident, MILESTONES } from './schema';
import { lastEntered } from './timeline';

const OPEN_LIMIT = 2_000;
const CLOSED_LIMIT = 600;
/** Five promises or so: a closed incident's head has room for little more. */
const MOST_DUES = 150;
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
    ...(incident.graphs && { panels: panelsOf(incident.graphs) }),
    ...(from && { window: { from: minutesLater(from, -30), ...(to && { to: minutesLater(to, 30) }) } }),
  };
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
    ['next-check', nextCheck(incident)],
    ['commander', incident.roles.commander?.person.name],
    ['commander-uid', incident.roles.commander?.person.uid],
    ['declared-uid', incident.declaredBy.uid],
    ['review', incident.review?.state],
    ['review-due', reviewDay(incident)],
    ['costs', costs(incident)],
    ['alerts', Object.keys(incident.alerts ?? {}).join(',')],
    ['dues', dues(incident)],
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

/** The day chosen, else the one that the severity asks for; none once it is reviewed. */
function reviewDay(incident: Incident): string | undefined {
  const isAsked = needsReview(incident) && !incident.drill && incident.status !== 'void';
  return isReviewed(incident.review?.state)
    ? undefined
    : (incident.review?.due ?? (isAsked ? reviewDue(incident) : undefined));
}

/** What reviews and actions on time are counted from. A long list stays in the record. */
function dues(incident: Incident): string | undefined {
  const hasSome = incident.review !== undefined || Object.keys(incident.actions).length > 0 || needsReview(incident);
  const text = hasSome ? writeDues(duesOf(incident)) : '';
  return text.length <= MOST_DUES ? text : undefined;
}

/** The review, on the day chosen or on the one that the severity asks for, and the actions that have a day. */
export function duesOf(incident: Incident): Due[] {
  const { review, actions } = incident;
  const day = reviewDueDay(incident);
  return [
    ...(day ? [{ of: 'review' as const, day, ...finished(isReviewed(review?.state), review?.signedOff?.at) }] : []),
    ...Object.values(actions).flatMap(({ due, state, done }): Due[] =>
      due && state !== 'wontDo' ? [{ of: 'action', day: due, ...finished(state === 'done', done) }] : []
    ),
  ];
}

function finished(isFinished: boolean, at: Instant | undefined): Pick<Due, 'done' | 'isUnsure'> {
  return !isFinished ? {} : at ? { done: at } : { isUnsure: true };
}

/** When to ask about an open task next, and about which: `2026-11-20T15:00:00Z Restart Redis`. */
function nextCheck({ status, tasks }: Incident): string | undefined {
  const next = isOpen(status)
    ? Object.values(tasks)
        .filter(({ state, checkBack }) => state === 'open' && checkBack)
        .sort((one, other) => Date.parse(one.checkBack ?? '') - Date.parse(other.checkBack ?? ''))
        .at(0)
    : undefined;
  return next?.checkBack && `${withoutFraction(next.checkBack)} ${shorten(next.title, 80)}`;
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
