import fc from 'fast-check';
import { checkPromql } from '../promql/promql';
import { alertChanges, alertWindow, firingExpression, isKnownChange, withoutRepeats } from './alertHistory';
import { type Happening } from './happening';

const AT = Date.parse('2026-11-20T14:00:00.000Z');
const START = AT / 1000;
const window = { start: START, end: START + 3600, step: 60 };
const labels = { __name__: 'ALERTS', alertname: 'HighErrorRate', alertstate: 'firing', service: 'quotes' };
const firing = (...minutes: number[]) => ({
  labels,
  times: minutes.map((minute) => START + minute * 60),
  values: minutes.map(() => 1),
});
const told = (changes: Happening[]) =>
  changes.map(({ at, alert }) => `${at.slice(11, 16)} ${alert?.from}→${alert?.to}`).sort();

it('reads when an alert fired, stopped, and fired again', () => {
  const changes = alertChanges([firing(10, 11, 12, 30, 31)], window);
  expect(told(changes)).toEqual([
    '14:10 Normal→Alerting',
    '14:13 Alerting→Normal',
    '14:30 Normal→Alerting',
    '14:32 Alerting→Normal',
  ]);
  expect(changes[0].alert).toEqual({
    name: 'HighErrorRate',
    from: 'Alerting',
    to: 'Normal',
    labels: ['alertname=HighErrorRate', 'service=quotes'],
  });
});

it('tells no beginning of what fired before, and no end of what still fires', () => {
  expect(told(alertChanges([firing(0, 1, 2)], window))).toEqual(['14:03 Alerting→Normal']);
  expect(told(alertChanges([firing(58, 59, 60)], window))).toEqual(['14:58 Normal→Alerting']);
});

it('passes over what is no firing alert', () => {
  const times = [START + 600];
  expect(
    alertChanges(
      [
        { labels: {}, times, values: [1] },
        { labels: { ...labels, alertstate: 'pending' }, times, values: [1] },
      ],
      window
    )
  ).toEqual([]);
});

it('keeps at most a hundred changes, the latest', () => {
  const flapping = firing(...Array.from({ length: 30 }, (_, index) => index * 2));
  const many = Array.from({ length: 10 }, (_, index) => ({ ...flapping, labels: { ...labels, pod: String(index) } }));
  expect(alertChanges(many, window)).toHaveLength(100);
});

it('asks on one grid, never for more than a day of minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 90 * 86_400_000 }),
      fc.integer({ min: 0, max: 3_600_000 }),
      (length, late) => {
        const { start, end, step } = alertWindow({ from: AT + late, to: AT + late + length });
        expect((end - start) / step).toBeLessThanOrEqual(1_441);
        expect([start % step, end % step]).toEqual([0, 0]);
      }
    )
  );
});

it.each([
  [[], [], 'ALERTS{alertstate="firing"}'],
  [[{ label: 'service', operator: '=' as const, value: 'quotes' }], [], 'ALERTS{alertstate="firing",service="quotes"}'],
  [
    [{ label: 'service', operator: '=' as const, value: '"} or vector(1)' }],
    ['A.B', 'C'],
    'ALERTS{alertstate="firing",service="\\"} or vector(1)"} or ALERTS{alertstate="firing",alertname=~"A\\\\.B|C"}',
  ],
])('asks for %j and %j', (matchers, names, expr) => {
  expect(firingExpression(matchers, names)).toBe(expr);
  expect(checkPromql(expr)).toEqual([]);
});

it('knows a change again that a coarser grid moved', () => {
  const fired = alertChanges([firing(12, 13, 14)], window).find(({ alert }) => alert?.to === 'Alerting')?.source ?? '';
  const coarse = alertChanges([firing(15)], { ...window, step: 300 });
  expect(coarse.map(({ source }) => isKnownChange(source, [undefined, 'alert:7', fired]))).toEqual([false, true]); // over, fired
  expect(
    isKnownChange(
      fired,
      alertChanges([firing(30)], window).map(({ source }) => source)
    )
  ).toBe(false);
  expect(isKnownChange('alert:7', ['alert:7'])).toBe(false);
});

it('leaves what Grafana noted itself to Grafana', () => {
  const changes = alertChanges([firing(10, 11, 12)], window);
  const noted = (minute: number, to: string, name = 'HighErrorRate'): Happening => ({
    source: 'alert:7',
    at: new Date(AT + minute * 60_000).toISOString(),
    text: '',
    tags: [],
    alert: { name, from: '', to, labels: [] },
  });
  expect(told(withoutRepeats([noted(8, 'Alerting')], changes))).toEqual(['14:08 →Alerting', '14:13 Alerting→Normal']);
  expect(withoutRepeats([noted(8, 'Alerting', 'Other')], changes)).toHaveLength(3);
  expect(withoutRepeats([noted(30, 'Alerting')], changes)).toHaveLength(3);
});
