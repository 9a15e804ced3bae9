import { reference } from './incidentRules';
import { type Incident, type Language, type Update } from './incidentSchema';

const WORDS = {
  en: {
    conditions: 'Conditions',
    actions: 'Actions',
    needs: 'Needs',
    next: 'Next update',
    colon: ':',
    statuses: {
      declared: 'declared',
      investigating: 'investigating',
      identified: 'cause identified',
      mitigated: 'mitigated',
      resolved: 'resolved',
      closed: 'closed',
      void: 'void',
    },
  },
  fr: {
    conditions: 'Situation',
    actions: 'Actions',
    needs: 'Besoins',
    next: 'Prochain point',
    colon: ' :',
    statuses: {
      declared: 'déclaré',
      investigating: 'en investigation',
      identified: 'cause identifiée',
      mitigated: 'atténué',
      resolved: 'résolu',
      closed: 'clos',
      void: 'annulé',
    },
  },
} as const;

/** An update as plain text, ready for chat, e-mail or customers; customers get neither link nor inner needs. */
export function updateText(
  incident: Pick<Incident, 'name' | 'title'>,
  update: Update,
  language: Language,
  url: string
): string {
  const words = WORDS[language];
  const inner = update.audience !== 'customers';
  const head = [reference(incident.name), update.severity?.toUpperCase(), incident.title].filter(Boolean).join(' · ');
  return [
    `${inner ? head : incident.title} (${words.statuses[update.status]})`,
    `${words.conditions}${words.colon} ${update.conditions}`,
    update.actions && `${words.actions}${words.colon} ${update.actions}`,
    inner && update.needs && `${words.needs}${words.colon} ${update.needs}`,
    update.next && `${words.next}${words.colon} ${update.next}`,
    inner && url,
  ]
    .filter(Boolean)
    .join('\n');
}
