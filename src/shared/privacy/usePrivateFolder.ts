import { useQuery } from '@tanstack/react-query';
import { type RestrictedFolder } from '../../grafana/records/folders';
import { privateFolder, teams } from '../../grafana/records/privateFolder';

/** The folder of private incidents, or another that few people may open, as this person may see it. */
export function usePrivateFolder(enabled = true, key: RestrictedFolder = 'private') {
  return useQuery({
    queryKey: ['access', 'private-folder', key],
    queryFn: ({ signal }) => privateFolder(key, signal),
    enabled,
    staleTime: 10_000,
    retry: false,
  });
}

export function useTeams() {
  return useQuery({ queryKey: ['teams'], queryFn: ({ signal }) => teams(signal), retry: false });
}
