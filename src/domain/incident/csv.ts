import { type Cell, toCsv } from '../text/csv';
import { type IncidentHead } from './head';
import { durations } from './rules';
import { MILESTONES } from './schema';

const COLUMNS = ['id', 'title', 'status', 'severity', 'services', 'commander', 'detected_by', 'drill'];
const DURATIONS = [
  'time_to_detect_s',
  'time_to_acknowledge_s',
  'time_to_mitigate_s',
  'time_to_recover_s',
  'duration_s',
];

/** The list as CSV: times in UTC, durations in seconds; what is unknown is an empty cell, never 0. */
export function incidentsCsv(incidents: IncidentHead[]): string {
  return toCsv([[...COLUMNS, ...MILESTONES, ...DURATIONS], ...incidents.map(row)]);
}

function row({
  ref,
  title,
  status,
  severity,
  services,
  commander,
  detectedBy,
  drill,
  milestones,
}: IncidentHead): Cell[] {
  const { detect, acknowledge, mitigate, recover, whole } = durations(milestones);
  return [
    ref,
    title,
    status,
    severity,
    services.join(', '),
    commander,
    detectedBy,
    drill ? 'yes' : undefined,
    ...MILESTONES.map((milestone) => milestones[milestone]),
    ...[detect, acknowledge, mitigate, recover, whole].map((span) => (span === undefined ? undefined : span / 1000)),
  ];
}
