import { t } from '@grafana/i18n';
import { type OccurrenceState } from '../../domain/maintenance/task';
import { type Mark } from '../ui/StateMark';

const MARKS: Record<OccurrenceState, Mark> = {
  upcoming: 'neutral',
  due: 'neutral',
  overdue: 'bad',
  missed: 'bad',
  early: 'good',
  ontime: 'good',
  late: 'warning',
  waived: 'neutral',
  skipped: 'warning',
};

/** `isPast`: whether the time it was due at is over, though not yet the time that it may still be done in. */
export function occurrenceMark(state: OccurrenceState, isPast = false): Mark {
  return state === 'due' && isPast ? 'warning' : MARKS[state];
}

export function occurrenceStateName(state: OccurrenceState): string {
  switch (state) {
    case 'upcoming':
      return t('maintenance.state.upcoming', 'upcoming');
    case 'due':
      return t('maintenance.state.due', 'due');
    case 'overdue':
      return t('maintenance.state.overdue', 'overdue');
    case 'missed':
      return t('maintenance.state.missed', 'missed');
    case 'early':
      return t('maintenance.state.early', 'done early');
    case 'ontime':
      return t('maintenance.state.ontime', 'done');
    case 'late':
      return t('maintenance.state.late', 'done late');
    case 'skipped':
      return t('maintenance.state.skipped', 'skipped');
    case 'waived':
      return t('maintenance.state.waived', 'waived');
  }
}
