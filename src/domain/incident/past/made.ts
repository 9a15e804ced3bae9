import { MAX_TEXT } from '../../record/limits';
import { type Reason } from '../../record/outcome';
import { type Instant, type Person } from '../../record/record';
import { serviceKey } from '../../services/services';
import { oneLine } from '../../text/oneLine';
import { declare } from '../declare/declare';
import { type IncidentHead } from '../head';
import { type Incident, type Milestones, type Severity } from '../schema';

/** What something of the past would become, or everything wrong with it. */
export interface PastRow {
  /** Of the file. */
  line?: number;
  title: string;
  /** How the other tool calls it. */
  foreign?: string;
  incident?: Incident;
  reasons: Reason[];
}

/** When it is entered, by whom, from what. */
export interface Entering {
  at: Instant;
  by: Person;
  zone: string;
  /** Name of the file. */
  source: string;
}

interface Known {
  id: string;
  title: string;
  foreign?: string;
  declared: Instant;
  milestones: Milestones;
  summary: string;
  services: string[];
  severity?: Severity;
  isOpen: boolean;
}

/**
 * An incident of the past with its own times, every entry marked as written down now. One that is over counts as reviewed: nobody is late
 * with the review of an incident that another tool has closed.
 */
export function pastIncident(known: Known, { at, by, zone, source }: Entering): Incident {
  const { id, title, foreign, declared, milestones, services, severity, isOpen } = known;
  const [summary = '', ...rest] = piecesOf(known.summary);
  const incident = declare({
    name: '',
    id,
    at: declared,
    by,
    zone,
    title: foreign && !title.includes(foreign) ? `${title.slice(0, 197 - foreign.length)} (${foreign})` : title,
    summary,
    services: Object.fromEntries(services.map((name) => [serviceKey(name), name])),
    ...(severity && { severity }),
    milestones,
  });
  const note = (text: string) => ({ at: declared, entered: at, by, kind: 'note' as const, text });
  const origin = [source, foreign].filter(Boolean).join(' · ');
  return {
    ...incident,
    status: isOpen ? 'declared' : 'closed',
    ...(!isOpen && { review: { state: 'closed' } }),
    timeline: {
      [id]: { ...incident.timeline[id], entered: at },
      [`${id}-from`]: { ...note(oneLine(origin)), source: origin.slice(0, 200) },
      ...Object.fromEntries(rest.map((text, index) => [`${id}-more${index}`, note(text)])),
    },
  };
}

/** A text in pieces that a field can hold, broken between lines where there are any; what follows the first is kept as notes. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const line = rest.length > MAX_TEXT ? rest.lastIndexOf('\n', MAX_TEXT) : -1;
    const end = line > 0 ? line : MAX_TEXT;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return pieces;
}

/** Names of services that can be kept, from a list by commas. */
export function namesIn(text: string): string[] {
  return text
    .split(/[,;]/)
    .map(oneLine)
    .filter((name) => serviceKey(name) !== '');
}

/** `SEV-1`, `P2`, `1 - Critical`, `High (P2)`: the number first, then the word; 0 is the worst. */
export function severityIn(text: string): Severity | undefined {
  const digit = /(?<![\d.])(?:sev(?:erity)?|p|s|priority|level)?[\s_-]*([0-4])(?![\d.%])\b/i.exec(text)?.[1];
  const word = (
    [
      'critical|critique|blocker|highest',
      'major|high|majeure|haute|urgent',
      'moderate|medium|moyen|normal',
      'minor|low|mineure|faible|basse',
    ] as const
  ).findIndex((each) => new RegExp(`\\b(?:${each})`, 'i').test(text));
  const level = digit !== undefined ? Math.max(1, Number(digit)) : word >= 0 ? word + 1 : undefined;
  return level === undefined ? undefined : (`sev${level}` as Severity);
}

type Standing = 'fresh' | 'there' | 'wrong';

/** What of the rows is new: one is there already by its foreign id, else by its title and the day it began; so is one that the file has twice. */
export function rowStandings(rows: readonly PastRow[], heads: readonly IncidentHead[]): Standing[] {
  const titles = new Set(heads.map(({ title, milestones }) => `${milestones.declared?.slice(0, 10)} ${title}`));
  const foreigns = new Set(heads.flatMap(({ title }) => endOf(title) ?? []));
  const seen = new Set<string>();
  return rows.map(({ incident, foreign, reasons }) => {
    if (!incident || reasons.length > 0) {
      return 'wrong';
    }
    const { title, milestones } = incident;
    const isKnown =
      (foreign !== undefined && foreigns.has(foreign)) || titles.has(`${milestones.declared?.slice(0, 10)} ${title}`);
    const key = foreign ?? `${milestones.declared} ${title}`;
    const isTwice = seen.has(key);
    seen.add(key);
    return isKnown || isTwice ? 'there' : 'fresh';
  });
}

/** The foreign id at the end of a title. */
function endOf(title: string): string | undefined {
  return /\(([^()]+)\)$/.exec(title)?.[1];
}
