import { t } from '@grafana/i18n';
import { type ItemKind, type WithoutData } from '../../../domain/maintenance/checklistItem';

export function itemKindName(kind: ItemKind): string {
  switch (kind) {
    case 'confirm':
      return t('maintenance.kind.confirm', 'Confirmation');
    case 'number':
      return t('maintenance.kind.number', 'Number');
    case 'text':
      return t('maintenance.kind.text', 'Text');
    case 'choice':
      return t('maintenance.kind.choice', 'Choice');
    case 'query':
      return t('maintenance.kind.query', 'Query');
    case 'link':
      return t('maintenance.kind.link', 'Link');
    case 'heading':
      return t('maintenance.kind.heading', 'Section heading');
  }
}

export function missingName(missing: WithoutData): string {
  switch (missing) {
    case 'asks':
      return t('maintenance.missing.asks', 'asks the person');
    case 'fails':
      return t('maintenance.missing.fails', 'fails');
    case 'passes':
      return t('maintenance.missing.passes', 'passes');
  }
}
