import { isRefused } from '../record/outcome';
import { PAIRS } from './burnRate';
import { checkDefinition } from './check';
import { type ObjectivesCommand } from './commands';
import { contradictions } from './contradictions';
import { demoObjectives } from './demo';
import { exampleObjectives } from './examples';
import { exampleIndicators } from './improvementExamples';
import { emptyObjectives, newKey, objectivesKind } from './register';
import {
  type Definition,
  definitionOf,
  objective,
  objectivesRegister,
  type ObjectivesRegister,
  objectivesInOrder,
} from './schema';
import { goodShare, isSurelyWithin, lastReading, objectiveState } from './state';

const by = { uid: 'u1', name: 'Ana' };
const at = '2026-03-15T12:00:00.000Z';
const register = demoObjectives('en', 'b0b3bd9c-3c6e-4a3e-8a4f-1f0f5f6f7a01');

const ratio: Definition = {
  name: 'Error rate',
  indicator: { kind: 'ratio', total: 'a_total', counted: 'bad', events: 'a_total{code=~"5.."}' },
  comparison: '<',
  target: 0.01,
  critical: 0.05,
  unit: 'ratio',
  window: { type: 'rolling', days: 30 },
};
const gauge: Definition = {
  ...ratio,
  name: 'CPU',
  indicator: { kind: 'gauge', expr: 'avg(cpu)' },
  target: 70,
  critical: 90,
  unit: 'percent',
};

function send(state: ObjectivesRegister, command: ObjectivesCommand): ObjectivesRegister {
  const outcome = objectivesKind.apply(state, command);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

describe('the examples', () => {
  it('can be adopted in one step, and twice without a change', () => {
    const objectives = Object.fromEntries(
      Object.entries(exampleObjectives('en')).map(([key, example]) => [key, definitionOf(example)])
    );
    const indicators = exampleIndicators('en');
    const adopted = send(emptyObjectives('x'), { type: 'adopt', id: 'a', at, by, objectives, indicators });
    expect(objectivesInOrder(adopted).map(([key]) => key)).toEqual(Object.keys(exampleObjectives('en')));
    expect(adopted.log.a.objective).toContain('availability');
    const mine = { ...adopted.objectives.cpu, target: 50, revision: 'mine' };
    const changed = { ...adopted, objectives: { ...adopted.objectives, cpu: mine } };
    expect(send(changed, { type: 'adopt', id: 'b', at, by, objectives, indicators })).toBe(changed);
    const broken = { ...objectives.cpu, name: ' ' };
    expect(objectivesKind.apply(adopted, { type: 'adopt', id: 'c', at, by, objectives: { broken } })).toMatchObject({
      refused: { reasons: [{ field: 'name' }] },
    });
  });
});

describe('the objectives of the demo', () => {
  it.each(['en', 'fr'] as const)('are sound in %s, and all are there', (language) => {
    const shipped = demoObjectives(language, 'x');
    expect(objectivesRegister.parse(shipped)).toEqual(shipped);
    expect(Object.keys(shipped.objectives)).toHaveLength(24);
    for (const [key, value] of objectivesInOrder(shipped)) {
      expect([key, checkDefinition(value)]).toEqual([key, []]);
    }
  });

  it('keep their figures', () => {
    const { objectives } = register;
    expect(goodShare(objectives.availability)).toBe(0.999);
    expect(goodShare(objectives['error-rate'])).toBe(0.99);
    expect(goodShare(objectives['latency-p99'])).toBe(0.99);
    expect(objectives['latency-p95']).toMatchObject({ target: 0.5, critical: 1 });
    expect(objectives['request-rate'].target).toBeUndefined();
  });

  it('point out that two of them want different times to recover', () => {
    expect(contradictions(register)).toMatchObject([{ keys: ['recovery', 'mttr'], indicators: [] }]);
  });

  it('say so no more once somebody explained it, until a target changes', () => {
    const [{ id }] = contradictions(register);
    const settle = { type: 'settle', id: 'c', at, by, contradiction: id } as const;
    expect(objectivesKind.apply(register, { ...settle, why: ' ' })).toMatchObject({
      refused: { reasons: [{ code: 'required', field: 'why' }] },
    });
    const settled = objectivesKind.apply(register, { ...settle, why: 'One is the contract, one is ours' });
    const after = 'ok' in settled ? settled.ok : register;
    expect(contradictions(after)).toEqual([]);
    const mttr = { ...after.objectives.mttr, target: 20 };
    expect(contradictions({ ...after, objectives: { ...after.objectives, mttr } })).toHaveLength(1);
  });
});

describe('stateOf a budget', () => {
  const now = 1_000_000;
  const healthy = { now, lastSeen: now, counts: { good: 9960, total: 10_000 } };
  const firing = { ...PAIRS[0], factor: 14.4, alerts: true, canFire: true, fires: true };

  it.each([
    ['met', healthy],
    ['atRisk', { ...healthy, counts: { good: 9925, total: 10_000 } }], // 25 % left
    ['met', { ...healthy, counts: { good: 9926, total: 10_000 } }],
    ['atRisk', { ...healthy, pairs: [firing] }],
    ['atRisk', { ...healthy, counts: { good: 9900, total: 10_000 } }], // exactly spent is not breached
    ['breached', { ...healthy, counts: { good: 9899, total: 10_000 } }],
    ['stale', { ...healthy, lastSeen: now - 301 }],
    ['met', { ...healthy, lastSeen: now - 300 }],
    ['noData', { now }],
    ['noData', { ...healthy, counts: { good: 0, total: 0 } }],
  ] as const)('%s', (state, finding) => {
    expect(objectiveState(ratio, { ...finding, pairs: 'pairs' in finding ? [...finding.pairs] : undefined })).toBe(
      state
    );
  });
});

describe('stateOf a value', () => {
  const now = 1_000_000;
  it.each([
    ['met', gauge, 69.9],
    ['atRisk', gauge, 70],
    ['atRisk', gauge, 90],
    ['breached', gauge, 90.1],
    ['breached', { ...gauge, critical: undefined }, 70],
    ['info', { ...gauge, critical: undefined, target: undefined }, 70],
    ['noData', gauge, undefined],
    ['noData', gauge, NaN],
    ['met', { ...gauge, comparison: '>' as const, target: 80, critical: undefined }, 81],
    ['breached', { ...gauge, comparison: '>' as const, target: 80, critical: 60 }, 59],
    ['atRisk', { ...gauge, comparison: '>' as const, target: 80, critical: 60 }, 60],
  ] as const)('%s for %j at %s', (state, definition, value) => {
    expect(objectiveState(definition, { now, value, lastSeen: now })).toBe(state);
  });

  it('is stale when old or expired, never met', () => {
    expect(objectiveState(gauge, { now, value: 10, lastSeen: now - 301 })).toBe('stale');
    const byHand: Definition = { ...gauge, indicator: { kind: 'manual' } };
    expect(objectiveState(byHand, { now, value: 10, lastSeen: now - 86_400, expires: now + 1 })).toBe('met');
    expect(objectiveState(byHand, { now, value: 10, lastSeen: now - 86_400, expires: now })).toBe('stale');
  });
});

describe('checkDefinition', () => {
  it.each<[string, string, Definition]>([
    ['objective.name.empty', 'name', { ...ratio, name: ' ' }],
    ['objective.target.share', 'target', { ...ratio, target: 99.9, critical: undefined }],
    ['objective.target.empty', 'target', { ...ratio, target: undefined, critical: undefined }],
    ['objective.critical.side', 'critical', { ...ratio, critical: 0.005 }],
    ['objective.critical.alone', 'critical', { ...gauge, target: undefined }],
    [
      'promql.unfinished',
      'indicator.total',
      { ...ratio, indicator: { kind: 'ratio', total: 'sum(', counted: 'bad', events: 'a_total' } },
    ],
    [
      'objective.expr.counter',
      'indicator.total',
      { ...ratio, indicator: { kind: 'ratio', total: 'sum(a_total)', counted: 'bad', events: 'a_total' } },
    ],
    ...(
      [
        ['objective.events.range', 'sum(jobs_running)'],
        ['objective.events.range', 'sum(a offset 5m)'],
        ['objective.events.range', 'count(up)'],
        ['objective.events.range', 'vector(1)'],
        ['objective.events.range', 'sum(rate(a_total[5m])) * jobs'],
        ['objective.events.range', 'a offset 1h'],
        ['objective.expr.type', 'foo[5m]'],
        ['objective.expr.type', '1'],
        ['objective.expr.type', '"a"'],
        ['objective.expr.type', 'scalar(sum(rate(a_total[5m])))'],
        ['objective.events.subquery', 'sum(rate(a_total[5m:30s]))'],
        ['objective.events.subquery', 'max_over_time(sum(rate(a_total[5m]))[1h:])'],
        ['objective.events.at', 'sum(rate(a_total[5m] @ end()))'],
        ['objective.events.at', 'sum(increase(a_total[5m] @ 1700000000))'],
        ['objective.events.function', 'sum(avg_over_time(jobs[5m]))'],
      ] as const
    ).flatMap(([code, query]): Array<[string, string, Definition]> => [
      [code, 'indicator.total', { ...ratio, indicator: { kind: 'ratio', total: query, counted: 'bad', events: 'a' } }],
      [code, 'indicator.events', { ...ratio, indicator: { kind: 'ratio', total: 'a', counted: 'bad', events: query } }],
    ]),
    ['objective.expr.type', 'indicator.expr', { ...gauge, indicator: { kind: 'gauge', expr: 'a[5m]' } }],
    ['objective.selector', 'indicator.selector', { ...ratio, indicator: { kind: 'probe', selector: 'sum(up)' } }],
    [
      'objective.histogram.bucket',
      'indicator.histogram',
      { ...ratio, critical: undefined, indicator: { kind: 'latency', histogram: 'h_count', percentile: 0.95 } },
    ],
    [
      'objective.percentile',
      'indicator.percentile',
      { ...ratio, critical: undefined, indicator: { kind: 'latency', histogram: 'h_bucket', percentile: 95 } },
    ],
    ['objective.oee.factors', 'indicator.factors', { ...gauge, indicator: { kind: 'computed', measure: 'oee' } }],
    ['tooLong', 'name', { ...ratio, name: 'n'.repeat(301) }],
    ['tooLong', 'owner', { ...ratio, owner: 'o'.repeat(101) }],
    ['tooLong', 'service', { ...ratio, service: 's'.repeat(101) }],
    ['promql.tooLong', 'indicator.expr', { ...gauge, indicator: { kind: 'gauge', expr: 'a+'.repeat(10_001) } }],
    ['unreadable', 'indicator.targets', { ...ratio, indicator: { kind: 'probe', selector: 'up', targets: 1e20 } }],
  ])('%s at %s', (code, field, definition) => {
    expect(checkDefinition(definition)).toEqual([expect.objectContaining({ code, field })]);
  });

  it.each([
    'a',
    '(a{b="c"})',
    'sum(rate(a[5m])) - sum(increase(b[1m] offset 5m))',
    'sum(count_over_time(a[5m])) or vector(0)',
  ])('counts events by %s', (total) => {
    expect(checkDefinition({ ...ratio, indicator: { kind: 'ratio', total, counted: 'bad', events: total } })).toEqual(
      []
    );
  });

  it.each([
    'max(queue_message_count)',
    'node_hugepages_total',
    'sum(license_seats_total) / sum(license_seats_sum)',
    '{__name__="rooms_bucket"}',
  ])('leaves it to a person whether a name that ends like a counter’s is one: %s', (expr) => {
    expect(checkDefinition({ ...gauge, indicator: { kind: 'gauge', expr } })).toEqual([]);
  });
});

describe('commands', () => {
  const save = (id: string, definition: Definition, seen?: string): ObjectivesCommand => ({
    type: 'save',
    id,
    at,
    by,
    objective: 'cpu',
    definition,
    ...(seen && { seen }),
  });

  it('keeps the last ten definitions with author and time', () => {
    let state = register;
    for (let count = 1; count <= 12; count++) {
      state = send(
        state,
        save(`c${count}`, { ...gauge, target: 50 + count }, count === 1 ? undefined : `c${count - 1}`)
      );
    }
    const { definitions = [], revision, target } = state.objectives.cpu;
    expect([definitions.length, revision, target]).toEqual([10, 'c12', 62]);
    expect(definitions[0]).toMatchObject({ at, by, definition: { target: 53 } });
    expect(objective.parse(state.objectives.cpu)).toEqual(state.objectives.cpu);
    expect(definitionOf(state.objectives.cpu)).toEqual({ ...gauge, target: 62 });
  });

  it('does nothing the second time', () => {
    const state = send(register, save('c1', gauge));
    expect(send(state, save('c1', gauge))).toBe(state);
  });

  it('asks when somebody else saved meanwhile', () => {
    const state = send(register, save('c1', gauge));
    expect(objectivesKind.apply(state, save('c2', gauge))).toEqual({
      refused: { reasons: [{ code: 'objective.moved' }] },
    });
    const gone: ObjectivesCommand = {
      type: 'save',
      id: 'c2',
      at,
      by,
      objective: 'new-one',
      definition: gauge,
      seen: 'gone',
    };
    expect(objectivesKind.apply(register, gone)).toEqual({
      refused: { reasons: [{ code: 'objective.removed' }] },
    });
  });

  it('refuses a definition that is wrong', () => {
    expect(objectivesKind.apply(register, save('c1', { ...gauge, name: '' }))).toEqual({
      refused: { reasons: [{ code: 'objective.name.empty', field: 'name' }] },
    });
  });

  it('refuses what the register could not be read back with, and takes the longest that it can', () => {
    expect(objectivesKind.apply(register, save('c1', { ...gauge, owner: 'o'.repeat(101) }))).toEqual({
      refused: { reasons: [{ code: 'tooLong', values: { limit: 100 }, field: 'owner' }] },
    });
    const longest = { ...gauge, name: 'n'.repeat(300), owner: 'o'.repeat(100), service: 's'.repeat(100) };
    expect(objectivesRegister.safeParse(send(register, save('c1', longest))).success).toBe(true);
  });

  it('removes, and gives a new one a key of its own', () => {
    const state = send(register, { type: 'remove', id: 'c1', at, by, objective: 'cpu' });
    expect(state.objectives.cpu).toBeUndefined();
    expect(state.log.c1).toMatchObject({ type: 'remove', objective: 'cpu', by });
    expect(newKey(register, 'CPU')).toBe('cpu-2');
    expect(newKey(register, 'Délai moyen')).toBe('delai-moyen');
    expect(newKey(register, '日本')).toBe('objective');
  });

  it('takes a value by hand with its author and end, on objectives by hand only', () => {
    const read: ObjectivesCommand = {
      type: 'read',
      id: 'r1',
      at,
      by,
      objective: 'test-coverage',
      value: 75,
      expires: '2026-06-13T12:00:00.000Z',
      note: 'from CI',
    };
    const state = send(register, read);
    expect(lastReading(state.objectives['test-coverage'])).toEqual({
      value: 75,
      at,
      by,
      expires: '2026-06-13T12:00:00.000Z',
      note: 'from CI',
    });
    const later = send(state, { ...read, id: 'r2', at: '2026-03-16T12:00:00.000Z', value: 76 });
    expect(lastReading(later.objectives['test-coverage'])?.value).toBe(76);
    expect(objectivesKind.apply(register, { ...read, objective: 'cpu' })).toEqual({
      refused: { reasons: [{ code: 'objective.notByHand' }] },
    });
    expect(objectivesKind.apply(register, { ...read, expires: at })).toEqual({
      refused: { reasons: [{ code: 'objective.expiry.past', field: 'expires' }] },
    });
    const unread = { ...read, value: NaN, expires: 'soon', note: 'n'.repeat(20_001) };
    expect(objectivesKind.apply(register, unread)).toEqual({
      refused: {
        reasons: [
          { code: 'objective.value', field: 'value' },
          { code: 'objective.expiry.past', field: 'expires' },
          { code: 'tooLong', values: { limit: 20_000 }, field: 'note' },
        ],
      },
    });
  });
});

it('describes the register for people', () => {
  const { title, head, markdown } = objectivesKind.describe(register);
  expect([title, head.count]).toEqual(['Objectives', '24']);
  expect(markdown).toContain('| Error rate |  | ratio | < 0.01 ratio | 0.05 ratio |  |');
});

it.each([
  ['<=', 60, 5, undefined],
  ['<=', 60, 90, false],
  ['>', 720, 900, true],
  ['>', 720, 240, undefined],
] as const)('a value that is to be %s %d and is at least %d: kept is %s', (comparison, target, bound, kept) => {
  expect(isSurelyWithin({ comparison, target }, bound)).toBe(kept);
});
