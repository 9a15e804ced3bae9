import { Temporal } from 'temporal-polyfill';

/** How far ahead changes of the clock are looked at: one that comes back by a rule is written as that rule. */
const YEARS_AHEAD = 10;

interface Transition {
  /** Wall time of the clock before it changes. */
  local: Temporal.PlainDateTime;
  /** Minutes east of UTC. */
  from: number;
  to: number;
}

/** A zone as RFC 5545 3.6.5 describes it, from `year` on: what its clocks showed before, and each change since. */
export function timezoneLines(zone: string, year: number): string[] {
  const begin = Temporal.ZonedDateTime.from({ timeZone: zone, year, month: 1, day: 1 });
  const changes = transitionsAfter(begin, year + YEARS_AHEAD);
  const groups = new Map<string, Transition[]>();
  changes.forEach((change) => {
    const key = `${change.from}>${change.to}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  });
  const first = minutes(begin);
  const standing: Transition = { local: Temporal.PlainDateTime.from('1970-01-01T00:00'), from: first, to: first };
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance([standing], undefined),
    ...[...groups.values()].flatMap((group) => observance(group, ruleOf(group, year + YEARS_AHEAD))),
    'END:VTIMEZONE',
  ];
}

function transitionsAfter(begin: Temporal.ZonedDateTime, lastYear: number): Transition[] {
  const found: Transition[] = [];
  let next = begin.getTimeZoneTransition('next');
  while (next && next.year <= lastYear) {
    const before = next.subtract({ seconds: 1 });
    found.push({
      local: before.toPlainDateTime().add({ seconds: 1 }),
      from: minutes(before),
      to: minutes(next),
    });
    next = next.getTimeZoneTransition('next');
  }
  return found;
}

function observance(group: Transition[], rule: string | undefined): string[] {
  const [{ local, from, to }, ...others] = group;
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  const dates = others.map((other) => icsLocal(other.local));
  return [
    `BEGIN:${kind}`,
    `DTSTART:${icsLocal(local)}`,
    `TZOFFSETFROM:${icsOffset(from)}`,
    `TZOFFSETTO:${icsOffset(to)}`,
    ...(rule ? [`RRULE:${rule}`] : dates.length > 0 ? [`RDATE:${dates.join(',')}`] : []),
    `END:${kind}`,
  ];
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule that every one of these changes follows, each year to the last one looked at; undefined where there is none. */
function ruleOf(group: Transition[], lastYear: number): string | undefined {
  const [{ local: first }] = group;
  const last = group.at(-1)?.local.year;
  const isYearly = group.every(
    ({ local }, index) =>
      local.year === first.year + index &&
      local.month === first.month &&
      local.dayOfWeek === first.dayOfWeek &&
      local.toPlainTime().equals(first.toPlainTime())
  );
  if (!isYearly || group.length < 3 || last === undefined || last < lastYear) {
    return undefined;
  }
  const nth = group.every(({ local }) => local.day + 7 > local.daysInMonth)
    ? -1
    : group.every(({ local }) => weekOfMonth(local) === weekOfMonth(first))
      ? weekOfMonth(first)
      : undefined;
  return nth === undefined
    ? undefined
    : `FREQ=YEARLY;BYMONTH=${first.month};BYDAY=${nth}${WEEKDAYS[first.dayOfWeek - 1]}`;
}

function weekOfMonth({ day }: Temporal.PlainDateTime): number {
  return Math.ceil(day / 7);
}

function minutes(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 60e9);
}

function icsOffset(offset: number): string {
  const [hours, rest] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
}

function icsLocal(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}
