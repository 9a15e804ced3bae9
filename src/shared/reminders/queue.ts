import { ReminderQueue } from '../../grafana/alerting/reminderQueue';
import { FOLDERS, ROOT_FOLDER } from '../../grafana/records/folders';

/** One for the page: what waits is written whatever page is shown. */
export const queue = new ReminderQueue();

/** The folder that the rules of a record live in. */
export function rulesFolder(record: { private?: boolean }): string {
  return record.private ? FOLDERS.private.uid : ROOT_FOLDER.uid;
}
