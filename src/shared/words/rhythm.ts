import { t } from '@grafana/i18n';
import { type Schedule } from '../../domain/maintenance/task';
import {
  type MonthDay,
  rhythmOf,
  type Rhythm,
  type RhythmUnit,
  WEEKDAYS,
  type Weekday,
} from '../../domain/time/rhythm';
import { namedDay } from './times';
import { verbatim } from './verbatim';

type Recurring = Pick<Schedule, 'rule' | 'start' | 'anchor'>;

/** A rule in words where it can be said, else the rule itself. */
export function ruleText({ rule, start, anchor }: Recurring): string {
  const time = start.slice(11);
  const rhythm = rhythmOf(rule, start);
  const text = rhythm ? inMonths(rhythm, rhythmText(rhythm, start, time)) : `${rule}, ${time}`;
  return anchor === 'completed'
    ? t('maintenance.rule.completed', '{{text}}, counted from the last time it was done', verbatim({ text }))
    : text;
}

function rhythmText({ unit, every, weekdays, on }: Rhythm, start: string, time: string): string {
  switch (unit) {
    case 'day':
      return every === 1
        ? t('maintenance.rule.daily', 'every day at {{time}}', verbatim({ time }))
        : t('maintenance.rule.days', 'every {{interval}} days at {{time}}', verbatim({ interval: every, time }));
    case 'week': {
      const chosen = weekdays.length ? weekdays : [WEEKDAYS[(new Date(`${start}:00Z`).getUTCDay() + 6) % 7]];
      const days = chosen.map(weekdayName).join(', ');
      return every === 1
        ? t('maintenance.rule.weekly', 'every week on {{days}} at {{time}}', verbatim({ days, time }))
        : t(
            'maintenance.rule.weeks',
            'every {{interval}} weeks on {{days}} at {{time}}',
            verbatim({ interval: every, days, time })
          );
    }
    case 'month':
      return monthText(every, on, start, time);
    case 'year': {
      const day = namedDay(start.slice(0, 10), { day: 'numeric', month: 'long' });
      return every === 1
        ? t('maintenance.rule.yearly', 'every year on {{day}} at {{time}}', verbatim({ day, time }))
        : t(
            'maintenance.rule.years',
            'every {{interval}} years on {{day}} at {{time}}',
            verbatim({ interval: every, day, time })
          );
    }
  }
}

function monthText(every: number, on: MonthDay, start: string, time: string): string {
  const day = dayText(on, start);
  if (every > 1) {
    return t(
      'maintenance.rule.months',
      'every {{interval}} months, {{day}}, at {{time}}',
      verbatim({ interval: every, day, time })
    );
  }
  if (on.by !== 'weekday') {
    return t('maintenance.rule.monthly', 'every month, {{day}}, at {{time}}', verbatim({ day, time }));
  }
  const weekday = weekdayName(on.weekday);
  return on.nth === -1
    ? t('maintenance.rule.monthly-last', 'the last {{day}} of the month at {{time}}', verbatim({ day: weekday, time }))
    : t(
        'maintenance.rule.monthly-nth',
        '{{nth}} {{day}} of the month at {{time}}',
        verbatim({ nth: ordinal(on.nth), day: weekday, time })
      );
}

function dayText(on: MonthDay, start: string): string {
  switch (on.by) {
    case 'last':
      return t('maintenance.rule.last-day', 'the last day');
    case 'weekday':
      return t(
        'maintenance.rule.nth-day',
        '{{nth}} {{day}}',
        verbatim({ nth: ordinal(on.nth), day: weekdayName(on.weekday) })
      );
    default: {
      const date = on.by === 'date' ? on.date : Number(start.slice(8, 10));
      if (date === 1) {
        return t('maintenance.rule.first-day', 'day 1'); // French counts that one alone in another way
      }
      return date > 28
        ? t('maintenance.rule.day-or-last', 'day {{date}} or the last one', verbatim({ date }))
        : t('maintenance.rule.day', 'day {{date}}', verbatim({ date }));
    }
  }
}

function inMonths({ months }: Rhythm, text: string): string {
  return months.length
    ? t(
        'maintenance.rule.in-months',
        '{{text}}, in {{months}}',
        verbatim({ text, months: months.map(monthName).join(', ') })
      )
    : text;
}

export function weekdayName(code: Weekday | 'working'): string {
  return code === 'working'
    ? t('maintenance.rule.working-day', 'working day')
    : namedDay(`2024-01-0${1 + WEEKDAYS.indexOf(code)}`, { weekday: 'long' });
}

/** January is 1. */
export function monthName(month: number): string {
  return namedDay(`2024-${String(month).padStart(2, '0')}-01`, { month: 'long' });
}

export function rhythmUnitName(unit: RhythmUnit, every: number): string {
  switch (unit) {
    case 'day':
      return t('maintenance.rhythm.days', '', { count: every, defaultValue_one: 'day', defaultValue_other: 'days' });
    case 'week':
      return t('maintenance.rhythm.weeks', '', { count: every, defaultValue_one: 'week', defaultValue_other: 'weeks' });
    case 'month':
      return t('maintenance.rhythm.month', '', {
        count: every,
        defaultValue_one: 'month',
        defaultValue_other: 'months',
      });
    case 'year':
      return t('maintenance.rhythm.years', '', { count: every, defaultValue_one: 'year', defaultValue_other: 'years' });
  }
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
