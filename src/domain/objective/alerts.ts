import { isLowerBetter } from '../statistics/comparison';
import { DAY_SECONDS, HOUR_SECONDS, nominalDays } from '../time/window';
import { budgetOf, canFire, factorOf, type Pair, PAIRS } from './burnRate';
import { kindOf } from './kinds/kinds';
import { errorRatioQuery, plainQuery } from './queries';
import { type Objective } from './schema';
import { goodShare } from './state';

/** What an objective alerts about, whoever evaluates it: Prometheus by recording rules, Grafana by itself. */
interface BurnAlert {
  pair: Pair;
  /** Share of bad events that both windows have to exceed. */
  limit: number;
  /** At least so many failures in the long window, for objectives with little traffic. */
  failures?: { expr: string; least: number };
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface ThresholdAlert {
  expr: string;
  beyond: '>' | '<';
  threshold: number;
  wait: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export const BURN_ALERT = 'ErrorBudgetBurn';
export const THRESHOLD_ALERT = 'ObjectiveMissed';

const NAMES: Record<number, string> = {
  300: '5m',
  1800: '30m',
  [HOUR_SECONDS]: '1h',
  [2 * HOUR_SECONDS]: '2h',
  [6 * HOUR_SECONDS]: '6h',
  [DAY_SECONDS]: '1d',
  [3 * DAY_SECONDS]: '3d',
};

/** Seconds of the windows that the pairs look at. */
export const WINDOWS = Object.keys(NAMES).map(Number);

export function windowLabel(seconds: number): string {
  return NAMES[seconds];
}

export function labelsOf(key: string, { service }: Pick<Objective, 'service'>): Record<string, string> {
  return { objective: key, ...(service && { service }) };
}

/** Nothing may be bad: there is no budget to burn. */
export function isFullTarget(objective: Objective): boolean {
  return (goodShare(objective) ?? 0) >= 1;
}

/** The pairs of windows that can alert on this objective. */
export function burnAlerts(key: string, objective: Objective): BurnAlert[] {
  const target = goodShare(objective);
  if (target === undefined || target >= 1) {
    return [];
  }
  return PAIRS.flatMap((pair, index): BurnAlert[] => {
    const factor = factorOf(pair, nominalDays(objective.window));
    if (factor < 1 || !canFire(factor, target)) {
      return []; // below 1 the budget lasts; above 1/B it cannot be reached
    }
    const limit = Number((factor * budgetOf(target)).toPrecision(6));
    const expr = objective.minimumFailures ? errorRatioQuery(objective, pair.long, 'bad') : undefined;
    return [
      {
        pair,
        limit,
        ...(expr && objective.minimumFailures && { failures: { expr, least: objective.minimumFailures } }),
        labels: { ...labelsOf(key, objective), severity: index < 2 ? 'page' : 'ticket', window: NAMES[pair.long] },
        annotations: {
          summary: `${objective.name}: burns its error budget ${Number(factor.toFixed(2))} times too fast`,
          description: `Over ${NAMES[pair.long]} and ${NAMES[pair.short]} more than ${limit} of the events were bad.`,
        },
      },
    ];
  });
}

/** The target and the critical value of something that is measured as it is. */
export function thresholdAlerts(key: string, objective: Objective): ThresholdAlert[] {
  const { indicator, target, critical, name, unit, service } = objective;
  const expr = kindOf(indicator).value && plainQuery(objective, 300);
  if (expr === undefined) {
    return [];
  }
  const beyond = isLowerBetter(objective) ? '>' : '<';
  const alertAt = (threshold: number, severity: string): ThresholdAlert => ({
    expr,
    beyond,
    threshold,
    wait: '5m',
    labels: { objective: key, severity, ...(service && { service }) },
    annotations: { summary: `${name}: ${beyond} ${threshold} ${unit} for five minutes` },
  });
  return [
    ...(target === undefined ? [] : [alertAt(target, 'warning')]),
    ...(critical === undefined ? [] : [alertAt(critical, 'critical')]),
  ];
}

/** Labels and annotations of alerts are Go templates: what people typed is no instruction. */
export function literal(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{"{{"}}')]));
}
