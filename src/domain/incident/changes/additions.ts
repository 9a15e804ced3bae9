import { type Changes } from '../../record/changes';
import { type Outcome, refuse } from '../../record/outcome';
import { own } from '../../record/own';
import { type IncidentCommand, type CommandOf } from '../commands';
import { type Entry, type Incident } from '../schema';
import { notInFuture } from './noted';

type Addition = 'note' | 'dismissSuggestion' | 'supersede' | 'postUpdate' | 'capture';

type Made = Pick<Entry, 'kind' | 'text'> & Partial<Entry>;

/** What stands in the timeline of each command that only adds an entry; `at` is the command's own time unless it says otherwise. */
const ENTRIES: { [T in Addition]: (command: CommandOf<T>) => Made } = {
  note: ({ when, kind, text, link, source }) => ({
    ...(when && { at: when }),
    kind: kind ?? 'note',
    text: text.trim(),
    ...(link && { link }),
    ...(source && { source }),
  }),
  dismissSuggestion: ({ what, source }) => ({
    kind: 'edit',
    text: '',
    change: { field: 'suggestion', ...(what && { from: what }) },
    source,
  }),
  supersede: ({ when, text, entry }) => ({ ...(when && { at: when }), kind: 'note', text, supersedes: entry }),
  postUpdate: ({ update }) => ({ kind: 'update', text: '', update }),
  capture: ({ when, text, evidence }) => ({ at: when ?? evidence.to, kind: 'evidence', text: text ?? '', evidence }),
};

/** The timeline entry of a command that only adds one; undefined for the others. */
export function entryOf(command: IncidentCommand): Entry | undefined {
  return command.type in ENTRIES ? toEntry(command as CommandOf<Addition>) : undefined;
}

export const additions: Changes<Incident, CommandOf<Addition>> = {
  note: addUnlessKnown,
  dismissSuggestion: addUnlessKnown,
  supersede: (incident, command) =>
    own(incident.timeline, command.entry) ? add(incident, command) : refuse({ code: 'entryMissing', field: 'entry' }),
  postUpdate: add,
  capture: add,
};

/** What Grafana noted by itself stands in the timeline once, whoever was faster. */
function addUnlessKnown(incident: Incident, command: CommandOf<'note' | 'dismissSuggestion'>): Outcome<Incident> {
  const { source } = command;
  const isKnown = source && Object.values(incident.timeline).some((entry) => entry.source === source);
  return isKnown ? { ok: incident } : add(incident, command);
}

function add(incident: Incident, command: CommandOf<Addition>): Outcome<Incident> {
  const entry = toEntry(command);
  const reasons = notInFuture(command, entry.at, 'when');
  return reasons.length
    ? refuse(...reasons)
    : { ok: { ...incident, timeline: { ...incident.timeline, [command.id]: entry } } };
}

function toEntry(command: CommandOf<Addition>): Entry {
  // the table pairs each type with its own command, which the compiler cannot follow for a type known only at run time
  const make = ENTRIES[command.type] as (command: CommandOf<Addition>) => Made;
  return { at: command.at, entered: command.at, by: command.by, ...make(command) };
}
