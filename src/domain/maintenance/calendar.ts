import { type IncidentHead } from '../incident/head';
import { beginning } from '../incident/rules';
import { type Instant } from '../record/record';
import { inZone } from '../text/times';
import { addDays, localDateOf, slotOn, startOfDay, weekDates, weekOf } from '../time/recurrence';
import { DAY_MS } from '../time/units';
import { type Ledger, type OccurrenceState, occurrencesOf, occurrenceState, type Task } from './task';
import { type WindowHead } from './windows/head';
import { isOnBetween, timesOf } from './windows/times';

export type CalendarEntry =
  | {
      kind: 'task';
      key: string;
      task: string;
      date: string;
      at: Instant;
      title: string;
      team: string;
      state: OccurrenceState;
    }
  | { kind: 'window'; key: string; at: Instant; window: WindowHead }
  | { kind: 'incident'; key: string; at: Instant; incident: IncidentHead }
  /** Of the week before, on its Monday. */
  | { kind: 'review'; key: string; at: Instant; week: string; signed: boolean };

export interface Calendar {
  tasks: Record<string, Task>;
  ledger: Ledger;
  windows: WindowHead[];
  incidents: IncidentHead[];
  /** ISO weeks whose review is signed off. */
  signed: ReadonlySet<string>;
  /** IANA zone of the team. */
  zone: string;
  now: Instant;
  /** When the team took its plan over: no review is asked for before. */
  since?: Instant;
}

/**
 * What happens on each local date from `first` to `last`, both included: windows first, on every day that they touch, then by time.
 * Private incidents are left out, since others look on; void ones and duplicates too.
 */
export function calendarDays(source: Calendar, first: string, last: string): Map<string, CalendarEntry[]> {
  const { zone } = source;
  const days = new Map<string, CalendarEntry[]>();
  for (let date = first; date <= last; date = addDays(date, 1)) {
    days.set(date, []);
  }
  const [from, to] = [startOfDay(first, zone), startOfDay(addDays(last, 1), zone)];
  const put = (date: string, entry: CalendarEntry) => days.get(date)?.push(entry);
  putWindows(source, first, last, put);
  putTasks(source, from, to, put);
  putIncidents(source, put);
  putReviews(source, [...days.keys()], put);
  days.forEach((entries) => entries.sort(byTime));
  return days;
}

type Put = (date: string, entry: CalendarEntry) => void;

function putWindows({ windows, zone }: Calendar, first: string, last: string, put: Put): void {
  for (const window of windows) {
    const times = timesOf(window);
    if (!times) {
      continue;
    }
    const begun = later(localDateOf(times.from, zone), first);
    for (let date = begun; date <= last; date = addDays(date, 1)) {
      const [from, to] = [date, addDays(date, 1)].map((day) => Date.parse(startOfDay(day, zone)));
      if (!isOnBetween(window, from, to)) {
        break;
      }
      put(date, { kind: 'window', key: `${window.name}@${date}`, at: times.from, window });
    }
  }
}

function putTasks({ tasks, ledger, now }: Calendar, from: Instant, to: Instant, put: Put): void {
  for (const [task, definition] of Object.entries(tasks)) {
    for (const found of occurrencesOf(task, definition, from, to, ledger)) {
      put(found.date, {
        kind: 'task',
        key: `${task}@${found.date}`,
        task,
        date: found.date,
        at: found.due,
        title: definition.title,
        team: found.team ?? definition.team,
        state: occurrenceState(found, ledger, now),
      });
    }
  }
}

function putIncidents({ incidents, zone }: Calendar, put: Put): void {
  for (const incident of incidents) {
    const at = beginning(incident.milestones);
    if (at && !incident.private && incident.status !== 'void' && !incident.duplicateOf) {
      put(localDateOf(at, zone), { kind: 'incident', key: incident.name, at, incident });
    }
  }
}

function putReviews({ signed, zone, since, now }: Calendar, dates: string[], put: Put): void {
  const first = since && weekOf(localDateOf(since, zone));
  for (const date of dates) {
    const week = weekOf(addDays(date, -7));
    const isMonday = weekOf(addDays(date, -1)) !== weekOf(date);
    if (isMonday && first && week >= first && date <= addDays(localDateOf(now, zone), 7)) {
      const at = startOfDay(date, zone);
      put(date, { kind: 'review', key: `review-${week}`, at, week, signed: signed.has(week) });
    }
  }
}

const ORDER: Record<CalendarEntry['kind'], number> = { window: 0, review: 1, incident: 2, task: 2 };

function byTime(a: CalendarEntry, b: CalendarEntry): number {
  return ORDER[a.kind] - ORDER[b.kind] || Date.parse(a.at) - Date.parse(b.at) || (a.key < b.key ? -1 : 1);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

export type CalendarView = 'month' | 'week';

/** The dates that a view of `date` shows, whole weeks from Monday on. */
export function datesShown(view: CalendarView, date: string): string[] {
  const first = view === 'month' ? `${date.slice(0, 8)}01` : date;
  const monday = weekDates(weekOf(first))[0];
  const days = view === 'month' ? Math.ceil((daysInMonth(first) + offset(monday, first)) / 7) * 7 : 7;
  return Array.from({ length: days }, (_, index) => addDays(monday, index));
}

/** The same day of the next (or earlier) week or month; of a longer month's end, the last day. */
export function shiftView(view: CalendarView, date: string, by: number): string {
  if (view === 'week') {
    return addDays(date, 7 * by);
  }
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by;
  const first = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  return `${first.slice(0, 8)}${String(Math.min(Number(date.slice(8)), daysInMonth(first))).padStart(2, '0')}`;
}

function daysInMonth(first: string): number {
  return new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 0)).getUTCDate();
}

function offset(monday: string, first: string): number {
  return Math.round((Date.parse(first) - Date.parse(monday)) / DAY_MS);
}

/** A window that begins at the same time of day on another date, and lasts as long. */
export function movedTo({ start, end }: Pick<WindowHead, 'start' | 'end'>, date: string, zone: string) {
  const begun = Date.parse(slotOn({ start: `${date}T${inZone(start, zone).time}`, zone }, date).at);
  const length = Date.parse(end) - Date.parse(start);
  return { start: new Date(begun).toISOString(), end: new Date(begun + length).toISOString() };
}
