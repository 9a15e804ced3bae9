import { shorten } from '../record/logfmt';
import { type Instant } from '../record/record';
import { SUGGESTION_TEXTS } from '../text/documents/suggestion';
import { type Language } from '../text/language';
import { block, inline } from '../text/markdown';
import { isKnownChange } from './alertHistory';
import { type Happening } from './happening';
import { beginning } from './rules';
import { type EntryKind, type Incident } from './schema';

export interface Suggestion {
  source: string;
  at: Instant;
  kind: Extract<EntryKind, 'alert' | 'deploy' | 'note'>;
  /** Markdown. */
  text: string;
  /** Names one of the incident's services or alerts. */
  related: boolean;
}

const BEFORE = 60 * 60_000;
const AFTER = 30 * 60_000;
const LONGEST = 2_000;

/** Milliseconds since the epoch in which something may belong to the incident: an hour before it begins, half an hour after its end. */
export function suggestionWindow(
  { milestones }: Pick<Incident, 'milestones'>,
  now: number
): { from: number; to: number } | undefined {
  const begins = beginning(milestones);
  const ends = milestones.resolved ?? milestones.closed;
  return begins === undefined
    ? undefined
    : { from: Date.parse(begins) - BEFORE, to: ends ? Math.min(Date.parse(ends) + AFTER, now) : now };
}

/** What could stand in the timeline and does not yet, newest first. What was accepted or dismissed once never comes back. */
export function suggestionsFor(
  incident: Pick<Incident, 'timeline' | 'services' | 'alerts'>,
  happenings: Happening[],
  language: Language
): Suggestion[] {
  const known = new Set(Object.values(incident.timeline).map(({ source }) => source));
  return happenings
    .filter(({ source }) => !known.has(source) && !isKnownChange(source, known))
    .filter(({ tags }) => !tags.some((each) => /^opsbook(:|$)/.test(each)))
    .flatMap((happening): Suggestion[] => {
      const worded = happening.alert ? ofAlert(happening.alert, language) : ofAnnotation(happening);
      return worded
        ? [{ source: happening.source, at: happening.at, related: isRelated(incident, happening), ...worded }]
        : [];
    })
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at) || (one.source < other.source ? 1 : -1));
}

/** The same for everybody who accepts it, so that two clicks at once make one entry. */
export function suggestionId(source: string): string {
  return `suggested-${source.replace(/[^\w-]+/g, '-').slice(0, 80)}`;
}

function ofAlert(
  { name, from, to, labels }: NonNullable<Happening['alert']>,
  language: Language
): Pick<Suggestion, 'kind' | 'text'> | undefined {
  const say = SUGGESTION_TEXTS[language];
  const what = /^alerting/i.test(to)
    ? say.fired
    : /^nodata/i.test(to)
      ? say.noData
      : /^error/i.test(to)
        ? say.error
        : /^normal/i.test(to) && /^(alerting|recovering)/i.test(from)
          ? say.resolved
          : undefined; // pending, and back from it: nothing that people need to read again
  const shown = labels.filter((label) => !/^(alertname|grafana_folder)=/.test(label)).map(inline);
  return what === undefined
    ? undefined
    : { kind: 'alert', text: `**${inline(name)}** ${what}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}` };
}

function ofAnnotation({ text, tags }: Happening): Pick<Suggestion, 'kind' | 'text'> | undefined {
  const written = block(shorten(text, LONGEST)) || tags.map(inline).join(', ');
  return written === ''
    ? undefined
    : {
        kind:
          tags.some((each) => /deploy|release|rollout|rollback/i.test(each)) || /\bdeploy/i.test(text)
            ? 'deploy'
            : 'note',
        text: written,
      };
}

function isRelated(
  { services, alerts }: Pick<Incident, 'services' | 'alerts'>,
  { alert, tags, text }: Happening
): boolean {
  const said = [text, ...tags, ...(alert ? [alert.name, ...alert.labels] : [])].join(' ').toLowerCase();
  return (
    Object.entries(services).some(([slug, name]) => said.includes(slug) || said.includes(name.toLowerCase())) ||
    Object.values(alerts ?? {}).some(({ name }) => said.includes(name.toLowerCase()))
  );
}
