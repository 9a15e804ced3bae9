import { MAX_TEXT } from '../../record/limits';
import { refuse, type Reason } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { type Front, splitFrontMatter } from '../../text/frontMatter';
import { oneLine } from '../../text/oneLine';
import { milestoneContradictions } from '../rules';
import { type Incident, MAX_TITLE, type Milestone, type Milestones, type SectionKey } from '../schema';
import { type Field, fieldOf, type PastFields, takeFields } from './fields';
import { type Happened, TimelineReading } from './happened';
import { type Entering, namesIn, pastIncident, type PastRow, piecesOf, severityIn } from './made';
import { type Around, saidInstant, readMoment, type SaidTime, durationSeconds, zoneIn } from './moment';
import { type ReportPart, reportParts, roleOf } from './parts';
import { type FoundAction, toDoIn } from './toDo';

/** Longest file that is read, in UTF-16 units: a record of that size could not be kept. */
const MAX_REPORT = 400_000;
/** More lines than a timeline is read for; those beyond stay in the text. */
const MOST_ENTRIES = 500;

type Texts = Partial<Record<SectionKey, string[]>>;

interface Sorted {
  fields: PastFields;
  texts: Texts;
  /** Under headings of the report's own. */
  rest: string[];
  timeline: ReportPart[];
  toDo: ReportPart[];
}

/**
 * A post-mortem from Markdown: its title, day, severity, timeline and actions where they are recognised, its texts by their headings. What has
 * no place stands in the summary under its own heading, so that no word is lost. Times without a zone are UTC.
 */
export function readPostMortem(text: string, { id, ...entering }: Entering & { id: string }): PastRow {
  const file = oneLine(entering.source.replace(/\.(md|markdown|txt)$/i, ''));
  const split =
    text.length > MAX_REPORT ? tooLarge(text) : splitFrontMatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if ('refused' in split) {
    return { title: file, reasons: split.refused.reasons };
  }
  const { front, body } = split.ok;
  const parts = reportParts(body);
  const heading = titleOf(parts, front);
  const sorted = sort(parts, front, heading);
  const title = cleanTitle(heading ?? '', sorted.fields.title) || prettyName(file);
  const around = aroundOf(sorted.fields, [heading ?? '', file], body);
  const zero = instantIn(sorted.fields.started, around);
  const { entries, left } = happenedIn(sorted.timeline, around, zero);
  const times = timesOf(sorted.fields, entries, around, entering.at);
  if ('code' in times) {
    return { title, reasons: [times] };
  }
  const toDo = toDoIn(
    sorted.toDo.flatMap(({ lines }) => lines),
    { ...around, ...partsOfDay(times.declared) }
  );
  const foreign = foreignIn(sorted.fields.id ?? '', heading ?? '');
  const texts: Texts = {
    ...sorted.texts,
    ...textsWith(sorted.texts, 'response', left),
    ...textsWith(sorted.texts, 'corrective', toDo.left),
  };
  const { summary = [], ...others } = texts;
  const incident = pastIncident(
    {
      id,
      title,
      ...(foreign && { foreign }),
      declared: times.declared,
      milestones: times.milestones,
      summary: joined([...summary, ...sorted.rest]),
      services: namesIn((sorted.fields.services ?? '').replace(/\([^)]*\)/g, '')),
      severity: severityIn(sorted.fields.severity ?? ''),
      isOpen: false,
    },
    entering
  );
  return {
    title,
    ...(foreign && { foreign }),
    reasons: [],
    incident: withRead(incident, { texts: others, entries, actions: toDo.actions }, entering),
  };
}

interface Read {
  texts: Texts;
  entries: Happened[];
  actions: FoundAction[];
}

/** What was read beside the summary; of a text that is longer than a field the rest is kept as notes. */
function withRead(incident: Incident, { texts, entries, actions }: Read, { at: entered, by }: Entering): Incident {
  const { id, milestones } = incident;
  const at = milestones.declared ?? entered;
  const pieces = Object.entries(texts).map(([section, lines]) => ({ section, pieces: piecesOf(joined(lines)) }));
  const notes = [...entries, ...pieces.flatMap(({ pieces: [, ...rest] }) => rest.map((text) => ({ at, text })))];
  const sections = pieces.flatMap(({ section, pieces: [text] }) => (text ? [[section, { text, at, by }]] : []));
  return {
    ...incident,
    sections: { ...incident.sections, ...Object.fromEntries(sections) },
    timeline: {
      ...incident.timeline,
      ...Object.fromEntries(
        notes.map((each, index) => [`${id}-${index}`, { ...each, entered, by, kind: 'note' as const }])
      ),
    },
    actions: Object.fromEntries(actions.map((action, index) => [`${id}-a${index}`, { ...action, created: at, by }])),
  };
}

function tooLarge(text: string) {
  return refuse({
    code: 'import.tooLarge',
    values: { limit: Math.round(MAX_REPORT / 1000), size: Math.round(text.length / 1000) },
  });
}

const LETTER = new RegExp(String.raw`\p{L}`, 'u');
const WORD = new RegExp(String.raw`\p{L}{3}`, 'u');
const GENERIC =
  /^(?:example |incident )?(?:post-?mortem|incident report|incident review|post-incident review|retrospective|rapport d.incident|title|rca|root cause analysis)s?$/i;
const PREFIX =
  /^(?:blameless )?(?:(?:incident )?(?:post-?mortem|report|review|pir|rca|retrospective)|incident(?: date)?|post-incident review|rapport d.incident)(?: report)?\s*[:–—-]\s+/i;

/** What the report calls itself: the front matter's title, else its first large heading. */
function titleOf(parts: ReportPart[], front: Front): string | undefined {
  const first = parts.find(({ level, heading }) => level > 0 && !GENERIC.test(heading));
  const isAbove = first?.level === 1 || parts[0] === first || (first?.level === 2 && GENERIC.test(parts[0].heading));
  const isTitle = first && isAbove && !roleOf(first.heading) && !fieldOf(first.heading);
  return typeof front.title === 'string' ? front.title : isTitle ? first.heading : undefined;
}

function cleanTitle(heading: string, own: string | undefined): string {
  const said = own ?? heading;
  const shorter = said.replace(PREFIX, '').replace(/^\[[^\]]*\]\s*/, '');
  const day = readMoment(shorter);
  const withoutDay = day ? day.rest.replace(/^[\s,:–—-]+/, '') : shorter;
  const title = oneLine(WORD.test(withoutDay) ? withoutDay : shorter);
  return GENERIC.test(title) ? '' : title.slice(0, MAX_TITLE);
}

/** `docs/2024-03-02-checkout-down` → `checkout down`. */
function prettyName(file: string): string {
  const name = file.replace(/^.*[/\\]/, '');
  const words = name
    .replace(/^\d{4}-?\d{2}-?\d{2}[-_ ]*/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return (LETTER.test(words) ? words : name).slice(0, MAX_TITLE);
}

function sort(parts: ReportPart[], front: Front, title: string | undefined): Sorted {
  const fields: PastFields = {};
  const texts: Texts = {};
  const sorted: Sorted = { fields, texts, rest: [], timeline: [], toDo: [] };
  const keep = (section: SectionKey, lines: string[]) => (texts[section] ??= []).push(...lines);
  keep('summary', takeFront(front, fields));
  let owner: { role: ReturnType<typeof roleOf>; level: number } = { role: 'fields', level: 0 };
  let titled = title;
  for (const part of parts) {
    const [name, inline] = headed(part.heading);
    const isTitle = (titled !== undefined && part.heading === titled) || GENERIC.test(part.heading);
    titled = part.heading === titled ? undefined : titled;
    const field = fieldOf(name);
    const role = isTitle || part.level === 0 ? 'fields' : roleOf(name);
    const isNested = !role && owner.role !== 'fields' && part.level > owner.level;
    const lines = inline ? [inline, ...part.lines] : part.lines;
    if (field && !role && isShort(lines)) {
      keep('summary', takeFields([`${name}: ${lines.find((line) => line.trim()) ?? ''}`], fields));
      continue;
    }
    owner = isNested ? owner : { role, level: part.level };
    switch (owner.role) {
      case 'timeline':
        sorted.timeline.push(part);
        break;
      case 'actions':
        sorted.toDo.push(part);
        break;
      case 'fields':
        takeTexts(takeFields(part.lines, fields), keep);
        break;
      case undefined:
        sorted.rest.push('', `#### ${part.heading}`, '', ...lines);
        break;
      default:
        keep(owner.role, isNested ? ['', `#### ${part.heading}`, '', ...lines] : ['', ...lines]);
        if (owner.role === 'summary') {
          takeFields(lines, fields); // and they stay
        }
    }
  }
  return sorted;
}

/** `Trigger: a latent bug` announces and says in one line. */
function headed(heading: string): [string, string | undefined] {
  const [, name, words] = /^([^:]{3,30}):\s*(\S.*)$/.exec(heading) ?? [];
  return name && (roleOf(name) || fieldOf(name)) ? [name, words] : [heading, undefined];
}

function isShort(lines: string[]): boolean {
  return lines.filter((line) => line.trim() !== '').length === 1;
}

/** Lines that begin with what they are about: `**Impact:** 1,200 queries lost`. */
function takeTexts(lines: string[], keep: (section: SectionKey, lines: string[]) => void): void {
  let section: SectionKey = 'summary';
  for (const line of lines) {
    const [, name, words] = /^\s*(?:[-*+]\s+)?(?:\*\*|__)([^*_]{3,40}?):?(?:\*\*|__)\s*:?\s*(\S.*)$/.exec(line) ?? [];
    const role = name === undefined ? undefined : roleOf(name);
    const isText = role !== undefined && role !== 'fields' && role !== 'timeline' && role !== 'actions';
    section = isText ? role : line.trim() === '' || name !== undefined ? 'summary' : section;
    keep(section, [isText ? words : line]);
  }
}

/** What the front matter says; what has no place of its own is a line of the summary. */
function takeFront(front: Front, fields: PastFields): string[] {
  return Object.entries(front).flatMap(([key, value]) => {
    const text = textOf(value);
    return text === '' || key === 'layout' || key === 'permalink'
      ? []
      : takeFields([`${key.replace(/_/g, ' ')}: ${text}`], fields);
  });
}

function textOf(value: unknown): string {
  return value instanceof Date
    ? value.toISOString()
    : Array.isArray(value)
      ? value.map(textOf).filter(Boolean).join(', ')
      : typeof value === 'string' || typeof value === 'number'
        ? oneLine(String(value))
        : '';
}

const DAYS = String.raw`\b\d{4}-\d{1,2}-\d{1,2}\b|\b\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\b\d{1,2}(?:er)? \p{L}{3,9} \d{4}\b`;

/** The day and the zone that a report is about, from where it says so first. */
function aroundOf(fields: PastFields, titles: string[], body: string): Around {
  const said = [fields.started, fields.date, fields.detected, ...titles.map(dayInside)].flatMap(
    (text) => readMoment(text ?? '')?.said ?? []
  );
  const day = said.find((one) => one.day !== undefined && one.year !== undefined) ?? firstDayIn(body) ?? {};
  const { year = said.find((one) => one.year)?.year, month, day: number } = day;
  const zone = said.find((one) => one.zone)?.zone ?? zoneIn(fields.date ?? '') ?? 'UTC';
  return { zone, ...(year && { year }), ...(month && { month }), ...(number && { day: number }) };
}

/** A title may name its day anywhere. */
function dayInside(title: string): string {
  const from = title.search(new RegExp(DAYS, 'u'));
  return from < 0 ? '' : title.slice(from);
}

function firstDayIn(body: string): SaidTime | undefined {
  for (const [found] of body.matchAll(new RegExp(DAYS, 'gu'))) {
    const said = readMoment(found)?.said;
    if (said?.day && said.year) {
      return said;
    }
  }
  return undefined;
}

function happenedIn(
  timeline: ReportPart[],
  around: Around,
  zero: Instant | undefined
): { entries: Happened[]; left: string[] } {
  const reading = new TimelineReading(around, zero);
  timeline.forEach((part, index) => reading.part(part, index === 0));
  const beyond = reading.entries.slice(MOST_ENTRIES).map(({ at, text }) => `- ${at} ${text}`);
  const before = reading.before.join('\n').trim();
  return {
    entries: reading.entries
      .slice(0, MOST_ENTRIES)
      .map(({ at, text }) => ({ at, text: text.trim().slice(0, MAX_TEXT) })),
    left: [...(before ? [before] : []), ...beyond],
  };
}

/** What the words of a timeline say of its milestones; a field of the report comes before them. */
const SAYS: ReadonlyArray<[Milestone, RegExp, 'first' | 'last']> = [
  [
    'started',
    /\b(?:outage|incident|impact|problem|degradation)\b.{0,20}\b(?:begins?|began|starts?|started)\b|\bd[ée]but de l.(?:incident|impact)/i,
    'first',
  ],
  [
    'detected',
    /\balert(?:s|ed)?\b.{0,60}\b(?:fire[sd]?|trigger\w*|receiv\w*)|\breceiv\w+ an? alert|\bpage[rd]\b|\b(?:pagerduty|opsgenie|alertmanager)\b|\bdetected\b|\bd[ée]tect/i,
    'first',
  ],
  [
    'mitigated',
    /\bmitigated\b|\bmitigation (?:applied|complete)|\brollback (?:complete|finished)|\bcorrectif appliqu/i,
    'first',
  ],
  [
    'resolved',
    /\bresolved\b|\b(?:outage|incident|impact)\b.{0,20}\b(?:ends?|ended|over|closed)\b|\ball clear\b|\bback to normal\b|\b(?:fully )?(?:recovered|restored)\b|\br[ée]solu|\br[ée]tabli|\bretour [àa] la normale/i,
    'last',
  ],
];

function timesOf(
  fields: PastFields,
  entries: Happened[],
  around: Around,
  now: Instant
): { declared: Instant; milestones: Milestones } | Reason {
  const said = (field: Field) => instantIn(fields[field], around);
  const told = (of: Milestone) => {
    const [, words, which] = SAYS.find(([milestone]) => milestone === of) ?? [];
    const found = entries.filter(({ text }) => words?.test(text));
    return (which === 'last' ? found.at(-1) : found[0])?.at;
  };
  const began = said('started') ?? told('started') ?? entries[0]?.at ?? said('date') ?? saidInstant({}, around);
  if (!began) {
    return { code: 'past.noDay', field: 'started' };
  }
  if (Date.parse(began) > Date.parse(now)) {
    return { code: 'future', values: { at: began }, field: 'started' };
  }
  const seconds = durationSeconds(fields.duration ?? '');
  const end = seconds ? new Date(Date.parse(began) + seconds * 1000).toISOString() : undefined;
  const rest: Array<[Milestone, Instant | undefined]> = [
    ['resolved', said('resolved') ?? told('resolved') ?? end],
    ['detected', said('detected') ?? told('detected')],
    ['mitigated', said('mitigated') ?? told('mitigated')],
  ];
  const milestones = rest.reduce<Milestones>(
    (known, [milestone, at]) => {
      const next = at ? { ...known, [milestone]: at } : known;
      return at && Date.parse(at) <= Date.parse(now) && milestoneContradictions(next).length === 0 ? next : known;
    },
    { started: began }
  );
  return { declared: milestones.detected ?? began, milestones };
}

function instantIn(text: string | undefined, around: Around): Instant | undefined {
  const read = readMoment(text ?? '');
  return read && saidInstant(read.said, around);
}

function foreignIn(id: string, title: string): string | undefined {
  const own = oneLine(id).slice(0, 60);
  const [found] = /\b(?:INC|OPS|[A-Z]{2,8})-\d[\w-]*|(?<=\()(?:incident )?#\d+(?=\))/.exec(title) ?? [];
  return own || found?.replace('incident ', '') || undefined;
}

function partsOfDay(at: Instant): Partial<Around> {
  const [year, month, day] = at.slice(0, 10).split('-').map(Number);
  return { year, month, day };
}

function textsWith(texts: Texts, section: SectionKey, lines: string[]): Texts {
  return lines.some((line) => line.trim() !== '') ? { [section]: [...(texts[section] ?? []), '', ...lines] } : {};
}

function joined(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
