import { declare } from '../../src/domain/incident/declare/declare';
import { describeIncident } from '../../src/domain/incident/description';
import { filterIncidents, stripOf } from '../../src/domain/incident/filter';
import { readIncidentHead } from '../../src/domain/incident/head';
import { insightsOf } from '../../src/domain/insights/insights';
import { formatLogfmt, parseLogfmt } from '../../src/domain/record/logfmt';
import { type Measure } from './table';

const INCIDENTS = 10_000;
const RUNS = 9;
const WARMING = 5;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

/** What the search index answers for ten thousand incidents of five years. */
export function hits() {
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
  const parse = () =>
    answer.map(({ name, title, tags, description }) =>
      readIncidentHead({ name, title, tags, head: parseLogfmt(description) })
    );
  const heads = parse();
  const [now, year] = [NOW / 1000, 365 * 86_400];
  return [
    {
      name: '10,000 heads parsed, filtered, summed up',
      unit: 'ms',
      values: timed(() => {
        const fresh = parse();
        stripOf(fresh, filterIncidents(fresh, { text: 'slowly', severity: 'sev2' }, NOW), NOW, 'Europe/Paris');
      }),
      limit: 200,
    },
    {
      name: 'insights over 10,000 incidents, from their heads',
      unit: 'ms',
      values: timed(() =>
        insightsOf(
          heads,
          { period: { start: now - 6 * year, end: now } },
          { now, zone: 'Europe/Paris', before: { start: now - 12 * year, end: now - 6 * year } }
        )
      ),
      limit: 300,
    },
  ];
}

/** Milliseconds of processor, once it ran a few times: what else the machine does, and what its compiler does, is not ours. */
export function timed(work: () => unknown): number[] {
  return Array.from({ length: WARMING + RUNS }, () => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  }).slice(WARMING);
}
