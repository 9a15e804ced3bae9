import { z } from 'zod/mini';
import { civil, dateOf, type Day, dayIn, dayOf, weekdayOf } from './days';
import { weekOf } from './localDates';
import { dayAt, startOf } from './offsets';
import { DAY_SECONDS } from './units';
import { isZone } from './zone';

/** The span an objective is held to: the last days, or the running calendar month or quarter in a time zone. */
export const objectiveWindow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rolling'), days: z.union([z.literal(7), z.literal(28), z.literal(30), z.literal(90)]) }),
  z.object({
    type: z.literal('calendar'),
    period: z.enum(['month', 'quarter']),
    zone: z.string().check(z.refine(isZone)),
  }),
]);
export type ObjectiveWindow = z.infer<typeof objectiveWindow>;

/** Seconds since the epoch. */
export interface Span {
  start: number;
  end: number;
}

/** Times from `start` to `end` at equal distances, in seconds. */
export interface TimeGrid extends Span {
  step: number;
}

export interface WindowSpan extends Span {
  /** Where the window will end: `end` for a rolling one, the end of the month or quarter for a calendar one. */
  close: number;
  /** Seconds of the whole window, what is still to come included. */
  length: number;
}

/** The window that contains `now` (seconds), up to `now`. Calendar months start at the zone's midnight, whatever its summer time does. */
export function windowAt(window: ObjectiveWindow, now: number): WindowSpan {
  if (window.type === 'rolling') {
    const length = window.days * DAY_SECONDS;
    return { start: now - length, end: now, close: now, length };
  }
  const { zone, period } = window;
  const { year, month } = civil(localDay(now, zone));
  const first = period === 'month' ? month : month - ((month - 1) % 3);
  const start = begin(dayIn(year, first), zone);
  const close = begin(dayIn(year, first + (period === 'month' ? 1 : 3)), zone);
  return { start, end: now, close, length: close - start };
}

/** Days of the window as burn-rate factors count them: 30 for a month, 90 for a quarter. */
export function nominalDays(window: ObjectiveWindow): number {
  return window.type === 'rolling' ? window.days : window.period === 'month' ? 30 : 90;
}

/** Days of `zone` that touch the span, oldest first, each from midnight to midnight (23 to 25 hours), cut to the span. */
export function daysOf(span: Span, zone: string): Array<Span & { date: string }> {
  const days: Array<Span & { date: string }> = [];
  let day = localDay(span.start, zone);
  for (let [from, next] = [begin(day, zone), begin(day + 1, zone)]; from < span.end; from = next) {
    next = begin(day + 1, zone);
    if (next > from) {
      days.push({ date: dateOf(day), start: Math.max(span.start, from), end: Math.min(span.end, next) });
    }
    day++;
  }
  return days;
}

/** Calendar months of `zone` that touch the span, oldest first, whole: not cut to the span. */
export function monthsIn(span: Span, zone: string): Array<Span & { month: string }> {
  const months: Array<Span & { month: string }> = [];
  const { year, month } = civil(localDay(span.start, zone));
  for (let number = month; begin(dayIn(year, number), zone) < span.end; number++) {
    const first = dayIn(year, number);
    months.push({
      month: dateOf(first).slice(0, 7),
      start: begin(first, zone),
      end: begin(dayIn(year, number + 1), zone),
    });
  }
  return months;
}

const PERIODS = ['week', 'month'] as const;

/** A whole ISO week or calendar month of a time zone. */
export interface Period extends Span {
  type: (typeof PERIODS)[number];
  /** `2026-W47` or `2026-11`. */
  label: string;
}

/** The week or month that contains `at` (seconds). */
export function periodAt(type: Period['type'], at: number, zone: string): Period {
  const day = localDay(at, zone);
  if (type === 'month') {
    const { year, month } = civil(day);
    const first = dayIn(year, month);
    const label = dateOf(first).slice(0, 7);
    return { type, label, start: begin(first, zone), end: begin(dayIn(year, month + 1), zone) };
  }
  const monday = day - weekdayOf(day);
  return { type, label: weekOf(dateOf(monday)), start: begin(monday, zone), end: begin(monday + 7, zone) };
}

/** The period that a label names; undefined for what is none. */
export function periodNamed(label: string, zone: string): Period | undefined {
  const [, year, week, month] = /^(\d{4})-(?:W(\d\d)|(\d\d))$/.exec(label) ?? [];
  if (!year) {
    return undefined;
  }
  // the fourth of January is always in week 1; the middle keeps clear of days that a zone skips
  const day = week
    ? dayOf(`${year}-01-04`) + (Number(week) - 1) * 7
    : Number(month) >= 1 && Number(month) <= 12
      ? dayOf(`${year}-${month}-15`)
      : undefined;
  const period = day === undefined ? undefined : periodAt(week ? 'week' : 'month', begin(day, zone), zone);
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

/** The local day at an instant (seconds). */
function localDay(seconds: number, zone: string): Day {
  return dayAt(Math.floor(seconds * 1000), zone);
}

/** The instant (seconds) at which a local day begins. */
function begin(day: Day, zone: string): number {
  return startOf(day, zone) / 1000;
}
