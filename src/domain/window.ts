import { z } from 'zod';
import { weekOf } from './localDates';
import { dateOf, type Day, dayOf, localDay, timeAt, weekdayOf } from './zones';

/** The span an objective is held to: the last days, or the running calendar month or quarter in a time zone. */
export const objectiveWindow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rolling'), days: z.union([z.literal(7), z.literal(28), z.literal(30), z.literal(90)]) }),
  z.object({ type: z.literal('calendar'), period: z.enum(['month', 'quarter']), zone: z.string().refine(isZone) }),
]);
export type ObjectiveWindow = z.infer<typeof objectiveWindow>;

/** Seconds since the epoch. */
export interface Span {
  start: number;
  end: number;
}

export interface WindowSpan extends Span {
  /** Where the window will end: `end` for a rolling one, the end of the month or quarter for a calendar one. */
  close: number;
  /** Seconds of the whole window, what is still to come included. */
  length: number;
}

export const DAY = 86_400;
export const HOUR = 3_600;
const NOON = 12 * HOUR * 1000;

/** The window that contains `now` (seconds), up to `now`. Calendar months start at the zone's midnight, whatever its summer time does. */
export function windowAt(window: ObjectiveWindow, now: number): WindowSpan {
  if (window.type === 'rolling') {
    const length = window.days * DAY;
    return { start: now - length, end: now, close: now, length };
  }
  const first = startOfPeriod(window, now);
  const start = startOf(first, window.zone);
  const close = startOf(addMonths(first, monthsOf(window)), window.zone);
  return { start, end: now, close, length: close - start };
}

/** The whole window before the one that contains `now`. */
export function windowBefore(window: ObjectiveWindow, now: number): WindowSpan {
  if (window.type === 'rolling') {
    const length = window.days * DAY;
    return { start: now - 2 * length, end: now - length, close: now - length, length };
  }
  const first = startOfPeriod(window, now);
  const close = startOf(first, window.zone);
  const start = startOf(addMonths(first, -monthsOf(window)), window.zone);
  return { start, end: close, close, length: close - start };
}

/** Days of the window as burn-rate factors count them: 30 for a month, 90 for a quarter. */
export function nominalDays(window: ObjectiveWindow): number {
  return window.type === 'rolling' ? window.days : window.period === 'month' ? 30 : 90;
}

/** Days of `zone` that touch the span, oldest first, each from midnight to midnight (23 to 25 hours), cut to the span. */
export function daysOf(span: Span, zone: string): Array<Span & { date: string }> {
  const days: Array<Span & { date: string }> = [];
  for (let day = dayAt(span.start, zone); startOf(day, zone) < span.end; day++) {
    days.push({
      date: dateOf(day),
      start: Math.max(span.start, startOf(day, zone)),
      end: Math.min(span.end, startOf(day + 1, zone)),
    });
  }
  return days;
}

/** Calendar months of `zone` that touch the span, oldest first, whole: not cut to the span. */
export function monthsIn(span: Span, zone: string): Array<Span & { month: string }> {
  const months: Array<Span & { month: string }> = [];
  let first = firstOfMonth(dayAt(span.start, zone));
  while (startOf(first, zone) < span.end) {
    const next = addMonths(first, 1);
    months.push({ month: dateOf(first).slice(0, 7), start: startOf(first, zone), end: startOf(next, zone) });
    first = next;
  }
  return months;
}

export const PERIODS = ['week', 'month'] as const;

/** A whole ISO week or calendar month of a time zone. */
export interface Period extends Span {
  type: (typeof PERIODS)[number];
  /** `2026-W47` or `2026-11`. */
  label: string;
}

/** The week or month that contains `at` (seconds). */
export function periodAt(type: Period['type'], at: number, zone: string): Period {
  const day = dayAt(at, zone);
  if (type === 'month') {
    const first = firstOfMonth(day);
    const label = dateOf(first).slice(0, 7);
    return { type, label, start: startOf(first, zone), end: startOf(addMonths(first, 1), zone) };
  }
  const monday = day - weekdayOf(day);
  return { type, label: weekOf(dateOf(monday)), start: startOf(monday, zone), end: startOf(monday + 7, zone) };
}

/** The period that a label names; undefined for what is none. */
export function periodNamed(label: string, zone: string): Period | undefined {
  const [, year, week, month] = /^(\d{4})-(?:W(\d\d)|(\d\d))$/.exec(label) ?? [];
  if (!year) {
    return undefined;
  }
  // the fourth of January is always in week 1; noon keeps clear of midnights that a zone skips
  const day = week
    ? dayOf(`${year}-01-04`) + 7 * (Number(week) - 1)
    : Number(month) >= 1 && Number(month) <= 12
      ? dayOf(`${year}-${month}-15`)
      : undefined;
  const period =
    day === undefined ? undefined : periodAt(week ? 'week' : 'month', timeAt(day, NOON, zone) / 1000, zone);
  return period?.label === label ? period : undefined;
}

export function periodBefore({ type, start }: Period, zone: string): Period {
  return periodAt(type, start - 1, zone);
}

export function periodAfter({ type, end }: Period, zone: string): Period {
  return periodAt(type, end, zone);
}

/** Seconds covered by at least one of the spans. */
export function unionLength(spans: Span[]): number {
  let covered = 0;
  let reached = -Infinity;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return covered;
}

export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

function startOfPeriod({ period, zone }: Extract<ObjectiveWindow, { type: 'calendar' }>, now: number): Day {
  const first = firstOfMonth(dayAt(now, zone));
  const month = new Date(first * DAY * 1000).getUTCMonth();
  return period === 'month' ? first : addMonths(first, -(month % 3));
}

function monthsOf({ period }: Extract<ObjectiveWindow, { type: 'calendar' }>): number {
  return period === 'month' ? 1 : 3;
}

function dayAt(seconds: number, zone: string): Day {
  return localDay(Math.floor(seconds * 1000), zone);
}

/** Seconds at which a day begins in a zone. */
function startOf(day: Day, zone: string): number {
  return timeAt(day, 0, zone) / 1000;
}

function firstOfMonth(day: Day): Day {
  return dayOf(`${dateOf(day).slice(0, 7)}-01`);
}

/** From a first of the month to another one. */
function addMonths(first: Day, months: number): Day {
  const date = new Date(first * DAY * 1000);
  return date.setUTCMonth(date.getUTCMonth() + months) / (DAY * 1000);
}
