import { t } from '@grafana/i18n';
import { type PeriodChange, type LeftOut, type Duration } from '../../domain/insights/insights';
import { type Reliability } from '../../domain/insights/reliability';
import { type Estimate } from '../../domain/statistics/exact';
import { type Interval } from '../../domain/statistics/statistics';
import { inZone } from '../../domain/text/times';
import { HOUR_SECONDS } from '../../domain/time/units';
import { type Span } from '../../domain/time/window';
import { formatDuration } from '../../shared/words/durations';
import { formatNumber } from '../../shared/words/numbers';
import { verbatim } from '../../shared/words/verbatim';

const NBSP = '\u00a0';

export function measureName(measure: Duration): string {
  switch (measure) {
    case 'detect':
      return t('insights.measure.detect', 'Time to detect (TTD)');
    case 'acknowledge':
      return t('insights.measure.acknowledge', 'Time to acknowledge (TTA)');
    case 'mitigate':
      return t('insights.measure.mitigate', 'Time to mitigate (TTM)');
    case 'recover':
      return t('insights.measure.recover', 'Time to recover (TTR)');
  }
}

/** Every product uses the same letters differently, so the formula always stands beside them. */
export function measureFormula(measure: Duration): string {
  switch (measure) {
    case 'detect':
      return t('insights.formula.detect', 'detected − impact started');
    case 'acknowledge':
      return t('insights.formula.acknowledge', 'acknowledged − detected');
    case 'mitigate':
      return t('insights.formula.mitigate', 'mitigated − detected');
    case 'recover':
      return t('insights.formula.recover', 'resolved − detected');
  }
}

type Formula = 'count' | 'median' | 'p90' | 'weeks' | 'change' | 'mtbf' | 'downtime' | 'availability' | 'monitoring';
export const FORMULAS: Formula[] = [
  'count',
  'median',
  'p90',
  'weeks',
  'change',
  'mtbf',
  'downtime',
  'availability',
  'monitoring',
];

export function formulaName(formula: Formula): string {
  switch (formula) {
    case 'count':
      return t('insights.name.count', 'Incidents');
    case 'median':
      return t('insights.name.median', 'Median');
    case 'p90':
      return t('insights.name.p90', 'P90');
    case 'weeks':
      return t('insights.name.weeks', 'Incidents per week');
    case 'change':
      return t('insights.name.change', 'Comparison');
    case 'mtbf':
      return t('insights.name.mtbf', 'MTBF');
    case 'downtime':
      return t('insights.name.downtime', 'Downtime');
    case 'availability':
      return t('insights.name.availability', 'Availability');
    case 'monitoring':
      return t('insights.name.monitoring', 'Found by monitoring');
  }
}

export function formulaText(formula: Formula): string {
  switch (formula) {
    case 'count':
      return t(
        'insights.formula.count',
        'Incidents that began in the period: impact started, else detected, else declared. Drills, void ones and duplicates are left out.'
      );
    case 'median':
      return t(
        'insights.formula.median',
        'The middle value. With open incidents: Kaplan–Meier, where each counts as lasting at least so long. 95 % interval by order statistics (with open ones: Brookmeyer–Crowley), from n = 6 on.'
      );
    case 'p90':
      return t(
        'insights.formula.p90',
        'Nine of ten incidents are shorter. Computed as the median is, interpolated between neighbours; its 95 % interval needs n = 36.'
      );
    case 'weeks':
      return t(
        'insights.formula.weeks',
        'Incidents by the week in which they began, from Monday in the team’s time zone. How long they took plays no part.'
      );
    case 'change':
      return t(
        'insights.formula.change',
        'Conditional binomial test, two-sided: how often chance alone would split the incidents at least this unevenly between two periods of these lengths. From p = 0.05 on there is no detectable change.'
      );
    case 'mtbf':
      return t(
        'insights.formula.mtbf',
        '(observed time − union of downtime − planned maintenance) / failures. Overlapping incidents are one failure. Exact Poisson interval, 95 %; without failures a one-sided lower bound, time / 2.996.'
      );
    case 'downtime':
      return t(
        'insights.formula.downtime',
        'Of incidents in which a service was down (function lost partly or wholly; where nobody said, any but SEV4): from the impact’s start (else detected, else declared) to the mitigation (else the resolution), up to now while open. What overlaps counts once.'
      );
    case 'availability':
      return t('insights.formula.availability', 'MTBF / (MTBF + MTTR), with MTTR = downtime / failures.');
    case 'monitoring':
      return t(
        'insights.formula.monitoring',
        'Incidents that monitoring found / incidents of which it is known who found them. Wilson interval, 95 %.'
      );
  }
}

export function leftOutName(reason: LeftOut): string {
  switch (reason) {
    case 'drill':
      return t('insights.left-out.drill', 'Drills');
    case 'void':
      return t('insights.left-out.void', 'Void');
    case 'duplicate':
      return t('insights.left-out.duplicate', 'Duplicates');
    case 'undated':
      return t('insights.left-out.undated', 'Without any time of beginning');
    case 'unread':
      return t('insights.left-out.unread', 'Not read: this Grafana’s search does not know their times');
  }
}

export function estimateText({ n, open, value }: Estimate): string {
  if (value !== undefined) {
    return formatDuration(value);
  }
  return n > 0 && open > 0
    ? t('insights.estimate.open', 'not known yet: too many are still open')
    : t('insights.unknown', 'unknown');
}

/** The interval, or why there is none. */
export function intervalText({ n, value, interval, needed }: Estimate): string {
  if (interval) {
    return durationInterval(interval);
  }
  if (n === 0 || (value === undefined && n >= needed)) {
    return '';
  }
  return n < needed
    ? t('insights.estimate.refused', 'no interval: n = {{n}}, it takes {{needed}}', verbatim({ n, needed }))
    : t('insights.estimate.unbounded', 'no interval: too many are still open');
}

function durationInterval({ low, high }: Interval): string {
  return high === undefined
    ? t('insights.estimate.from', '95 %: from {{low}}, no upper bound yet', verbatim({ low: formatDuration(low) }))
    : t(
        'insights.estimate.between',
        '95 %: {{low}} to {{high}}',
        verbatim({ low: formatDuration(low), high: formatDuration(high) })
      );
}

/** MTBF is spoken of in hours. */
function hours(seconds: number): string {
  return seconds < HOUR_SECONDS
    ? formatDuration(seconds)
    : `${formatNumber(seconds / HOUR_SECONDS, seconds < 10_000 * HOUR_SECONDS ? 1 : 0)}${NBSP}h`;
}

export function mtbfText({ mtbf, interval }: Reliability): string {
  return mtbf === undefined ? `> ${hours(interval.low)}` : hours(mtbf);
}

/** Mean downtime; a bound where failures that still run will lengthen it. */
export function meanText({ mttr, mttrAtLeast }: Reliability): string {
  return mttr !== undefined
    ? formatDuration(mttr)
    : mttrAtLeast === undefined
      ? '–'
      : `> ${formatDuration(mttrAtLeast)}`;
}

export function mtbfInterval({ mtbf, interval: { low, high } }: Reliability): string {
  return mtbf === undefined || high === undefined
    ? t('insights.mtbf.one-sided', '95 %, one-sided')
    : t('insights.estimate.between', '95 %: {{low}} to {{high}}', verbatim({ low: hours(low), high: hours(high) }));
}

/** 0.99912 → 99.912 %; never rounded up to 100 %. */
export function percent(share: number, digits = 1): string {
  const shown = share < 1 ? Math.min(share * 100, 100 - 10 ** -digits) : 100;
  return `${formatNumber(shown, digits)}${NBSP}%`;
}

/** The counts of two periods in words. */
export function periodChangeText({ counts: { before, after, p, change } }: PeriodChange): string {
  const values = verbatim({ before, after, p: p < 0.001 ? `< ${formatNumber(0.001, 3)}` : `= ${formatNumber(p, 3)}` });
  switch (change) {
    case 'none':
      return t(
        'insights.change.none',
        'Incidents in this period: {{after}}, in the earlier one: {{before}}. No detectable change (p {{p}}).',
        values
      );
    case 'more':
      return t(
        'insights.change.more',
        'Incidents in this period: {{after}}, in the earlier one: {{before}}. More often than before (p {{p}}).',
        values
      );
    case 'fewer':
      return t(
        'insights.change.fewer',
        'Incidents in this period: {{after}}, in the earlier one: {{before}}. Less often than before (p {{p}}).',
        values
      );
  }
}

/** Two medians in words: different only where their intervals do not even touch. */
export function medianChangeText(before: Estimate, after: Estimate): string {
  const values = verbatim({ before: estimateText(before), after: estimateText(after) });
  const [one, other] = [before.interval, after.interval];
  if (!one || !other) {
    return t(
      'insights.change.median-few',
      'Median time to recover: {{after}}, earlier {{before}}. Too few to say whether that is a change.',
      values
    );
  }
  if (other.low > (one.high ?? Infinity)) {
    return t('insights.change.median-longer', 'Median time to recover: {{after}}, earlier {{before}}: longer.', values);
  }
  if (one.low > (other.high ?? Infinity)) {
    return t(
      'insights.change.median-shorter',
      'Median time to recover: {{after}}, earlier {{before}}: shorter.',
      values
    );
  }
  return t(
    'insights.change.median-none',
    'Median time to recover: {{after}}, earlier {{before}}: their intervals overlap, no detectable change.',
    values
  );
}

/** `2026-08-23 – 2026-11-21`, both days included. */
export function periodText({ start, end }: Span, zone: string): string {
  return `${dayInZone(start, zone)} – ${dayInZone(end - 1, zone)}`;
}

export function dayInZone(seconds: number, zone: string): string {
  return inZone(new Date(seconds * 1000).toISOString(), zone).day;
}
