import { type QueryClient } from '@tanstack/react-query';
import { type RecordBase } from '../../domain/record/record';
import { REMINDERS } from '../../domain/reminder/choices';
import { type Stored } from '../../grafana/records/store';
import { queue } from './queue';

// The clock knows the domain of all that has deadlines: it comes with the click.

/** Writes the rules of a record anew. Never throws: what fails is tried again, and told. */
export function setAgain(client: QueryClient, kind: string, stored: Stored<RecordBase>): Promise<void> {
  return queue.prepare(stored.name, async () => (await import('./clock')).follow(client, kind, stored));
}

/** Compares everything anew, in the same way. */
export function setAllAgain(client: QueryClient): Promise<void> {
  return queue.prepare(REMINDERS, async () => (await import('./clock')).repairAgain(client));
}
