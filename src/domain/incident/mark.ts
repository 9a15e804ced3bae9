import { tag } from '../record/record';
import { titleOf } from './description';
import { beginning } from './rules';
import { type Incident } from './schema';

export interface DashboardMark {
  /** Milliseconds. */
  time: number;
  timeEnd: number;
  text: string;
  tags: string[];
}

/** Tags are limited to 500 bytes together. */
export const MOST_MARKED = 6;

/** The tag that only this incident's annotation has: of the record's own id, since a deleted record's number is given again. */
export function markTag(id: string): string {
  return `record:${id}`.slice(0, 60);
}

/**
 * How the incident is marked on dashboards that show `service:<slug>`: from the impact's start (else detection, else
 * declaration) to its resolution; while it is open, to the last milestone that is known. Undefined: not at all, as when it is private, void or merged, or no service was opted in.
 */
export function markOf(incident: Incident, services: string[], url: string): DashboardMark | undefined {
  const { milestones, status, severity, name, id } = incident;
  const from = beginning(milestones);
  if (incident.private || status === 'void' || incident.duplicateOf || services.length === 0 || !from) {
    return undefined;
  }
  const time = Date.parse(from);
  const isDone = status === 'resolved' || status === 'closed';
  const ends = isDone ? [milestones.resolved ?? milestones.closed] : Object.values(milestones);
  return {
    time,
    timeEnd: Math.max(time, ...ends.flatMap((end) => (end ? [Date.parse(end)] : []))), // regions need an end
    text: `${escapeHtml(titleOf(incident))}\n<a href="${escapeHtml(url)}">Opsbook</a>`,
    tags: [
      'opsbook',
      'opsbook:incident',
      `incident:${name}`,
      markTag(id),
      ...(severity ? [tag('sev', severity.slice(3))] : []),
      ...(incident.drill ? ['type:drill'] : []),
      ...services.slice(0, MOST_MARKED).map((service) => tag('service', service)),
    ],
  };
}

/** Whether an annotation says the same. */
export function saysTheSame(one: DashboardMark, other: DashboardMark): boolean {
  const tags = (mark: DashboardMark) => [...mark.tags].sort().join('\n');
  return (
    one.time === other.time && one.timeEnd === other.timeEnd && one.text === other.text && tags(one) === tags(other)
  );
}

/** Grafana shows the text of annotations as (sanitised) HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
