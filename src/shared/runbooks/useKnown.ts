import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { brokenAmong, type Inventory, type Reference } from '../../domain/runbook/references';
import { alertRules, existingDashboards, metricNames } from '../../grafana/alerting/rules';
import { dataSources } from '../../grafana/dataSources';
import { usePrometheus } from '../hooks/useSettings';

const FRESH = 300_000;

/** Alert rules of Grafana and of every Prometheus, by source; a source that cannot be asked is named. */
export function useAlertRules() {
  return useQuery({
    queryKey: ['alert-rules'],
    queryFn: async ({ signal }) => {
      const sources = ['grafana', ...dataSources().map(({ uid }) => uid)];
      const answers = await Promise.allSettled(sources.map((source) => alertRules(source, signal)));
      return {
        rules: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
        unasked: sources.filter((_, index) => answers[index].status === 'rejected'),
      };
    },
    staleTime: FRESH,
  });
}

/** What is there now of all that these references lean on; what could not be looked up is left out, and nothing is called gone. */
export function useKnown(references: Reference[], runbooks: ReadonlySet<string> | undefined): Inventory {
  const { source } = usePrometheus();
  const uid = source?.uid;
  const metrics = useQuery({
    queryKey: ['metric-names', uid],
    queryFn: ({ signal }) => metricNames(uid ?? '', signal),
    enabled: uid !== undefined && references.some(({ kind }) => kind === 'metric'),
    staleTime: FRESH,
    retry: false,
  });
  const rules = useAlertRules();
  const dashboards = useMemo(
    () => [...new Set(references.flatMap((each) => (each.kind === 'dashboard' ? [each.uid] : [])))].sort(),
    [references]
  );
  const found = useQuery({
    queryKey: ['dashboards-there', dashboards],
    queryFn: ({ signal }) => existingDashboards(dashboards, signal),
    enabled: dashboards.length > 0,
    staleTime: FRESH,
    retry: false,
  });
  return useMemo(
    () => ({
      dataSources: new Set(dataSources().map((each) => each.uid)),
      ...(metrics.data && { metrics: { '': metrics.data, ...(uid && { [uid]: metrics.data }) } }),
      ...(found.data && { dashboards: found.data }),
      ...(rules.data?.unasked.length === 0 && { alerts: new Set(rules.data.rules.map(({ name }) => name)) }),
      ...(runbooks && { runbooks }),
    }),
    [metrics.data, found.data, rules.data, runbooks, uid]
  );
}

export function useBroken(references: Reference[], runbooks: ReadonlySet<string> | undefined): Reference[] {
  const known = useKnown(references, runbooks);
  return useMemo(() => brokenAmong(references, known), [references, known]);
}
