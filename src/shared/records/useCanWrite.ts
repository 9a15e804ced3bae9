import { useQuery } from '@tanstack/react-query';
import { type FolderKey } from '../../domain/record/record';
import { type FolderAccess, folderAccess, type WriteAccess } from '../../grafana/records/folders';

const UNKNOWN: FolderAccess = { write: 'unknown' };

/** Whether the signed-in person may write records of this folder; 'unknown' until the server has said so. */
export function useCanWrite(folder: FolderKey): WriteAccess {
  return useFolderAccess(folder).write;
}

/** The same, and whether the folder is there at all. */
export function useFolderAccess(folder: FolderKey): FolderAccess {
  const { data = UNKNOWN } = useQuery({
    queryKey: ['access', folder],
    queryFn: () => folderAccess(folder),
    staleTime: 60_000,
  });
  return data;
}
