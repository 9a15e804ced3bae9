import { type IncidentHead } from '../incident/head';
import { beginning, isOpen } from '../incident/rules';
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
  /** Failures of which it is known how long they lasted. */
  recovered: number;
  /** Downtime / recovered: an unknown duration is not 0. */
  mttr?: number;
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

/**
 * MTBF per service: (observed − union of downtime − planned) / failures, the most failures first. `incidents` are those that
 * count, earlier ones included: their downtime may reach into the period.
 */
export function reliabilityOf(
  incidents: IncidentHead[],
  { period, service }: { period: Span; service?: string },
  now: number,
  planned: Record<string, Span[]> = {}
): Reliability[] {
  const byService = new Map<string, IncidentHead[]>(service ? [[service, []]] : []);
  for (const incident of incidents) {
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
  for (const incident of incidents) {
    const began = beganAt(incident);
    const downtime = downtimeOf(incident, now);
    if (!downtime && (began ?? 0) >= period.start) {
      endless.push(incident);
    }
    if (downtime) {
      known.push(downtime);
    }
    if (began !== undefined) {
      spans.push(downtime ?? { start: began, end: began });
    }
  }
  const downtimes = merged(spans);
  const observed = Math.max(0, Math.min(period.end, now) - period.start);
  const began = (all: Span[]) => all.filter(({ start }) => start >= period.start && start < period.end).length;
  const failures = began(downtimes);
  const recovered = began(merged(known));
  const downtime = downtimes.reduce((sum, span) => sum + overlap(span, period), 0);
  const unused = unionLength([...downtimes, ...planned].map((span) => cut(span, period)));
  const { value, uptime, interval } = meanTimeBetween(Math.max(0, observed - unused), failures);
  const mttr = recovered > 0 ? downtime / recovered : undefined;
  return {
    failures,
    recovered,
    downtime,
    uptime,
    interval,
    endless,
    ...(value !== undefined && { mtbf: value }),
    ...(mttr !== undefined && { mttr }),
    ...(value !== undefined && mttr !== undefined && { availability: availability(value, mttr) }),
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
