import { stringify } from 'yaml';
import { writeSelector } from '../promql/promql';
import { slug } from '../record/record';
import { isLowerBetter } from '../statistics/comparison';
import { DAY_SECONDS, HOUR_SECONDS, nominalDays } from '../time/window';
import { budgetOf, canFire, factorOf, PAIRS } from './burnRate';
import { kindOf } from './kinds/kinds';
import { errorRatioQuery, plainQuery } from './queries';
import { type Objective } from './schema';
import { goodShare, isBudgeted } from './state';

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

const NAMES: Record<number, string> = {
  300: '5m',
  1800: '30m',
  [HOUR_SECONDS]: '1h',
  [2 * HOUR_SECONDS]: '2h',
  [6 * HOUR_SECONDS]: '6h',
  [DAY_SECONDS]: '1d',
  [3 * DAY_SECONDS]: '3d',
};

/** Recording and multi-window burn-rate alert rules for Prometheus, as YAML; thresholds become alerts of their own. */
export function prometheusRules(objectives: Array<[string, Objective]>): string {
  const groups = objectives.flatMap(([key, objective]) => {
    const rules = isBudgeted(objective) ? burnRules(key, objective) : thresholdRules(key, objective);
    return rules.length === 0 ? [] : [{ name: `opsbook-${slug(key)}`, rules }];
  });
  return stringify({ groups }, { lineWidth: 0 });
}

function burnRules(key: string, objective: Objective): Rule[] {
  const target = goodShare(objective);
  if (target === undefined || target >= 1) {
    return [];
  }
  const labels = { objective: key, ...(objective.service && { service: objective.service }) };
  const windows = Object.keys(NAMES).map(Number);
  const recordings = windows.flatMap((seconds): Rule[] => {
    const expr = errorRatioQuery(objective, seconds);
    return expr === undefined ? [] : [{ record: recordName(seconds), expr, labels }];
  });
  const selector = writeSelector({ matchers: [{ label: 'objective', operator: '=', value: key }] });
  const alerts = PAIRS.flatMap((pair, index): Rule[] => {
    const factor = factorOf(pair, nominalDays(objective.window));
    if (factor < 1 || !canFire(factor, target)) {
      return []; // below 1 the budget lasts; above 1/B it cannot be reached
    }
    const limit = Number((factor * budgetOf(target)).toPrecision(6));
    const exceeded = [pair.long, pair.short].map((seconds) => `${recordName(seconds)}${selector} > ${limit}`);
    const failures = objective.minimumFailures ? failuresQuery(objective, pair.long) : undefined;
    return [
      {
        alert: 'ErrorBudgetBurn',
        expr: [...exceeded, ...(failures ? [`on() (${failures}) >= ${objective.minimumFailures}`] : [])].join(' and '),
        labels: { ...literal(labels), severity: index < 2 ? 'page' : 'ticket', window: NAMES[pair.long] },
        annotations: literal({
          summary: `${objective.name}: burns its error budget ${Number(factor.toFixed(2))} times too fast`,
          description: `Over ${NAMES[pair.long]} and ${NAMES[pair.short]} more than ${limit} of the events were bad.`,
        }),
      },
    ];
  });
  return [...recordings, ...alerts];
}

function thresholdRules(key: string, objective: Objective): Rule[] {
  const { indicator, target, critical, name, unit } = objective;
  const expr = kindOf(indicator).value && plainQuery(objective, 300);
  if (expr === undefined) {
    return [];
  }
  const beyond = isLowerBetter(objective) ? '>' : '<';
  const rule = (threshold: number, severity: string): Rule => ({
    alert: 'ObjectiveMissed',
    expr: `(${expr}) ${beyond} ${threshold}`,
    for: '5m',
    labels: literal({ objective: key, severity, ...(objective.service && { service: objective.service }) }),
    annotations: literal({ summary: `${name}: ${beyond} ${threshold} ${unit} for five minutes` }),
  });
  return [
    ...(target === undefined ? [] : [rule(target, 'warning')]),
    ...(critical === undefined ? [] : [rule(critical, 'critical')]),
  ];
}

/** Labels and annotations of alerts are Go templates: what people typed is no instruction. */
function literal(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{"{{"}}')]));
}

function failuresQuery(objective: Objective, seconds: number): string | undefined {
  return errorRatioQuery(objective, seconds, 'bad');
}

function recordName(seconds: number): string {
  return `objective:error_ratio:${NAMES[seconds]}`;
}
