import { type Reason } from '../record/outcome';
import { nominalDays } from '../time/window';
import { factorOf, PAIRS } from './burnRate';
import { type AlertPair, type AlertThreshold, type Definition } from './schema';

/** Seconds: windows are measured in slices of so long, over no more than so long. */
const SLICE = 300;
const LONGEST = 259_200;

type Tuned = Pick<Definition, 'alerting' | 'window' | 'target' | 'critical'>;

/** The pairs of windows that alert: those that the team tuned, else the four whose factors follow the period. */
export function pairsOf({ alerting, window }: Pick<Definition, 'alerting' | 'window'>): AlertPair[] {
  const days = nominalDays(window);
  return (
    alerting?.pairs ??
    PAIRS.map((pair) => ({ long: pair.long, short: pair.short, factor: factorOf(pair, days), wait: 0 }))
  );
}

/** What a measured value alerts at: tuned by the team, else its target and its critical value, over and for five minutes. */
export function thresholdsOf({ alerting, target, critical }: Tuned): AlertThreshold[] {
  const usual = { window: SLICE, wait: SLICE };
  return (
    alerting?.thresholds ?? [
      ...(target === undefined ? [] : [{ ...usual, severity: 'warning' as const, threshold: target }]),
      ...(critical === undefined ? [] : [{ ...usual, severity: 'critical' as const, threshold: critical }]),
    ]
  );
}

/** Why the team's own pairs and thresholds cannot be rules. */
export function checkAlerting({ alerting }: Pick<Definition, 'alerting'>): Reason[] {
  const { pairs = [], thresholds = [] } = alerting ?? {};
  const isWindow = (seconds: number) => seconds >= SLICE && seconds <= LONGEST && seconds % SLICE === 0;
  const isOdd =
    pairs.some(({ long, short }) => !isWindow(long) || !isWindow(short) || short >= long) ||
    thresholds.some(({ window }) => !isWindow(window));
  const isTwice = new Set(pairs.map(({ long }) => long)).size < pairs.length;
  return [
    ...(isOdd ? [{ code: 'objective.alerting.windows' as const, field: 'alerting' }] : []),
    ...(isTwice ? [{ code: 'objective.alerting.twice' as const, field: 'alerting' }] : []),
  ];
}
