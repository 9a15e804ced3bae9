import { type Outcome } from './outcome';
import { type Command } from './record';

/** How each command changes a record, by its type: a type without one does not compile. */
export type Changes<R, C extends Command> = {
  [T in C['type']]: (record: R, command: Extract<C, { type: T }>) => Outcome<R>;
};

/** The change that `command` asks for. */
export function changeBy<R, C extends Command>(changes: Changes<R, C>, record: R, command: C): Outcome<R> {
  // the table pairs each type with its own command, which the compiler cannot follow for a type known only at run time
  const change = changes[command.type as C['type']] as (record: R, command: C) => Outcome<R>;
  return change(record, command);
}
