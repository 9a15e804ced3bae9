import { writeDuration } from '../promql/duration';
import { isLowerBetter } from '../statistics/comparison';
import { budgetOf, canFire, PAIRS } from './burnRate';
import { kindOf } from './kinds/kinds';
import { errorRatioQuery, plainQuery } from './queries';
import { type AlertPair, type Objective } from './schema';
import { goodShare } from './state';
import { pairsOf, thresholdsOf } from './tuning';

/** What an objective alerts about, whoever evaluates it: Prometheus by recording rules, Grafana by itself. */
interface BurnAlert {
  pair: AlertPair;
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

/** Seconds of the windows that the usual pairs look at. */
export const ALERT_WINDOWS = [...new Set(PAIRS.flatMap(({ long, short }) => [long, short]))].sort(
  (one, other) => one - other
);

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
  return pairsOf(objective).flatMap((pair, index): BurnAlert[] => {
    const { factor } = pair;
    const [long, short] = [pair.long, pair.short].map(writeDuration);
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
        labels: { ...labelsOf(key, objective), severity: index < 2 ? 'page' : 'ticket', window: long },
        annotations: {
          summary: `${objective.name}: burns its error budget ${Number(factor.toFixed(2))} times too fast`,
          description: `Over ${long} and ${short} more than ${limit} of the events were bad.`,
        },
      },
    ];
  });
}

/** The target and the critical value of something that is measured as it is. */
export function thresholdAlerts(key: string, objective: Objective): ThresholdAlert[] {
  const { indicator, name, unit } = objective;
  const beyond = isLowerBetter(objective) ? '>' : '<';
  return thresholdsOf(objective).flatMap(({ severity, threshold, window, wait }): ThresholdAlert[] => {
    const expr = kindOf(indicator).value && plainQuery(objective, window);
    return expr === undefined
      ? []
      : [
          {
            expr,
            beyond,
            threshold,
            wait: writeDuration(wait),
            labels: { ...labelsOf(key, objective), severity },
            annotations: { summary: `${name}: ${beyond} ${threshold} ${unit} for ${writeDuration(wait)}` },
          },
        ];
  });
}

/** Labels and annotations of alerts are Go templates: what people typed is no instruction. */
export function literal(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{"{{"}}')]));
}
