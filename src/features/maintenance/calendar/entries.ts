import { t } from '@grafana/i18n';
import { type CalendarEntry } from '../../../domain/maintenance/calendar';
import { windowState } from '../../../domain/maintenance/windows/times';
import { localDateOf, weekOf } from '../../../domain/time/recurrence';
import { incidentPath } from '../../../shared/incidents/paths';
import { windowPath } from '../../../shared/maintenance/paths';
import { type Mark } from '../../../shared/ui/StateMark';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { verbatim } from '../../../shared/words/verbatim';
import { windowMark, windowStateName } from '../../../shared/words/windows';
import { weeklyReviewPath, weekPath } from '../paths';

interface Shown {
  title: string;
  /** What it is and where it stands. */
  state: string;
  mark: Mark;
  path: string;
  hasTime: boolean;
}

/** How an entry of the calendar is told and where it leads. */
export function shownEntry(entry: CalendarEntry, zone: string, now: number): Shown {
  switch (entry.kind) {
    case 'task': {
      const week = weekOf(localDateOf(entry.at, zone));
      return {
        title: entry.title,
        state: t('calendar.task', 'task, {{state}}', verbatim({ state: occurrenceStateName(entry.state) })),
        mark: occurrenceMark(entry.state),
        path: `${weekPath(week)}&${new URLSearchParams({ open: entry.key })}`,
        hasTime: true,
      };
    }
    case 'window': {
      const state = windowState(entry.window, now);
      return {
        title: entry.window.title,
        state: t('calendar.window', 'window, {{state}}', verbatim({ state: windowStateName(state) })),
        mark: windowMark(state),
        path: windowPath(entry.window.name),
        hasTime: true,
      };
    }
    case 'incident': {
      const { ref, title, status } = entry.incident;
      const isOver = status === 'resolved' || status === 'closed';
      return {
        title: t('calendar.incident-title', '{{ref}} {{title}}', verbatim({ ref, title })),
        state: t('calendar.incident', 'incident'),
        mark: isOver ? 'neutral' : 'bad',
        path: incidentPath(entry.incident.name),
        hasTime: true,
      };
    }
    case 'review':
      return {
        title: t('calendar.review-title', 'Review of {{week}}', verbatim({ week: entry.week })),
        state: entry.signed
          ? t('calendar.review-signed', 'review, signed off')
          : t('calendar.review-open', 'review, not signed off'),
        mark: entry.signed ? 'good' : 'neutral',
        path: weeklyReviewPath(entry.week),
        hasTime: false,
      };
  }
}
