// RFC 5545 rules by the calendar day. The libraries weigh 15 to 50 KB, mostly for times of day, zones and hourly rules,
// of which a plan has none: its zone and time come from the wall time that it starts at. Tested against rrule-temporal.

/** Days since 1970-01-01. */
export type Day = number;

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface Rule {
  frequency: Frequency;
  interval: number;
  months: number[];
  /** These count from the end where negative. */
  weeks: number[];
  yearDays: number[];
  monthDays: number[];
  positions: number[];
  /** Monday is 0. `nth` counts in the month, or in the year for yearly rules without months. */
  weekdays: Array<{ weekday: number; nth?: number }>;
  weekStart: number;
  count?: number;
  /** The last day, included. */
  until?: Day;
}

const DAY = 86_400_000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Where the search for a next date ends: the calendar repeats itself every 400 years. */
const HORIZON = 400 * 366;

/** Reads `FREQ=MONTHLY;BYDAY=1TU`; what it leaves open comes from the first day. Throws RangeError for what is no rule. */
export function parseRule(text: string, start: Day): Rule {
  const parts = new Map(
    text
      .toUpperCase()
      .split(';')
      .map((part): [string, string] => [part.split('=')[0], part.split('=')[1] ?? ''])
  );
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ'));
  if (!frequency) {
    throw new RangeError('a rule needs a frequency');
  }
  const numbers = (name: string, most: number, least = -most) => list(parts.get(name)).map(whole(least, most));
  const rule: Rule = {
    frequency,
    interval: numbers('INTERVAL', 10_000, 1)[0] ?? 1,
    months: numbers('BYMONTH', 12, 1),
    weeks: numbers('BYWEEKNO', 53),
    yearDays: numbers('BYYEARDAY', 366),
    monthDays: numbers('BYMONTHDAY', 31),
    positions: numbers('BYSETPOS', 366),
    weekdays: list(parts.get('BYDAY')).map(readWeekday),
    weekStart: list(parts.get('WKST')).map(readWeekday)[0]?.weekday ?? 0,
    count: numbers('COUNT', 1_000_000, 1)[0],
    until: list(parts.get('UNTIL')).map(readDate)[0],
  };
  return anchored(rule, start);
}

/** The dates of the rule from `from` on, ascending, none before `start`. */
export function* datesOf(rule: Rule, start: Day, from: Day): Generator<Day> {
  const earliest = Math.max(start, from);
  const end = Math.min(rule.until ?? Infinity, earliest + HORIZON);
  let left = rule.count ?? Infinity;
  // a count begins with the first date, everything else may begin where it is asked for
  for (let step = rule.count === undefined ? stepAt(rule, start, earliest) : 0; ; step++) {
    const [first, last] = periodAt(rule, start, step);
    if (first > end) {
      return;
    }
    for (const day of chosen(rule, first, last)) {
      if (day > end || left === 0) {
        return;
      }
      if (day >= start) {
        left--;
        if (day >= from) {
          yield day;
        }
      }
    }
  }
}

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOf(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function list(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(',');
}

function whole(least: number, most: number) {
  return (text: string): number => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : 0;
    if (value === 0 || value < least || value > most) {
      throw new RangeError(`${text} is not between ${least} and ${most}`);
    }
    return value;
  };
}

function readWeekday(text: string): { weekday: number; nth?: number } {
  const weekday = WEEKDAYS.indexOf(text.slice(-2));
  if (weekday < 0) {
    throw new RangeError(`${text} is no day of the week`);
  }
  return text.length === 2 ? { weekday } : { weekday, nth: whole(-53, 53)(text.slice(0, -2)) };
}

function readDate(text: string): Day {
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(text) ?? [];
  const day = dayOf(`${year}-${month}-${date}`);
  if (Number.isNaN(day)) {
    throw new RangeError(`${text} is no date`);
  }
  return day;
}

function anchored(rule: Rule, start: Day): Rule {
  const { frequency, months, weeks, yearDays, monthDays, weekdays } = rule;
  if (yearDays.length + monthDays.length + weekdays.length > 0 || frequency === 'DAILY') {
    return rule;
  }
  if (frequency === 'WEEKLY' || weeks.length > 0) {
    return { ...rule, weekdays: [{ weekday: weekdayOf(start) }] };
  }
  const { month, date } = civil(start);
  return {
    ...rule,
    monthDays: [date],
    ...(frequency === 'YEARLY' && months.length === 0 && { months: [month] }),
  };
}

/** First and last day of the rule's nth day, week, month or year. */
function periodAt({ frequency, interval, weekStart }: Rule, start: Day, step: number): [Day, Day] {
  const { year, month } = civil(start);
  const steps = step * interval;
  switch (frequency) {
    case 'DAILY':
      return [start + steps, start + steps];
    case 'WEEKLY': {
      const first = startOfWeek(start, weekStart) + 7 * steps;
      return [first, first + 6];
    }
    case 'MONTHLY':
      return [dayIn(year, month + steps), dayIn(year, month + steps + 1) - 1];
    case 'YEARLY':
      return [dayIn(year + steps, 1), dayIn(year + steps + 1, 1) - 1];
  }
}

/** The last step whose period begins at or before a day that is not before the start. */
function stepAt({ frequency, interval, weekStart }: Rule, start: Day, day: Day): number {
  const [a, b] = [civil(start), civil(day)];
  const passed = {
    DAILY: () => day - start,
    WEEKLY: () => (day - startOfWeek(start, weekStart)) / 7,
    MONTHLY: () => (b.year - a.year) * 12 + b.month - a.month,
    YEARLY: () => b.year - a.year,
  }[frequency]();
  return Math.floor(passed / interval);
}

function chosen(rule: Rule, first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day++) {
    if (matches(rule, day)) {
      days.push(day);
    }
  }
  const { positions } = rule;
  return positions.length === 0 ? days : days.filter((_, index) => holds(positions, index + 1, days.length));
}

function matches({ frequency, months, weeks, yearDays, monthDays, weekdays, weekStart }: Rule, day: Day): boolean {
  const { year, month, date } = civil(day);
  const inYear = () => ({ first: dayIn(year, 1), last: dayIn(year + 1, 1) - 1 });
  const inMonth = () => ({ first: dayIn(year, month), last: dayIn(year, month + 1) - 1 });
  const counted = frequency === 'YEARLY' && months.length === 0 ? inYear : inMonth;
  return (
    (months.length === 0 || months.includes(month)) &&
    (monthDays.length === 0 || holds(monthDays, date, inMonth().last - inMonth().first + 1)) &&
    (yearDays.length === 0 || holds(yearDays, day - inYear().first + 1, inYear().last - inYear().first + 1)) &&
    (weeks.length === 0 || isInWeeks(weeks, day, weekStart)) &&
    (weekdays.length === 0 ||
      weekdays.some(
        ({ weekday, nth }) => weekday === weekdayOf(day) && (nth === undefined || isNth(nth, day, counted()))
      ))
  );
}

/** True when the list names a position from the front or from the back. */
function holds(list: number[], position: number, length: number): boolean {
  return list.includes(position) || list.includes(position - length - 1);
}

function isNth(nth: number, day: Day, { first, last }: { first: Day; last: Day }): boolean {
  return nth === (nth > 0 ? Math.floor((day - first) / 7) + 1 : -Math.floor((last - day) / 7) - 1);
}

function isInWeeks(weeks: number[], day: Day, weekStart: number): boolean {
  const fourth = startOfWeek(day, weekStart) + 3; // a week belongs to the year that holds most of it
  const { year } = civil(fourth);
  const numberOf = (one: Day) => Math.floor((one - dayIn(year, 1)) / 7) + 1;
  return holds(weeks, numberOf(fourth), numberOf(startOfWeek(dayIn(year, 12) + 27, weekStart) + 3));
}

function startOfWeek(day: Day, weekStart: number): Day {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

function civil(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** The first day of a month, whose number may run over the year's end. */
function dayIn(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / DAY;
}
