import { everyMonths, everyYear } from './presets';
import { ruleParts } from './rrule';

/** RFC 5545 weekdays, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const WORKING_DAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

export const RHYTHM_UNITS = ['day', 'week', 'month', 'year'] as const;
export type RhythmUnit = (typeof RHYTHM_UNITS)[number];
export const NTHS = [1, 2, 3, 4, -1] as const;
type Nth = (typeof NTHS)[number];

/** Which day of the month: of the start, a date (the last day where the month is shorter), the last day, or the nth weekday. */
export type MonthDay =
  | { by: 'start' }
  | { by: 'date'; date: number }
  | { by: 'last' }
  | { by: 'weekday'; nth: Nth; weekday: Weekday | 'working' };

/** How a task comes back, as people say it. */
export interface Rhythm {
  unit: RhythmUnit;
  /** Every so many of them. */
  every: number;
  /** For weeks; none: the day of the start. */
  weekdays: Weekday[];
  /** For months. */
  on: MonthDay;
  /** January is 1; none: all of them. Years have none. */
  months: number[];
}

/** The rule that says so (RFC 5545), for what begins at `start` (`2026-08-31T17:00`). */
export function ruleOf({ unit, every, weekdays, on, months }: Rhythm, start: string): string {
  const interval = every === 1 ? '' : `;INTERVAL=${every}`;
  const inMonths =
    months.length > 0 && unit !== 'year' ? `;BYMONTH=${[...months].sort((a, b) => a - b).join(',')}` : '';
  switch (unit) {
    case 'day':
      return `FREQ=DAILY${interval}${inMonths}`;
    case 'week': {
      const days = WEEKDAYS.filter((day) => weekdays.includes(day));
      return `FREQ=WEEKLY${interval}${days.length > 0 ? `;BYDAY=${days.join(',')}` : ''}${inMonths}`;
    }
    case 'month':
      return `${on.by === 'start' ? everyMonths(every, start) : `FREQ=MONTHLY${interval}${monthDayOf(on)}`}${inMonths}`;
    case 'year':
      return every === 1 ? everyYear(start) : everyYear(start).replace('FREQ=YEARLY', `FREQ=YEARLY${interval}`);
  }
}

function monthDayOf(on: Exclude<MonthDay, { by: 'start' }>): string {
  switch (on.by) {
    case 'last':
      return ';BYMONTHDAY=-1';
    case 'date':
      return on.date > 28 ? lastUpTo(on.date) : `;BYMONTHDAY=${on.date}`;
    case 'weekday':
      return on.weekday === 'working'
        ? `;BYDAY=${WORKING_DAYS.join(',')};BYSETPOS=${on.nth}`
        : `;BYDAY=${on.nth}${on.weekday}`;
  }
}

/** The last day of a month up to `date`, as `everyMonths` writes it. */
function lastUpTo(date: number): string {
  return everyMonths(1, `2000-01-${date}T00:00`).slice('FREQ=MONTHLY'.length);
}

/** Reads a rule back; undefined where it says what a rhythm cannot. */
export function rhythmOf(rule: string, start: string): Rhythm | undefined {
  const parts = new Map(ruleParts(rule));
  const every = Number(parts.get('INTERVAL') ?? 1);
  const months = (parts.get('BYMONTH') ?? '').split(',').filter(Boolean).map(Number);
  const base = { every, weekdays: [], on: { by: 'start' } satisfies MonthDay, months };
  const candidates: Rhythm[] = [
    { ...base, unit: 'day' },
    { ...base, unit: 'week', weekdays: WEEKDAYS.filter((day) => parts.get('BYDAY')?.split(',').includes(day)) },
    ...monthDays(parts).map((on): Rhythm => ({ ...base, unit: 'month', on })),
    { ...base, unit: 'year', months: [] },
  ];
  return Number.isInteger(every) && every > 0
    ? candidates.find((rhythm) => normal(ruleOf(rhythm, start)) === normal(rule))
    : undefined;
}

function monthDays(parts: Map<string, string>): MonthDay[] {
  const [, nth, day] = /^([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)$/.exec(parts.get('BYDAY') ?? '') ?? [];
  const position = NTHS.find((one) => String(one) === (nth ?? parts.get('BYSETPOS')));
  const weekday = WEEKDAYS.find((one) => one === day) ?? 'working';
  const date = Number((parts.get('BYMONTHDAY') ?? '').split(',').at(-1));
  const found: MonthDay[] = [{ by: 'start' }, { by: 'last' }];
  if (date > 0 && date <= 31) {
    found.push({ by: 'date', date });
  }
  if (position) {
    found.push({ by: 'weekday', nth: position, weekday });
  }
  return found;
}

/** The parts in one order, without what is the default. */
function normal(rule: string): string {
  return ruleParts(rule)
    .filter(([name, value]) => !(name === 'INTERVAL' && value === '1') && name !== 'WKST')
    .map((part) => part.join('='))
    .sort()
    .join(';');
}
