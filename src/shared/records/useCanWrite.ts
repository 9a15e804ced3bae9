import { useQuery } from '@tanstack/react-query';
import { type FolderKey } from '../../domain/record/record';
import { folderAccess, type WriteAccess } from '../../grafana/records/folders';

/** Whether the signed-in person may write records of this folder; 'unknown' until the server has said so. */
export function useCanWrite(folder: FolderKey): WriteAccess {
  const { data = 'unknown' } = useQuery({
    queryKey: ['access', folder],
    queryFn: () => folderAccess(folder),
    staleTime: 60_000,
  });
  return data;
}
