import { type IncidentCommand } from '../../../domain/incident/kind';
import { type KnownPerson, mentionIn, peopleBeginning, personNamed } from '../../../domain/incident/people';
import { isOver, ROLES } from '../../../domain/incident/rules';
import { severity, status, type Incident, type Owner } from '../../../domain/incident/schema';
import { type Instant, type Person } from '../../../domain/record/record';
import { type Draft } from '../../../shared/records/useSend';

/** What needs more than a line: a dialog for a step, the form of evidence with its expression, that of an update with its text. */
export type Opening =
  | { kind: 'step'; to: 'resolved' | 'closed' | 'void' }
  | { kind: 'evidence'; expr: string }
  | { kind: 'update'; text: string };

/** What Enter does with the text in the timeline's input. */
type Typed =
  | { kind: 'command'; draft: Draft<IncidentCommand> }
  | Opening
  /** `isPath`: it begins with none of the commands, such as `/var is full`. */
  | { kind: 'unknown'; word: string; isPath?: boolean };

const SLASH_COMMANDS = ['/status', '/sev', '/role', '/task', '/decision', '/update', '/evidence'] as const;
export type SlashCommand = (typeof SLASH_COMMANDS)[number];

/** They may stand alone; the others want something behind them. */
const ALONE: SlashCommand[] = ['/update', '/evidence'];

/**
 * Reads `/status mitigated`, `/sev 2`, `/role commander @luc`, `/task … @luc`, `/decision …`, `/update …`; a text that begins with the
 * `@name` of somebody known is a task of theirs; anything else is a note.
 */
export function readTyped(
  text: string,
  incident: Incident,
  me: Person,
  when?: Instant,
  people: KnownPerson[] = []
): Typed {
  const trimmed = text.trim();
  const [, word, rest = ''] = /^(\/[a-z]+)(?:\s+([\s\S]*))?$/i.exec(trimmed) ?? [];
  const event = when ? { when } : {};
  const argument = rest.trim();
  const unknown: Typed = { kind: 'unknown', word: trimmed };
  switch (word?.toLowerCase()) {
    case undefined:
      return addressed(trimmed, people) ?? { kind: 'command', draft: { type: 'note', text: trimmed, ...event } };
    case '/status': {
      const to = status.safeParse(argument.toLowerCase()).data;
      if (!to) {
        return unknown;
      }
      return to === 'resolved' || to === 'closed' || to === 'void'
        ? { kind: 'step', to }
        : { kind: 'command', draft: { type: 'setStatus', to, seen: incident.status, ...event } };
    }
    case '/sev': {
      const to = severity.safeParse(`sev${argument.toLowerCase().replace(/^sev/, '')}`).data;
      return to ? { kind: 'command', draft: { type: 'setSeverity', to, seen: incident.severity ?? '' } } : unknown;
    }
    case '/role':
      return argument ? roleOf(argument, incident, me, people) : unknown;
    case '/task':
      return taskOf(argument, me, people) ?? unknown;
    case '/decision':
      return argument
        ? { kind: 'command', draft: { type: 'note', kind: 'decision', text: argument, ...event } }
        : unknown;
    case '/update':
      return isOver(incident.status) ? unknown : { kind: 'update', text: argument };
    case '/evidence':
      return { kind: 'evidence', expr: argument };
    default:
      return { ...unknown, isPath: true };
  }
}

function roleOf(argument: string, { roles }: Incident, me: Person, people: KnownPerson[]): Typed {
  const [role, ...words] = argument.split(/\s+/);
  const name = words.join(' ').replace(/^@/, '');
  const person = personNamed(people, name);
  return {
    kind: 'command',
    draft: {
      type: 'assignRole',
      role,
      person: name === '' ? me : person?.uid ? { uid: person.uid, name: person.name } : { name },
      seen: roles[role.toLowerCase()]?.person.name ?? '',
    },
  };
}

/** `Restart Redis @luc` is Luc's, without a name it is one's own. */
function taskOf(text: string, me: Owner, people: KnownPerson[]): Typed | undefined {
  const mention = mentionIn(text, people);
  const title = mention ? `${mention.before.trimEnd()} ${mention.after.replace(/^[\s:,]+/, '')}`.trim() : text;
  return title === ''
    ? undefined
    : { kind: 'command', draft: { type: 'addTask', task: { title, state: 'open', owner: mention?.person ?? me } } };
}

function addressed(text: string, people: KnownPerson[]): Typed | undefined {
  const mention = mentionIn(text, people);
  return mention?.isKnown && mention.before === '' ? taskOf(text, mention.person, people) : undefined;
}

interface Completion {
  /** What stands in the input once it is taken. */
  text: string;
  /** What is shown. */
  label: string;
  /** The command that it is, where it is one. */
  command?: SlashCommand;
}

/** What completes the text so far: a command, what it takes, or the person whose name was begun with `@`. */
export function completions(text: string, people: KnownPerson[] = []): Completion[] {
  const [, before, name] = /^([\s\S]*(?:^|\s)@)([^@\n]{0,40})$/.exec(text) ?? [];
  if (before !== undefined && name !== undefined) {
    return peopleBeginning(people, name)
      .map((person) => ({ text: `${before}${person.name} `, label: `@${person.name}` }))
      .filter((each) => each.text.trimEnd() !== text.trimEnd());
  }
  const [, word, space, rest = ''] = /^(\/\S*)(\s+)?(\S*)$/.exec(text) ?? [];
  if (word === undefined) {
    return [];
  }
  if (space === undefined) {
    return SLASH_COMMANDS.filter(
      (command) => command.startsWith(word.toLowerCase()) && !(command === text && ALONE.includes(command))
    ).map((command) => ({ text: `${command} `, label: command, command }));
  }
  return optionsOf(word.toLowerCase())
    .filter((option) => option.startsWith(rest.toLowerCase()) && option !== rest)
    .map((option) => ({ text: `${word} ${option}`, label: option }));
}

function optionsOf(word: string): string[] {
  switch (word) {
    case '/status':
      return status.options;
    case '/sev':
      return severity.options.map((each) => each.slice(3));
    case '/role':
      return [...ROLES];
    default:
      return [];
  }
}
