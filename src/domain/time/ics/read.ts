import { isRefused, type Outcome, type Reason, refuse } from '../../record/outcome';
import { oneLine } from '../../text/oneLine';
import { dateOf, dayOf } from '../days';
import { addDays, daysBetween } from '../localDates';
import { datesOf, parseRule } from '../rrule';
import { MINUTE_MS } from '../units';
import { icsDate, type IcsComponent, type IcsLine, icsText, parseIcs, propertyOf } from './parse';
import { localIn, wallOf } from './wall';

/** A day of a calendar, by its local date, and what it is called there. */
interface NamedDay {
  date: string;
  name: string;
}

interface ReadCalendar {
  /** By date; one that two events name stands there once for each name. */
  days: NamedDay[];
  /** What could not be read, each with the line of the file where its event begins. */
  problems: Reason[];
}

const MOST_EVENTS = 20_000;
/** One event of a calendar of closed days; longer ones are something else. */
const MOST_DAYS_OF_EVENT = 400;
const MOST_DAYS = 20_000;
const MOST_PROBLEMS = 20;
const LONGEST_NAME = 200;

interface Asked {
  /** Local dates, both included. */
  from: string;
  to: string;
  /** IANA zone of those dates. */
  zone: string;
}

interface Source extends Asked {
  file: IcsComponent[];
  /** Dates of events that come back, by their uid, which other events of the file stand for. */
  replaced: Map<string, string[]>;
}

/**
 * The days that the events of a calendar file (RFC 5545) touch between two local dates: whole days, the dates in `zone` of those
 * with a time, and those that come back. Refused: what is no calendar, is cut off, or larger than anybody means.
 */
export function readIcsDays(text: string, asked: Asked): Outcome<ReadCalendar> {
  const parsed = parseIcs(text);
  if (isRefused(parsed)) {
    return parsed;
  }
  const events = parsed.ok.filter(({ kind }) => kind === 'VEVENT');
  if (events.length === 0) {
    return refuse({ code: 'ics.empty' });
  }
  if (events.length > MOST_EVENTS) {
    return refuse({ code: 'ics.tooMany', values: { limit: MOST_EVENTS } });
  }
  const source: Source = { ...asked, file: parsed.ok, replaced: new Map() };
  events.forEach((event) => noteReplaced(event, source));
  const days: NamedDay[] = [];
  const problems: Reason[] = [];
  for (const event of events) {
    const found = daysOfEvent(event, source);
    if (Array.isArray(found)) {
      days.push(...found);
    } else if (problems.length < MOST_PROBLEMS) {
      problems.push(found);
    }
    if (days.length > MOST_DAYS) {
      return refuse({ code: 'ics.tooMany', values: { limit: MOST_DAYS } });
    }
  }
  return { ok: { days: days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), problems } };
}

/** One date of what comes back may be told by an event of its own: moved, or cancelled. */
function noteReplaced(event: IcsComponent, source: Source): void {
  const [uid, date] = [uidOf(event), localOf(propertyOf(event, 'RECURRENCE-ID'), source)?.slice(0, 10)];
  if (uid && date) {
    source.replaced.set(uid, [...(source.replaced.get(uid) ?? []), date]);
  }
}

function daysOfEvent(event: IcsComponent, source: Source): NamedDay[] | Reason {
  const { line } = event;
  const { from, to, replaced } = source;
  const of = (name: string) => propertyOf(event, name);
  if (of('STATUS')?.value.toUpperCase() === 'CANCELLED') {
    return [];
  }
  const [theirs, start] = [icsDate(of('DTSTART')?.value), localOf(of('DTSTART'), source)];
  if (!theirs || !start) {
    return { code: 'ics.date', values: { line, value: shortly(of('DTSTART')?.value ?? '') } };
  }
  const date = start.slice(0, 10);
  const end = of('DTEND') ? localOf(of('DTEND'), source) : after(start, of('DURATION')?.value);
  const length = end === undefined ? NaN : lengthOf(start, end);
  if (!(length >= 1 && length <= MOST_DAYS_OF_EVENT)) {
    return { code: 'ics.length', values: { line, days: MOST_DAYS_OF_EVENT } };
  }
  // by the calendar of its own zone, whose days may be others here
  const shift = daysBetween(theirs, date);
  const starts = startsOf(theirs, of('RRULE')?.value, addDays(from, -length - 1), addDays(to, 1));
  if (!starts) {
    return { code: 'ics.rule', values: { line, value: shortly(of('RRULE')?.value ?? '') } };
  }
  const own = of('RECURRENCE-ID') ? [] : (replaced.get(uidOf(event)) ?? []);
  const left = new Set([...valuesOf(event, 'EXDATE', source), ...own]);
  const name = oneLine(icsText(of('SUMMARY')?.value ?? '')).slice(0, LONGEST_NAME);
  return [...starts.map((each) => addDays(each, shift)), ...valuesOf(event, 'RDATE', source)]
    .filter((each) => !left.has(each))
    .flatMap((each) => Array.from({ length }, (_, index) => addDays(each, index)))
    .filter((each) => each >= from && each <= to)
    .map((each) => ({ date: each, name }));
}

/** What the clocks of our zone show: a date alone, or with its time; one in a zone that nobody knows counts as it stands. */
function localOf(line: IcsLine | undefined, { file, zone, from }: Source): string | undefined {
  const wall = line && wallOf(line, { file, zone, year: Number(from.slice(0, 4)) });
  return wall && 'code' in wall ? icsDate(line?.value) : wall && localIn(wall, zone);
}

/** Days that it touches, both local: the end of a whole day, and midnight, belong to the day before. */
function lengthOf(start: string, end: string): number {
  const isWhole = end.length === 10 || end.endsWith('T00:00');
  const days = daysBetween(start.slice(0, 10), end.slice(0, 10));
  return end >= start ? Math.max(1, days + (isWhole ? 0 : 1)) : NaN;
}

/** A local time so much later (`P1W`, `P2D`, `P1DT12H`); what says no length is over at once, or with its day. */
function after(start: string, duration = ''): string {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0] =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d+S)?)?$/.exec(duration) ?? [];
  const later = ((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes);
  const end = new Date(Date.parse(`${start.padEnd(16, 'T00:00')}Z`) + later * MINUTE_MS);
  return end.toISOString().slice(0, 16);
}

/** Undefined for a rule that none of our dates can follow. */
function startsOf(start: string, rule: string | undefined, from: string, to: string): string[] | undefined {
  if (rule === undefined) {
    return [start];
  }
  try {
    const first = dayOf(start);
    const parsed = parseRule(rule, first);
    const last = Math.min(parsed.until?.day ?? Infinity, dayOf(to));
    return Array.from(datesOf(parsed, first, Math.max(first, dayOf(from)), last), dateOf);
  } catch {
    return undefined;
  }
}

/** The dates that all properties of that name give. */
function valuesOf({ properties }: IcsComponent, name: string, source: Source): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap((line) => line.value.split(',').map((value) => ({ ...line, value })))
    .flatMap((line) => localOf(line, source)?.slice(0, 10) ?? []);
}

function uidOf(event: IcsComponent): string {
  return propertyOf(event, 'UID')?.value.trim() ?? '';
}

function shortly(text: string): string {
  return oneLine(text).slice(0, 60);
}

interface NamedSpan extends NamedDay {
  /** Included; absent: one day. */
  to?: string;
}

/** Days that follow each other under the same name, as one; each day once. */
export function spansOf(days: NamedDay[]): NamedSpan[] {
  const spans: NamedSpan[] = [];
  const latest = new Map<string, NamedSpan>();
  for (const { date, name } of days) {
    const last = latest.get(name);
    const reached = last && (last.to ?? last.date);
    if (last && reached && date <= addDays(reached, 1)) {
      if (date > reached) {
        last.to = date;
      }
    } else {
      const span = { date, name };
      spans.push(span);
      latest.set(name, span);
    }
  }
  return spans;
}
