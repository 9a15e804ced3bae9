import { escapeVariables } from '../record/panelMarkdown';
import { type Described, type Instant, tag } from '../record/record';
import { bytesOf, fitting } from '../record/resource';
import { words } from '../text/documents/incident';
import { lineToMarkdown } from './documents/document';
import { documentMarkdown } from './documents/documents';
import { historyLines } from './documents/history';
import { statusTag, TO_DO_TAG, writeIncidentHead } from './head';
import { panelsOf } from './panels';
import { beginning, isToDo, reference } from './rules';
import { type Incident } from './schema';

/** Place for the heading of the entries, and for how many are left out. */
const HEADING_BYTES = 200;

export function describeIncident(incident: Incident, room = Infinity): Described {
  const { severity, status, services, drill } = incident;
  const from = beginning(incident.milestones);
  const to = incident.milestones.resolved ?? incident.milestones.closed;
  const report = documentMarkdown('report', incident, incident.language ?? 'en');
  return {
    title: titleOf(incident),
    tags: [
      tag('status', statusTag(status)),
      ...(severity ? [tag('sev', severity.slice(3))] : []),
      ...Object.keys(services).map((service) => tag('service', service)),
      ...(drill ? [tag('type', 'drill')] : []),
      ...(Object.values(incident.actions).some(isToDo) ? [TO_DO_TAG] : []),
    ],
    head: writeIncidentHead(incident),
    markdown: `${report}\n${history(incident, room - bytesOf(report))}`,
    link: {
      title: words(incident.language ?? 'en')('openInOpsbook'),
      url: `/a/haddock-opsbook-app/incidents/${incident.name}`,
    },
    ...(incident.graphs && { panels: panelsOf(incident.graphs) }),
    ...(from && { window: { from: minutesLater(from, -30), ...(to && { to: minutesLater(to, 30) }) } }),
  };
}

/** `INC-2026-0142 · SEV2 · Quotes service down` */
export function titleOf({ name, severity, title }: Pick<Incident, 'name' | 'severity' | 'title'>): string {
  return [reference(name), ...(severity ? [severity.toUpperCase()] : []), title].join(' · ');
}

/** The entries; only the newest of them where there is no room for all. */
function history(incident: Incident, room: number): string {
  const language = incident.language ?? 'en';
  const say = words(language);
  const lines = historyLines(incident, language).map((line) => lineToMarkdown(line, say('colon')));
  const first = lines.length - fitting(lines.map(escapeVariables).reverse(), room - HEADING_BYTES);
  const older = first > 0 ? [`- ${first} ${say(first === 1 ? 'olderOne' : 'olderOnes')}`] : [];
  return lines.length ? `## ${say('timelineAll')}\n\n${[...older, ...lines.slice(first)].join('\n')}\n` : '';
}

function minutesLater(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
