import { demoServices } from '../services/demo';

import { demoObjectives } from './demo';
import { type Definition, objectivesInOrder } from './schema';
import { signalOf, signalsOf } from './signals';

const objectives = objectivesInOrder(demoObjectives('en', 'uuid'));
const { quotes, redis } = demoServices('en', 'uuid').services;

it('asks the objectives that the register lists, narrowed to the service’s labels', () => {
  const signals = signalsOf(objectives, { quotes: 'quotes' }, [quotes]);
  expect(signals.map(({ key }) => key)).toEqual(['availability', 'error-rate', 'request-rate', 'latency-p95']);
  const error = signals.find(({ key }) => key === 'error-rate');
  expect(error?.expr).toContain('flask_errors_total{namespace="haddock",service="quotes"}');
  expect(error?.wider).not.toContain('service=');
});

it('asks once for several services', () => {
  const signals = signalsOf(objectives, { quotes: 'quotes', redis: 'redis' }, [quotes, redis]);
  expect(signals.find(({ key }) => key === 'availability')?.expr).toContain('service=~"quotes|redis"');
});

it('writes a hostile label as a text', () => {
  const hostile = { ...quotes, labels: { service: '"} or vector(1)' } };
  const error = signalsOf(objectives, { quotes: 'x' }, [hostile]).find(({ key }) => key === 'error-rate');
  expect(error?.expr).toContain('{service="\\"} or vector(1)"}');
});

it('takes the data source of the service where the objective names none', () => {
  const [signal] = signalsOf(objectives, { quotes: 'quotes' }, [{ ...quotes, dataSource: 'other' }]);
  expect(signal.dataSource).toBe('other');
});

it('asks the general objectives for a service that nobody described', () => {
  const signals = signalsOf(objectives, { typed: 'typed' });
  expect(signals.length).toBeGreaterThan(3);
  expect(signals.every(({ wider }) => wider === undefined)).toBe(true);
});

describe('where series are missing', () => {
  const { objectives: shipped } = demoObjectives('en', 'uuid');
  const total = 'sum(increase(a_total[5m]))';
  const ratio = (counted: 'good' | 'bad', comparison: '<' | '>='): Definition => ({
    ...shipped['error-rate'],
    indicator: { kind: 'ratio', total: 'a_total', counted, events: 'b_total' },
    comparison,
  });

  // failures without a series are 0 %, good events without one are a total outage: as the objective counts
  it.each([
    ['bad', '<', `(sum(increase(b_total[5m])) or ${total} * 0) / ${total}`],
    ['good', '>=', `(sum(increase(b_total[5m])) or ${total} * 0) / ${total}`],
    ['bad', '>=', `1 - ((sum(increase(b_total[5m])) or ${total} * 0) / ${total})`],
    ['good', '<', `1 - ((sum(increase(b_total[5m])) or ${total} * 0) / ${total})`],
  ] as const)('a ratio that counts %s events with %s is asked as the objective is', (counted, comparison, expr) => {
    expect(signalOf('x', ratio(counted, comparison))?.expr).toBe(expr);
  });

  it('asks a probe for the share that its target is about', () => {
    const probe: Definition = { ...shipped.availability, indicator: { kind: 'probe', selector: 'up' } };
    expect(signalOf('x', { ...probe, comparison: '>=' })?.expr).toMatch(/^\(sum\(sum_over_time/);
    expect(signalOf('x', { ...probe, comparison: '<' })?.expr).toMatch(/^1 - \(\(sum\(sum_over_time/);
  });

  it('leaves comments out of what is asked', () => {
    const latency: Definition = {
      ...shipped['latency-p95'],
      indicator: { kind: 'latency', histogram: 'h_bucket # seconds', percentile: 0.95 },
    };
    expect(signalOf('x', latency)?.expr).toBe('histogram_quantile(0.95, sum by (le) (rate(h_bucket[5m])))');
  });
});
