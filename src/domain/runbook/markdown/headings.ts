import { COMMON_SECTIONS, type RunbookForm, FORMS, type RunbookSection, RUNBOOK_SECTION_KEYS } from '../schema';

/** What others call the same, folded: files of the community and of other teams, in English and French. */
export const SYNONYMS: Record<RunbookSection, string[]> = {
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

/** The sections of a form in the order they are read, then those that it has of the other. */
export function sectionOrder(form: RunbookForm): RunbookSection[] {
  const first: RunbookSection[] = ['prerequisites', ...FORMS[form]];
  const last: RunbookSection[] = COMMON_SECTIONS.filter((section) => section !== 'prerequisites');
  const others = RUNBOOK_SECTION_KEYS.filter((section) => ![...first, ...last].includes(section));
  return [...first, ...others, ...last];
}
