import { type IncidentHead } from '../incident/head';
import { beganAt, downtimeOf } from '../insights/reliability';
import { slug } from '../record/record';
import { type Span } from '../time/window';
import { costOf, type Counts } from './burnRate';
import { type Slice, countsOf } from './series';

export interface IncidentSpan extends Span {
  incident: IncidentHead;
}

/** A smaller share of the budget is noise: no incident "cost" it. */
export const WORTH_NAMING = 0.005;

/** Incidents that overlap the window, from impact to mitigation; drills, void ones and duplicates are left out. */
export function markedIncidents(incidents: IncidentHead[], window: Span): IncidentSpan[] {
  return incidents.flatMap((incident) => {
    const { drill, status, duplicateOf } = incident;
    const began = beganAt(incident);
    if (drill || status === 'void' || duplicateOf || began === undefined || began >= window.end) {
      return [];
    }
    const span = downtimeOf(incident, window.end);
    return span && span.end > window.start && span.end > span.start ? [{ incident, ...span }] : [];
  });
}

/** Those of a service; all of them for an objective that names none. */
export function incidentsOfService(incidents: IncidentHead[], service: string | undefined): IncidentHead[] {
  const own = service && slug(service);
  return own ? incidents.filter(({ serviceTags }) => serviceTags.includes(own)) : incidents;
}

export interface Cost extends IncidentSpan {
  /** Share of the window's error budget; absent where nothing was measured. */
  cost?: number;
}

/** What each incident used of the budget of the window, from the slices; those across its ends by their share of time. */
export function costsOf(marked: IncidentSpan[], slices: Slice[], counts: Counts | undefined, target: number): Cost[] {
  const parts = countsOf(
    slices,
    marked.map(({ start, end }) => ({ start, end })),
    target
  );
  return marked.map((each, index) => {
    const part = parts[index];
    const cost = counts && part.total > 0 ? costOf(part.total - part.good, counts.total, target) : undefined;
    return { ...each, ...(cost !== undefined && { cost }) };
  });
}

/** The latest incident that cost some of the budget. */
export function lastCost(costs: Cost[]): Cost | undefined {
  return costs
    .filter(({ cost = 0 }) => cost >= WORTH_NAMING)
    .reduce<Cost | undefined>((last, each) => (!last || each.start > last.start ? each : last), undefined);
}
