import { t } from '@grafana/i18n';
import { verbatim } from './verbatim';

/** A record as a title names it: registers by what they hold, the others by their reference. */
export function recordTitle(kind: string, name: string): string {
  switch (kind) {
    case 'backups':
      return t('records.titles.backups', 'Backups');
    case 'checklists':
      return t('records.titles.checklists', 'Checklists');
    case 'improvements':
      return t('records.titles.improvements', 'Improvements');
    case 'incident':
      return name.toUpperCase();
    case 'objectives':
      return t('records.titles.objectives', 'Objectives');
    case 'plan':
      return t('records.titles.plan', 'Maintenance plan');
    case 'rota':
      return t('records.titles.rota', 'Rota');
    case 'security':
      return t('records.titles.security', 'Security register');
    case 'services':
      return t('records.titles.services', 'Services');
    case 'settings':
      return t('records.titles.settings', 'Settings of the team');
    case 'week':
      return t(
        'records.titles.week',
        'Maintenance {{week}}',
        verbatim({ week: name.replace(/^opsbook-week-/, '').toUpperCase() })
      );
    default:
      return name;
  }
}
