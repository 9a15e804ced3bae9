import { type Reason } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { oneLine } from '../../text/oneLine';
import { type Table } from '../../text/table';
import { milestoneContradictions } from '../rules';
import { type Milestones } from '../schema';
import { type Entering, namesIn, pastIncident, type PastRow, severityIn } from './made';
import { type DayOrder, saidInstant, readMoment } from './moment';

export const PAST_FIELDS = [
  'title',
  'id',
  'started',
  'detected',
  'resolved',
  'status',
  'severity',
  'services',
  'summary',
] as const;
export type PastField = (typeof PAST_FIELDS)[number];
/** Which column of the file says what. */
export type PastColumns = Partial<Record<PastField, string>>;

/** What other tools call it. */
const KNOWN: Record<PastField, RegExp> = {
  title: /^(title|summary|name|incident name|subject|titre|intitul[ée])$/i,
  id: /^(id|key|issue key|number|incident( id| number)?|ref(erence)?|identifiant)$/i,
  started: /^(started|started_at|start( time| date)?|impact start|created|created_at|opened( at)?|reported|d[ée]but)$/i,
  detected: /^(detected|detected_at|detection|acknowledged_at|d[ée]tection)$/i,
  resolved: /^(resolved|resolved_at|resolution( time| date)?|ended|end( time)?|closed|closed_at|fin)$/i,
  status: /^(status|state|incident state|[ée]tat|statut)$/i,
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

interface Options extends Entering {
  newId: (index: number) => string;
}

/** What every row of the file would become; nothing is saved by that. */
export function pastRows({ rows }: Table, columns: PastColumns, options: Options): PastRow[] {
  const read = (cells: Record<string, string>, field: PastField) => {
    const column = columns[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  const order = dayOrderIn(rows.flatMap(({ cells }) => TIMES.map((field) => read(cells, field))));
  return rows.map(({ line, cells }, index) =>
    pastRow(line, (field) => read(cells, field), {
      ...options,
      id: options.newId(index),
      order,
      isMapped: columns.resolved !== undefined,
    })
  );
}

const TIMES = ['started', 'detected', 'resolved'] as const;

interface RowOptions extends Entering {
  id: string;
  order: DayOrder | undefined;
  /** Whether the file has a column of ends. */
  isMapped: boolean;
}

function pastRow(line: number, of: (field: PastField) => string, options: RowOptions): PastRow {
  const { at, id, order, isMapped } = options;
  const title = oneLine(of('title')).slice(0, 200);
  const foreign = oneLine(of('id')).slice(0, 60);
  const reasons: Reason[] = title ? [] : [{ code: 'required', field: 'title' }];
  const times: Milestones = {};
  for (const field of TIMES) {
    const text = of(field);
    const time = text === '' ? undefined : timeOf(text, order);
    if (text !== '' && time === undefined) {
      reasons.push({ code: 'past.time', values: { text: text.slice(0, 60) }, field });
    } else if (time !== undefined && Date.parse(time) > Date.parse(at)) {
      reasons.push({ code: 'future', values: { at: time }, field });
    } else if (time !== undefined) {
      times[field] = time;
    }
  }
  const declared = times.detected ?? times.started;
  if (!declared && reasons.length === 0) {
    reasons.push({ code: 'required', field: 'started' });
  }
  const impossible = milestoneContradictions({ ...(declared && { declared }), ...times });
  const base = { line, title, ...(foreign && { foreign }), reasons: [...reasons, ...impossible] };
  if (base.reasons.length > 0 || !declared) {
    return base;
  }
  const incident = pastIncident(
    {
      id,
      title,
      ...(foreign && { foreign }),
      declared,
      milestones: times,
      summary: of('summary'),
      services: namesIn(of('services')),
      severity: severityIn(of('severity')),
      isOpen: isOpen(of('status'), times.resolved, isMapped),
    },
    options
  );
  return { ...base, incident };
}

/** What the file says; without a word of it, what has an end is over, and so is all of a file that has no ends. */
function isOpen(status: string, resolved: Instant | undefined, hasEnds: boolean): boolean {
  if (
    /^(?:open|new|triggered|acknowledged|investigating|identified|monitoring|in[ _-]progress|active|ouvert|en cours)/i.test(
      status
    )
  ) {
    return !resolved;
  }
  return status === '' && !resolved && hasEnds;
}

/** Times as tools write them, UTC where no zone is said, and seconds or milliseconds since the epoch. */
function timeOf(text: string, order: DayOrder | undefined): Instant | undefined {
  if (/^\d{10}(\d{3})?$/.test(text)) {
    return new Date(Number(text) * (text.length === 10 ? 1000 : 1)).toISOString();
  }
  const read = readMoment(text, order);
  const isWhole = read?.rest.trim() === '' && read.said.day !== undefined && read.said.year !== undefined;
  return isWhole ? saidInstant(read.said, { zone: 'UTC' }) : undefined;
}

/** Whether a column writes the day or the month first (`14/3/2024`): one that is above 12 tells. */
function dayOrderIn(texts: string[]): DayOrder | undefined {
  const pairs = texts.flatMap((text) => {
    const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text) ?? [];
    return first ? [[Number(first), Number(second)]] : [];
  });
  return pairs.some(([first]) => first > 12) ? 'day' : pairs.some(([, second]) => second > 12) ? 'month' : undefined;
}
