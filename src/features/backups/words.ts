import { t } from '@grafana/i18n';
import { type ArchivedFolder } from '../../domain/backup/archive/archive';
import { NotAsWritten } from '../../grafana/backups/exportRecords';
import { type PlannedRecord, WrittenOtherwise } from '../../grafana/backups/restoreRecords';
import { FOLDERS, ROOT_FOLDER } from '../../grafana/records/folders';
import { failureOf } from '../../shared/words/failures';

/** As Grafana shows it: titles of folders are not translated. */
export function folderWord(folder: ArchivedFolder['folder']): string {
  return `“${folder === 'root' ? ROOT_FOLDER.title : FOLDERS[folder].title}”`;
}

export function standingWord(standing: PlannedRecord['standing']): string {
  return {
    new: t('backups.standing.new', 'not here yet'),
    same: t('backups.standing.same', 'here already, the same'),
    differs: t('backups.standing.differs', 'here with other content'),
    taken: t('backups.standing.taken', 'another record has its name'),
    hidden: t('backups.standing.hidden', 'a record that you may not see has its name'),
  }[standing];
}

/** Why one record was not written. */
export function writeFailure(error: unknown): string {
  if (error instanceof WrittenOtherwise || error instanceof NotAsWritten) {
    return t('backups.restore.otherwise', 'Grafana holds something else than what was written');
  }
  const { title, advice } = failureOf(error);
  return `${title}. ${advice}`;
}
