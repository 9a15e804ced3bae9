import { isRefused } from '../../domain/record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { type Item } from '../../grafana/records/outbox';

/** Commands for one record that Grafana has not confirmed yet; refused ones wait for a person. */
export function waitingCommands(items: readonly Item[], kind: string, name: string): Command[] {
  return items.flatMap((item) =>
    item.kind === kind && item.name === name && item.command && !item.parked ? [item.command] : []
  );
}

/** What this browser has not sent yet is shown as if it were there. */
export function withWaiting<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  record: R,
  waiting: Command[]
): R {
  return waiting.reduce((current, command) => {
    // commands of one kind are written by this plugin only; zod checks what comes back from Grafana
    const outcome = kind.apply(current, command as C);
    return isRefused(outcome) ? current : outcome.ok;
  }, record);
}
