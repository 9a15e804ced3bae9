import { type Reason } from '../record/outcome';
import { type Instant, type Person } from '../record/record';
import { serviceKey } from '../services/services';
import { oneLine } from '../text/oneLine';
import { type Table } from '../text/table';
import { declare } from './declare/declare';
import { type IncidentHead } from './head';
import { contradictions } from './rules';
import { type Incident, type Milestones, type Severity } from './schema';

export const PAST_FIELDS = [
  'title',
  'id',
  'started',
  'detected',
  'resolved',
  'severity',
  'services',
  'summary',
] as const;
export type PastField = (typeof PAST_FIELDS)[number];
/** Which column of the file says what. */
export type PastColumns = Partial<Record<PastField, string>>;

/** What a row would become, or everything wrong with it. */
interface PastRow {
  line: number;
  title: string;
  /** How the other tool calls it. */
  foreign?: string;
  incident?: Incident;
  reasons: Reason[];
}

/** What other tools call it. */
const KNOWN: Record<PastField, RegExp> = {
  title: /^(title|summary|name|incident name|subject|titre|intitul[ée])$/i,
  id: /^(id|key|issue key|number|incident( id| number)?|ref(erence)?|identifiant)$/i,
  started: /^(started|started_at|start( time| date)?|impact start|created|created_at|opened( at)?|reported|d[ée]but)$/i,
  detected: /^(detected|detected_at|detection|acknowledged_at|d[ée]tection)$/i,
  resolved: /^(resolved|resolved_at|resolution( time| date)?|ended|end( time)?|closed|closed_at|fin)$/i,
  severity: /^(severity|severity\.name|priority|urgency|impact|s[ée]v[ée]rit[ée]|priorit[ée])$/i,
  services: /^(services?|service\.(name|summary)|components?|affected services|composants?)$/i,
  summary: /^(description|summary|details|root cause|post-?mortem|r[ée]sum[ée])$/i,
};

/** A first guess, for the person to correct; a column is used once. */
export function guessColumns(columns: string[]): PastColumns {
  const used = new Set<string>();
  return Object.fromEntries(
    PAST_FIELDS.flatMap((field) => {
      const found = columns.find((column) => !used.has(column) && KNOWN[field].test(column.trim()));
      if (found === undefined) {
        return [];
      }
      used.add(found);
      return [[field, found]];
    })
  );
}

interface Options {
  /** When it is entered, and by whom. */
  at: Instant;
  by: Person;
  zone: string;
  /** Name of the file. */
  source: string;
  newId: (index: number) => string;
}

/** What every row of the file would become; nothing is saved by that. */
export function pastRows({ rows }: Table, columns: PastColumns, options: Options): PastRow[] {
  return rows.map(({ line, cells }, index) => {
    const of = (field: PastField) => {
      const column = columns[field];
      return column === undefined ? '' : (cells[column] ?? '').trim();
    };
    return pastRow(line, of, { ...options, id: options.newId(index) });
  });
}

function pastRow(line: number, of: (field: PastField) => string, options: Options & { id: string }): PastRow {
  const { at, by, zone, source, id } = options;
  const title = oneLine(of('title')).slice(0, 200);
  const foreign = oneLine(of('id')).slice(0, 60);
  const reasons: Reason[] = title ? [] : [{ code: 'required', field: 'title' }];
  const times: Milestones = {};
  for (const field of ['started', 'detected', 'resolved'] as const) {
    const text = of(field);
    const time = text === '' ? undefined : instantOf(text);
    if (text !== '' && time === undefined) {
      reasons.push({ code: 'unreadable', field });
    } else if (time !== undefined && Date.parse(time) > Date.parse(at)) {
      reasons.push({ code: 'unreadable', field });
    } else if (time !== undefined) {
      times[field] = time;
    }
  }
  const declared = times.detected ?? times.started;
  if (!declared && reasons.length === 0) {
    reasons.push({ code: 'required', field: 'started' });
  }
  const impossible = contradictions({ ...(declared && { declared }), ...times });
  const base = { line, title, ...(foreign && { foreign }), reasons: [...reasons, ...impossible] };
  if (base.reasons.length > 0 || !declared) {
    return base;
  }
  const services = of('services')
    .split(/[,;]/)
    .map(oneLine)
    .filter((name) => serviceKey(name) !== '');
  const severity = severityOf(of('severity'));
  const incident = declare({
    name: '',
    id,
    at: declared,
    by,
    zone,
    title: foreign ? `${title} (${foreign})` : title,
    summary: of('summary').slice(0, 20_000),
    services: Object.fromEntries(services.map((name) => [serviceKey(name), name])),
    ...(severity && { severity }),
    milestones: times,
  });
  const origin = [source, foreign].filter(Boolean).join(' · ');
  const timeline: Incident['timeline'] = {
    [id]: { ...incident.timeline[id], entered: at },
    [`${id}-from`]: {
      at: declared,
      entered: at,
      by,
      kind: 'note',
      text: oneLine(origin),
      source: origin.slice(0, 200),
    },
  };
  return { ...base, incident: { ...incident, timeline, status: times.resolved ? 'closed' : 'declared' } };
}

/** Whether an incident of the file is there already: by its foreign id, else by its title and the day it began. */
export function isThere({ title, foreign, incident }: PastRow, heads: IncidentHead[]): boolean {
  const begun = incident?.milestones.declared?.slice(0, 10);
  return heads.some((head) =>
    foreign
      ? head.title.endsWith(`(${foreign})`)
      : head.title === title && head.milestones.declared?.slice(0, 10) === begun
  );
}

/** ISO dates with or without an offset, taken as UTC without one, and seconds or milliseconds since the epoch. */
function instantOf(text: string): Instant | undefined {
  const number = /^\d{10}$/.test(text) ? Number(text) * 1000 : /^\d{13}$/.test(text) ? Number(text) : undefined;
  const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (number === undefined && !iso) {
    return undefined;
  }
  const time = number ?? Date.parse(`${iso?.[0].trim().replace(' ', 'T')}${iso?.[4] || text.length === 10 ? '' : 'Z'}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function severityOf(text: string): Severity | undefined {
  const digit = /(?:sev|p|s|priority)?[\s_-]*([0-4])\b/i.exec(text)?.[1];
  const word = (['critical', 'major|high', 'moderate|medium', 'minor|low'] as const).findIndex((each) =>
    new RegExp(each, 'i').test(text)
  );
  const level = digit !== undefined ? Math.max(1, Number(digit)) : word >= 0 ? word + 1 : undefined;
  return level === undefined ? undefined : (`sev${level}` as Severity);
}
