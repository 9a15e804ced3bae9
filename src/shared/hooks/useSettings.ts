import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type DataSource, dataSources, resolvePrometheus } from '../../grafana/dataSources';
import { readSettings, type Settings, teamZone } from '../../grafana/settings';

export const settingsKey = ['settings'] as const;

const NONE: Settings = {};

/** The app's settings; defaults while they load. */
export function useSettings(): { settings: Settings; isPending: boolean; error: Error | null } {
  const { data, isPending, error } = useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => readSettings(signal),
    staleTime: 60_000,
  });
  return { settings: data ?? NONE, isPending, error };
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
