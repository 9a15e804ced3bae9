import { type IncidentHead } from '../incident/head';
import { beginning, isOpen, wasDown } from '../incident/rules';
import { meanTimeBetween } from '../statistics/exact';
import { availability, type Interval, merged } from '../statistics/statistics';
import { overlap, type Span, unionLength } from '../time/window';

// All times here are seconds; periods and spans are seconds since the epoch, their end not included.

export interface Reliability {
  /** Slug. */
  service: string;
  name: string;
  /** Downtimes that began in the period; overlapping incidents are one. */
  failures: number;
  /** Union of downtime within the period. */
  downtime: number;
  uptime: number;
  mtbf?: number;
  interval: Interval;
  /** Failures that are over and of which it is known how long they lasted, */
  recovered: number;
  /** and how long all of them lasted, to their ends, also where the period ended before. */
  repair: number;
  /** repair / recovered: what still runs or has an unknown length is not a short failure. */
  mttr?: number;
  /** Failures that still run. */
  running: number;
  /** In place of the mean where running ones will lengthen it: it is at least this. */
  mttrAtLeast?: number;
  availability?: number;
  /** Counted as failures, but nobody knows how long they lasted. */
  endless: IncidentHead[];
}

/** When its impact started, else when it was detected, else when it was declared. */
export function beganAt({ milestones }: IncidentHead): number | undefined {
  if (!begun.has(milestones)) {
    begun.set(milestones, seconds(beginning(milestones)));
  }
  return begun.get(milestones);
}

/** Every number asks it of thousands. */
const begun = new WeakMap<IncidentHead['milestones'], number | undefined>();

/** From its beginning to its mitigation, else its resolution; up to `now` while it is open. */
export function downtimeOf(incident: IncidentHead, now: number): Span | undefined {
  const { milestones, status } = incident;
  const start = beganAt(incident);
  const end = seconds(milestones.mitigated ?? milestones.resolved) ?? (isOpen(status) ? now : undefined);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

/** Its downtime goes on: neither mitigated nor resolved. */
function isRunning({ milestones, status }: IncidentHead): boolean {
  return isOpen(status) && !milestones.mitigated && !milestones.resolved;
}

/**
 * MTBF per service: (observed − union of downtime − planned) / failures, the most failures first. `incidents` are those that
 * count, earlier ones included: their downtime may reach into the period. An incident in which nothing was down is no failure.
 */
export function reliabilityOf(
  incidents: IncidentHead[],
  { period, service }: { period: Span; service?: string },
  now: number,
  planned: Record<string, Span[]> = {}
): Reliability[] {
  const byService = new Map<string, IncidentHead[]>(service ? [[service, []]] : []);
  for (const incident of incidents.filter(wasDown)) {
    for (const tag of service ? [service] : incident.serviceTags) {
      const own = byService.get(tag) ?? [];
      own.push(incident);
      byService.set(tag, own);
    }
  }
  const names = serviceNames(incidents);
  return [...byService]
    .map(([slug, own]) => ({
      ...reliability(own, period, now, planned[slug] ?? []),
      service: slug,
      name: names.get(slug) ?? slug,
    }))
    .sort((a, b) => b.failures - a.failures || a.name.localeCompare(b.name));
}

function reliability(incidents: IncidentHead[], period: Span, now: number, planned: Span[]) {
  const endless: IncidentHead[] = [];
  const spans: Span[] = [];
  const known: Span[] = [];
  const open: Span[] = [];
  // one rule for which failures count, wherever they are counted: those that began in the period
  const isOfPeriod = ({ start }: Span) => start >= period.start && start < period.end;
  for (const incident of incidents) {
    const began = beganAt(incident);
    if (began === undefined) {
      continue;
    }
    const downtime = downtimeOf(incident, now);
    spans.push(downtime ?? { start: began, end: began });
    if (downtime) {
      known.push(downtime);
    } else if (isOfPeriod({ start: began, end: began })) {
      endless.push(incident);
    }
    if (downtime && isRunning(incident)) {
      open.push(downtime);
    }
  }
  const downtimes = merged(spans);
  const observed = Math.max(0, Math.min(period.end, now) - period.start);
  const failures = downtimes.filter(isOfPeriod).length;
  const downtime = downtimes.reduce((sum, span) => sum + overlap(span, period), 0);
  const unused = unionLength([...downtimes, ...planned].map((span) => cut(span, period)));
  const { value, uptime, interval } = meanTimeBetween(Math.max(0, observed - unused), failures);
  const repairs = repairsOf(merged(known).filter(isOfPeriod), open);
  const { mttr } = repairs;
  return {
    failures,
    downtime,
    uptime,
    interval,
    endless,
    ...repairs,
    ...(value !== undefined && { mtbf: value }),
    ...(value !== undefined && mttr !== undefined && !repairs.running && { availability: availability(value, mttr) }),
  };
}

/** How long failures lasted: the mean of those that are over, and a bound where some still run. */
function repairsOf(
  failures: Span[],
  open: Span[]
): Pick<Reliability, 'recovered' | 'repair' | 'mttr' | 'running' | 'mttrAtLeast'> {
  const total = (spans: Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const isOver = (failure: Span) => !open.some(({ start, end }) => start >= failure.start && end <= failure.end);
  const over = failures.filter(isOver);
  const repair = total(over);
  const running = failures.length - over.length;
  const mean = over.length > 0 ? repair / over.length : undefined;
  const atLeast = running > 0 ? total(failures) / failures.length : 0;
  return {
    recovered: over.length,
    repair,
    running,
    ...(mean !== undefined && mean >= atLeast ? { mttr: mean } : running > 0 && { mttrAtLeast: atLeast }),
  };
}

function cut({ start, end }: Span, period: Span): Span {
  const from = Math.max(start, period.start);
  return { start: from, end: Math.max(from, Math.min(end, period.end)) };
}

/** Slug → the name as people wrote it. */
export function serviceNames(incidents: IncidentHead[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { serviceTags, services } of incidents) {
    const known = serviceTags.length === services.length; // a long list is cut in the head
    serviceTags.forEach((tag, index) => names.set(tag, known ? services[index] : (names.get(tag) ?? tag)));
  }
  return names;
}

export function seconds(at: string | undefined): number | undefined {
  return at === undefined ? undefined : toSeconds(at);
}

export function toSeconds(at: string): number {
  return Date.parse(at) / 1000;
}
