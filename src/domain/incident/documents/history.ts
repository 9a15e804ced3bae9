import { isWord, priorityWord, words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { block, flow, inline } from '../../text/markdown';
import { measuredText } from '../../text/quantity';
import { ROLES } from '../rules';
import {
  actionState,
  type Change,
  type Entry,
  type Evidence,
  type Incident,
  incidentTask,
  prioritySchema,
} from '../schema';
import { byCapture, readTimeline, type TimelineLine } from '../timeline';
import { type DocumentLine } from './document';
import { dayAndTime } from './facts';

/** What changes between words of Opsbook; all else are texts of people, which stay as they wrote them. */
const IN_WORDS = ['status', 'severity', 'priority', 'detectedBy', 'review', 'annotation', 'drill'];

/** Names, which are never words of ours. */
const PEOPLE = ['review.owner', 'review.reviewer'];

const PARTS_IN_WORDS = ['type', 'nature', 'priority'];

/** Titles of people with the state of their work behind. */
const WORK = ['task', 'action'];
const STATES: string[] = [...actionState.options, ...incidentTask.shape.state.options];

const QUIET: Array<Entry['kind']> = ['document', 'edit', 'link'];

/** What the timeline says, one line an entry, oldest first; edits of texts are left out. */
export function historyLines(incident: Incident, language: Language): DocumentLine[] {
  const told = readTimeline(incident).filter((line) => !line.withdrawn && !QUIET.includes(line.kind));
  return byCapture(told).map((group) => ({
    kind: 'time',
    label: dayAndTime(group[0].at, incident.zone),
    value: group.length > 1 ? captureWords(group, language) : entryWords(group[0], language),
  }));
}

/** What was captured in one go, in a line with its author last. */
export function captureWords(entries: Entry[], language: Language): string {
  const say = words(language);
  const [{ by }] = entries;
  const values = entries.flatMap(({ evidence }) => (evidence ? [valueWords(evidence, language)] : []));
  return `${say('evidence')}${say('colon')} ${values.join(' · ')} (${inline(by.name)})`;
}

/** Markdown of an entry: a line with its author last, below which stands what takes more than a line. */
export function entryWords(entry: Entry | TimelineLine, language: Language): string {
  const text = block(entry.text);
  const isLine = !text.includes('\n');
  const parts = [
    changeWords(entry, language),
    updateWords(entry, language),
    evidenceWords(entry, language),
    ...(isLine ? [flow(entry.text)] : []),
  ].filter((part) => part !== '');
  const line = [parts.join(' – '), `(${inline(entry.by.name)})`].filter((part) => part !== '').join(' ');
  return isLine ? line : `${line}\n\n${text}`;
}

/** What an automatic entry recorded, in words; '' for an entry without a change. */
function changeWords({ change }: Pick<Entry, 'change'>, language: Language): string {
  const say = words(language);
  if (!change) {
    return '';
  }
  const [subject, detail] = change.field.split('.');
  const known = (value: string | undefined) =>
    value === undefined
      ? undefined
      : WORK.includes(subject)
        ? workWords(value, language)
        : IN_WORDS.includes(subject) && !PEOPLE.includes(change.field)
          ? wordOf(subject, value, language)
          : inline(value);
  const name = subject === 'section' ? say('document') : isWord(subject) ? say(subject) : inline(subject);
  const label = detail ? `${name} « ${detailWords(subject, detail, language)} »` : name;
  const quoted = language === 'fr' ? label : label.replace('« ', '“').replace(' »', '”');
  const [from, to] = [known(change.from), known(change.to)];
  const instants = subject === 'milestone';
  const values = instants
    ? []
    : [from === to ? undefined : from, to ?? (from === undefined ? undefined : '–')].filter(
        (value) => value !== undefined
      );
  const lists = [
    ...(change.also ?? []).filter(({ field }) => field !== 'checkBack').map((part) => partWords(part, language)),
    change.skipped && `${say('skipped')}${say('colon')} ${listed(change.skipped, language)}`,
    change.cleared && `${say('cleared')}${say('colon')} ${listed(change.cleared, language)}`,
    change.override && `${say('override')}${say('colon')} ${inline(change.override)}`,
  ].filter(Boolean);
  return [
    values.length
      ? `${quoted}${say('colon')} ${values.join(' → ')}`
      : instants && to === undefined
        ? `${quoted}${say('colon')} ${say('unknown')}`
        : quoted,
    lists.length ? `(${lists.join(' · ')})` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function wordOf(field: string, text: string, language: Language): string {
  const level = field === 'priority' ? prioritySchema.safeParse(text).data : undefined;
  return level ? priorityWord(level, language) : isWord(text) ? words(language)(text) : inline(text);
}

/** What moved of an action or a task: `Owner: Ana → Luc`. */
function partWords({ field, from, to }: Pick<Change, 'field' | 'from' | 'to'>, language: Language): string {
  const say = words(language);
  const value = (text: string | undefined) =>
    text === undefined ? '–' : PARTS_IN_WORDS.includes(field) ? wordOf(field, text, language) : inline(text);
  const values = [from === undefined ? [] : [value(from)], value(to)].flat();
  return `${isWord(field) ? say(field) : inline(field)}${say('colon')} ${values.join(' → ')}`;
}

/** `Restart Redis (wontDo)`: the title as people wrote it, its state in words. */
function workWords(value: string, language: Language): string {
  const [, title, state] = /^([\s\S]*) \((\w+)\)$/.exec(value) ?? [];
  return title !== undefined && STATES.includes(state) && isWord(state)
    ? `${inline(title)} (${words(language)(state)})`
    : inline(value);
}

/** The role or the milestone that an entry is about; a role of the team's own is called as the team calls it. */
function detailWords(subject: string, detail: string, language: Language): string {
  const own = subject === 'role' && !ROLES.some((role) => role === detail);
  return !own && isWord(detail) ? words(language)(detail) : inline(detail);
}

function listed(names: string, language: Language): string {
  const say = words(language);
  return names
    .split(',')
    .map((name) => (isWord(name) ? say(name) : inline(name)))
    .join(', ');
}

function updateWords({ update }: Pick<Entry, 'update'>, language: Language): string {
  const say = words(language);
  return update
    ? `${say('update')}${say('colon')} ${[update.conditions, update.actions, update.needs]
        .map((text) => inline(text ?? ''))
        .filter(Boolean)
        .join(' · ')}`
    : '';
}

function evidenceWords({ evidence }: Pick<Entry, 'evidence'>, language: Language): string {
  const say = words(language);
  return evidence ? `${say('evidence')}${say('colon')} ${valueWords(evidence, language)}` : '';
}

function valueWords({ title, value, unit }: Evidence, language: Language): string {
  const text = value === undefined ? words(language)('unknown') : inline(measuredText(value, unit, language));
  return `${inline(title)} = ${text}`;
}
