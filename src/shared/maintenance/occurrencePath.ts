import { PLUGIN_BASE_URL } from '../../constants';
import { type Occurrence, occurrenceKey } from '../../domain/maintenance/task';
import { weekOf } from '../../domain/time/localDates';

// Apart from paths.ts: incidents need that one, and not the calendar's polyfill.

/** A date of a task, opened in its week. */
export function occurrencePath(found: Pick<Occurrence, 'task' | 'date'>): string {
  return `${PLUGIN_BASE_URL}/maintenance?${new URLSearchParams({ week: weekOf(found.date), open: occurrenceKey(found) })}`;
}
