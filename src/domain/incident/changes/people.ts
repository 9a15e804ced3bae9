import { type Outcome, refuse } from '../../record/outcome';
import { slug } from '../../record/record';
import { type CommandOf } from '../commands';
import { samePerson } from '../rules';
import { type Incident } from '../schema';
import { movedSince, noted } from './noted';

/** `role.` and this fit into the name of a changed field. */
const MOST_ROLE = 60;

export function assignRole(incident: Incident, command: CommandOf<'assignRole'>): Outcome<Incident> {
  const key = slug(command.role).slice(0, MOST_ROLE).replace(/-+$/, '');
  const before = incident.roles[key]?.person;
  const { person: next } = command;
  if (key === '') {
    return refuse({ code: 'required', field: 'role' });
  }
  if (next ? before && samePerson(before, next) : !before) {
    return { ok: incident };
  }
  const moved = movedSince(command, before?.name);
  if (moved) {
    return refuse(moved);
  }
  const roles = { ...incident.roles };
  if (next && next.name.trim()) {
    roles[key] = { person: next, since: command.at };
  } else {
    delete roles[key];
  }
  return noted({ ...incident, roles }, command, 'role', command.briefing ?? '', {
    field: `role.${key}`,
    from: before?.name,
    to: next?.name,
  });
}
