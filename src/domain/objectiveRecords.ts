import { type IncidentHead } from './incidentHead';
import { type Definition } from './objective';
import { medianOf } from './statistics';
import { type Span, unionLength } from './window';

/** A value computed from the product's own records. */
export interface Computed {
  /** In the objective's unit; absent when there is nothing to compute from. */
  value?: number;
  /** Incidents that count. */
  n: number;
  /** Left out for a missing time, of those that would count. */
  incomplete: number;
}

type Measure = Extract<Definition['indicator'], { kind: 'computed' }>['measure'];

const MINUTE = 60;
const HOUR = 3600;

/** Incidents of the window; drills, void ones and duplicates are left out (domain.md §2). `service` is a slug. */
export function counted(incidents: IncidentHead[], window: Span, service?: string): IncidentHead[] {
  return incidents.filter(({ drill, status, duplicateOf, milestones, serviceTags }) => {
    const began = seconds(milestones.started ?? milestones.detected ?? milestones.declared);
    return (
      !drill &&
      status !== 'void' &&
      !duplicateOf &&
      began !== undefined &&
      began >= window.start &&
      began < window.end &&
      (!service || serviceTags.includes(service))
    );
  });
}

/**
 * - `recovery`: median of resolved − detected, minutes; `mttr`: their mean, minutes
 * - `mtbf`: (window − union of downtime) / failures, hours; without failures there is none
 * - `proactiveDetection`: share of incidents that monitoring found
 */
export function computedFrom(measure: Measure, incidents: IncidentHead[], window: Span): Computed {
  switch (measure) {
    case 'recovery':
    case 'mttr': {
      const times = incidents
        .flatMap(({ milestones }) => between(milestones.detected, milestones.resolved) ?? [])
        .sort((a, b) => a - b);
      const value = measure === 'mttr' ? mean(times) : medianOf(times);
      return {
        ...(value !== undefined && { value: value / MINUTE }),
        n: times.length,
        incomplete: incidents.length - times.length,
      };
    }
    case 'mtbf': {
      const downtimes = incidents.flatMap(({ milestones }): Span[] => {
        const start = seconds(milestones.started ?? milestones.detected ?? milestones.declared);
        const end = seconds(milestones.mitigated ?? milestones.resolved) ?? window.end;
        return start === undefined ? [] : [{ start, end: Math.min(end, window.end) }];
      });
      const up = window.end - window.start - unionLength(downtimes);
      const failures = incidents.length;
      return {
        ...(failures > 0 && { value: up / failures / HOUR }),
        n: failures,
        incomplete: failures - downtimes.length,
      };
    }
    case 'proactiveDetection': {
      const known = incidents.filter(({ detectedBy }) => detectedBy !== undefined);
      const found = known.filter(({ detectedBy }) => detectedBy === 'monitoring').length;
      return {
        ...(known.length > 0 && { value: found / known.length }),
        n: known.length,
        incomplete: incidents.length - known.length,
      };
    }
    default:
      return { n: 0, incomplete: 0 };
  }
}

function between(from?: string, to?: string): number | undefined {
  return from && to && Date.parse(to) >= Date.parse(from) ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined;
}

function seconds(at?: string): number | undefined {
  return at === undefined ? undefined : Date.parse(at) / 1000;
}

function mean(values: number[]): number | undefined {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}
