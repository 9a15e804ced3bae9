import { type Language } from '../language';

interface Texts {
  conditions: string;
  actions: string;
  needs: string;
  next: string;
  subject: string;
  hello: string;
  colon: string;
  confidential: string;
  drill: string;
}

/** An update of an incident, as it is pasted into a chat or an e-mail. */
export const UPDATE_TEXTS: Record<Language, Texts> = {
  en: {
    conditions: 'Conditions',
    actions: 'Actions',
    needs: 'Needs',
    next: 'Next update',
    subject: 'Subject',
    hello: 'Hello,',
    colon: ':',
    drill: 'DRILL: this is an exercise.',
    confidential: 'CONFIDENTIAL: this incident is private, pass this on only to those who may know of it.',
  },
  fr: {
    conditions: 'Situation',
    actions: 'Actions',
    needs: 'Besoins',
    next: 'Prochain point',
    subject: 'Objet',
    hello: 'Bonjour,',
    colon: ' :',
    drill: 'EXERCICE : ceci n’est pas un incident réel.',
    confidential: 'CONFIDENTIEL : cet incident est privé, ne transmettez ceci qu’aux personnes autorisées.',
  },
};
