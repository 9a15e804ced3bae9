// RFC 5545 rules by the calendar day. The libraries weigh 15 to 50 KB, mostly for times of day, zones and hourly rules,
// of which a plan has none: its zone and time come from the wall time that it starts at. Tested against rrule-temporal.

import { civil, dateOf, type Day, dayIn, weekdayOf } from './days';
import { DAY_MS } from './units';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type RuleFrequency = (typeof FREQUENCIES)[number];

interface Rule {
  frequency: RuleFrequency;
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
  until?: Until;
  /** By weekday, whether the rule may have it, however it is counted. */
  mayBeOn?: boolean[];
  /** Nothing but days of the week decides. */
  isOfWeekdaysOnly?: boolean;
  /** The day of the month it counts from: where the month is shorter, its last day. */
  countedDate?: number;
}

/** Where a rule ends, included: a day, or a time of that day in UTC or on the wall (`17:00:00`). */
export interface Until {
  day: Day;
  time?: string;
  isUtc: boolean;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Where the search for a next date ends: the calendar repeats itself every 400 years. */
const HORIZON = 400 * 366;

type Reader<T> = (text: string) => T | undefined;

/** How one value of each part is read; undefined for what is none. */
const READERS = {
  FREQ: (text: string) => FREQUENCIES.find((one) => one === text),
  INTERVAL: whole(1, 10_000),
  COUNT: whole(1, 1_000_000),
  UNTIL: readUntil,
  WKST: readWeekday,
  BYMONTH: whole(1, 12),
  BYWEEKNO: whole(-53, 53),
  BYYEARDAY: whole(-366, 366),
  BYMONTHDAY: whole(-31, 31),
  BYSETPOS: whole(-366, 366),
  BYDAY: readWeekday,
} satisfies Record<string, Reader<unknown>>;
export type RulePart = keyof typeof READERS;

/** Name and value of each part, in capitals, as they stand in the rule. */
export function ruleParts(text: string): Array<[string, string]> {
  return text
    .toUpperCase()
    .split(';')
    .map((part) => [part.split('=')[0], part.split('=').slice(1).join('=')]);
}

export function isPart(name: string): name is RulePart {
  return name in READERS;
}

/** True when the value is one that the part can have; lists are for `BY…` parts only. */
export function isReadable(part: RulePart, value: string): boolean {
  const values = part.startsWith('BY') ? value.split(',') : [value];
  const isOrdinary = part !== 'WKST' || value.length === 2;
  return isOrdinary && values.every((one) => READERS[part](one) !== undefined);
}

/**
 * Reads `FREQ=MONTHLY;BYDAY=1TU`; what it leaves open comes from the first day. `isCounted`: that day is one to count from,
 * and a month that is shorter gives its last day instead of none. Throws RangeError for what is no rule.
 */
export function parseRule(text: string, start: Day, isCounted = false): Rule {
  const parts = new Map(ruleParts(text));
  const all = <T>(name: RulePart, read: Reader<T>): T[] =>
    (parts.get(name)?.split(',') ?? []).map((one) => {
      const value = read(one);
      if (value === undefined) {
        throw new RangeError(`${name} cannot be ${one}`);
      }
      return value;
    });
  const [frequency] = all('FREQ', READERS.FREQ);
  if (!frequency) {
    throw new RangeError('a rule needs a frequency');
  }
  const rule: Rule = {
    frequency,
    interval: all('INTERVAL', READERS.INTERVAL)[0] ?? 1,
    months: all('BYMONTH', READERS.BYMONTH),
    weeks: all('BYWEEKNO', READERS.BYWEEKNO),
    yearDays: all('BYYEARDAY', READERS.BYYEARDAY),
    monthDays: all('BYMONTHDAY', READERS.BYMONTHDAY),
    positions: all('BYSETPOS', READERS.BYSETPOS),
    weekdays: all('BYDAY', READERS.BYDAY),
    weekStart: all('WKST', READERS.WKST)[0]?.weekday ?? 0,
    count: all('COUNT', READERS.COUNT)[0],
    until: all('UNTIL', READERS.UNTIL)[0],
  };
  const complete = anchored(rule, start, isCounted);
  return { ...complete, mayBeOn: weekdaysOf(complete), isOfWeekdaysOnly: isOfWeekdaysOnly(complete) };
}

/** The dates of the rule from `from` to `last`, ascending, none before `start`. */
export function* datesOf(rule: Rule, start: Day, from: Day, last = rule.until?.day ?? Infinity): Generator<Day> {
  const earliest = Math.max(start, from);
  const end = Math.min(last, earliest + HORIZON);
  let left = rule.count ?? Infinity;
  // a count begins with the first date, everything else may begin where it is asked for
  for (let step = rule.count === undefined ? stepAt(rule, start, earliest) : 0; ; step++) {
    const [opens, closes] = periodAt(rule, start, step);
    if (opens > end) {
      return;
    }
    for (const day of chosen(rule, opens, closes)) {
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

function whole(least: number, most: number): Reader<number> {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : 0;
    return value !== 0 && value >= least && value <= most ? value : undefined;
  };
}

function readWeekday(text: string): { weekday: number; nth?: number } | undefined {
  const weekday = WEEKDAYS.indexOf(text.slice(-2));
  const nth = text.length === 2 ? undefined : whole(-53, 53)(text.slice(0, -2));
  if (weekday < 0 || (text.length !== 2 && nth === undefined)) {
    return undefined;
  }
  return nth === undefined ? { weekday } : { weekday, nth };
}

function readUntil(text: string): Until | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?))?$/.exec(text);
  const [, year, month, date, hour, minute, second, zulu] = match ?? [];
  const day = Date.parse(`${year}-${month}-${date}T00:00:00Z`) / DAY_MS;
  if (Number.isNaN(day) || dateOf(day) !== `${year}-${month}-${date}`) {
    return undefined;
  }
  const time = hour && `${hour}:${minute}:${second === '60' ? '59' : second}`; // no clock here knows leap seconds
  return { day, isUtc: zulu === 'Z', ...(time && { time }) };
}

function anchored(rule: Rule, start: Day, isCounted: boolean): Rule {
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
    ...(isCounted ? { countedDate: date } : { monthDays: [date] }),
    ...(frequency === 'YEARLY' && months.length === 0 && { months: [month] }),
  };
}

/** First and last day of the rule's nth day, week, month or year. */
function periodAt({ frequency, interval, weekStart }: Rule, start: Day, step: number): [Day, Day] {
  const steps = step * interval;
  if (frequency === 'DAILY') {
    return [start + steps, start + steps];
  }
  if (frequency === 'WEEKLY') {
    const first = startOfWeek(start, weekStart) + 7 * steps;
    return [first, first + 6];
  }
  const { year, month } = civil(start);
  return frequency === 'MONTHLY'
    ? [dayIn(year, month + steps), dayIn(year, month + steps + 1) - 1]
    : [dayIn(year + steps, 1), dayIn(year + steps + 1, 1) - 1];
}

/** The last step whose period begins at or before a day that is not before the start. */
function stepAt({ frequency, interval, weekStart }: Rule, start: Day, day: Day): number {
  const [a, b] = [civil(start), civil(day)];
  const passed = {
    DAILY: day - start,
    WEEKLY: (day - startOfWeek(start, weekStart)) / 7,
    MONTHLY: (b.year - a.year) * 12 + b.month - a.month,
    YEARLY: b.year - a.year,
  }[frequency];
  return Math.floor(passed / interval);
}

// Every day of a rule's periods comes by here: no functions are made on the way, and each month is looked up once.
function chosen(rule: Rule, first: Day, last: Day): Day[] {
  const { months, positions, mayBeOn, isOfWeekdaysOnly: isChosen } = rule;
  const days: Day[] = [];
  let month: Month | undefined;
  for (let day = first; day <= last; day++) {
    if (mayBeOn && !mayBeOn[weekdayOf(day)]) {
      continue;
    }
    if (isChosen) {
      days.push(day);
      continue;
    }
    month = month && day <= month.last ? month : monthOf(day);
    if (months.length > 0 && !months.includes(month.month)) {
      day = month.last;
    } else if (matches(rule, day, month)) {
      days.push(day);
    }
  }
  return positions.length === 0 ? days : days.filter((_, index) => holds(positions, index + 1, days.length));
}

interface Month {
  year: number;
  month: number;
  first: Day;
  last: Day;
}

function monthOf(day: Day): Month {
  const { year, month, date } = civil(day);
  return { year, month, first: day - date + 1, last: dayIn(year, month + 1) - 1 };
}

function matches(rule: Rule, day: Day, month: Month): boolean {
  const { year, first, last } = month;
  const { weeks, yearDays, monthDays, countedDate, weekdays, weekStart } = rule;
  const date = day - first + 1;
  const length = last - first + 1;
  return (
    (monthDays.length === 0 || holds(monthDays, date, length)) &&
    (countedDate === undefined || date === Math.min(countedDate, length)) &&
    (yearDays.length === 0 || holds(yearDays, day - dayIn(year, 1) + 1, dayIn(year + 1, 1) - dayIn(year, 1))) &&
    (weeks.length === 0 || isInWeeks(weeks, day, weekStart)) &&
    (weekdays.length === 0 || hasWeekday(rule, day, month))
  );
}

/** Nothing where any may be. */
function weekdaysOf({ weekdays }: Rule): boolean[] | undefined {
  return weekdays.length === 0
    ? undefined
    : WEEKDAYS.map((_, index) => weekdays.some(({ weekday }) => weekday === index));
}

function isOfWeekdaysOnly({ months, weeks, yearDays, monthDays, countedDate, weekdays }: Rule): boolean {
  return (
    months.length + weeks.length + yearDays.length + monthDays.length === 0 &&
    countedDate === undefined &&
    weekdays.every(({ nth }) => nth === undefined)
  );
}

function hasWeekday({ frequency, months, weekdays }: Rule, day: Day, month: Month): boolean {
  const isInYear = frequency === 'YEARLY' && months.length === 0;
  const counted = isInYear ? { first: dayIn(month.year, 1), last: dayIn(month.year + 1, 1) - 1 } : month;
  const weekday = weekdayOf(day);
  return weekdays.some((one) => one.weekday === weekday && (one.nth === undefined || isNth(one.nth, day, counted)));
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
