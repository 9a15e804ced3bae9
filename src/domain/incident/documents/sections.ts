import { isWord, type Word, words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { type SectionKey } from '../schema';

/** Texts whose names in a document say too little on their own, or are not called as they are. */
const NAMES: Partial<Record<SectionKey, Word[]>> = {
  responsibleDetection: ['responsible', 'detection'],
  responsibleResolution: ['responsible', 'resolution'],
  responsibleCommunication: ['responsible', 'communication'],
  attachmentLogs: ['attachments', 'logs'],
  attachmentScreenshots: ['attachments', 'screenshots'],
  attachmentOther: ['attachments', 'otherEvidence'],
  logs: ['relevantLogs'],
  testResult: ['verification', 'results'],
  validatedBy: ['verification', 'validation'],
  factorsTechnical: ['factors', 'factorsTechnical'],
  factorsProcess: ['factors', 'factorsProcess'],
  factorsHuman: ['factors', 'factorsHuman'],
};

/** What a text of the documents is called there; undefined for one that this version does not know. */
export function documentSectionName(section: string, language: Language): string | undefined {
  const own = Object.hasOwn(NAMES, section) ? NAMES[section as SectionKey] : undefined;
  const names = own ?? (isWord(section) ? [section] : []);
  return names.map((name) => words(language)(name)).join(' · ') || undefined;
}
