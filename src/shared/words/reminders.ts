import { t } from '@grafana/i18n';
import { type ReminderKind } from '../../domain/text/documents/reminder';

export function reminderKindName(kind: ReminderKind): string {
  switch (kind) {
    case 'next-update':
      return t('reminders.kinds.next-update', 'Next update of an incident');
    case 'check-back':
      return t('reminders.kinds.check-back', 'Check-back of a task');
    case 'role-empty':
      return t('reminders.kinds.role-empty', 'Mandatory role still empty');
    case 'review-due':
      return t('reminders.kinds.review-due', 'Review due');
    case 'action-due':
      return t('reminders.kinds.action-due', 'Action due');
    case 'maintenance-due':
      return t('reminders.kinds.maintenance-due', 'Maintenance task due');
    case 'maintenance-overdue':
      return t('reminders.kinds.maintenance-overdue', 'Maintenance task overdue');
    case 'window-start':
      return t('reminders.kinds.window-start', 'Maintenance window begins');
    case 'window-end':
      return t('reminders.kinds.window-end', 'Maintenance window ends');
    case 'attestation-expiring':
      return t('reminders.kinds.attestation-expiring', 'Attestation expires');
    case 'restore-drill':
      return t('reminders.kinds.restore-drill', 'Restore drill due');
  }
}
