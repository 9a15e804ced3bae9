import { t } from '@grafana/i18n';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ensureFolder, SHARED_FOLDERS, treeExists } from '../../grafana/records/folders';
import { type Settings, writeSettings } from '../../grafana/settings';
import { settingsKey } from '../../shared/hooks/useSettings';

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: Settings) => writeSettings(settings),
    onSuccess: () => client.invalidateQueries({ queryKey: settingsKey }),
    meta: {
      done: t('setup.saved', 'Settings saved'),
      failed: t('setup.save-failed', 'The settings could not be saved'),
    },
  });
}

export function useFolderTree() {
  const client = useQueryClient();
  const access = useQuery({ queryKey: ['access', 'tree'], queryFn: ({ signal }) => treeExists(signal) });
  const make = useMutation({
    mutationFn: async () => {
      for (const key of SHARED_FOLDERS) {
        await ensureFolder(key);
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['access'] }),
    meta: {
      done: t('setup.folders.made', 'The folders are there'),
      failed: t('setup.folders.failed', 'The folders could not be made'),
    },
  });
  return { exists: access.data, error: access.error, make };
}
