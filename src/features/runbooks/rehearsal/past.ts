import { type IncidentHead } from '../../../domain/incident/head';
import { slug } from '../../../domain/record/record';
import { resolveParameters } from '../../../domain/runbook/parameters';
import { type PastIncident } from '../../../domain/runbook/rehearsal';
import { type Runbook } from '../../../domain/runbook/schema';
import { type ServicesRegister } from '../../../domain/services/services';

/** Past incidents of the runbook's services or alerts; drills, duplicates and void ones are none, nor is one without a detection. */
export function pastIncidents(
  record: Runbook,
  incidents: IncidentHead[],
  register: ServicesRegister | undefined
): PastIncident[] {
  const alerts = record.alerts.map(slug);
  return incidents.flatMap((incident): PastIncident[] => {
    const { name, title, milestones, serviceTags, status, drill, duplicateOf, cause } = incident;
    const at = milestones.detected ?? milestones.declared;
    const fits =
      serviceTags.some((service) => record.services.includes(service)) ||
      incident.alerts.some((key) => alerts.includes(key.replace(/-[0-9a-f]{8}$/, '')));
    if (!fits || !at || status === 'void' || drill || duplicateOf || incident.private) {
      return [];
    }
    const key = serviceTags.find((service) => record.services.includes(service)) ?? serviceTags[0];
    const service = key === undefined ? undefined : register?.services[key];
    const { values } = resolveParameters(record, {
      labels: service?.labels ?? {},
      ...(key !== undefined && { service: { key, name: service?.name ?? key, labels: service?.labels ?? {} } }),
    });
    return [{ name, title, detected: at, values, ...(cause && { cause }) }];
  });
}
