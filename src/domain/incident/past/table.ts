import { type Reason } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { oneLine } from '../../text/oneLine';
import { type Table } from '../../text/table';
import { DAY_SECONDS, HOUR_SECONDS } from '../../time/units';
import { milestoneContradictions } from '../rules';
import { type Milestones } from '../schema';
import { type Entering, namesIn, pastIncident, type PastRow, severityIn } from './made';
import { type DayOrder, durationSeconds, readMoment, saidInstant } from './moment';

export const PAST_FIELDS = [
  'title',
  'id',
  'started',
  'detected',
  'resolved',
  'duration',
  'status',
  'severity',
  'services',
  'summary',
] as const;
export type PastField = (typeof PAST_FIELDS)[number];
/** Which column of the file says what. */
export type PastColumns = Partial<Record<PastField, string>>;

/** What other tools call it, the best first, as `plainName` writes it. */
const KNOWN: Record<PastField, string> = {
  title:
    'title incidenttitle name incidentname subject message summary shortdescription headline titre intitule objet libelle description',
  id: 'issuekey key reference incidentreference ref incidentnumber number tinyid sequentialid publicid displayid shortid incidentid incident ticket ticketid ticketnumber id uuid identifiant numero',
  started:
    'started startedat start starttime startdate impactstart impactstartedat impactstartdate customerimpactstart incidentstart incidentstartedat began beganat occurred occurredat triggeredat opened openedat openedon reported reportedat created createdat createdon createddate createdtime creationdate date datetime timestamp debut datededebut datedebut',
  detected: 'detected detectedat detection detectiontime detectiondate acknowledgedat datededetection',
  resolved:
    'resolved resolvedat resolvedon resolveddate resolvedtime resolutiondate fixedat ended endedat end endtime enddate impactend impactendedat impactenddate customerimpactend incidentend recoveredat closed closedat closedon closeddate closedtime fin datedefin datefin',
  duration:
    'duration durationminutes durationmin durationmins durationseconds durationsecs durationhours incidentduration impactduration totalduration outageduration downtime downtimeminutes timetoresolve timetoresolution ttr secondstoresolve minutestoresolve hourstoresolve resolutiontime duree dureeminutes dureeheures',
  status: 'status state incidentstatus incidentstate currentmilestone currentstatus etat statut',
  severity: 'severity incidentseverity sev priority urgency impact criticality severite priorite gravite criticite',
  services:
    'services service servicename affectedservices impactedservices components component affectedcomponents componentname application applications system businessservice configurationitem cmdbci functionalities composants composant',
  summary:
    'description summary details rootcause postmortem notes closenotes resolutionnotes longdescription body resume cause',
};

/** A column without what tools put around its name: `fields.priority.name` and `Priority (P1-P5)` are `priority`. */
function plainName(column: string): string {
  return column
    .normalize('NFD')
    .replace(/\([^)]*\)/g, '')
    .replace(/^(?:fields|attributes|data|incident)\./i, '')
    .replace(/^(?:attributes)\./i, '')
    .replace(/(?:\.(?:data|attributes|name|summary|title|value|label))+$/i, '')
    .toLowerCase()
    .replace(/[^a-z\d]/g, '');
}

/** A first guess, for the person to correct; a column is used once. */
export function guessColumns(columns: string[]): PastColumns {
  const used = new Set<string>();
  return Object.fromEntries(
    PAST_FIELDS.flatMap((field) => {
      const found = KNOWN[field]
        .split(' ')
        .flatMap((word) => columns.find((column) => !used.has(column) && plainName(column) === word) ?? [])
        .at(0);
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
  /** Which of two numbers is the day, as the person says it; absent: as the file tells. */
  order?: DayOrder;
}

/** Whether the file's dates can be read in two ways, and no row tells in which. */
export function isOrderUnknown({ rows }: Table, columns: PastColumns): boolean {
  const texts = timesIn(rows, columns);
  return dayOrderIn(texts) === undefined && texts.some((text) => pairOf(text) !== undefined);
}

function timesIn(rows: Table['rows'], columns: PastColumns): string[] {
  return rows.flatMap(({ cells }) => TIMES.map((field) => (cells[columns[field] ?? ''] ?? '').trim()));
}

/** What every row of the file would become; nothing is saved by that. */
export function pastRows({ rows }: Table, columns: PastColumns, options: Options): PastRow[] {
  const read = (cells: Record<string, string>, field: PastField) => {
    const column = columns[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  const order = options.order ?? dayOrderIn(timesIn(rows, columns));
  return rows.map(({ line, cells }, index) =>
    pastRow(line, (field) => read(cells, field), {
      ...options,
      id: options.newId(index),
      order,
      isMapped: columns.resolved !== undefined || columns.duration !== undefined,
      secondsEach: unitOf(columns.duration ?? ''),
    })
  );
}

const TIMES = ['started', 'detected', 'resolved'] as const;

interface RowOptions extends Entering {
  id: string;
  order: DayOrder | undefined;
  /** Whether the file has a column of ends. */
  isMapped: boolean;
  /** What a number alone in the column of durations counts. */
  secondsEach: number;
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
  const lasted = of('duration');
  const seconds = lasted === '' || times.resolved ? undefined : lengthOf(lasted, options.secondsEach);
  const began = times.started ?? times.detected;
  if (lasted !== '' && !times.resolved && seconds === undefined) {
    reasons.push({ code: 'past.duration', values: { text: lasted.slice(0, 60) }, field: 'duration' });
  } else if (seconds !== undefined && began && !reasons.some(({ field }) => field === 'resolved')) {
    const end = Math.min(Date.parse(began) + seconds * 1000, Date.parse(at));
    times.resolved = new Date(end).toISOString();
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
  const [, whole] = /^(\d{10}|\d{13})(?:\.\d+)?$/.exec(text) ?? [];
  if (whole) {
    return new Date(Math.round(Number(text) * (whole.length === 10 ? 1000 : 1))).toISOString();
  }
  const read = readMoment(text.replace(/([+-]\d{2}:?\d{2})\s+[A-Z]{3,4}$/, '$1'), order); // Go says the zone twice
  const isWhole = read?.rest.trim() === '' && read.said.day !== undefined && read.said.year !== undefined;
  return isWhole ? saidInstant(read.said, { zone: 'UTC' }) : undefined;
}

/** The two numbers before a year of which either may be the month. */
function pairOf(text: string): [number, number] | undefined {
  const [, first, second] = /^(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)/.exec(text) ?? [];
  return first ? [Number(first), Number(second)] : undefined;
}

/** Whether a column writes the day or the month first (`14/3/2024`): one that is above 12 tells. */
function dayOrderIn(texts: string[]): DayOrder | undefined {
  const pairs = texts.flatMap((text) => [pairOf(text) ?? []]).filter((pair) => pair.length === 2);
  return pairs.some(([first]) => first > 12) ? 'day' : pairs.some(([, second]) => second > 12) ? 'month' : undefined;
}

/** Seconds that a number alone stands for, from the name of its column; minutes where it does not say. */
function unitOf(column: string): number {
  return /sec|\(s\)/i.test(column) ? 1 : /hours?|heures?|\(h\)/i.test(column) ? HOUR_SECONDS : 60;
}

/** Seconds of `45`, `1h 20m`, `01:20:00`, `1 day, 2:03:04` or `PT1H20M`. */
function lengthOf(text: string, secondsEach: number): number | undefined {
  if (/^\d+(?:[.,]\d+)?$/.test(text)) {
    return Math.round(Number(text.replace(',', '.')) * secondsEach);
  }
  const clock = /^(?:(\d+) days?,? )?(\d+):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text);
  if (clock) {
    const [, days = 0, hours, minutes, seconds = 0] = clock;
    return Number(days) * DAY_SECONDS + Number(hours) * HOUR_SECONDS + Number(minutes) * 60 + Number(seconds);
  }
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i.exec(text);
  if (iso && text.length > 2) {
    const [days, hours, minutes, seconds] = iso.slice(1).map((each) => Number(each ?? 0));
    return days * DAY_SECONDS + hours * HOUR_SECONDS + minutes * 60 + seconds;
  }
  return durationSeconds(text);
}
