import { isRefused, type Outcome, type Reason, refuse } from '../../record/outcome';
import { oneLine } from '../../text/oneLine';
import { dateOf, dayOf } from '../days';
import { addDays, daysBetween } from '../localDates';
import { datesOf, parseRule } from '../rrule';
import { icsDate, type IcsComponent, type IcsLine, icsText, parseIcs, propertyOf } from './parse';

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

/**
 * The days that the events of a calendar file (RFC 5545) touch between two local dates, both included: whole days, the dates of
 * those with a time, and those that come back. Refused: what is no calendar, is cut off, or larger than anybody means.
 */
export function readIcsDays(text: string, from: string, to: string): Outcome<ReadCalendar> {
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
  const days: NamedDay[] = [];
  const problems: Reason[] = [];
  for (const event of events) {
    const found = daysOfEvent(event, from, to);
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

function daysOfEvent(event: IcsComponent, from: string, to: string): NamedDay[] | Reason {
  const { line } = event;
  const of = (name: string) => propertyOf(event, name);
  if (of('STATUS')?.value.toUpperCase() === 'CANCELLED') {
    return [];
  }
  const start = icsDate(of('DTSTART')?.value);
  if (!start) {
    return { code: 'ics.date', values: { line, value: shortly(of('DTSTART')?.value ?? '') } };
  }
  const length = lengthOf(start, of('DTEND'), of('DURATION'));
  if (!(length >= 1 && length <= MOST_DAYS_OF_EVENT)) {
    return { code: 'ics.length', values: { line, days: MOST_DAYS_OF_EVENT } };
  }
  const starts = startsOf(start, of('RRULE')?.value, from, to, length);
  if (!starts) {
    return { code: 'ics.rule', values: { line, value: shortly(of('RRULE')?.value ?? '') } };
  }
  const added = valuesOf(event, 'RDATE');
  const left = new Set(valuesOf(event, 'EXDATE'));
  const name = oneLine(icsText(of('SUMMARY')?.value ?? '')).slice(0, LONGEST_NAME);
  return [...starts, ...added]
    .filter((date) => !left.has(date))
    .flatMap((date) => Array.from({ length }, (_, index) => addDays(date, index)))
    .filter((date) => date >= from && date <= to)
    .map((date) => ({ date, name }));
}

/** Days that it touches: the end of a whole day, and midnight, belong to the day before. */
function lengthOf(start: string, end: IcsLine | undefined, duration: IcsLine | undefined): number {
  if (end) {
    const last = icsDate(end.value);
    const isWhole = !/T\d/.test(end.value) || /T000000/.test(end.value);
    return last && last >= start ? Math.max(1, daysBetween(start, last) + (isWhole ? 0 : 1)) : NaN;
  }
  const [, weeks, days] = /^\+?P(?:(\d{1,4})W|(\d{1,4})D)/.exec(duration?.value ?? '') ?? [];
  return Math.max(1, weeks ? Number(weeks) * 7 : Number(days ?? 1));
}

/** Undefined for a rule that none of our dates can follow. */
function startsOf(
  start: string,
  rule: string | undefined,
  from: string,
  to: string,
  length: number
): string[] | undefined {
  if (rule === undefined) {
    return [start];
  }
  try {
    const first = dayOf(start);
    const parsed = parseRule(rule, first);
    const last = Math.min(parsed.until?.day ?? Infinity, dayOf(to));
    return Array.from(datesOf(parsed, first, Math.max(first, dayOf(from) - length), last), dateOf);
  } catch {
    return undefined;
  }
}

function valuesOf({ properties }: IcsComponent, name: string): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.split(','))
    .flatMap((value) => icsDate(value) ?? []);
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
