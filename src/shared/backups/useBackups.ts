import { backupsKind, noBackups } from '../../domain/backup/register';
import { BACKUPS, type BackupsRegister } from '../../domain/backup/schema';
import { newId } from '../../grafana/ids';
import { type RecordView, useRecord } from '../records/useRecord';
import { type BackupRows, useBackupRows } from './useBackupRows';

/** The register gets its id once per page load. */
const defaultId = newId();
export const initialBackups = () => noBackups(defaultId);

export type { BackupRow } from './useBackupRows';

export interface Backups extends BackupRows {
  register: RecordView<BackupsRegister>;
}

/** Where every element of the policy stands. */
export function useBackups({ watch = true }: { watch?: boolean } = {}): Backups {
  const register = useRecord(backupsKind, BACKUPS, { initial: initialBackups, watch });
  const { isPending, ...rows } = useBackupRows(register.record);
  return { register, ...rows, isPending: register.isPending || isPending };
}
