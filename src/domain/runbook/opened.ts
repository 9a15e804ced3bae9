import { type Incident } from '../incident/schema';
import { runbookOfUrl } from './addresses';

/** Names of the runbooks that people opened from an incident, in order: each left an entry with its address in the timeline. */
export function openedRunbooks({ timeline }: Pick<Incident, 'timeline'>): string[] {
  const opened = Object.values(timeline)
    .filter(({ kind }) => kind === 'runbook')
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .flatMap(({ link }) => (link && runbookOfUrl(link)) || []);
  return [...new Set(opened)];
}
