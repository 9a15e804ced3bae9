import { type Described, type Instant, tag } from '../record/record';
import { lineToMarkdown } from './documents/document';
import { documentMarkdown } from './documents/documents';
import { historyLines } from './documents/history';
import { words } from './documents/words';
import { statusTag, writeIncidentHead } from './head';
import { panelsOf } from './panels';
import { beginning, reference } from './rules';
import { type Incident } from './schema';

export function describeIncident(incident: Incident): Described {
  const { severity, status, services, drill } = incident;
  const from = beginning(incident.milestones);
  const to = incident.milestones.resolved ?? incident.milestones.closed;
  return {
    title: titleOf(incident),
    tags: [
      tag('status', statusTag(status)),
      ...(severity ? [tag('sev', severity.slice(3))] : []),
      ...Object.keys(services).map((service) => tag('service', service)),
      ...(drill ? [tag('type', 'drill')] : []),
    ],
    head: writeIncidentHead(incident),
    markdown: `${documentMarkdown('report', incident, incident.language ?? 'en')}\n${history(incident)}`,
    ...(incident.graphs && { panels: panelsOf(incident.graphs) }),
    ...(from && { window: { from: minutesLater(from, -30), ...(to && { to: minutesLater(to, 30) }) } }),
  };
}

/** `INC-2026-0142 · SEV2 · Quotes service down` */
export function titleOf({ name, severity, title }: Pick<Incident, 'name' | 'severity' | 'title'>): string {
  return [reference(name), ...(severity ? [severity.toUpperCase()] : []), title].join(' · ');
}

function history(incident: Incident): string {
  const language = incident.language ?? 'en';
  const say = words(language);
  const lines = historyLines(incident, language);
  return lines.length
    ? `## ${say('timelineAll')}\n\n${lines.map((line) => lineToMarkdown(line, say('colon'))).join('\n')}\n`
    : '';
}

function minutesLater(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
