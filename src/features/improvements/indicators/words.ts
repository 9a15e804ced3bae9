import { t } from '@grafana/i18n';
import { type IndicatorProgress, type IndicatorStanding } from '../../../domain/objective/improvement';
import { type Mark } from '../../../shared/ui/StateMark';

export const PROGRESS_MARKS: Record<IndicatorProgress, Mark> = {
  toDo: 'neutral',
  inProgress: 'warning',
  late: 'bad',
  reached: 'good',
};

export function progressName(progress: IndicatorProgress): string {
  switch (progress) {
    case 'toDo':
      return t('objectives.progress.to-do', 'To do');
    case 'inProgress':
      return t('objectives.progress.in-progress', 'In progress');
    case 'late':
      return t('objectives.progress.late', 'Late');
    case 'reached':
      return t('objectives.progress.reached', 'Reached');
  }
}

export function directionText(direction: NonNullable<IndicatorStanding['direction']>): string {
  switch (direction) {
    case 'better':
      return t('objectives.direction.better', 'better than before');
    case 'worse':
      return t('objectives.direction.worse', 'worse than before');
    case 'same':
      return t('objectives.direction.same', 'as before');
  }
}
