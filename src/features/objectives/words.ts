import { t } from '@grafana/i18n';
import { type Policy } from '../../domain/objective/burnRate';
import { type Computed } from '../../domain/objective/computed';
import { type Definition, type Objective } from '../../domain/objective/schema';
import { type ObjectiveWindow } from '../../domain/time/window';
import { formatShare, formatValue } from '../../shared/objectives/format';
import { verbatim } from '../../shared/words/verbatim';
import { type ObjectiveColumn } from './list/useObjectiveFilter';

export function objectiveWindowName(window: ObjectiveWindow): string {
  if (window.type === 'rolling') {
    return windowDays(window.days);
  }
  return window.period === 'month'
    ? t('objectives.window.month', 'this month')
    : t('objectives.window.quarter', 'this quarter');
}

export function windowDays(days: number): string {
  return t('objectives.window.days', '{{days}} d', verbatim({ days }));
}

/** What a kind computes, in words. */
export function kindFormulaText({
  indicator,
  target,
  unit,
}: Pick<Definition, 'indicator' | 'target' | 'unit'>): string {
  const bound = target === undefined ? '?' : formatValue(target, unit);
  switch (indicator.kind) {
    case 'ratio':
      return indicator.counted === 'bad'
        ? t('objectives.formula.bad', 'Bad events divided by all events, both summed over the window before dividing.')
        : t(
            'objectives.formula.good',
            'Good events divided by all events, both summed over the window before dividing.'
          );
    case 'latency':
    case 'nativeLatency':
      return t(
        'objectives.formula.latency',
        'Requests answered within {{bound}} divided by all requests; at least {{share}} are asked for. The percentile is for display only.',
        verbatim({
          bound,
          share: formatShare(indicator.percentile),
        })
      );
    case 'probe':
      return t(
        'objectives.formula.probe',
        'Minutes up divided by minutes up or down, over all targets. Minutes without samples are unknown: they count as neither.'
      );
    case 'gauge':
      return t('objectives.formula.gauge', 'The value of the query over the last five minutes.');
    case 'computed':
      return measureText(indicator.measure);
    case 'manual':
      return t(
        'objectives.formula.manual',
        'A value that a person gives, with its author and the date until which it is valid.'
      );
  }
}

function measureText(measure: Extract<Objective['indicator'], { kind: 'computed' }>['measure']): string {
  switch (measure) {
    case 'recovery':
      return t(
        'objectives.formula.recovery',
        'Median of resolved − detected over the incidents of the window. Drills, void incidents and duplicates are left out.'
      );
    case 'mttr':
      return t(
        'objectives.formula.mttr',
        'Mean length of the failures that began in the window and are over: from impact to mitigation, incidents that overlap are one failure. Drills, void incidents and duplicates are left out.'
      );
    case 'mtbf':
      return t(
        'objectives.formula.mtbf',
        'Time of the window without downtime and exclusions, divided by the number of failures; incidents that overlap are one.'
      );
    case 'reviewsOnTime':
      return t(
        'objectives.formula.reviews',
        'Reviews finished by their due date divided by those that were due in the window.'
      );
    case 'actionsOnTime':
      return t(
        'objectives.formula.actions',
        'Actions finished by their due date divided by those that were due in the window.'
      );
    case 'proactiveDetection':
      return t(
        'objectives.formula.proactive',
        'Incidents that monitoring found divided by those whose detection is known.'
      );
    case 'oee':
      return t(
        'objectives.formula.oee',
        'Availability × performance × quality, each the share of good events of its own objective.'
      );
  }
}

/** "12 · 95 %: 20 min – 41 min", or what it would take to say so. */
export function computedText(
  { n, interval, needed, incomplete, running = 0, unread = 0 }: Computed,
  { unit }: Pick<Definition, 'unit'>
): string {
  const parts = [String(n)];
  if (interval?.high !== undefined) {
    parts.push(
      t(
        'objectives.interval',
        '95 %: {{low}} – {{high}}',
        verbatim({ low: formatValue(interval.low, unit), high: formatValue(interval.high, unit) })
      )
    );
  } else if (needed !== undefined && n < needed) {
    parts.push(t('objectives.interval-refused', 'no interval below n = {{needed}}', verbatim({ needed })));
  }
  if (incomplete > 0) {
    parts.push(t('objectives.incomplete', '{{number}} left out: a time is missing', verbatim({ number: incomplete })));
  }
  if (running > 0) {
    parts.push(t('objectives.running', '{{number}} still running', verbatim({ number: running })));
  }
  if (unread > 0) {
    parts.push(t('objectives.unread', '{{number}} not read', verbatim({ number: unread })));
  }
  return parts.join(' · ');
}

type Measure = Extract<Objective['indicator'], { kind: 'computed' }>['measure'];

export function computedName(measure: Measure): string {
  switch (measure) {
    case 'recovery':
      return t('objectives.measure.recovery', 'Recovery: median of resolved − detected');
    case 'mttr':
      return t('objectives.measure.mttr', 'MTTR: mean downtime of a failure');
    case 'mtbf':
      return t('objectives.measure.mtbf', 'MTBF: mean time between failures');
    case 'reviewsOnTime':
      return t('objectives.measure.reviews', 'Reviews on time');
    case 'actionsOnTime':
      return t('objectives.measure.actions', 'Actions on time');
    case 'proactiveDetection':
      return t('objectives.measure.proactive', 'Incidents found by monitoring');
    case 'oee':
      return t('objectives.measure.oee', 'OEE: availability × performance × quality');
  }
}

export function windowChoiceName(choice: string): string {
  return choice === 'month'
    ? t('objectives.window.calendar-month', 'Calendar month')
    : choice === 'quarter'
      ? t('objectives.window.calendar-quarter', 'Calendar quarter')
      : t('objectives.window.rolling', 'Last {{days}} days', verbatim({ days: choice }));
}

/** A column of the list, which is also what it can be sorted by. */
export function columnName(column: ObjectiveColumn): string {
  switch (column) {
    case 'state':
      return t('objectives.column.state', 'State');
    case 'name':
      return t('objectives.column.objective', 'Objective');
    case 'now':
      return t('objectives.column.now', 'Now');
    case 'value':
      return t('objectives.column.window', 'In the window');
    case 'target':
      return t('objectives.column.target', 'Target');
    case 'left':
      return t('objectives.column.left', 'Budget left');
    case 'burn':
      return t('objectives.column.burn', 'Burn');
    case 'incident':
      return t('objectives.column.incident', 'Last incident');
  }
}

/** Where a target of 100 % leaves nothing to spend. */
export function noBudgetText(): string {
  return t('objectives.no-budget', 'no budget: 100 % forgives nothing');
}

export function policyText(policy: Policy): string {
  switch (policy) {
    case 'healthy':
      return t('objectives.policy.healthy', 'Healthy: more than half is left');
    case 'watch':
      return t('objectives.policy.watch', 'Watch: less than half is left');
    case 'restrict':
      return t('objectives.policy.restrict', 'Restrict: only careful changes');
    case 'freeze':
      return t('objectives.policy.freeze', 'Freeze: only what makes it more reliable');
  }
}
