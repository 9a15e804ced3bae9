import { type Language } from '../language';

interface Texts {
  title: string;
  by: string;
  raw: string;
  score: string;
  coverage: string;
  unknown: string;
  colon: string;
  columns: string[];
  states: Record<'pass' | 'fail' | 'unknown' | 'attested' | 'expired' | 'na', string>;
  risks: Record<'critical' | 'high' | 'medium' | 'low', string>;
  verdicts: Record<'good' | 'bad' | 'unknown' | 'note', string>;
}

/** A review of security. */
export const SECURITY_REVIEW_TEXTS: Record<Language, Texts> = {
  en: {
    title: 'Security review',
    by: 'by',
    raw: 'Seen alone',
    score: 'With what people said',
    coverage: 'Coverage',
    unknown: 'unknown',
    colon: ':',
    columns: ['Item', 'Risk', 'Result', 'Evidence'],
    states: {
      pass: '✅ pass',
      fail: '❌ fail',
      unknown: '❔ unknown',
      attested: '✍️ attested',
      expired: '⌛ expired',
      na: '➖ not applicable',
    },
    risks: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
    verdicts: { good: 'good', bad: 'bad', unknown: 'unknown', note: 'for information' },
  },
  fr: {
    title: 'Revue de sécurité',
    by: 'par',
    raw: 'Vu seul',
    score: 'Avec ce qui est attesté',
    coverage: 'Couverture',
    unknown: 'inconnu',
    colon: ' :',
    columns: ['Élément', 'Risque', 'Résultat', 'Preuve'],
    states: {
      pass: '✅ conforme',
      fail: '❌ échec',
      unknown: '❔ inconnu',
      attested: '✍️ attesté',
      expired: '⌛ expiré',
      na: '➖ sans objet',
    },
    risks: { critical: 'critique', high: 'élevé', medium: 'moyen', low: 'faible' },
    verdicts: { good: 'en ordre', bad: 'pas en ordre', unknown: 'inconnu', note: 'pour information' },
  },
};
