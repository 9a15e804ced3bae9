import { type Language } from '../../text/language';
import { COMMON_SECTIONS, type Form, FORMS, type SectionKey, SECTIONS } from '../schema';

type Words<K extends string> = Record<Language, Record<K, string>>;

export const SECTION_TITLES: Words<SectionKey> = {
  en: {
    meaning: 'Meaning',
    impact: 'Impact',
    diagnosis: 'Diagnosis',
    mitigation: 'Mitigation',
    symptoms: 'Symptoms',
    causes: 'Possible causes',
    solutions: 'Solutions',
    prerequisites: 'Prerequisites',
    onFailure: 'On failure',
    contact: 'Whom to ask',
    notes: 'Notes',
  },
  fr: {
    meaning: 'Signification',
    impact: 'Impact',
    diagnosis: 'Diagnostic',
    mitigation: 'Atténuation',
    symptoms: 'Symptômes',
    causes: 'Causes possibles',
    solutions: 'Solutions',
    prerequisites: 'Prérequis',
    onFailure: 'En cas d’échec',
    contact: 'Qui contacter',
    notes: 'Notes',
  },
};

/** What others call the same, folded: files of the community and of other teams, in English and French. */
export const SYNONYMS: Record<SectionKey, string[]> = {
  meaning: [
    'meaning',
    'summary',
    'description',
    'overview',
    'what this alert means',
    'context',
    'signification',
    'contexte',
    'resume',
  ],
  impact: ['impact', 'severity', 'user impact', 'consequences'],
  diagnosis: [
    'diagnosis',
    'diagnostics',
    'troubleshooting',
    'investigation',
    'debugging',
    'triage',
    'diagnostic',
    'analyse',
  ],
  mitigation: [
    'mitigation',
    'mitigations',
    'remediation',
    'resolution',
    'recovery',
    'fix',
    'attenuation',
    'correction',
  ],
  symptoms: ['symptoms', 'symptom', 'symptomes', 'symptome'],
  causes: ['causes', 'possible causes', 'cause', 'root causes', 'causes possibles', 'cause racine'],
  solutions: ['solutions', 'solution', 'actions', 'procedure'],
  prerequisites: ['prerequisites', 'requirements', 'before you begin', 'prerequis', 'pre-requis'],
  onFailure: ['on failure', 'if it fails', 'rollback', "en cas d'echec", 'retour arriere'],
  contact: ['whom to ask', 'escalation', 'contact', 'contacts', 'qui contacter', 'escalade'],
  notes: ['notes', 'note'],
};

const RUN = {
  en: {
    steps: 'Steps',
    pass: 'pass',
    fail: 'fail',
    nodata: 'no data',
    skip: 'skipped',
    done: 'done',
    waiting: 'not done',
    approved: 'approved by',
    started: 'Started',
    finished: 'Finished',
    abandoned: 'Given up',
    by: 'by',
    incident: 'Incident',
    runbook: 'Runbook',
    version: 'version',
    helped: 'Did it help?',
    solved: 'solved',
    partly: 'partly',
    no: 'no',
    wrong: 'wrong',
    values: 'Parameters',
    next: 'then',
    until: 'wait until',
    chose: 'chose',
    seconds: 's',
    from: 'by',
  },
  fr: {
    steps: 'Étapes',
    pass: 'réussi',
    fail: 'échec',
    nodata: 'pas de données',
    skip: 'ignorée',
    done: 'fait',
    waiting: 'pas fait',
    approved: 'approuvé par',
    started: 'Commencé',
    finished: 'Terminé',
    abandoned: 'Abandonné',
    by: 'par',
    incident: 'Incident',
    runbook: 'Runbook',
    version: 'version',
    helped: 'A-t-il aidé ?',
    solved: 'résolu',
    partly: 'en partie',
    no: 'non',
    wrong: 'faux',
    values: 'Paramètres',
    next: 'puis',
    until: 'attendre jusqu’à',
    chose: 'choisi',
    seconds: 's',
    from: 'par',
  },
} satisfies Words<string>;

export function runWords(language: Language = 'en') {
  return RUN[language];
}

/** The sections of a form in the order they are read, then those that it has of the other. */
export function sectionOrder(form: Form): SectionKey[] {
  const first: SectionKey[] = ['prerequisites', ...FORMS[form]];
  const last: SectionKey[] = COMMON_SECTIONS.filter((section) => section !== 'prerequisites');
  const others = SECTIONS.filter((section) => ![...first, ...last].includes(section));
  return [...first, ...others, ...last];
}
