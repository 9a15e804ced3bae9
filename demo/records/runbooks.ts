import { shippedRunbooks } from '../../src/domain/runbook/library/library';
import { emptyRun, type Helped, type Run, runName } from '../../src/domain/runbook/runSchema';
import { emptyRunbook, type Runbook } from '../../src/domain/runbook/schema';
import { tidy } from '../../src/domain/runbook/tidy';
import { idOf, PEOPLE } from './identity';
import { type PersonKey } from './tales';

const DAY_MS = 86_400_000;

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

/** The shipped runbooks as a team has them after some weeks, and what running two of them came to. */
export function sampleRunbooks(now: number): {
  runbooks: Array<{ name: string; record: Runbook }>;
  runs: Array<{ name: string; record: Run }>;
} {
  const at = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const runbooks = shippedRunbooks('en').map(({ name, content }) => {
    const reviewed = REVIEWED[name];
    const stamp = { at: at(150), by: PEOPLE.ana };
    const record: Runbook = {
      ...emptyRunbook(idOf('runbook', name)),
      ...tidy(content),
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
    const record: Run = {
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
