import { type IncidentHead } from '../incident/head';
import { durations, isOpen } from '../incident/rules';
import { type Severity } from '../incident/schema';
import { compareCounts, type Estimate, estimate, type CountComparison } from '../statistics/exact';
import { wilson } from '../statistics/statistics';
import { addDays, localDateOf, startOfDay, weekDates, weekOf } from '../time/localDates';
import { type Span } from '../time/window';
import { beganAt, type Reliability, reliabilityOf, seconds, toSeconds } from './reliability';

// All times here are seconds; periods and spans are seconds since the epoch, their end not included.

export interface Selection {
  period: Span;
  /** Slug. */
  service?: string;
  severity?: Severity;
}

/** Why an incident is in no number: `undated` ones have no time of beginning, `unread` ones no head (legacy storage). */
export const LEFT_OUT = ['drill', 'void', 'duplicate', 'undated', 'unread'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

interface Chosen {
  /** Begun in the period. */
  incidents: IncidentHead[];
  /** Would count, but began before the period: their downtime may reach into it. */
  earlier: IncidentHead[];
  leftOut: Record<LeftOut, IncidentHead[]>;
}

export const DURATIONS = ['detect', 'acknowledge', 'mitigate', 'recover'] as const;
export type Duration = (typeof DURATIONS)[number];

export interface Timing {
  incident: IncidentHead;
  seconds: number;
  /** Still running: at least this long. */
  open: boolean;
}

export interface Durations {
  timings: Timing[];
  /** A milestone is missing, or the two contradict each other: unknown, so in no number of this duration. */
  missing: IncidentHead[];
  median: Estimate;
  p90: Estimate;
}

export interface IncidentWeek {
  /** `2026-W47` */
  week: string;
  /** Its Monday, `2026-11-16`. */
  date: string;
  incidents: number;
  /** Cut by the period. */
  partial: boolean;
}

interface Share {
  found: number;
  n: number;
  /** Absent without any. */
  value?: number;
  interval?: { low: number; high: number };
  unknown: IncidentHead[];
}

export interface PeriodChange {
  period: Span;
  counts: CountComparison;
  /** Time to recover in the earlier period. */
  median: Estimate;
  /** The records begin only within the earlier period, which was cut to what they tell of. */
  isCut: boolean;
}

export interface Insights extends Chosen {
  measures: Record<Duration, Durations>;
  weeks: IncidentWeek[];
  services: Reliability[];
  monitoring: Share;
  change?: PeriodChange;
}

interface Options {
  now: number;
  /** IANA; weeks begin on its Mondays. */
  zone: string;
  /** The earlier period to compare with. */
  before?: Span;
  /** There are incidents from before the oldest of these heads. */
  hasOlder?: boolean;
  /** Planned maintenance by service slug: no failure time, no time in use. */
  planned?: Record<string, Span[]>;
}

/** Everything that the page of insights shows, from heads alone (docs/domain.md, Statistics). */
export function insightsOf(heads: IncidentHead[], selection: Selection, options: Options): Insights {
  const { now, zone, before, planned, hasOlder = false } = options;
  const chosen = choose(heads, selection);
  return {
    ...chosen,
    measures: {
      detect: measureDuration(chosen.incidents, 'detect', now),
      acknowledge: measureDuration(chosen.incidents, 'acknowledge', now),
      mitigate: measureDuration(chosen.incidents, 'mitigate', now),
      recover: measureDuration(chosen.incidents, 'recover', now),
    },
    weeks: weeksOf(chosen.incidents, selection.period, zone),
    services: reliabilityOf([...chosen.incidents, ...chosen.earlier], selection, now, planned),
    monitoring: monitoringShare(chosen.incidents),
    ...(before && changeOf({ heads, hasOlder, incidents: chosen.incidents, selection, before, now })),
  };
}

export function choose(heads: IncidentHead[], { period, service, severity }: Selection): Chosen {
  const chosen: Chosen = {
    incidents: [],
    earlier: [],
    leftOut: { drill: [], void: [], duplicate: [], undated: [], unread: [] },
  };
  for (const head of heads) {
    if ((service && !head.serviceTags.includes(service)) || (severity && head.severity !== severity)) {
      continue;
    }
    const began = beganAt(head);
    const reason = reasonToLeaveOut(head, began);
    if (reason) {
      if (began === undefined || (began >= period.start && began < period.end)) {
        chosen.leftOut[reason].push(head);
      }
    } else if (began !== undefined && began < period.end) {
      (began < period.start ? chosen.earlier : chosen.incidents).push(head);
    }
  }
  return chosen;
}

function reasonToLeaveOut(head: IncidentHead, began: number | undefined): LeftOut | undefined {
  if (head.duplicateOf) {
    return 'duplicate';
  }
  if (head.status === 'void') {
    return 'void';
  }
  if (head.drill) {
    return 'drill';
  }
  return head.complete ? (began === undefined ? 'undated' : undefined) : 'unread';
}

export function measureDuration(incidents: IncidentHead[], of: Duration, now: number): Durations {
  const timings: Timing[] = [];
  const missing: IncidentHead[] = [];
  for (const incident of incidents) {
    const timing = timingOf(incident, of, now);
    if (timing) {
      timings.push(timing);
    } else {
      missing.push(incident);
    }
  }
  const observations = timings.map(({ seconds, open }) => ({ value: seconds, open }));
  return { timings, missing, median: estimate(observations, 0.5), p90: estimate(observations, 0.9) };
}

/** Four measures ask for the same four durations. */
const known = new WeakMap<IncidentHead, ReturnType<typeof durations>>();

function durationsOf(incident: IncidentHead): ReturnType<typeof durations> {
  const before = known.get(incident);
  const found = before ?? durations(incident.milestones);
  if (!before) {
    known.set(incident, found);
  }
  return found;
}

function timingOf(incident: IncidentHead, of: Duration, now: number): Timing | undefined {
  const ended = durationsOf(incident)[of];
  if (ended !== undefined) {
    return ended < 0 ? undefined : { incident, seconds: ended / 1000, open: false };
  }
  const detected = seconds(incident.milestones.detected);
  return detected !== undefined && detected <= now && isStillToCome(incident, of)
    ? { incident, seconds: now - detected, open: true }
    : undefined;
}

/** The status says that the milestone has not happened yet; else a missing one happened without its time being noted. */
function isStillToCome({ status }: IncidentHead, of: Duration): boolean {
  switch (of) {
    case 'detect':
      return false;
    case 'acknowledge':
      return status === 'declared';
    case 'mitigate':
      return isOpen(status) && status !== 'mitigated';
    case 'recover':
      return isOpen(status);
  }
}

/** Incidents by the week in which they began, empty weeks included. */
function weeksOf(incidents: IncidentHead[], period: Span, zone: string): IncidentWeek[] {
  const weeks: Array<IncidentWeek & Span> = [];
  let [date] = weekDates(weekOf(localDateOf(toInstant(period.start), zone)));
  let start = toSeconds(startOfDay(date, zone));
  while (start < period.end) {
    const next = addDays(date, 7);
    const end = toSeconds(startOfDay(next, zone));
    const partial = start < period.start || end > period.end;
    weeks.push({ week: weekOf(date), date, incidents: 0, partial, start, end });
    [date, start] = [next, end];
  }
  for (const incident of incidents) {
    const began = beganAt(incident);
    const week = began === undefined ? undefined : weeks[lastIndex(weeks, began)];
    if (week) {
      week.incidents++;
    }
  }
  return weeks.map(({ week, date, incidents, partial }) => ({ week, date, incidents, partial }));
}

/** The last of the ascending spans that starts at `at` or before. */
function lastIndex(spans: Span[], at: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** Share of incidents that monitoring found, of those where it is known who found them. */
export function monitoringShare(incidents: IncidentHead[]): Share {
  const known = incidents.filter(({ detectedBy }) => detectedBy);
  const found = known.filter(({ detectedBy }) => detectedBy === 'monitoring').length;
  const n = known.length;
  return {
    found,
    n,
    ...(n > 0 && { value: found / n, interval: wilson(found, n) }),
    unknown: incidents.filter(({ detectedBy }) => !detectedBy),
  };
}

/** Nothing where the earlier period lies before the first record: nobody was watching then. */
function changeOf({
  heads,
  hasOlder,
  incidents,
  selection,
  before: whole,
  now,
}: {
  heads: IncidentHead[];
  hasOlder: boolean;
  incidents: IncidentHead[];
  selection: Selection;
  before: Span;
  now: number;
}): { change?: PeriodChange } {
  const { period } = selection;
  const first = hasOlder
    ? -Infinity
    : heads.reduce((least, head) => Math.min(least, beganAt(head) ?? Infinity), Infinity);
  if (first >= whole.end) {
    return {};
  }
  const before = { start: Math.max(first, whole.start), end: whole.end };
  const earlier = choose(heads, { ...selection, period: before }).incidents;
  return {
    change: {
      period: before,
      counts: compareCounts(
        earlier.length,
        incidents.length,
        before.end - before.start,
        Math.max(1, Math.min(period.end, now) - period.start)
      ),
      median: measureDuration(earlier, 'recover', now).median,
      isCut: before.start > whole.start,
    },
  };
}

function toInstant(at: number): string {
  return new Date(at * 1000).toISOString();
}
