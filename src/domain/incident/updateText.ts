import { type Instant } from '../record/record';
import { type Language } from '../text/language';
import { inZone } from '../text/times';
import { reference } from './rules';
import { type Incident, type Update } from './schema';

const WORDS = {
  en: {
    conditions: 'Conditions',
    actions: 'Actions',
    needs: 'Needs',
    next: 'Next update',
    subject: 'Subject',
    hello: 'Hello,',
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
    subject: 'Objet',
    hello: 'Bonjour,',
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

/** Where a text is pasted: each asks for its own shape. */
export type Medium = 'chat' | 'email' | 'customers';

/**
 * An update as plain text. Chat gets lines, an e-mail a subject and a salutation, customers neither link nor inner needs
 * nor our names for things. Times are in the incident's zone, which is named.
 */
export function updateText(
  incident: Pick<Incident, 'name' | 'title' | 'zone'>,
  update: Update,
  language: Language,
  url: string,
  medium: Medium = update.audience === 'customers' ? 'customers' : 'chat'
): string {
  const words = WORDS[language];
  const inner = medium !== 'customers';
  const head = [reference(incident.name), update.severity?.toUpperCase(), incident.title].filter(Boolean).join(' · ');
  const title = `${inner ? head : incident.title} (${words.statuses[update.status]})`;
  const lines = [
    `${words.conditions}${words.colon} ${update.conditions}`,
    update.actions && `${words.actions}${words.colon} ${update.actions}`,
    inner && update.needs && `${words.needs}${words.colon} ${update.needs}`,
    update.next && `${words.next}${words.colon} ${clock(update.next, incident.zone)}`,
    inner && url,
  ].filter(Boolean);
  switch (medium) {
    case 'chat':
      return [title, ...lines].join('\n');
    case 'email':
      return [`${words.subject}${words.colon} ${title}`, words.hello, ...lines].join('\n\n');
    case 'customers':
      return [title, ...lines].join('\n\n');
  }
}

function clock(at: Instant, zone: string): string {
  const { day, time } = inZone(at, zone);
  return `${day} ${time} (${zone})`;
}
