import { type Incident } from '../incident/schema';
import { type Language } from '../text/language';
import { type Content, emptyContent } from './schema';

/** An article of what an incident taught: its cause and its fix, to be edited. */
export function draftFromIncident(incident: Incident, language: Language): Content {
  const text = (...keys: Array<keyof Incident['sections']>) =>
    keys
      .map((key) => incident.sections[key]?.text.trim() ?? '')
      .filter((each) => each !== '')
      .join('\n\n');
  const sections = {
    symptoms: text('symptoms') || text('summary', 'description'),
    causes: text('cause', 'trigger', 'factorsTechnical'),
    solutions: text('solution', 'corrective', 'recovery'),
    notes: `${incident.name.toUpperCase()}: [${incident.title.replace(/[[\]]/g, '')}](/a/haddock-opsbook-app/incidents/${incident.name})`,
  };
  return {
    ...emptyContent(incident.title),
    form: 'symptoms',
    language,
    services: Object.keys(incident.services),
    alerts: [...new Set(Object.values(incident.alerts ?? {}).map(({ name }) => name))],
    sections: Object.fromEntries(Object.entries(sections).filter(([, each]) => each !== '')),
  };
}
