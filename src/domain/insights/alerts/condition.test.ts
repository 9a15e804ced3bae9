import { conditionOf } from './condition';

const query = { refId: 'A', datasourceUid: 'prom', model: { expr: 'sum(rate(x[5m])) or y' } };
const reduce = { refId: 'B', datasourceUid: '__expr__', model: { type: 'reduce', reducer: 'last', expression: 'A' } };
const threshold = (expression: string, type = 'gt', params = [0.5]) => ({
  refId: 'C',
  datasourceUid: '__expr__',
  model: { type: 'threshold', expression, conditions: [{ evaluator: { type, params } }] },
});
const grafana = (parts: unknown[]) => conditionOf(JSON.stringify(parts), true);

it('is what a data source says, and what Grafana makes of one query', () => {
  expect(conditionOf('up == 0', false)).toEqual({ expr: 'up == 0', withoutZero: false });
  expect(conditionOf('up == 0', true)).toEqual({ expr: 'up == 0', withoutZero: true });
  const expected = { expr: '(sum(rate(x[5m])) or y) > 0.5', withoutZero: false };
  expect(grafana([query, threshold('A')])).toEqual(expected);
  expect(grafana([query, reduce, threshold('B')])).toEqual(expected);
});

it.each<[string, unknown[]]>([
  ['a mean over a range', [query, { ...reduce, model: { ...reduce.model, reducer: 'mean' } }, threshold('B')]],
  ['two queries', [query, { ...query, refId: 'D' }, threshold('A')]],
  ['a range of values', [query, threshold('A', 'within_range', [1, 2])]],
  ['no threshold', [query, reduce]],
])('is unknown of %s', (_, parts) => expect(grafana(parts)).toBeUndefined());

it('is unknown where it cannot be read', () => expect(conditionOf('[{', true)).toBeUndefined());
