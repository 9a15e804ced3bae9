import { shorten } from '../../record/logfmt';
import { words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { inItem, inline } from '../../text/markdown';
import { type Incident } from '../schema';
import { readTimeline, STORY } from '../timeline';
import { dayAndTime } from './facts';
import { entryWords } from './history';

/** Something the record knows that may be put into a text of a document. */
export interface Fact {
  id: string;
  kind: 'entry' | 'evidence' | 'action';
  /** Plain text for a button. */
  label: string;
  /** A Markdown list item. */
  text: string;
}

/** Timeline entries and evidence, oldest first, then actions; what was withdrawn is none. */
export function factsOf(incident: Incident, language: Language): Fact[] {
  const say = words(language);
  const entries = readTimeline(incident.timeline)
    .filter(({ kind, withdrawn }) => !withdrawn && STORY.includes(kind))
    .map((line): Fact => {
      const text = `${dayAndTime(line.at, incident.zone)} ${entryWords(line, language)}`;
      return { id: line.id, kind: line.evidence ? 'evidence' : 'entry', label: plain(text), text: `- ${inItem(text)}` };
    });
  const actions = Object.entries(incident.actions).map(([id, { title, owner, due, state }]): Fact => {
    const details = [owner && inline(owner.name), due, say(state)].filter(Boolean).join(', ');
    const text = `${inline(title)} (${details})`;
    return { id, kind: 'action', label: plain(text), text: `- ${text}` };
  });
  return [...entries, ...actions];
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
