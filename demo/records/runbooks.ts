import { shippedRunbooks } from '../../src/domain/runbook/library/library';
import * as asked from '../../src/domain/runbook/library/typical';
import { emptyRun, type Helped, type RunbookRun, runName } from '../../src/domain/runbook/runSchema';
import { type Content, emptyRunbook, type Runbook, type Step } from '../../src/domain/runbook/schema';
import { tidyContent } from '../../src/domain/runbook/tidy';
import { DAY_MS } from '../../src/domain/time/units';
import { idOf, PEOPLE } from './identity';
import { type PersonKey } from './tales';

/** Days since somebody said that it is still true. */
const REVIEWED: Record<string, number> = {
  'rb-redis-refuses-connections': 40,
  'rb-degraded-performance': 75,
  'rb-crashloopbackoff': 120,
  'rb-restart-a-service': 12,
};

interface Tale {
  runbook: string;
  by: PersonKey;
  days: number;
  helped: Helped;
  why?: string;
  /** How each step met was settled, in order. */
  steps: Array<[step: string, verdict: 'pass' | 'fail' | 'done']>;
}

const RUNS: Tale[] = [
  {
    runbook: 'rb-redis-refuses-connections',
    by: 'ana',
    days: 9,
    helped: 'solved',
    steps: [
      ['redis', 'fail'],
      ['pods', 'done'],
      ['restart', 'done'],
      ['rest', 'done'],
      ['back', 'pass'],
      ['errors', 'pass'],
    ],
  },
  {
    runbook: 'rb-degraded-performance',
    by: 'marc',
    days: 3,
    helped: 'wrong',
    why: 'The processors were fine; a query without an index was slow.',
    steps: [
      ['latency', 'fail'],
      ['cpu', 'pass'],
      ['memory', 'pass'],
      ['code', 'done'],
    ],
  },
];

/** What the demo's metrics answer to the queries of the library. */
const MEASURED = new Map<unknown, string>([
  [asked.CPU_USED, 'max(system_cpu_usage_percent)'],
  [asked.MEMORY_USED, 'max(system_memory_usage_percent)'],
  [asked.DISK_USED, 'max(system_disk_usage_percent)'],
  [asked.ERROR_PERCENT, 'max(flask_error_rate)'],
  [asked.LATENCY_P95, 'histogram_quantile(0.95, sum by (le) (rate(flask_request_duration_seconds_bucket[5m])))'],
  [asked.BACKUP_AGE, 'time() - min(backup_last_success_timestamp_seconds)'],
]);

function onDemo(content: Content): Content {
  const steps = Object.entries(content.steps).map(([key, step]): [string, Step] => [
    key,
    step.kind === 'query' ? { ...step, expr: MEASURED.get(step.expr) ?? step.expr } : step,
  ]);
  return { ...content, steps: Object.fromEntries(steps) };
}

/** The shipped runbooks as a team has them after some weeks, and what running two of them came to. */
export function sampleRunbooks(now: number): {
  runbooks: Array<{ name: string; record: Runbook }>;
  runs: Array<{ name: string; record: RunbookRun }>;
} {
  const at = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const runbooks = shippedRunbooks('en').map(({ name, content }) => {
    const reviewed = REVIEWED[name];
    const stamp = { at: at(150), by: PEOPLE.ana };
    const record: Runbook = {
      ...emptyRunbook(idOf('runbook', name)),
      ...tidyContent(onDemo(content)),
      demo: true,
      version: 1,
      created: stamp,
      saved: stamp,
      ...(reviewed !== undefined && { reviewed: { at: at(reviewed), by: PEOPLE.noor } }),
    };
    return { name, record };
  });
  const runs = RUNS.flatMap(({ runbook, by, days, helped, why, steps }) => {
    const of = runbooks.find(({ name }) => name === runbook)?.record;
    if (!of) {
      return [];
    }
    const person = PEOPLE[by];
    const start = now - days * DAY_MS;
    const name = runName(idOf('run', runbook), new Date(start).toISOString());
    const record: RunbookRun = {
      ...emptyRun(name),
      demo: true,
      runbook,
      title: of.title,
      version: of.version,
      language: 'en',
      parameters: of.parameters,
      sections: of.sections,
      steps: of.steps,
      values: { namespace: 'haddock' },
      started: { at: new Date(start).toISOString(), by: person },
      entries: Object.fromEntries(
        steps.map(([step, verdict], index) => [
          idOf('entry', runbook, step),
          {
            step,
            at: new Date(start + (index + 1) * 90_000).toISOString(),
            by: person,
            what: { kind: 'settle', verdict },
          },
        ])
      ),
      finished: { at: new Date(start + 15 * 60_000).toISOString(), by: person, helped, ...(why && { why }) },
    };
    return [{ name, record }];
  });
  return { runbooks, runs };
}
