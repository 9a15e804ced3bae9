import { type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { applyIncident } from './apply';
import { entryOf } from './changes/additions';
import { type IncidentCommand } from './commands';
import { describeIncident } from './description';
import { thinEvidence } from './evidence/thinning';
import { fillingOf } from './filling';
import { INCIDENTS } from './head';
import { packIncident, unpackIncident } from './packing';
import { type Incident, incidentSchema } from './schema';

const INCIDENT_VERSION = 1;

/** How incidents are stored, shown in Grafana and changed. */
export const incidentKind: RecordKind<Incident, IncidentCommand> = {
  ...INCIDENTS,
  version: INCIDENT_VERSION,
  schema: incidentSchema,
  folderOf: (record) => (record.private ? 'private' : 'incidents'),
  numbering: {
    prefix: ({ milestones, timeline, id }) =>
      `inc-${new Date(milestones.declared ?? timeline[id]?.entered ?? 0).getUTCFullYear()}-`,
    digits: 4,
    named: (record, name) => ({ ...record, name }),
  },
  describe: describeIncident,
  apply: readable(incidentSchema, applyIncident),
  thin: thinEvidence,
  packing: { pack: packIncident, unpack: unpackIncident },
  filling: fillingOf,
  addition(command) {
    const value = entryOf(command);
    return value && { path: ['timeline', command.id], value };
  },
};

export type { Incident, IncidentCommand };
