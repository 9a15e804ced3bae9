import { safeUrl } from '../record/limits';
import { type Outcome, refuse } from '../record/outcome';
import { isZone } from '../time/zone';
import { incidentSchema as schema, type Incident } from './schema';

const FORMAT = 'opsbook/incident';
/** A record is stored in fewer bytes than it has here; a file is indented, which more than doubles it. */
const MAX_CHARACTERS = 1_500_000;
const MAX_FILE = 3 * MAX_CHARACTERS;

/** The record as a file; importing it gives the same record back. */
export function toFile(incident: Incident): string {
  return `${JSON.stringify({ format: FORMAT, version: incident.schema, incident }, null, 2)}\n`;
}

/** Reads a file that `toFile` wrote. Anything else is refused with the reason, and nothing is thrown. */
export function fromFile(text: string): Outcome<Incident> {
  if (text.length > MAX_FILE) {
    return refuse({ code: 'file.tooLarge', values: { limit: MAX_CHARACTERS } });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse({ code: 'file.notJson' });
  }
  if (typeof raw !== 'object' || raw === null || !('format' in raw) || raw.format !== FORMAT || !('incident' in raw)) {
    return refuse({ code: 'file.foreign' });
  }
  if ('version' in raw && typeof raw.version === 'number' && raw.version > 1) {
    return refuse({ code: 'file.newer' });
  }
  const parsed = schema.safeParse(raw.incident);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse({
      code: 'file.broken',
      values: { place: issue.path.map(String).join('.') || 'incident', problem: issue.message },
    });
  }
  const place = badLinkIn(parsed.data);
  if (place) {
    return refuse({ code: 'file.broken', values: { place, problem: 'badLink' } });
  }
  const { zone } = parsed.data;
  if (!isZone(zone)) {
    return refuse({ code: 'badZone', values: { zone } });
  }
  if (JSON.stringify(parsed.data).length > MAX_CHARACTERS) {
    return refuse({ code: 'file.tooLarge', values: { limit: MAX_CHARACTERS } });
  }
  return { ok: parsed.data };
}

/** Where a link stands that would be refused if it were typed: what is stored is tolerated, what comes in is not. */
function badLinkIn({ links = {}, alerts = {}, timeline, actions }: Incident): string | undefined {
  const given = [
    ...Object.entries(links).map(([id, { url }]) => [`links.${id}.url`, url]),
    ...Object.entries(alerts).map(([id, { runbook }]) => [`alerts.${id}.runbook`, runbook]),
    ...Object.entries(timeline).map(([id, { link }]) => [`timeline.${id}.link`, link]),
    ...Object.entries(actions).map(([id, { link }]) => [`actions.${id}.link`, link]),
  ];
  return given.find(([, url]) => url !== undefined && !safeUrl.safeParse(url).success)?.[0];
}
