import { type Language } from '../language';

interface Texts {
  /** What comes in `{{…}}` is filled in. */
  title: string;
  raw: string;
  score: string;
  coverage: string;
  unknown: string;
  percent: string;
  colon: string;
  columns: string[];
  states: Record<'pass' | 'fail' | 'unknown' | 'attested' | 'expired' | 'na', string>;
  risks: Record<'critical' | 'high' | 'medium' | 'low', string>;
  /** A statement that counts, one that waits for another person, and one of an earlier version with a typed name. */
  attested: string;
  confirmed: string;
  unconfirmed: string;
  excepted: string;
  asked: string;
  named: string;
  part: string;
  changed: string;
  unchanged: string;
  changes: string[];
  unexplained: string;
}

/** A review of security. */
export const SECURITY_REVIEW_TEXTS: Record<Language, Texts> = {
  en: {
    title: 'Security review of {{day}}',
    raw: 'What is seen alone',
    score: 'Score',
    coverage: 'Coverage',
    unknown: 'unknown',
    percent: ' %',
    colon: ':',
    columns: ['Item', 'Control', 'Risk', 'Result', 'Evidence'],
    states: {
      pass: 'Passed',
      fail: 'Failed',
      unknown: 'Unknown',
      attested: 'Attested',
      expired: 'Expired',
      na: 'Not applicable',
    },
    risks: { critical: 'critical risk', high: 'high risk', medium: 'medium risk', low: 'low risk' },
    attested: 'Attested by {{author}} on {{at}}, until {{until}}: {{evidence}}',
    confirmed:
      'Attested by {{author}} on {{at}}, entered by {{by}}, confirmed by {{approver}} on {{approved}}, until {{until}}: {{evidence}}',
    unconfirmed:
      'Entered by {{by}} on {{at}} in the name of {{author}}, not confirmed by another person and not counted, until {{until}}: {{evidence}}',
    excepted:
      'Not applicable{{part}}: {{reason}} (asked for by {{by}}, approved by {{approver}} on {{approved}}, until {{until}})',
    asked:
      'Asked to be not applicable{{part}}, not approved by another person and not counted: {{reason}} (asked for by {{by}}, until {{until}})',
    named:
      'Not applicable{{part}}, not confirmed: {{reason}} ({{approver}} was named as approver and did not confirm it, until {{until}})',
    part: ', {{part}}',
    changed: 'What changed since the last review',
    unchanged: 'Nothing changed.',
    changes: ['What', 'Change', 'Why'],
    unexplained: 'not explained',
  },
  fr: {
    title: 'Revue de sécurité du {{day}}',
    raw: 'Sans les attestations',
    score: 'Score',
    coverage: 'Couverture',
    unknown: 'inconnu',
    percent: ' %',
    colon: ' :',
    columns: ['Élément', 'Mesure', 'Risque', 'Résultat', 'Preuve'],
    states: {
      pass: 'Conforme',
      fail: 'Échec',
      unknown: 'Inconnu',
      attested: 'Attesté',
      expired: 'Expiré',
      na: 'Sans objet',
    },
    risks: { critical: 'risque critique', high: 'risque élevé', medium: 'risque moyen', low: 'risque faible' },
    attested: 'Attesté par {{author}} le {{at}}, jusqu’au {{until}} : {{evidence}}',
    confirmed:
      'Attesté par {{author}} le {{at}}, saisi par {{by}}, confirmé par {{approver}} le {{approved}}, jusqu’au {{until}} : {{evidence}}',
    unconfirmed:
      'Saisi par {{by}} le {{at}} au nom de {{author}}, ni confirmé par une autre personne ni compté, jusqu’au {{until}} : {{evidence}}',
    excepted:
      'Sans objet{{part}} : {{reason}} (demandé par {{by}}, approuvé par {{approver}} le {{approved}}, jusqu’au {{until}})',
    asked:
      'Sans objet demandé{{part}}, ni approuvé par une autre personne ni compté : {{reason}} (demandé par {{by}}, jusqu’au {{until}})',
    named:
      'Sans objet{{part}}, non confirmé : {{reason}} ({{approver}} avait été nommé comme approbateur et n’a pas confirmé, jusqu’au {{until}})',
    part: ', {{part}}',
    changed: 'Ce qui a changé depuis la dernière revue',
    unchanged: 'Rien n’a changé.',
    changes: ['Quoi', 'Changement', 'Pourquoi'],
    unexplained: 'sans explication',
  },
};
