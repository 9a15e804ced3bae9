import { formatDate, t } from '@grafana/i18n';
import { type Schedule } from '../../../domain/maintenance/task';
import { verbatim } from '../../../shared/words/verbatim';
import { DAYS } from './weekdays';

type Rhythm = Pick<Schedule, 'rule' | 'start' | 'anchor'>;

/** A rule in words where it is a common one, else the rule itself. */
export function ruleText({ rule, start, anchor }: Rhythm): string {
  const time = start.slice(11);
  const text = rhythm(rule, start, time) ?? `${rule}, ${time}`;
  return anchor === 'completed'
    ? t('maintenance.rule.completed', '{{text}}, counted from the last time it was done', verbatim({ text }))
    : text;
}

function rhythm(rule: string, start: string, time: string): string | undefined {
  const parts = new Map(
    rule.split(';').map((part): [string, string] => [part.split('=')[0], part.split('=')[1] ?? ''])
  );
  const [frequency, day, interval] = [parts.get('FREQ'), parts.get('BYDAY'), Number(parts.get('INTERVAL') ?? 1)];
  const others = [...parts.keys()].filter((key) => !['FREQ', 'BYDAY', 'INTERVAL'].includes(key));
  if (others.length) {
    return undefined;
  }
  const nth = /^([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)$/.exec(day ?? '');
  const days = (day ?? '').split(',').every((code) => DAYS.includes(code))
    ? (day ?? '').split(',').map(weekdayName).join(', ')
    : undefined;
  if (frequency === 'DAILY' && !day) {
    return interval === 1
      ? t('maintenance.rule.daily', 'every day at {{time}}', verbatim({ time }))
      : t('maintenance.rule.days', 'every {{interval}} days at {{time}}', verbatim({ interval, time }));
  }
  if (frequency === 'WEEKLY' && (days || !day)) {
    const on = days ?? weekdayName(DAYS[(new Date(`${start}:00Z`).getUTCDay() + 6) % 7]);
    return interval === 1
      ? t('maintenance.rule.weekly', 'every week on {{days}} at {{time}}', verbatim({ days: on, time }))
      : t(
          'maintenance.rule.weeks',
          'every {{interval}} weeks on {{days}} at {{time}}',
          verbatim({ interval, days: on, time })
        );
  }
  if (frequency === 'MONTHLY' && interval === 1 && nth) {
    const day_ = weekdayName(nth[2]);
    return nth[1] === '-1'
      ? t('maintenance.rule.monthly-last', 'the last {{day}} of the month at {{time}}', verbatim({ day: day_, time }))
      : t(
          'maintenance.rule.monthly-nth',
          '{{nth}} {{day}} of the month at {{time}}',
          verbatim({
            nth: ordinal(Number(nth[1])),
            day: day_,
            time,
          })
        );
  }
  return undefined;
}

export function weekdayName(code: string): string {
  return formatDate(new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(code))), { timeZone: 'UTC', weekday: 'long' });
}

export function ordinal(number: number): string {
  switch (number) {
    case 1:
      return t('maintenance.rule.first', 'first');
    case 2:
      return t('maintenance.rule.second', 'second');
    case 3:
      return t('maintenance.rule.third', 'third');
    case 4:
      return t('maintenance.rule.fourth', 'fourth');
    default:
      return t('maintenance.rule.last', 'last');
  }
}
