import { useCanWrite } from '../records/useCanWrite';
import { useObjectives } from './useObjectives';

/** Whether this person may change the register: not without the permission, and not when it is kept in files. */
export function useMayWrite(): boolean {
  const canWrite = useCanWrite('registers') !== 'no';
  const { stored } = useObjectives();
  return canWrite && !stored?.managedBy && stored?.state !== 'newer' && stored?.state !== 'damaged';
}
