import { t } from '@grafana/i18n';
import { type TaskField } from '../../../domain/maintenance/taskImport/table';

export function fieldName(field: TaskField): string {
  switch (field) {
    case 'title':
      return t('maintenance.import.field.title', 'Task');
    case 'id':
      return t('maintenance.import.field.id', 'Its id there');
    case 'rhythm':
      return t('maintenance.import.field.rhythm', 'Comes back');
    case 'start':
      return t('maintenance.import.field.start', 'First date');
    case 'time':
      return t('maintenance.import.field.time', 'Time');
    case 'team':
      return t('maintenance.import.field.team', 'Team');
    case 'description':
      return t('maintenance.import.field.description', 'Description');
    case 'checklist':
      return t('maintenance.import.field.checklist', 'Checklist');
    case 'lead':
      return t('maintenance.import.field.lead', 'Hours before');
    case 'grace':
      return t('maintenance.import.field.grace', 'Hours after');
    case 'closed':
      return t('maintenance.import.field.closed', 'On a closed day');
  }
}
