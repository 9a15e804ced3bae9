import fc from 'fast-check';
import { demoObjectives } from '../../objective/demo';
import { type Objective } from '../../objective/schema';
import { signalOf, signalsOf } from '../../objective/signals';
import { evidenceSchema as schema } from '../schema';
import { digestOf, proposedStart, stepFor, toEvidence } from './capture';

const FROM = '2026-11-20T14:00:00.000Z';
const TO = '2026-11-20T15:00:00.000Z';
const START = Date.parse(FROM) / 1000;
const capture = { title: 'Error rate', datasource: 'prom', expr: 'up', from: FROM, to: TO };
const times = (count: number) => Array.from({ length: count }, (_, index) => START + index * 60);

it('keeps ten series of two hundred finite points', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.double(), { maxLength: 300 }), { maxLength: 15 }), (answers) => {
      const kept = toEvidence(
        capture,
        answers.map((values, index) => ({ labels: { n: String(index) }, times: times(values.length), values }))
      );
      expect(schema.parse(kept)).toEqual(kept);
      expect(kept.series.length).toBeLessThanOrEqual(10);
      expect(JSON.stringify(kept)).not.toContain('null');
    })
  );
});

it('tells a changed answer from the same one', () => {
  const series = [{ labels: { a: '1', b: '2' }, times: times(3), values: [1, 2, 3] }];
  expect(digestOf(series)).toBe(digestOf([{ labels: { b: '2', a: '1' }, times: times(3), values: [1, 2, 3] }]));
  expect(digestOf(series)).not.toBe(digestOf([{ ...series[0], values: [1, 2, 4] }]));
});

it('chooses steps that stay under two hundred points', () => {
  expect(stepFor(FROM, TO)).toBe(19);
  expect(stepFor(FROM, FROM)).toBe(15);
});

it('proposes the last crossing before detection as the start of the impact', () => {
  const isBad = (value: number) => value >= 0.01;
  const series = { labels: {}, times: times(6), values: [0.02, 0.001, 0.02, 0.05, 0.04, 0.001] };
  const at = (minutes: number) => new Date((START + minutes * 60) * 1000).toISOString();
  expect(proposedStart(series, isBad, at(4))).toBe(at(2));
  expect(proposedStart(series, isBad, at(5))).toBeUndefined(); // it was good again
  expect(proposedStart({ ...series, values: [1, 1, 1, 1, 1, 1] }, isBad, at(4))).toBeUndefined(); // began before what is known
});

describe('signals', () => {
  const { objectives } = demoObjectives('en', 'x');
  const all = Object.entries(objectives);

  it('measure the last five minutes against the target', () => {
    const errors = signalOf('error-rate', objectives['error-rate']);
    expect(errors?.expr).toContain('[5m');
    expect([errors?.isInside?.(0.005), errors?.isInside?.(0.05)]).toEqual([true, false]);
    const latency = signalOf('latency-p95', objectives['latency-p95']);
    expect(latency?.expr).toContain('histogram_quantile(0.95, sum by (le) (rate(');
    expect(latency?.isInside?.(0.2)).toBe(true);
  });

  it('turn the share of good events round where the target is about bad ones', () => {
    const odd: Objective = {
      ...objectives['error-rate'],
      indicator: { kind: 'ratio', total: 'a_total', counted: 'good', events: 'good_total' },
    };
    expect(signalOf('x', odd)?.expr).toMatch(/^1 - \(/);
  });

  it('are those of the services affected, else the general ones', () => {
    const own: [string, Objective] = ['quotes', { ...objectives['error-rate'], service: 'Quotes' }];
    expect(signalsOf([own, ...all], { quotes: 'Quotes' }).map(({ key }) => key)).toEqual(['quotes']);
    expect(signalsOf(all, { quotes: 'Quotes' }).length).toBeGreaterThan(2);
  });
});
