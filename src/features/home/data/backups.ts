import { type BackupsHead, BACKUPS_SHELF, readBackupsHead } from '../../../domain/backup/head';
import { BACKUPS } from '../../../domain/backup/schema';
import { type Told, useTold } from '../../../shared/records/useTold';
import { type Part } from './part';

/** What Prometheus is to be asked about; the asking is loaded where there is something to ask. */
export interface BackupsPart extends Part {
  told: BackupsHead | undefined;
}

const REGISTER: Told<BackupsHead> = {
  shelf: BACKUPS_SHELF,
  name: BACKUPS,
  read: readBackupsHead,
  fromRecord: async (signal) => (await import('./fromRecords')).backupsFromRecord(signal),
  absent: { elements: {}, evidence: {}, drills: {} },
};

export function useHomeBackups(): BackupsPart {
  return useTold(REGISTER);
}
