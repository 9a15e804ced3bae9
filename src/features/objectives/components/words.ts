import { t } from '@grafana/i18n';
import { type Definition, type Objective } from '../../../domain/objective';
import { type ObjectiveWindow } from '../../../domain/window';
import { formatShare, formatValue } from '../../../shared/objectives/format';
import { verbatim } from '../../../shared/verbatim';

export function windowLabel(window: ObjectiveWindow): string {
  if (window.type === 'rolling') {
    return t('objectives.window.days', '{{days}} d', verbatim({ days: window.days }));
  }
  return window.period === 'month'
    ? t('objectives.window.month', 'this month')
    : t('objectives.window.quarter', 'this quarter');
}

/** What a kind computes, in words. */
export function formulaText({ indicator, target, unit }: Pick<Definition, 'indicator' | 'target' | 'unit'>): string {
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
      return computedText(indicator.measure);
    case 'manual':
      return t(
        'objectives.formula.manual',
        'A value that a person gives, with its author and the date until which it is valid.'
      );
  }
}

function computedText(measure: Extract<Objective['indicator'], { kind: 'computed' }>['measure']): string {
  switch (measure) {
    case 'recovery':
      return t(
        'objectives.formula.recovery',
        'Median of resolved − detected over the incidents of the window. Drills, void incidents and duplicates are left out.'
      );
    case 'mttr':
      return t(
        'objectives.formula.mttr',
        'Mean of resolved − detected over the incidents of the window. Drills, void incidents and duplicates are left out.'
      );
    case 'mtbf':
      return t(
        'objectives.formula.mtbf',
        'Time of the window without the union of downtimes, divided by the number of incidents.'
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
