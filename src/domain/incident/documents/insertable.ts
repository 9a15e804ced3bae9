import { shorten } from '../../record/logfmt';
import { words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { inItem, inline } from '../../text/markdown';
import { type Incident } from '../schema';
import { byCapture, isByPeople, type TimelineLine, readTimeline, STORY } from '../timeline';
import { dayAndTime } from './facts';
import { captureWords, entryWords } from './history';

/** Something the record knows that may be put into a text of a document. */
export interface InsertableFact {
  id: string;
  kind: 'entry' | 'evidence' | 'action';
  /** Plain text for a button. */
  label: string;
  /** A Markdown list item. */
  text: string;
  /** Each signal of a capture; the fact itself names them all. */
  parts?: InsertableFact[];
  /** As against what Opsbook noted by itself. */
  byPeople: boolean;
}

/** Timeline entries and evidence, oldest first, then actions; what was withdrawn is none. */
export function insertableFacts(incident: Incident, language: Language): InsertableFact[] {
  const say = words(language);
  const told = readTimeline(incident).filter(({ kind, withdrawn }) => !withdrawn && STORY.includes(kind));
  const entries = byCapture(told).map((group): InsertableFact => {
    const parts = group.map((line) => entryFact(line, entryWords(line, language), incident.zone));
    const [first] = parts;
    return parts.length === 1
      ? first
      : { ...entryFact(group[0], captureWords(group, language), incident.zone), id: `${first.id}-all`, parts };
  });
  const actions = Object.entries(incident.actions).map(([id, { title, owner, due, state }]): InsertableFact => {
    const details = [owner && inline(owner.name), due, say(state)].filter(Boolean).join(', ');
    const text = `${inline(title)} (${details})`;
    return { id, kind: 'action', label: plain(text), text: `- ${text}`, byPeople: true };
  });
  return [...entries, ...actions];
}

function entryFact(line: TimelineLine, said: string, zone: string): InsertableFact {
  const text = `${dayAndTime(line.at, zone)} ${said}`;
  return {
    id: line.id,
    kind: line.evidence ? 'evidence' : 'entry',
    label: plain(text),
    text: `- ${inItem(text)}`,
    byPeople: isByPeople(line),
  };
}

function plain(markdown: string): string {
  return shorten(
    markdown
      .replace(/^#{1,6} /gm, '')
      .replace(/\s+/g, ' ')
      .replace(/\\([\\`*_[\]|#>+.)=~:!-])/g, '$1')
      .replace(/&lt;/g, '<')
      .replace(/&amp;/g, '&'),
    160
  );
}
