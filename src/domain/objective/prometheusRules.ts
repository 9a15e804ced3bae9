import { stringify } from 'yaml';
import { writeDuration } from '../promql/duration';
import { writeSelector } from '../promql/promql';
import { slug } from '../record/record';
import {
  BURN_ALERT,
  burnAlerts,
  isFullTarget,
  labelsOf,
  literal,
  THRESHOLD_ALERT,
  thresholdAlerts,
  ALERT_WINDOWS,
} from './alerts';
import { errorRatioQuery } from './queries';
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

/** Recording and multi-window burn-rate alert rules for Prometheus, as YAML; thresholds become alerts of their own. */
export function prometheusRules(objectives: Array<[string, Objective]>): string {
  const groups = objectives.flatMap(([key, objective]) => {
    const rules = isBudgeted(objective) ? burnRules(key, objective) : thresholdRules(key, objective);
    return rules.length === 0 ? [] : [{ name: `opsbook-${slug(key)}`, rules }];
  });
  return stringify({ groups }, { lineWidth: 0 });
}

function burnRules(key: string, objective: Objective): Rule[] {
  const alerts = burnAlerts(key, objective);
  const labels = labelsOf(key, objective);
  const asked = objective.alerting?.pairs?.flatMap(({ long, short }) => [long, short]) ?? ALERT_WINDOWS;
  const windows = goodShare(objective) === undefined || isFullTarget(objective) ? [] : [...new Set(asked)];
  const recordings = windows.flatMap((seconds): Rule[] => {
    const expr = errorRatioQuery(objective, seconds);
    return expr === undefined ? [] : [{ record: recordName(seconds), expr, labels }];
  });
  const selector = writeSelector({ matchers: [{ label: 'objective', operator: '=', value: key }] });
  return [
    ...recordings,
    ...alerts.map(({ pair, limit, failures, labels: own, annotations }) => {
      const exceeded = [pair.long, pair.short].map((seconds) => `${recordName(seconds)}${selector} > ${limit}`);
      const enough = failures ? [`on() (${failures.expr}) >= ${failures.least}`] : [];
      return {
        alert: BURN_ALERT,
        expr: [...exceeded, ...enough].join(' and '),
        ...(pair.wait > 0 && { for: writeDuration(pair.wait) }),
        labels: literal(own),
        annotations: literal(annotations),
      };
    }),
  ];
}

function thresholdRules(key: string, objective: Objective): Rule[] {
  return thresholdAlerts(key, objective).map(({ expr, beyond, threshold, wait, labels, annotations }) => ({
    alert: THRESHOLD_ALERT,
    expr: `(${expr}) ${beyond} ${threshold}`,
    for: wait,
    labels: literal(labels),
    annotations: literal(annotations),
  }));
}

function recordName(seconds: number): string {
  return `objective:error_ratio:${writeDuration(seconds)}`;
}
