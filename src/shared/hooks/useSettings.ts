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
import { read, RecordError, type Stored } from '../../grafana/records/store';
import { findInTrash } from '../../grafana/records/trash';
import { RequestError } from '../../grafana/request';
import { readPluginSettings, type Settings, teamZone } from '../../grafana/settings';
import { recordKeys } from '../records/keys';

export const pluginSettingsKey = ['settings'] as const;

const NONE: Settings = {};

interface Found extends Stored<SettingsRecord> {
  /** The team had one, and somebody deleted it. */
  isDeleted?: boolean;
}

export interface SettingsView {
  settings: Settings;
  /** Decided by the plugin's own settings, which win. */
  fixed: SettingField[];
  /** The record, where the team has one. */
  stored: Stored<SettingsRecord> | undefined;
  isPending: boolean;
  error: Error | null;
  /** Why the record cannot be read although the team has one, or may have one: what is shown follows defaults then. */
  lost: RequestError | RecordError | null;
  refetch: () => void;
}

/** The team's settings, from their record and the plugin's own; defaults while they load. */
export function useSettings(): SettingsView {
  const plugin = useQuery({
    queryKey: pluginSettingsKey,
    queryFn: ({ signal }) => readPluginSettings(signal),
    staleTime: 60_000,
  });
  const record = useQuery<Found, RequestError | RecordError>({
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
    lost: stored ? unreadable(stored) : record.error,
    refetch: () => void Promise.all([plugin.refetch(), record.refetch()]),
  };
}

/** Whoever may not read the folder, and a team that chose nothing yet, go without. */
async function readSettingsRecord(signal: AbortSignal): Promise<Found> {
  try {
    return await read(settingsKind, SETTINGS, signal);
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      const isDeleted = error.kind === 'missing' && Boolean(await findInTrash(settingsKind, SETTINGS, signal));
      return { state: 'absent', name: SETTINGS, isDeleted };
    }
    throw error;
  }
}

function unreadable({ state, isDeleted }: Found): RequestError | RecordError | null {
  if (isDeleted) {
    return new RequestError('missing', 404, '');
  }
  return state === 'ok' || state === 'absent' ? null : new RecordError(state, SETTINGS);
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
