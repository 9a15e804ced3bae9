import { type Occurrence, occurrenceKey, type Task } from './task';
import { type Handover } from './week';

export type Handovers = Record<string, Handover>;
/** A date of a task, and whose turn it is. */
export type Dated = Pick<Occurrence, 'task' | 'date' | 'team'>;

/** Who does a date of a task: whom it was handed to, else whose turn it is, else whom the plan says. */
export function whoDoes<H extends Pick<Handover, 'team' | 'person'>>(
  task: Task,
  found: Dated | undefined,
  handovers: Record<string, H>
) {
  const handed: H | undefined = found && handovers[occurrenceKey(found)];
  return {
    team: handed ? (handed.team ?? (handed.person ? '' : task.team)) : (found?.team ?? task.team),
    person: handed ? handed.person : task.owner,
    handed,
  };
}
