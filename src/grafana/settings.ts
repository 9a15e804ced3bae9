import { config } from '@grafana/runtime';
import { z } from 'zod';
import { PLUGIN_ID } from '../constants';
import { request } from './request';

const jsonData = z.object({
  /** The Prometheus that objectives and checklists ask, unless they name another. */
  prometheusUid: z.string().optional(),
  /** IANA zone of the team: weeks and due times follow it. */
  timeZone: z.string().optional(),
  /** Language of an incident's documents, apart from that of the interface. */
  documentLanguage: z.enum(['en', 'fr']).optional(),
});
export type Settings = z.infer<typeof jsonData>;

interface PluginSettings {
  enabled?: boolean;
  pinned?: boolean;
  jsonData?: unknown;
}

export async function readSettings(signal?: AbortSignal): Promise<Settings> {
  const answer = await request<PluginSettings>({ url: `/api/plugins/${PLUGIN_ID}/settings`, signal });
  const parsed = jsonData.safeParse(answer.jsonData ?? {});
  return parsed.success ? parsed.data : {};
}

/** Admins only. `enabled` goes along, since leaving it out would disable the app. */
export async function writeSettings(settings: Settings): Promise<void> {
  const current = await request<PluginSettings>({ url: `/api/plugins/${PLUGIN_ID}/settings` });
  const { enabled = true, pinned = true } = current;
  await request({
    method: 'POST',
    url: `/api/plugins/${PLUGIN_ID}/settings`,
    data: { enabled, pinned, jsonData: { ...(typeof current.jsonData === 'object' && current.jsonData), ...settings } },
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
