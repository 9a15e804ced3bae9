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
import { listHeads } from '../../grafana/records/search';
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
  /** The person may not read the folder. */
  isHidden?: boolean;
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
  /** Whether a register of this name was ever saved, as far as the settings remember; undefined where they do not say. */
  wasSaved: (register: string) => boolean | undefined;
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
    wasSaved: (register) => (stored ? noted(stored, register) : undefined),
    refetch: () => void Promise.all([plugin.refetch(), record.refetch()]),
  };
}

/** Whoever may not read the folder, and a team that chose nothing yet, go without. */
async function readSettingsRecord(signal: AbortSignal): Promise<Found> {
  try {
    // what lists are asked for in the same moment tells whether there is one
    const listed = await listHeads(settingsKind, {}, signal).catch(() => undefined);
    if (listed && !listed.heads.some(({ name }) => name === SETTINGS)) {
      return await absent(signal);
    }
    return await read(settingsKind, SETTINGS, signal);
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'forbidden') {
      return { state: 'absent', name: SETTINGS, isHidden: true };
    }
    if (error instanceof RequestError && error.kind === 'missing') {
      return absent(signal);
    }
    throw error;
  }
}

async function absent(signal: AbortSignal): Promise<Found> {
  return { state: 'absent', name: SETTINGS, isDeleted: Boolean(await findInTrash(settingsKind, SETTINGS, signal)) };
}

function noted({ state, isDeleted, isHidden, record }: Found, register: string): boolean | undefined {
  return state === 'absent' && !isDeleted && !isHidden ? false : record && Object.hasOwn(record.registers, register);
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
