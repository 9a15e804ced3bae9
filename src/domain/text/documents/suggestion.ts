import { type Language } from '../language';

/** What an alert did, as the timeline says it: "**HighErrorRate** fired". */
export const SUGGESTION_TEXTS: Record<Language, Record<'fired' | 'resolved' | 'noData' | 'error', string>> = {
  en: { fired: 'fired', resolved: 'stopped firing', noData: 'has no data', error: 'cannot be evaluated' },
  fr: {
    fired: 's’est déclenchée',
    resolved: 'a cessé',
    noData: 'n’a pas de données',
    error: 'ne peut pas être évaluée',
  },
};
