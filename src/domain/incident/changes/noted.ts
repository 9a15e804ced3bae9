import { shorten } from '../../record/logfmt';
import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { type IncidentCommand } from '../commands';
import { type Change, type Entry, type Incident } from '../schema';

/** Clocks of two browsers differ: an event may be this much later than the command's own time. In milliseconds. */
export const CLOCK_SLACK = 2 * 60_000;

/** Refuses when the value is not what the person saw any more; unchanged when it already is what they want. */
export function guarded(
  incident: Incident,
  command: IncidentCommand & { seen?: string },
  before: string | undefined,
  after: string,
  next: () => Outcome<Incident>
): Outcome<Incident> {
  if ((before ?? '') === after) {
    return { ok: incident };
  }
  const moved = movedSince(command, before);
  return moved ? refuse(moved) : next();
}

export function movedSince(command: IncidentCommand & { seen?: string }, now: string | undefined): Reason | undefined {
  return command.seen === undefined || command.seen === (now ?? '')
    ? undefined
    : { code: 'moved', values: { seen: command.seen, now: now ?? '', command: command.type }, field: 'to' };
}

export function notInFuture(command: IncidentCommand, at: Instant, field: string): Reason[] {
  return Date.parse(at) > Date.parse(command.at) + CLOCK_SLACK ? [{ code: 'future', values: { at }, field }] : [];
}

export function noted(
  incident: Incident,
  command: IncidentCommand & { when?: Instant },
  kind: Entry['kind'],
  text: string,
  { field, from, to, ...rest }: Change
): Outcome<Incident> {
  const added: Entry = {
    at: command.when ?? command.at,
    entered: command.at,
    by: command.by,
    kind,
    text,
    change: {
      field,
      ...(from !== undefined && from !== '' && { from: shorten(from, 200) }),
      ...(to !== undefined && to !== '' && { to: shorten(to, 200) }),
      ...rest,
    },
  };
  return { ok: { ...incident, timeline: { ...incident.timeline, [command.id]: added } } };
}
