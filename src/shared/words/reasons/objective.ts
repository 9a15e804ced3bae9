import { t } from '@grafana/i18n';
import { type ObjectiveReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const objectiveReasons: Texts<ObjectiveReason> = {
  'promql.empty': () => t('objectives.reasons.promql-empty', 'Write a query'),
  'promql.tooLong': ({ limit }) =>
    t('objectives.reasons.promql-too-long', 'A query has at most {{limit}} characters', verbatim({ limit })),
  'promql.unfinished': () =>
    t('objectives.reasons.promql-unfinished', 'The query is not finished: something is missing at its end'),
  'promql.syntax': ({ position, near }) =>
    t(
      'objectives.reasons.promql-syntax',
      'The query stops making sense at character {{position}}, near “{{near}}”',
      verbatim({ position, near })
    ),
  'objective.moved': () =>
    t(
      'objectives.reasons.moved',
      'Somebody else changed this objective meanwhile: close the form and look at it again'
    ),
  'objective.removed': () => t('objectives.reasons.removed', 'Somebody removed this objective meanwhile'),
  'objective.notByHand': () =>
    t('objectives.reasons.not-by-hand', 'This objective is measured now; it takes no values by hand'),
  'objective.expiry.past': () =>
    t('objectives.reasons.expiry-past', 'The value must be valid for some time: choose a later date'),
  'objective.alerting.windows': () =>
    t(
      'objectives.reasons.alert-windows',
      'Windows are whole multiples of five minutes, three days at most, the short one below the long one'
    ),
  'objective.alerting.twice': () => t('objectives.reasons.alert-twice', 'Each pair needs another long window'),
  'objective.value': () => t('objectives.reasons.value', 'Give a number'),
  'objective.name.empty': () => t('objectives.reasons.name', 'Give it a name'),
  'objective.target.empty': () =>
    t('objectives.reasons.target-empty', 'An objective with an error budget needs a target'),
  'objective.target.positive': () => t('objectives.reasons.target-positive', 'The target is a time above 0'),
  'objective.target.share': () => t('objectives.reasons.target-share', 'The target is a share between 0 and 100 %'),
  'objective.target.number': () => t('objectives.reasons.target-number', 'This is not a number'),
  'objective.critical.alone': () => t('objectives.reasons.critical-alone', 'A critical threshold needs a target'),
  'objective.critical.side': () =>
    t('objectives.reasons.critical-side', 'The critical threshold lies on the good side of the target'),
  'objective.expr.counter': ({ counter }) =>
    t(
      'objectives.reasons.counter',
      '{{counter}} is a counter: read it with rate(…[5m]) or increase(…)',
      verbatim({ counter })
    ),
  'objective.expr.type': () =>
    t('objectives.reasons.type', 'The query must give one value: aggregate it, or take a function over its range'),
  'objective.events.range': ({ text }) =>
    t(
      'objectives.reasons.range',
      '“{{text}}” has no range: events are counted by a counter alone, or by rate(…[5m]) of it',
      verbatim({ text })
    ),
  'objective.events.subquery': ({ text }) =>
    t(
      'objectives.reasons.subquery',
      '“{{text}}” is a subquery: events are counted over any time, so that its range cannot be given',
      verbatim({ text })
    ),
  'objective.events.at': ({ text }) =>
    t('objectives.reasons.at', '“{{text}}” fixes a time with @: events are counted over any time', verbatim({ text })),
  'objective.events.function': ({ text }) =>
    t(
      'objectives.reasons.function',
      '{{text}} does not add up over time: count events with rate(…), increase(…), count_over_time(…) or sum_over_time(…)',
      verbatim({ text })
    ),
  'objective.selector': () =>
    t('objectives.reasons.selector', 'Only a metric with its labels belongs here, for instance up{job="api"}'),
  'objective.histogram.bucket': () =>
    t('objectives.reasons.bucket', 'The metric of a classic histogram ends in _bucket'),
  'objective.percentile': () => t('objectives.reasons.percentile', 'The share of requests lies between 0 and 100 %'),
  'objective.oee.factors': () => t('objectives.reasons.factors', 'Choose the three objectives that are multiplied'),
  'exclusion.order': () => t('objectives.reasons.exclusion-order', 'It must end after it begins'),
  'exclusion.time': () => t('objectives.reasons.exclusion-time', 'Give the day and the time'),
  'exclusion.nothing': () =>
    t('objectives.reasons.exclusion-nothing', 'Choose the objectives or the services that it concerns'),
  'exclusion.reason': () => t('objectives.reasons.exclusion-reason', 'Say why'),
  'exclusion.approver': () => t('objectives.reasons.exclusion-approver', 'Say who approved it'),
  'exclusion.many': ({ limit }) =>
    t(
      'objectives.reasons.exclusion-many',
      'There are {{limit}} exclusions already: take old ones back first',
      verbatim({ limit })
    ),
  'objective.zone': () => t('objectives.reasons.zone', 'This is not a time zone'),
  'openslo.tooLong': ({ limit }) =>
    t('objectives.reasons.openslo-too-long', 'A file has at most {{limit}} characters', verbatim({ limit })),
  'openslo.yaml': ({ message }) =>
    t('objectives.reasons.openslo-yaml', 'This is not YAML: {{message}}', verbatim({ message })),
  'openslo.none': () =>
    t('objectives.reasons.openslo-none', 'There is no SLO in it: documents with “kind: SLO” are read'),
  'openslo.version': ({ found }) =>
    found === ''
      ? t('objectives.reasons.openslo-no-version', 'It must begin with “apiVersion: openslo/v1”')
      : t('objectives.reasons.openslo-version', 'Only openslo/v1 is read, not “{{found}}”', verbatim({ found })),
  'openslo.sloth': () =>
    t(
      'objectives.reasons.openslo-sloth',
      'This is Sloth’s own format: write it as “apiVersion: openslo/v1” with “kind: SLO”'
    ),
  'openslo.missing': () => t('objectives.reasons.openslo-missing', 'This is missing'),
  'openslo.type': ({ expected }) =>
    t('objectives.reasons.openslo-type', 'This must be of type {{expected}}', verbatim({ expected })),
  'openslo.value': () => t('objectives.reasons.openslo-value', 'OpenSLO knows no such value here'),
  'openslo.metric': () =>
    t('objectives.reasons.openslo-metric', 'Only a ratioMetric with good or bad events and a total is read'),
  'openslo.indicator': ({ name }) =>
    t('objectives.reasons.openslo-indicator', 'The file has no SLI named “{{name}}”', verbatim({ name })),
  'openslo.source': ({ type }) =>
    t('objectives.reasons.openslo-source', 'Only queries of Prometheus are read, not of {{type}}', verbatim({ type })),
  'openslo.good': () => t('objectives.reasons.openslo-good', 'The good or the bad events are missing'),
  'openslo.method': ({ method }) =>
    t(
      'objectives.reasons.openslo-method',
      'Events are counted here (Occurrences); {{method}} would give another result',
      verbatim({ method })
    ),
  'openslo.start': ({ start }) =>
    t(
      'objectives.reasons.openslo-start',
      'Calendar windows begin with the first of a month or quarter at midnight here, not at {{start}}',
      verbatim({ start })
    ),
  'openslo.window': ({ duration }) =>
    t(
      'objectives.reasons.openslo-window',
      'There is no window of {{duration}} here: rolling 7d, 28d, 30d or 90d, or the calendar’s 1M or 1Q',
      verbatim({ duration })
    ),
};
