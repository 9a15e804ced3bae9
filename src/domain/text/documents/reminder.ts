import { type Language } from '../language';

export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** What people can be reminded of with every browser closed; also the label `kind` of the alert rule. */
export const REMINDER_KINDS = [
  'next-update',
  'check-back',
  'role-empty',
  'review-due',
  'action-due',
  'maintenance-due',
  'maintenance-overdue',
  'window-start',
  'window-end',
  'attestation-expiring',
  'restore-drill',
] as const;

interface Texts {
  kinds: Record<ReminderKind, string>;
  roles: Record<string, string>;
  deadline: string;
  maintenance: string;
  security: string;
  backups: string;
  improvements: string;
  quoted: (text: string) => string;
}

/** What a reminder says to whoever Grafana tells. */
export const REMINDER_TEXTS: Record<Language, Texts> = {
  en: {
    kinds: {
      'next-update': 'next update due',
      'check-back': 'check back on a task',
      'role-empty': 'a mandatory role is empty',
      'review-due': 'review due',
      'action-due': 'action due',
      'maintenance-due': 'maintenance due',
      'maintenance-overdue': 'maintenance overdue',
      'window-start': 'maintenance window begins',
      'window-end': 'maintenance window ends',
      'attestation-expiring': 'attestation expires',
      'restore-drill': 'restore drill due',
    },
    roles: {
      commander: 'commander',
      scribe: 'scribe',
      communications: 'communications',
      operations: 'operations',
    },
    deadline: 'Deadline: ',
    maintenance: 'Maintenance plan',
    security: 'Security checklist',
    backups: 'Backups',
    improvements: 'Improvements',
    quoted: (text) => `“${text}”`,
  },
  fr: {
    kinds: {
      'next-update': 'prochain point attendu',
      'check-back': 'tâche à relancer',
      'role-empty': 'un rôle obligatoire est vacant',
      'review-due': 'revue à faire',
      'action-due': 'action à terminer',
      'maintenance-due': 'maintenance à faire',
      'maintenance-overdue': 'maintenance en retard',
      'window-start': 'la fenêtre de maintenance commence',
      'window-end': 'la fenêtre de maintenance se termine',
      'attestation-expiring': 'une attestation expire',
      'restore-drill': 'exercice de restauration à faire',
    },
    roles: {
      commander: 'pilote',
      scribe: 'secrétaire',
      communications: 'communication',
      operations: 'opérations',
    },
    deadline: 'Échéance : ',
    maintenance: 'Plan de maintenance',
    security: 'Checklist de sécurité',
    backups: 'Sauvegardes',
    improvements: 'Améliorations',
    quoted: (text) => `« ${text} »`,
  },
};
