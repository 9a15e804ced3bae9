import { t } from '@grafana/i18n';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { treeExists } from '../../grafana/records/folders';
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
  const { data, error } = useQuery({ queryKey: ['access', 'tree'], queryFn: ({ signal }) => treeExists(signal) });
  return { exists: data, error };
}
