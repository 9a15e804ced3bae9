import { defaultServices } from '../services/services';
import { defaultObjectives } from './defaults';
import { ordered } from './schema';
import { signalsOf } from './signals';

const objectives = ordered(defaultObjectives('en', 'uuid'));
const { quotes, redis } = defaultServices('en', 'uuid').services;

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
