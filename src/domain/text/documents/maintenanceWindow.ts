import { type Language } from '../language';

type Texts = Record<
  | 'kind'
  | 'planned'
  | 'started'
  | 'ended'
  | 'cancelled'
  | 'services'
  | 'owner'
  | 'checklist'
  | 'silenced'
  | 'excluded'
  | 'approvedBy'
  | 'notApproved'
  | 'what'
  | 'risk'
  | 'backOut'
  | 'colon'
  | 'to'
  | 'by',
  string
>;

/** A maintenance window for people who read its record without the plugin. */
export const WINDOW_DOCUMENT_TEXTS: Record<Language, Texts> = {
  en: {
    kind: 'Maintenance window',
    planned: 'Planned',
    started: 'Started',
    ended: 'Ended',
    cancelled: 'Cancelled',
    services: 'Services',
    owner: 'Owner',
    checklist: 'Checklist',
    silenced: 'Alerts of these services are silenced',
    excluded: 'Excluded from objectives',
    approvedBy: 'approved by',
    notApproved: 'To be excluded from objectives, not approved yet',
    what: 'What is done',
    risk: 'Risk',
    backOut: 'Back-out plan',
    colon: ': ',
    to: 'to',
    by: 'by',
  },
  fr: {
    kind: 'Fenêtre de maintenance',
    planned: 'Prévue',
    started: 'Commencée',
    ended: 'Terminée',
    cancelled: 'Annulée',
    services: 'Services',
    owner: 'Responsable',
    checklist: 'Checklist',
    silenced: 'Les alertes de ces services sont mises sous silence',
    excluded: 'Exclue des objectifs',
    approvedBy: 'approuvé par',
    notApproved: 'À exclure des objectifs, pas encore approuvé',
    what: 'Ce qui est fait',
    risk: 'Risque',
    backOut: 'Plan de retour arrière',
    colon: '\u00a0: ',
    to: 'à',
    by: 'par',
  },
};
