import { z } from 'zod';
import { type Changes, changeBy } from './changes';
import { type Outcome } from './outcome';
import { type Command, instant, person } from './record';

const logEntry = z.object({ at: instant, by: person, type: z.string(), what: z.string().optional() });

/** What was done to a record, by the id of the command. */
export const commandLog = z.record(z.string(), logEntry);

interface Logged {
  log: z.infer<typeof commandLog>;
}

/** `record` with `next` in it, and in its log that `command` did so, to what. */
export function note<R extends Logged>(record: R, command: Command, next: Partial<R>, what?: string): { ok: R } {
  const { id, at, by, type } = command;
  return { ok: { ...record, ...next, log: { ...record.log, [id]: { at, by, type, ...(what && { what }) } } } };
}

/** Applies the commands of a record that keeps a log: one that is in it changes nothing. */
export function applyOnce<R extends Logged, C extends Command>(
  changes: Changes<R, C>
): (record: R, command: C) => Outcome<R> {
  return (record, command) => (command.id in record.log ? { ok: record } : changeBy(changes, record, command));
}
