import { filterIncidents, stripOf } from '../../src/domain/incidentFilter';
import { describeIncident } from '../../src/domain/incidentDescription';
import { readIncidentHead } from '../../src/domain/incidentHead';
import { declare } from '../../src/domain/incidentApply';
import { formatLogfmt, parseLogfmt } from '../../src/domain/logfmt';
import { type Measure } from './table';

const INCIDENTS = 10_000;
const RUNS = 7;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

/** What the search index answers for ten thousand incidents of five years. */
function hits() {
  return Array.from({ length: INCIDENTS }, (_, index) => {
    const declared = NOW - index * 4.4 * 3_600_000;
    const at = (minutes: number) => new Date(declared + minutes * 60_000).toISOString();
    const name = `inc-${new Date(declared).getUTCFullYear()}-${String(INCIDENTS - index).padStart(4, '0')}`;
    const incident = declare({
      name,
      id: name,
      at: at(0),
      by: { uid: 'u1', name: 'Ana' },
      zone: 'UTC',
      title: `Service ${index % 7} answers slowly`,
      summary: 'Some users could not load quotes: the service lost its connection to Redis, “again”.',
      severity: SEVERITIES[index % 4],
      services: { [`service-${index % 7}`]: `Service ${index % 7}` },
      milestones: { detected: at(-2), acknowledged: at(3), mitigated: at(20), resolved: at(30 + (index % 90)) },
    });
    const { title, tags, head } = describeIncident({ ...incident, status: index < 20 ? 'investigating' : 'closed' });
    return { name, title, tags, description: formatLogfmt({ id: name, kind: 'incident', ...head }) };
  });
}

export function measureHeads(): Measure[] {
  const answer = hits();
  const values = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    const heads = answer.map(({ description, ...hit }) => readIncidentHead({ ...hit, head: parseLogfmt(description) }));
    const shown = filterIncidents(heads, { text: 'slowly', severity: 'sev2' }, NOW);
    stripOf(heads, shown, NOW, 'Europe/Paris');
    return performance.now() - began;
  });
  return [{ name: '10,000 heads parsed, filtered, summed up', unit: 'ms', values, limit: 200 }];
}
