import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  effectiveSettings,
  type SettingField,
  SETTINGS,
  settingsKind,
  type SettingsRecord,
} from '../../domain/settings/settings';
import { type DataSource, dataSources, resolvePrometheus } from '../../grafana/dataSources';
import { read, type Stored } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { readPluginSettings, type Settings, teamZone } from '../../grafana/settings';
import { recordKeys } from '../records/keys';

export const pluginSettingsKey = ['settings'] as const;

const NONE: Settings = {};

interface SettingsView {
  settings: Settings;
  /** Decided by the plugin's own settings, which win. */
  fixed: SettingField[];
  /** The record, where the team has one. */
  stored: Stored<SettingsRecord> | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** The team's settings, from their record and the plugin's own; defaults while they load. */
export function useSettings(): SettingsView {
  const plugin = useQuery({
    queryKey: pluginSettingsKey,
    queryFn: ({ signal }) => readPluginSettings(signal),
    staleTime: 60_000,
  });
  const record = useQuery({
    queryKey: recordKeys.one(settingsKind.kind, SETTINGS),
    queryFn: ({ signal }) => readSettingsRecord(signal),
    staleTime: 60_000,
  });
  const stored = record.data;
  const effective = useMemo(() => effectiveSettings(stored?.record, plugin.data ?? NONE), [stored, plugin.data]);
  return {
    ...effective,
    stored,
    isPending: plugin.isPending || record.isPending,
    error: plugin.error ?? record.error,
    refetch: () => void Promise.all([plugin.refetch(), record.refetch()]),
  };
}

/** Whoever may not read the folder, and a team that chose nothing yet, go without. */
async function readSettingsRecord(signal: AbortSignal): Promise<Stored<SettingsRecord>> {
  try {
    return await read(settingsKind, SETTINGS, signal);
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return { state: 'absent', name: SETTINGS };
    }
    throw error;
  }
}

/** The Prometheus to ask, `override` first (an objective may name another). Undefined: none is configured. */
export function usePrometheus(override?: string): { source: DataSource | undefined; isPending: boolean } {
  const { settings, isPending } = useSettings();
  const source = useMemo(() => {
    if (override) {
      return dataSources().find(({ uid }) => uid === override);
    }
    return isPending ? undefined : resolvePrometheus(settings);
  }, [override, settings, isPending]);
  return { source, isPending: isPending && !override };
}

export function useTeamZone(): string {
  const { settings } = useSettings();
  return useMemo(() => teamZone(settings), [settings]);
}
