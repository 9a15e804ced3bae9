import {
  AROUND,
  lastData,
  type Measured,
  REHEARSAL_REQUESTS,
  type PastIncident,
  planRehearsal,
  planSilence,
  rehearse,
  type RehearsalRequest,
  sumRehearsal,
} from './rehearsal';
import { type Step } from './schema';

const steps: Record<string, Step> = {
  redis: {
    kind: 'query',
    position: 1,
    title: 'Redis answers',
    expr: 'redis_up{service="<service>"}',
    comparison: '==',
    threshold: 1,
    onFail: 'restart',
  },
  memory: {
    kind: 'query',
    position: 2,
    title: 'Memory',
    expr: 'memory_percent',
    comparison: '<',
    threshold: 80,
    onFail: 'scale',
  },
  call: { kind: 'note', position: 3, title: 'Call somebody', to: 'end' },
  restart: { kind: 'command', position: 4, title: 'Restart', command: 'ls', to: 'end' },
  scale: { kind: 'command', position: 5, title: 'Scale', command: 'ls' },
};
const parameters = { service: { position: 1, source: { from: 'typed' as const } } };
const incident = (number: number, day: string): PastIncident => ({
  name: `inc-2026-000${number}`,
  title: 'Down',
  detected: `2026-${day}T12:00:00Z`,
  values: { service: 'quotes' },
});
// a past with a known right branch: 1 Redis was down, 2 memory was full, 3 before the data began, 4 the metric of memory was renamed
const past = [incident(1, '03-01'), incident(2, '04-01'), incident(3, '01-01'), incident(4, '05-12')];

function answersFor({ requests }: { requests: RehearsalRequest[] }): Map<RehearsalRequest, Measured[]> {
  return new Map(
    requests.map((request) => {
      const times = [request.start, request.start + AROUND, request.end];
      const series = (mark: string, values: number[]): Measured => ({ labels: { opsbook_step: mark }, times, values });
      const told: Record<string, Measured[]> = {
        'inc-2026-0001': [series('up', [3, 3, 3]), series('0', [1, 0, 0]), series('1', [40, 40, 40])],
        'inc-2026-0002': [series('up', [3, 3, 3]), series('0', [1, 1, 1]), series('1', [70, 95, 96])],
        'inc-2026-0003': [],
        'inc-2026-0004': [series('up', [3, 3, 3]), series('0', [1, 1, 1])],
      };
      return [request, told[request.incident]];
    })
  );
}

it('asks for all steps of an incident in one request, with its values', () => {
  const { requests } = planRehearsal({ steps, parameters }, past);
  expect(requests).toHaveLength(4);
  expect(requests[3]).toMatchObject({ incident: 'inc-2026-0003', step: AROUND, end: requests[3].start + 2 * AROUND });
  expect(requests[0].expr).toContain('label_replace((redis_up{service="quotes"}), "opsbook_step", "0", "", "")');
});

it('stays within sixty requests for ten steps, two data sources and any number of incidents', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...incident(1, '03-01'),
    name: `inc-2026-${1000 + index}`,
  }));
  const ten = Object.fromEntries(
    Array.from({ length: 10 }, (_, index): [string, Step] => [
      `s${index}`,
      { kind: 'query', position: index, title: 'x', expr: 'up', ...(index % 2 && { dataSource: 'other' }) },
    ])
  );
  const plan = planRehearsal({ steps: ten, parameters: {} }, many);
  expect(plan.requests.length).toBeLessThanOrEqual(REHEARSAL_REQUESTS - 10);
  expect(plan.leftOut).toBe(85);
});

it('takes the branch that the past says, at the detection', () => {
  const plan = planRehearsal({ steps, parameters }, past);
  const answers = answersFor(plan);
  const [first, second, third] = past.map((each) => rehearse({ steps }, each, plan, answers));
  expect(first.paths).toEqual({
    before: ['redis', 'memory', 'call'],
    at: ['redis', 'restart'],
    after: ['redis', 'restart'],
  });
  expect(second.paths.at).toEqual(['redis', 'memory', 'scale']);
  expect(third.isUnknown).toBe(true);
});

it('says how often it was right with its interval, what is unknown, and since when a step has no data', () => {
  const plan = planRehearsal({ steps, parameters }, past);
  const answers = answersFor(plan);
  const rehearsed = past.map((each) => rehearse({ steps }, each, plan, answers));
  const marks = {
    'inc-2026-0001': { step: 'restart' },
    'inc-2026-0002': { step: 'scale' },
    'inc-2026-0003': { step: 'restart' },
    'inc-2026-0004': { step: 'scale' },
  };
  const verdict = sumRehearsal(rehearsed, past, marks);
  expect(verdict).toMatchObject({
    right: 2,
    judged: 3,
    unknown: ['inc-2026-0003'],
    unmarked: [],
    silent: [{ step: 'memory', since: '2026-05-12T12:00:00Z', last: '2026-04-01T12:00:00Z' }],
  });
  expect(verdict.interval?.low).toBeCloseTo(0.2077, 4); // Wilson of 2 in 3
  expect(verdict.interval?.high).toBeCloseTo(0.9385, 4);
});

it('says of a parameter that is missing which step could not be asked', () => {
  const plan = planRehearsal({ steps, parameters }, [{ ...past[0], values: {} }]);
  expect(plan.unasked).toEqual([{ incident: 'inc-2026-0001', step: 'redis', code: 'parameter.missing' }]);
});

it('looks for the last data of a silent step between the incident that had some and the first that had none', () => {
  const silent = { step: 'redis', since: '2026-05-12T12:00:00Z', last: '2026-04-01T12:00:00Z' };
  const request = planSilence({ steps, parameters }, silent, past);
  expect(request).toEqual({
    expr: 'count(redis_up{service="quotes"})',
    start: Date.parse(silent.last) / 1000 - AROUND,
    end: Date.parse(silent.since) / 1000 + AROUND,
    step: 86_400,
  });
  expect(planSilence({ steps, parameters }, { ...silent, last: '2026-05-01T12:00:00Z' }, past)?.step).toBe(3600);
  expect(planSilence({ steps, parameters }, { step: 'call', since: silent.since }, past)).toBeUndefined();
});

it('takes the newest time of any series for the last data, and none for unknown', () => {
  const at = Date.parse('2026-05-11T09:00:00Z') / 1000;
  expect(
    lastData([
      { labels: {}, times: [at - 3600, at], values: [1, 1] },
      { labels: {}, times: [at - 7200], values: [1] },
    ])
  ).toBe('2026-05-11T09:00:00.000Z');
  expect(lastData([])).toBeUndefined();
});
