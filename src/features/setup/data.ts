import { t } from '@grafana/i18n';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isRefused } from '../../domain/record/outcome';
import {
  noSettings,
  type SettingField,
  SETTINGS,
  settingsKind,
  type TeamSettings,
} from '../../domain/settings/settings';
import { newId } from '../../grafana/ids';
import { managedFolders, treeExists } from '../../grafana/records/folders';
import { isParked } from '../../grafana/records/outbox';
import { clearPluginSettings } from '../../grafana/settings';
import { pluginSettingsKey, useSettings } from '../../shared/hooks/useSettings';
import { parkedText } from '../../shared/records/OutboxStatus';
import { useSend } from '../../shared/records/useSend';
import { loadReasonText } from '../../shared/words/reasons/useReasonText';

/** The record gets its id once per page load. */
const initialId = newId();
const initial = () => noSettings(initialId);

/** Writes the fields that differ from what the form was opened on. */
function useChoose() {
  const { stored } = useSettings();
  const send = useSend(settingsKind, SETTINGS, { initial });
  return async (field: SettingField, value: string | undefined) => {
    const sent = send({ type: 'choose', field, value: value || undefined, seen: stored?.record?.[field] });
    if (isRefused(sent)) {
      throw new Error(sent.refused.reasons.map(await loadReasonText()).join(' '));
    }
    const settled = await sent.settled;
    if (isParked(settled)) {
      throw new Error(settled.parked && parkedText(settled.parked, await loadReasonText()));
    }
  };
}

export function useSaveSettings() {
  const choose = useChoose();
  return useMutation({
    mutationFn: async (changes: Array<[SettingField, string | undefined]>) => {
      for (const [field, value] of changes) {
        await choose(field, value);
      }
    },
    meta: {
      done: t('setup.saved', 'Settings saved'),
      failed: t('setup.save-failed', 'The settings could not be saved'),
    },
  });
}

/** Moves what the plugin's own settings decide into the record. */
export function useKeepInRecord() {
  const choose = useChoose();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ settings, fixed }: { settings: TeamSettings; fixed: SettingField[] }) => {
      for (const field of fixed) {
        await choose(field, settings[field]);
      }
      await clearPluginSettings(fixed);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: pluginSettingsKey }),
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

export function useManagedFolders() {
  return useQuery({ queryKey: ['access', 'managed'], queryFn: ({ signal }) => managedFolders(signal) });
}
