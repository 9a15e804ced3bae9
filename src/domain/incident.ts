import { applyIncident, entryOf } from './incidentApply';
import { type IncidentCommand } from './incidentCommands';
import { describeIncident } from './incidentDescription';
import { type Incident, incident } from './incidentSchema';
import { thinEvidence } from './evidenceThinning';
import { type RecordKind } from './record';

export const INCIDENT_VERSION = 1;

/** How incidents are stored, shown in Grafana and changed. */
export const incidentKind: RecordKind<Incident, IncidentCommand> = {
  kind: 'incident',
  version: INCIDENT_VERSION,
  schema: incident,
  folder: 'incidents',
  folderOf: (record) => (record.private ? 'private' : 'incidents'),
  numbering: {
    prefix: ({ milestones, timeline, id }) =>
      `inc-${new Date(milestones.declared ?? timeline[id]?.entered ?? 0).getUTCFullYear()}-`,
    digits: 4,
    named: (record, name) => ({ ...record, name }),
  },
  describe: describeIncident,
  apply: applyIncident,
  thin: thinEvidence,
  addition(command) {
    const value = entryOf(command);
    return value && { path: ['timeline', command.id], value };
  },
};

export type { Incident, IncidentCommand };
