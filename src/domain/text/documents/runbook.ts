import { type Language } from '../language';

type Section =
  | 'meaning'
  | 'impact'
  | 'diagnosis'
  | 'mitigation'
  | 'symptoms'
  | 'causes'
  | 'solutions'
  | 'prerequisites'
  | 'onFailure'
  | 'contact'
  | 'notes';

/** The sections of a runbook, in the page and in its file. */
export const RUNBOOK_SECTIONS: Record<Language, Record<Section, string>> = {
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

/** A run of a runbook as a document. */
export const RUN_TEXTS = {
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
    pass: 'réussie',
    fail: 'en échec',
    nodata: 'pas de données',
    skip: 'ignorée',
    done: 'faite',
    waiting: 'pas faite',
    approved: 'approuvée par',
    started: 'Commencée',
    finished: 'Terminée',
    abandoned: 'Abandonnée',
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
} satisfies Record<Language, Record<string, string>>;
