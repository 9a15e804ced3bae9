import { type Instant } from '../../record/record';
import { timezoneLines } from './timezone';

const INVISIBLE = new RegExp(String.raw`[\s\p{Cc}]`, 'gu');

/** A time in a calendar file: an instant, a wall time (`2026-11-28T09:00`) in a zone, or a whole day. */
export type IcsTime = { at: Instant } | { local: string; zone: string } | { date: string };

export interface IcsEvent {
  /** Says which event it is, in every export: a program that reads the file again changes the event it has. */
  uid: string;
  /** When it last changed: programs take the later one of two. */
  changed: Instant;
  start: IcsTime;
  /** Absent: an event without length, or one day. */
  end?: IcsTime;
  summary: string;
  description?: string;
  url?: string;
  categories?: string[];
  /** RFC 5545 RRULE. */
  rule?: string;
  /** Dates of the rule that are left out. */
  excluded?: IcsTime[];
  /** The date of the rule (by the same `uid`) that this event stands for. */
  instead?: IcsTime;
  isCancelled?: boolean;
}

const PRODUCT = '-//Opsbook//Opsbook for Grafana//EN';

/** A calendar file (RFC 5545) with these events, and the zones that they are in. */
export function writeIcs({ name, events, now }: { name: string; events: IcsEvent[]; now: Instant }): string {
  const zones = new Map<string, number>();
  for (const { start } of events) {
    if ('zone' in start) {
      const year = Number(start.local.slice(0, 4));
      zones.set(start.zone, Math.min(year, zones.get(start.zone) ?? year));
    }
  }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...[...zones].flatMap(([zone, year]) => timezoneLines(zone, year)),
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(event: IcsEvent, now: Instant): string[] {
  const { uid, changed, start, end, summary, description, url, categories, rule, excluded, instead, isCancelled } =
    event;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    `SEQUENCE:${sequence(changed)}`,
    `DTSTART${timeValue(start)}`,
    ...(end ? [`DTEND${timeValue(end)}`] : []),
    ...(instead ? [`RECURRENCE-ID${timeValue(instead)}`] : []),
    ...(rule ? [`RRULE:${rule.replace(INVISIBLE, '')}`] : []),
    ...(excluded ?? []).map((each) => `EXDATE${timeValue(each)}`),
    `SUMMARY:${escaped(summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(url ? [`URL:${url.replace(INVISIBLE, '')}`] : []),
    ...(categories?.length ? [`CATEGORIES:${categories.map(escaped).join(',')}`] : []),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function timeValue(time: IcsTime): string {
  if ('date' in time) {
    return `;VALUE=DATE:${time.date.replaceAll('-', '')}`;
  }
  return 'at' in time
    ? `:${utc(time.at)}`
    : `;TZID=${time.zone}:${time.local.replace(/[-:]/g, '')}${time.local.length === 16 ? '00' : ''}`;
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

const EPOCH = Date.parse('2020-01-01T00:00:00Z');

/** Grows with every change and is the same in every export: seconds since 2020, which fit until 2088. */
function sequence(changed: Instant): number {
  return Math.max(0, Math.floor((Date.parse(changed) - EPOCH) / 1000));
}

function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\P{Cc}]/gu, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const LONGEST_LINE = 75;
const bytes = new TextEncoder();

/** Lines of at most 75 bytes, never cut through a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of line) {
    const length = bytes.encode(character).length;
    if (size + length > LONGEST_LINE) {
      parts.push(part);
      part = ' ';
      size = 1;
    }
    part += character;
    size += length;
  }
  return [...parts, part].join('\r\n');
}
