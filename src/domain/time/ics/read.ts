import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { oneLine } from '../../text/oneLine';
import { addDays, daysBetween, isLocalDate } from '../localDates';
import { dateOf, datesOf, dayOf, parseRule } from '../rrule';

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

export const MOST_ICS_BYTES = 5_000_000;
const MOST_EVENTS = 20_000;
/** One event of a calendar of closed days; longer ones are something else. */
const MOST_DAYS_OF_EVENT = 400;
const MOST_DAYS = 20_000;
const MOST_PROBLEMS = 20;
const LONGEST_NAME = 200;

interface Line {
  number: number;
  name: string;
  parameters: string;
  value: string;
}

/**
 * The days that the events of a calendar file (RFC 5545) touch between two local dates, both included: whole days, the dates of
 * those with a time, and those that come back. Refused: what is no calendar, is cut off, or larger than anybody means.
 */
export function readIcsDays(text: string, from: string, to: string): Outcome<ReadCalendar> {
  if (text.length > MOST_ICS_BYTES) {
    return refuse({ code: 'ics.tooLarge', values: { megabytes: MOST_ICS_BYTES / 1e6 } });
  }
  const lines = unfolded(text);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') {
    return refuse({ code: 'ics.notOne' });
  }
  const events = eventsOf(lines);
  if ('refused' in events) {
    return events;
  }
  if (events.ok.length === 0) {
    return refuse({ code: 'ics.empty' });
  }
  const days: NamedDay[] = [];
  const problems: Reason[] = [];
  for (const event of events.ok) {
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

/** Lines of the file with their continuations; those that are no `NAME:value` are passed over. */
function unfolded(text: string): Line[] {
  const lines: Array<{ number: number; text: string }> = [];
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      const last = lines.at(-1);
      if (/^[ \t]/.test(line) && last) {
        last.text += line.slice(1);
      } else if (line.trim()) {
        lines.push({ number: index + 1, text: line });
      }
    });
  return lines.flatMap((line) => {
    // a colon in a quoted parameter ends nothing
    const [, name, parameters = '', value = ''] =
      /^([\w-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)$/s.exec(line.text) ?? [];
    return name ? [{ number: line.number, name: name.toUpperCase(), parameters: parameters.toUpperCase(), value }] : [];
  });
}

interface Event {
  line: number;
  properties: Line[];
}

/** The events with their own properties; what stands inside of them, as alarms do, is left out. */
function eventsOf(lines: Line[]): Outcome<Event[]> {
  const events: Event[] = [];
  const open: Line[] = [];
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line);
      if (isEvent(line)) {
        events.push({ line: line.number, properties: [] });
      }
    } else if (line.name === 'END') {
      const begun = open.pop();
      if (begun?.value.toUpperCase() !== line.value.toUpperCase()) {
        return refuse({ code: 'ics.broken', values: { line: line.number } });
      }
    } else if (isEvent(open.at(-1))) {
      events.at(-1)?.properties.push(line);
    }
    if (events.length > MOST_EVENTS) {
      return refuse({ code: 'ics.tooMany', values: { limit: MOST_EVENTS } });
    }
  }
  const cut = open.at(-1);
  return cut ? refuse({ code: 'ics.cut', values: { line: cut.number } }) : { ok: events };
}

function isEvent(line: Line | undefined): boolean {
  return line?.value.toUpperCase() === 'VEVENT';
}

function daysOfEvent({ line, properties }: Event, from: string, to: string): NamedDay[] | Reason {
  const of = (name: string) => properties.find((property) => property.name === name);
  if (of('STATUS')?.value.toUpperCase() === 'CANCELLED') {
    return [];
  }
  const start = dateIn(of('DTSTART')?.value);
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
  const added = valuesOf(properties, 'RDATE');
  const left = new Set(valuesOf(properties, 'EXDATE'));
  const name = oneLine(unescaped(of('SUMMARY')?.value ?? '')).slice(0, LONGEST_NAME);
  return [...starts, ...added]
    .filter((date) => !left.has(date))
    .flatMap((date) => Array.from({ length }, (_, index) => addDays(date, index)))
    .filter((date) => date >= from && date <= to)
    .map((date) => ({ date, name }));
}

/** Days that it touches: the end of a whole day, and midnight, belong to the day before. */
function lengthOf(start: string, end: Line | undefined, duration: Line | undefined): number {
  if (end) {
    const last = dateIn(end.value);
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

function valuesOf(properties: Line[], name: string): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.split(','))
    .flatMap((value) => dateIn(value) ?? []);
}

/** The local date of `20261225` or `20261225T090000Z`; undefined where there is no such day. */
function dateIn(value: string | undefined): string | undefined {
  const [, year, month, day] = /^\s*(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?\s*$/.exec(value ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  return isLocalDate(date) ? date : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\([nN\\;,])/g, (_, character: string) => (/n/i.test(character) ? ' ' : character));
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
