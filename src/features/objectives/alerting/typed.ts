import { isFullTarget } from '../../../domain/objective/alerts';
import { type AlertPair, type AlertThreshold, type Objective } from '../../../domain/objective/schema';
import { isBudgeted } from '../../../domain/objective/state';
import { pairsOf, thresholdsOf } from '../../../domain/objective/tuning';
import { parseDuration, writeDuration } from '../../../domain/promql/duration';

export interface TypedPair {
  isOn: boolean;
  long: string;
  short: string;
  factor: string;
  wait: string;
}

export interface TypedThreshold {
  isOn: boolean;
  severity: AlertThreshold['severity'];
  threshold: string;
  window: string;
  wait: string;
}

/** What of an objective's alerts may be tuned, as typed. */
export type TypedAlerting = { of: 'pairs'; pairs: TypedPair[] } | { of: 'thresholds'; thresholds: TypedThreshold[] };

export function typedOf(objective: Objective): TypedAlerting {
  if (isBudgeted(objective) && !isFullTarget(objective)) {
    const pairs = pairsOf(objective).map(({ long, short, factor, wait }) => ({
      isOn: true,
      long: writeDuration(long),
      short: writeDuration(short),
      factor: String(Number(factor.toFixed(3))),
      wait: writeDuration(wait),
    }));
    return { of: 'pairs', pairs };
  }
  const thresholds = thresholdsOf(objective).map(({ severity, threshold, window, wait }) => ({
    isOn: true,
    severity,
    threshold: String(threshold),
    window: writeDuration(window),
    wait: writeDuration(wait),
  }));
  return { of: 'thresholds', thresholds };
}

/** Undefined where something typed is no number or no duration, or nothing is left on. */
export function alertingOf(typed: TypedAlerting): Objective['alerting'] | undefined {
  if (typed.of === 'pairs') {
    const pairs = all(typed.pairs.filter(({ isOn }) => isOn).map(pairOf));
    return pairs && { pairs };
  }
  const thresholds = all(typed.thresholds.filter(({ isOn }) => isOn).map(thresholdOf));
  return thresholds && { thresholds };
}

function pairOf({ long, short, factor, wait }: TypedPair): AlertPair | undefined {
  const [longs, shorts, waits] = [long, short, wait].map(secondsOf);
  const times = numberOf(factor);
  return longs === undefined || shorts === undefined || waits === undefined || times === undefined
    ? undefined
    : { long: longs, short: shorts, factor: times, wait: waits };
}

function thresholdOf({ severity, threshold, window, wait }: TypedThreshold): AlertThreshold | undefined {
  const [windows, waits] = [window, wait].map(secondsOf);
  const value = numberOf(threshold);
  return windows === undefined || waits === undefined || value === undefined
    ? undefined
    : { severity, threshold: value, window: windows, wait: waits };
}

function all<T>(found: Array<T | undefined>): T[] | undefined {
  const kept = found.filter((each) => each !== undefined);
  return kept.length === found.length && kept.length > 0 ? kept : undefined;
}

function secondsOf(text: string): number | undefined {
  const milliseconds = text.trim() === '0' ? 0 : parseDuration(text.trim());
  return milliseconds === undefined || milliseconds % 1000 !== 0 ? undefined : milliseconds / 1000;
}

function numberOf(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.') || NaN);
  return Number.isFinite(value) ? value : undefined;
}
