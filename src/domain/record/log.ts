import { z } from 'zod/mini';
import { type Changes, changeBy } from './changes';
import { type Outcome } from './outcome';
import { type Command, type Instant, instant, person } from './record';

const logEntry = z.object({ at: instant, by: person, type: z.string(), what: z.optional(z.string()) });

/** What was done to a record, by the id of the command. */
export const commandLog = z.record(z.string(), logEntry);

interface Logged {
  log: z.infer<typeof commandLog>;
}

const KEPT_LOG = 500;

/** The newest `kept` of the entries: Grafana sorts members by their name, so that their order says nothing. */
export function newest<T extends { at: Instant }>(entries: Record<string, T>, kept = KEPT_LOG): Record<string, T> {
  const all = Object.entries(entries);
  return all.length <= kept
    ? entries
    : Object.fromEntries(all.sort(([, a], [, b]) => Date.parse(a.at) - Date.parse(b.at)).slice(-kept));
}

/** `record` with `next` in it, and in its log, which keeps the last entries only, that `command` did so, to what. */
export function note<R extends Logged>(record: R, command: Command, next: Partial<R>, what?: string): { ok: R } {
  const { id, at, by, type } = command;
  const log = newest({ ...record.log, [id]: { at, by, type, ...(what && { what }) } });
  return { ok: { ...record, ...next, log } };
}

/** Applies the commands of a record that keeps a log: one that is in it changes nothing. */
export function applyOnce<R extends Logged, C extends Command>(
  changes: Changes<R, C>
): (record: R, command: C) => Outcome<R> {
  return (record, command) =>
    Object.hasOwn(record.log, command.id) ? { ok: record } : changeBy(changes, record, command);
}
