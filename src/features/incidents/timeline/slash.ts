import { type IncidentCommand } from '../../../domain/incident/kind';
import { personNamed, ROLES } from '../../../domain/incident/rules';
import { severity, status, type Incident } from '../../../domain/incident/schema';
import { type Instant, type Person } from '../../../domain/record/record';
import { type Draft } from '../../../shared/records/useSend';

/** What Enter does with the text in the timeline's input. */
export type Typed =
  | { kind: 'command'; draft: Draft<IncidentCommand> }
  /** Needs a dialog, for instance resolving. */
  | { kind: 'step'; to: 'resolved' | 'closed' | 'void' }
  /** Opens the evidence form with this expression. */
  | { kind: 'evidence'; expr: string }
  | { kind: 'unknown'; word: string };

export const SLASH_COMMANDS = ['/status', '/sev', '/role', '/task', '/decision', '/evidence'] as const;

/** Reads `/status mitigated`, `/sev 2`, `/role commander`, `/task …`, `/decision …`; anything else is a note. */
export function readTyped(text: string, incident: Incident, me: Person, when?: Instant, people: Person[] = []): Typed {
  const trimmed = text.trim();
  const [, word, rest = ''] = /^(\/[a-z]+)(?:\s+([\s\S]*))?$/i.exec(trimmed) ?? [];
  const event = when ? { when } : {};
  const argument = rest.trim();
  switch (word?.toLowerCase()) {
    case undefined:
      return { kind: 'command', draft: { type: 'note', text: trimmed, ...event } };
    case '/status': {
      const to = status.safeParse(argument.toLowerCase()).data;
      if (!to) {
        return { kind: 'unknown', word: trimmed };
      }
      return to === 'resolved' || to === 'closed' || to === 'void'
        ? { kind: 'step', to }
        : { kind: 'command', draft: { type: 'setStatus', to, seen: incident.status, ...event } };
    }
    case '/sev': {
      const to = severity.safeParse(`sev${argument.toLowerCase().replace(/^sev/, '')}`).data;
      return to
        ? { kind: 'command', draft: { type: 'setSeverity', to, seen: incident.severity ?? '' } }
        : { kind: 'unknown', word: trimmed };
    }
    case '/role': {
      const [role, ...words] = argument.split(/\s+/);
      const name = words.join(' ');
      return role
        ? {
            kind: 'command',
            draft: {
              type: 'assignRole',
              role,
              person: name ? (personNamed(people, name) ?? { name }) : me,
              seen: incident.roles[role.toLowerCase()]?.person.name ?? '',
            },
          }
        : { kind: 'unknown', word: trimmed };
    }
    case '/task':
      return argument
        ? { kind: 'command', draft: { type: 'addTask', task: { title: argument, state: 'open', owner: me } } }
        : { kind: 'unknown', word: trimmed };
    case '/decision':
      return argument
        ? { kind: 'command', draft: { type: 'note', kind: 'decision', text: argument, ...event } }
        : { kind: 'unknown', word: trimmed };
    case '/evidence':
      return { kind: 'evidence', expr: argument };
    default:
      return { kind: 'unknown', word: trimmed };
  }
}

/** Completions of what is typed so far; empty unless it begins with a slash. */
export function completions(text: string): string[] {
  if (!text.startsWith('/') || text.includes('\n')) {
    return [];
  }
  const [, word, rest] = /^(\/\S*)(?:\s+(\S*))?$/.exec(text) ?? [];
  if (word === undefined) {
    return [];
  }
  if (rest === undefined && !/\s$/.test(text)) {
    return SLASH_COMMANDS.filter((command) => command.startsWith(word.toLowerCase()) && command !== text).map(
      (command) => `${command} `
    );
  }
  return optionsOf(word.toLowerCase())
    .filter((option) => option.startsWith((rest ?? '').toLowerCase()) && option !== rest)
    .map((option) => `${word} ${option}`);
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
