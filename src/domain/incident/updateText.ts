import { type Instant } from '../record/record';
import { words } from '../text/documents/incident';
import { UPDATE_TEXTS } from '../text/documents/update';
import { type Language } from '../text/language';
import { inZone } from '../text/times';
import { reference } from './rules';
import { type Incident, type Update } from './schema';

/** Where a text is pasted: each asks for its own shape. */
export type Medium = 'chat' | 'email' | 'customers';

/**
 * An update as plain text. Chat gets lines, an e-mail a subject and a salutation, customers neither link nor inner needs
 * nor our names for things. A drill and a private incident are marked as such. Times are in the incident's zone, which is named.
 */
export function updateText(
  incident: Pick<Incident, 'name' | 'title' | 'zone' | 'private' | 'drill'>,
  update: Update,
  language: Language,
  url: string,
  medium: Medium = update.audience === 'customers' ? 'customers' : 'chat'
): string {
  const say = UPDATE_TEXTS[language];
  const inner = medium !== 'customers';
  const head = [reference(incident.name), update.severity?.toUpperCase(), incident.title].filter(Boolean).join(' · ');
  const marks = [...(incident.drill ? [say.drill] : []), ...(incident.private ? [say.confidential] : [])];
  const title = `${inner ? head : incident.title} (${words(language)(update.status)})`;
  const lines = [
    `${say.conditions}${say.colon} ${update.conditions}`,
    update.actions && `${say.actions}${say.colon} ${update.actions}`,
    inner && update.needs && `${say.needs}${say.colon} ${update.needs}`,
    update.next && `${say.next}${say.colon} ${clock(update.next, incident.zone)}`,
    inner && url,
  ].filter(Boolean);
  switch (medium) {
    case 'chat':
      return [...marks, title, ...lines].join('\n');
    case 'email':
      return [`${say.subject}${say.colon} ${title}`, ...marks, say.hello, ...lines].join('\n\n');
    case 'customers':
      return [...marks, title, ...lines].join('\n\n');
  }
}

function clock(at: Instant, zone: string): string {
  const { day, time } = inZone(at, zone);
  return `${day} ${time} (${zone})`;
}
