import { config } from '@grafana/runtime';
import { PLUGIN_ID } from '../constants';
import { type SettingField, type TeamSettings, teamSettings } from '../domain/settings/settings';
import { request } from './request';

export type Settings = TeamSettings;

interface PluginSettings {
  enabled?: boolean;
  pinned?: boolean;
  jsonData?: unknown;
}

/** The settings of the plugin itself: provisioned ones, or those that an earlier version kept there. */
export async function readPluginSettings(signal?: AbortSignal): Promise<Settings> {
  const answer = await request<PluginSettings>({ url: `/api/plugins/${PLUGIN_ID}/settings`, signal });
  return settingsIn(answer.jsonData);
}

/** What the plugin's own settings decide; nothing where they cannot be read. */
export function settingsIn(jsonData: unknown): Settings {
  return teamSettings.safeParse(jsonData ?? {}).data ?? {};
}

/** Takes fields out of the plugin's own settings. Admins only. `enabled` goes along, since leaving it out would disable the app. */
export async function clearPluginSettings(fields: SettingField[]): Promise<void> {
  const current = await request<PluginSettings>({ url: `/api/plugins/${PLUGIN_ID}/settings` });
  const { enabled = true, pinned = true } = current;
  const left = Object.entries(current.jsonData ?? {}).filter(([key]) => !fields.some((field) => field === key));
  await request({
    method: 'POST',
    url: `/api/plugins/${PLUGIN_ID}/settings`,
    data: { enabled, pinned, jsonData: Object.fromEntries(left) },
  });
}

/** The team's zone: configured, else the organisation's, else the browser's. */
export function teamZone({ timeZone }: Settings): string {
  const preferred = timeZone || config.bootData.user.timezone;
  return preferred && preferred !== 'browser'
    ? preferred === 'utc'
      ? 'UTC'
      : preferred
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
