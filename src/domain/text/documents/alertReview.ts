import { type Language } from '../language';

interface Texts {
  raise: (rule: string) => string;
  lengthen: (rule: string) => string;
  delete: (rule: string) => string;
  runbook: (rule: string) => string;
  rule: (incident: string) => string;
}

/** What a review of alerts proposes, as it is kept in the week's record. */
export const ALERT_PROPOSALS: Record<Language, Texts> = {
  en: {
    raise: (rule) => `Raise the threshold of ${rule}`,
    lengthen: (rule) => `Let ${rule} wait longer before it fires`,
    delete: (rule) => `Delete ${rule}: nobody ever acted on it`,
    runbook: (rule) => `Write a runbook for ${rule}`,
    rule: (incident) => `Write an alert rule from the evidence of ${incident}`,
  },
  fr: {
    raise: (rule) => `Relever le seuil de ${rule}`,
    lengthen: (rule) => `Faire attendre ${rule} plus longtemps avant de se déclencher`,
    delete: (rule) => `Supprimer ${rule} : personne n’y a jamais réagi`,
    runbook: (rule) => `Écrire un runbook pour ${rule}`,
    rule: (incident) => `Écrire une règle d’alerte à partir des preuves de ${incident}`,
  },
};
