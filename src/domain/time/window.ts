import { Temporal } from 'temporal-polyfill';
import { z } from 'zod/mini';
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

export interface WindowSpan extends Span {
  /** Where the window will end: `end` for a rolling one, the end of the month or quarter for a calendar one. */
  close: number;
  /** Seconds of the whole window, what is still to come included. */
  length: number;
}

export const DAY_SECONDS = 86_400;
export const HOUR_SECONDS = 3_600;

/** The window that contains `now` (seconds), up to `now`. Calendar months start at the zone's midnight, whatever its summer time does. */
export function windowAt(window: ObjectiveWindow, now: number): WindowSpan {
  if (window.type === 'rolling') {
    const length = window.days * DAY_SECONDS;
    return { start: now - length, end: now, close: now, length };
  }
  const first = startOfPeriod(window, now);
  const start = toSeconds(first);
  const close = toSeconds(first.add({ months: monthsOf(window) }).startOfDay());
  return { start, end: now, close, length: close - start };
}

/** Days of the window as burn-rate factors count them: 30 for a month, 90 for a quarter. */
export function nominalDays(window: ObjectiveWindow): number {
  return window.type === 'rolling' ? window.days : window.period === 'month' ? 30 : 90;
}

/** Days of `zone` that touch the span, oldest first, each from midnight to midnight (23 to 25 hours), cut to the span. */
export function daysOf(span: Span, zone: string): Array<Span & { date: string }> {
  const days: Array<Span & { date: string }> = [];
  let day = zoned(span.start, zone).startOfDay();
  while (toSeconds(day) < span.end) {
    const next = day.add({ days: 1 }).startOfDay();
    days.push({
      date: day.toPlainDate().toString(),
      start: Math.max(span.start, toSeconds(day)),
      end: Math.min(span.end, toSeconds(next)),
    });
    day = next;
  }
  return days;
}

/** Calendar months of `zone` that touch the span, oldest first, whole: not cut to the span. */
export function monthsIn(span: Span, zone: string): Array<Span & { month: string }> {
  const months: Array<Span & { month: string }> = [];
  let first = zoned(span.start, zone).with({ day: 1 }).startOfDay();
  while (toSeconds(first) < span.end) {
    const next = first.add({ months: 1 }).startOfDay();
    months.push({ month: first.toPlainDate().toString().slice(0, 7), start: toSeconds(first), end: toSeconds(next) });
    first = next;
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
  const day = zoned(at, zone).startOfDay();
  if (type === 'month') {
    const first = day.with({ day: 1 }).startOfDay();
    const label = first.toPlainDate().toString().slice(0, 7);
    return { type, label, start: toSeconds(first), end: toSeconds(first.add({ months: 1 }).startOfDay()) };
  }
  const monday = day.subtract({ days: day.dayOfWeek - 1 }).startOfDay();
  const label = `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`;
  return { type, label, start: toSeconds(monday), end: toSeconds(monday.add({ weeks: 1 }).startOfDay()) };
}

/** The period that a label names; undefined for what is none. */
export function periodNamed(label: string, zone: string): Period | undefined {
  const [, year, week, month] = /^(\d{4})-(?:W(\d\d)|(\d\d))$/.exec(label) ?? [];
  if (!year) {
    return undefined;
  }
  // the fourth of January is always in week 1; noon keeps clear of midnights that a zone skips
  const day = week
    ? Temporal.PlainDate.from(`${year}-01-04`).add({ weeks: Number(week) - 1 })
    : Number(month) >= 1 && Number(month) <= 12
      ? Temporal.PlainDate.from(`${year}-${month}-15`)
      : undefined;
  const at = day?.toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
  const period = at && periodAt(week ? 'week' : 'month', toSeconds(at), zone);
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

function startOfPeriod(window: Extract<ObjectiveWindow, { type: 'calendar' }>, now: number): Temporal.ZonedDateTime {
  const date = zoned(now, window.zone);
  const month = window.period === 'month' ? date.month : date.month - ((date.month - 1) % 3);
  return date.with({ month, day: 1 }).startOfDay();
}

function monthsOf({ period }: Extract<ObjectiveWindow, { type: 'calendar' }>): number {
  return period === 'month' ? 1 : 3;
}

function zoned(seconds: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1000)).toZonedDateTimeISO(zone);
}

function toSeconds(time: Temporal.ZonedDateTime): number {
  return time.epochMilliseconds / 1000;
}
