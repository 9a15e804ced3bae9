import { t } from '@grafana/i18n';
import { type ActionState, type ActionType, type Nature, type Priority } from '../../domain/incident/schema';

export function actionTypeName(type: ActionType): string {
  switch (type) {
    case 'detect':
      return t('incidents.action-type.detect', 'Detect');
    case 'mitigate':
      return t('incidents.action-type.mitigate', 'Mitigate');
    case 'prevent':
      return t('incidents.action-type.prevent', 'Prevent');
    case 'process':
      return t('incidents.action-type.process', 'Process');
  }
}

export function natureName(nature: Nature): string {
  return nature === 'corrective'
    ? t('incidents.action.corrective', 'corrective')
    : t('incidents.action.preventive', 'preventive');
}

export function actionStateName(state: ActionState): string {
  switch (state) {
    case 'open':
      return t('incidents.action-state.open', 'Open');
    case 'doing':
      return t('incidents.action-state.doing', 'In progress');
    case 'done':
      return t('incidents.action-state.done', 'Done');
    case 'wontDo':
      return t('incidents.action-state.wont-do', 'Won’t do');
  }
}

export function priorityName(priority: Priority): string {
  switch (priority) {
    case 'high':
      return t('incidents.priority.high', 'High');
    case 'medium':
      return t('incidents.priority.medium', 'Medium');
    case 'low':
      return t('incidents.priority.low', 'Low');
  }
}

export function lateText(days: number): string {
  return t('actions.late', '', {
    count: days,
    defaultValue_one: '{{count}} day late',
    defaultValue_other: '{{count}} days late',
  });
}
