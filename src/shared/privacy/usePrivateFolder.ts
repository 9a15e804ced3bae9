import { useQuery } from '@tanstack/react-query';
import { privateFolder, teams } from '../../grafana/records/privateFolder';

const privateFolderKey = ['access', 'private-folder'] as const;

/** The folder of private incidents, as this person may see it. */
export function usePrivateFolder(enabled = true) {
  return useQuery({
    queryKey: privateFolderKey,
    queryFn: ({ signal }) => privateFolder(signal),
    enabled,
    staleTime: 10_000,
    retry: false,
  });
}

export function useTeams() {
  return useQuery({ queryKey: ['teams'], queryFn: ({ signal }) => teams(signal), retry: false });
}
