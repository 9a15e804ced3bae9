import { demoObjectives } from './demo';
import { objectiveRules } from './grafanaRules';
import { type Definition, type Objective } from './schema';
import { checkAlerting, pairsOf, thresholdsOf } from './tuning';

const { 'error-rate': errors, cpu } = demoObjectives('en', 'x').objectives;
const pair = { long: 3600, short: 300, factor: 10, wait: 120 };
const tuned: Objective = { ...errors, alerting: { pairs: [pair] } };

it('alerts as usual until somebody tunes it', () => {
  expect(pairsOf(errors).map(({ factor, wait }) => [factor, wait])).toEqual([
    [14.4, 0],
    [6, 0],
    [3, 0],
    [1, 0],
  ]);
  expect(thresholdsOf(cpu)).toEqual([
    { severity: 'warning', threshold: 70, window: 300, wait: 300 },
    { severity: 'critical', threshold: 90, window: 300, wait: 300 },
  ]);
});

it('writes what was tuned into its rules', () => {
  const [rule, ...others] = objectiveRules('error-rate', tuned);
  expect(others).toEqual([]);
  expect(rule).toMatchObject({ wait: '2m', labels: { window: '1h', severity: 'page' } });
  expect(rule?.expr).toContain('> bool 0.1'); // 10 times a budget of 1 %
});

it.each<[string, Definition['alerting'], string[]]>([
  ['a short window that is none', { pairs: [{ ...pair, short: 3600 }] }, ['objective.alerting.windows']],
  ['a window of seven minutes', { pairs: [{ ...pair, long: 420 }] }, ['objective.alerting.windows']],
  ['a window of four days', { pairs: [{ ...pair, long: 345_600 }] }, ['objective.alerting.windows']],
  ['a long window twice', { pairs: [pair, { ...pair, short: 600 }] }, ['objective.alerting.twice']],
  ['pairs as they should be', { pairs: [pair, { ...pair, long: 7200 }] }, []],
])('judges %s', (_, alerting, codes) => {
  expect(checkAlerting({ alerting }).map(({ code }) => code)).toEqual(codes);
});
