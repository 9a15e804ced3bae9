import { t } from '@grafana/i18n';
import { type Fate, type JudgedShare, type RuleVerdict } from '../../domain/insights/alerts/judgement';
import { dataSources } from '../../grafana/dataSources';
import { formatDuration } from '../words/durations';
import { verbatim } from '../words/verbatim';

export function fateName(fate: Fate): string {
  switch (fate) {
    case 'led':
      return t('alerts.fate.led', 'led to an incident');
    case 'fell':
      return t('alerts.fate.fell', 'fell into one');
    case 'silenced':
      return t('alerts.fate.silenced', 'silenced');
    case 'nothing':
      return t('alerts.fate.nothing', 'nobody did anything');
  }
}

export function alertSourceName(source: string): string {
  return source === 'grafana' ? 'Grafana' : (dataSources().find(({ uid }) => uid === source)?.name ?? source);
}

const percent = (share: number) => Math.round(share * 100);

/** `3 of 6: 50 % [19–81 %]`; below six only the counts, and that nothing is said. */
export function judgedShareText({ hits, n, value, interval }: JudgedShare): string {
  if (n === 0) {
    return '–';
  }
  return value === undefined || !interval
    ? t('alerts.share.few', '{{hits}} of {{n}}: too few to say', verbatim({ hits, n }))
    : t(
        'alerts.share.value',
        '{{hits}} of {{n}}: {{value}} % [{{low}}–{{high}} %]',
        verbatim({ hits, n, value: percent(value), low: percent(interval.low), high: percent(interval.high) })
      );
}

export function leadText({ n, median, least, most }: RuleVerdict['lead']): string {
  if (n === 0) {
    return '–';
  }
  return median === undefined || least === undefined || most === undefined
    ? t('alerts.lead.few', '', {
        count: n,
        defaultValue_one: '{{count}} incident: too few to say',
        defaultValue_other: '{{count}} incidents: too few to say',
      })
    : t(
        'alerts.lead.value',
        'median {{median}}, from {{least}} to {{most}} (n = {{n}})',
        verbatim({ n, median: signed(median), least: signed(least), most: signed(most) })
      );
}

/** Before people noticed, or after them. */
export function signed(seconds: number): string {
  const time = formatDuration(Math.abs(seconds));
  return seconds < 0
    ? t('alerts.lead.after', '{{time}} after', verbatim({ time }))
    : t('alerts.lead.before', '{{time}} before', verbatim({ time }));
}
