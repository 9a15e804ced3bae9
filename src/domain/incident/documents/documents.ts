import { words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { type Incident } from '../schema';
import { type Document, toMarkdown } from './document';
import { postMortem } from './postMortem';
import { incidentReport } from './report';
import { postIncidentReview } from './review';
import { incidentTicket } from './ticket';

export type DocumentKind = 'report' | 'ticket' | 'review' | 'postmortem';

const DOCUMENTS: Record<DocumentKind, (incident: Incident, language: Language) => Document> = {
  report: incidentReport,
  ticket: incidentTicket,
  review: postIncidentReview,
  postmortem: postMortem,
};

export function documentOf(kind: DocumentKind, incident: Incident, language: Language): Document {
  return DOCUMENTS[kind](incident, language);
}

/** The document as Markdown, as it is copied, downloaded and kept in the dashboard. */
export function documentMarkdown(kind: DocumentKind, incident: Incident, language: Language): string {
  return toMarkdown(documentOf(kind, incident, language), words(language)('colon'));
}
