import { type Instant, type Person } from '../../record/record';
import { type Word, words } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { inline, points } from '../../text/markdown';
import { durationWords, inZone } from '../../text/times';
import { durations, impactLevel, sectionText } from '../rules';
import { type Incident, type Milestone, type SectionKey } from '../schema';
import { type DocumentLine, type Place } from './document';
import { affectedUsers } from './recorded';

/** Facts of an incident as its documents word them. Gaps are undefined: the documents say "unknown". */
export function facts(incident: Incident, language: Language) {
  const say = words(language);
  const { milestones, zone, severity, services } = incident;
  const day = milestones.detected ?? milestones.started ?? milestones.declared;
  const level = impactLevel(severity);
  const { detect, acknowledge, mitigate, recover, whole } = durations(milestones);
  const span = (milliseconds: number | undefined) =>
    milliseconds === undefined ? undefined : durationWords(milliseconds, language);

  return {
    say,
    unknown: say('unknown'),
    toWrite: say('toWrite'),
    date: day && `${inZone(day, zone).day} (${say('timesIn', { zone: inline(zone) })})`,
    service: Object.values(services).map(inline).join(', ') || undefined,
    level: level && say(level),
    impact: level && [say(level), impactNote(incident, language)].filter(Boolean).join(' '),
    duration: span(whole),
    detect: span(detect),
    acknowledge: span(acknowledge),
    mitigate: span(mitigate),
    recover: span(recover),
    severity: severity && say(severity),
  };
}

function impactNote(incident: Incident, language: Language): string {
  const note = points(sectionText(incident, 'affectedUsers'))[0] ?? affectedUsers(incident, language);
  return note ? `(${note})` : '';
}

/** `14:30`, with the day in front where it is not the document's day. */
function clock(at: Instant, zone: string, day: string | undefined): string {
  const local = inZone(at, zone);
  return day === undefined || local.day === day ? local.time : `${local.day} ${local.time}`;
}

export function dayAndTime(at: Instant, zone: string): string {
  const { day, time } = inZone(at, zone);
  return `${day} ${time}`;
}

const LINES: Array<[Milestone, Word]> = [
  ['detected', 'detectedLine'],
  ['investigating', 'investigatingLine'],
  ['identified', 'identifiedLine'],
  ['mitigated', 'mitigatedLine'],
  ['resolved', 'resolvedLine'],
];

/** The five lines of a document's timeline (docs/domain.md, Incidents). */
export function milestoneLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown } = facts(incident, language);
  const first = incident.milestones.detected ?? incident.milestones.started;
  const day = first && inZone(first, incident.zone).day;
  return LINES.map(([milestone, word]) => {
    const at = incident.milestones[milestone];
    const what = incident.milestoneNotes?.[milestone];
    return {
      kind: 'time',
      label: at ? clock(at, incident.zone, day) : unknown,
      value: what ? `${say(word)} – ${inline(what)}` : say(word),
      place: `milestone.${milestone}`,
      ...(!at && { gap: true }),
    };
  });
}

/** A field that a person writes; one line. */
export function fieldLine(
  incident: Incident,
  section: SectionKey,
  label: string,
  gap: string,
  fallback?: string
): DocumentLine {
  const lines = points(sectionText(incident, section));
  const value = lines.join(' · ') || fallback;
  return { kind: 'field', section, label, value: value || gap, ...(!value && { gap: true }) };
}

/** A field that the record knows; `place` is where a person gives what is missing. */
export function factLine(label: string, value: string | undefined, unknown: string, place?: Place): DocumentLine {
  return {
    kind: 'field',
    label,
    value: value ?? unknown,
    ...(place && { place }),
    ...(value === undefined && { gap: true }),
  };
}

export function lead(incident: Incident, language: Language): string[] {
  const say = words(language);
  return [
    `**${inline(incident.title)}**`,
    ...(incident.private ? [say('confidentialNote')] : []),
    ...(incident.drill ? [say('drillNote')] : []),
    ...(incident.duplicateOf
      ? [say('duplicateNote', { name: inline(incident.duplicateOf.toUpperCase()) })]
      : incident.status === 'void'
        ? [say('voidNote')]
        : []),
  ];
}

export function personName(person: Person | { name: string } | undefined): string | undefined {
  return person && (inline(person.name) || undefined);
}
