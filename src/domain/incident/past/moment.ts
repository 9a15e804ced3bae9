import { Temporal } from 'temporal-polyfill';
import { type Instant } from '../../record/record';
import { isZone } from '../../time/zone';

/** What a text says of a time, as far as it says it. */
export interface SaidTime {
  year?: number;
  /** From 1. */
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** IANA name or an offset from UTC. */
  zone?: string;
}

/** What a text that says only half of it is about. */
export interface Around {
  year?: number;
  month?: number;
  day?: number;
  zone: string;
}

const MONTHS: readonly string[][] = [
  ['jan', 'january', 'janvier', 'janv'],
  ['feb', 'february', 'février', 'fevrier', 'févr', 'fév'],
  ['mar', 'march', 'mars'],
  ['apr', 'april', 'avril', 'avr'],
  ['may', 'mai'],
  ['jun', 'june', 'juin'],
  ['jul', 'july', 'juillet', 'juil'],
  ['aug', 'august', 'août', 'aout'],
  ['sep', 'sept', 'september', 'septembre'],
  ['oct', 'october', 'octobre'],
  ['nov', 'november', 'novembre'],
  ['dec', 'december', 'décembre', 'decembre', 'déc'],
];
/** Letters as people write them: many say PST all the year round, so the zone decides and not the letter in the middle. */
const ZONES: Record<string, string> = {
  z: 'UTC',
  utc: 'UTC',
  gmt: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  jst: 'Asia/Tokyo',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
};

const MONTH = `(?<month>${MONTHS.flat()
  .sort((one, other) => other.length - one.length)
  .join('|')})(?![\\p{L}])\\.?`;
const DAY_WORD = '(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|urday|rsday|sday)?\\.?,?\\s+)?';
const DATES: readonly RegExp[] = [
  '(?<year>\\d{4})[-/.](?<number>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)',
  `${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s+(?<year>(?:19|20)\\d{2})(?![\\d:]))?`,
  `(?<day>\\d{1,2})(?:er|st|nd|rd|th)?[\\s/-]+(?:of\\s+)?${MONTH}(?:[,/\\s-]+(?<year>(?:19|20)\\d{2}|\\d{2}(?=\\s+\\d{1,2}:\\d{2}))(?![\\d:]))?`,
  '(?<day>\\d{1,2})\\.(?<number>\\d{1,2})\\.(?<year>\\d{4})(?!\\d)',
  '(?<first>\\d{1,2})/(?<second>\\d{1,2})/(?<year>\\d{4}|\\d{2})(?!\\d)',
  '(?<first>\\d{1,2})-(?<second>\\d{1,2})-(?<year>\\d{4})(?!\\d)',
  `${MONTH}\\s+(?<year>(?:19|20)\\d{2})(?!\\d)`,
].map((source) => new RegExp(`^${DAY_WORD}${source}`, 'iu'));
const TIME =
  /^(?<hour>\d{1,2})(?::|h)(?<minute>\d{2})(?::(?<second>\d{2}))?(?:[.,]\d+)?(?!\d)\s*(?<half>am|pm)?(?!(?!z\b)[a-z])/i;
const HOUR_OF_DAY = /^(?<hour>\d{1,2})\s*(?<half>am|pm)(?![a-z])/i;
const ZONE = new RegExp(
  String.raw`^\s*[([]?\s*(?<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Za-z]+/[A-Za-z_]+|[A-Za-z]{1,4}(?![\p{L}\d-]))\s*[)\]]?`,
  'u'
);
const BETWEEN = /^(?:\s*(?:T(?=\d)|,|@|-|–|—|\bat\b|\bà\b|\|)\s*|\s+)/;

/** Which of two numbers between strokes comes first. */
export type DayOrder = 'day' | 'month';

/** What the beginning of `text` says of a time, and what follows it; undefined where it begins with something else. */
export function readMoment(text: string, order?: DayOrder): { said: SaidTime; rest: string } | undefined {
  const date = readDate(text, order);
  const afterDate = date ? text.slice(date.length) : text;
  const gap = date ? (BETWEEN.exec(afterDate)?.[0].length ?? 0) : 0;
  const time = date && gap === 0 ? undefined : readTime(afterDate.slice(gap));
  if (!date && !time) {
    return undefined;
  }
  const rest = time ? afterDate.slice(gap + time.length) : afterDate;
  const zone = time ? readZone(rest) : undefined;
  return {
    said: { ...date?.said, ...time?.said, ...(zone && { zone: zone.name }) },
    rest: rest.slice(zone?.length ?? 0),
  };
}

interface Part {
  said: SaidTime;
  length: number;
}

function readDate(text: string, order: DayOrder | undefined): Part | undefined {
  for (const format of DATES) {
    const found = format.exec(text);
    const { year, month, number, day, first, second } = found?.groups ?? {};
    const months = number ? Number(number) : month ? monthOf(month) : undefined;
    const said = first
      ? dayAndMonth(Number(first), Number(second), order)
      : { month: months, ...(day && { day: Number(day) }) };
    const isDate =
      said?.month !== undefined && said.month >= 1 && said.month <= 12 && (said.day ?? 1) >= 1 && (said.day ?? 1) <= 31;
    if (found && isDate) {
      const full = year && (year.length === 2 ? 2000 + Number(year) : Number(year));
      return { said: { ...said, ...(full && { year: full }) }, length: found[0].length };
    }
  }
  return undefined;
}

/** `3/14/2024` and `14/3/2024` can be read; `3/4/2024` is two different days, and is not guessed. */
function dayAndMonth(first: number, second: number, order: DayOrder | undefined): SaidTime | undefined {
  return first > 12 || first === second || order === 'day'
    ? { day: first, month: second }
    : second > 12 || order === 'month'
      ? { day: second, month: first }
      : undefined;
}

function monthOf(word: string): number {
  return MONTHS.findIndex((names) => names.includes(word.toLowerCase())) + 1;
}

function readTime(text: string): Part | undefined {
  const found = TIME.exec(text) ?? HOUR_OF_DAY.exec(text);
  const { hour, minute = '0', second = '0', half } = found?.groups ?? {};
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  return found && hours < 24 && Number(minute) < 60 && Number(second) < 60
    ? { said: { hour: hours, minute: Number(minute), second: Number(second) }, length: found[0].trimEnd().length }
    : undefined;
}

function readZone(text: string): { name: string; length: number } | undefined {
  const found = ZONE.exec(text);
  const name = found?.groups?.zone && zoneOf(found.groups.zone);
  return found && name ? { name, length: found[0].length } : undefined;
}

/** A zone from how it is called: `CEST`, `UTC+2`, `Europe/Paris`; undefined where it is none. */
function zoneOf(text: string): string | undefined {
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (offset) {
    return `${offset[1]}${offset[2].padStart(2, '0')}:${offset[3] ?? '00'}`;
  }
  return Object.hasOwn(ZONES, text.toLowerCase())
    ? ZONES[text.toLowerCase()]
    : text.includes('/') && isZone(text)
      ? text
      : undefined;
}

/** The zone that a text names for all its times: `All times in CEST`, `Timeline (UTC)`. */
export function zoneIn(text: string): string | undefined {
  const [, named] =
    /\btimes?\b[^.\n]{0,30}?\b(UTC[+-]\d{1,2}|[A-Z]{2,4}|[A-Z][a-z]+\/[A-Z][a-z_A-Z]+)(?![A-Za-z])/.exec(text) ?? [];
  const [, bracketed] = /[([](?:\S+ )*?(UTC[+-]\d{1,2}|[A-Z]{2,4})[)\]]/.exec(text) ?? [];
  return (named && zoneOf(named)) ?? (bracketed && zoneOf(bracketed)) ?? undefined;
}

/** The instant that was said, completed by what is around; undefined while its day is not known, or there is no such day. */
export function saidInstant(said: SaidTime, around: Around): Instant | undefined {
  const {
    year = around.year,
    month = around.month,
    day = said.month ? 1 : around.day,
    hour = 0,
    minute = 0,
    second = 0,
  } = said;
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  try {
    const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: 'reject' });
    return new Date(wall.toZonedDateTime(said.zone ?? around.zone).epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}

const UNITS: Array<[RegExp, number]> = [
  [/(\d+(?:[.,]\d+)?)\s*(?:d|days?|j|jours?)\b/i, 86_400],
  [/(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|heures?)(?=\d|\b)/i, 3_600],
  [/(\d+(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?)\b/i, 60],
];

/** Seconds of `2 hours 28 minutes`, `1h30m`, `45 min`; what follows a bracket or a semicolon says more than that. */
export function durationSeconds(text: string): number | undefined {
  const [plain] = text.split(/[(;]/);
  const parts = UNITS.map(([unit, seconds]) => Number((unit.exec(plain)?.[1] ?? '0').replace(',', '.')) * seconds);
  const sum = parts.reduce((one, other) => one + other, 0);
  return sum > 0 ? Math.round(sum) : undefined;
}
