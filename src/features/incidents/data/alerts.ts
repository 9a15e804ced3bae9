import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import { firingAlerts } from '../../../grafana/alerting/alerts';
import { usePrometheus } from '../../../shared/hooks/useSettings';

const REFRESH = 30_000;

/** What fires now: Grafana's own alerts first, then those of the Prometheus that is configured. */
export function useFiringAlerts() {
  const { source } = usePrometheus();
  const sources = useMemo(() => ['grafana', ...(source ? [source.uid] : [])], [source]);
  return useQueries({
    queries: sources.map((each) => ({
      queryKey: ['firing-alerts', each],
      queryFn: ({ signal }: { signal: AbortSignal }) => firingAlerts(each, signal),
      refetchInterval: REFRESH,
      retry: false,
    })),
  });
}
