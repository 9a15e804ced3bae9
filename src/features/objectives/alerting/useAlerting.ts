import { t } from '@grafana/i18n';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { alertingStanding, objectiveGroup, objectiveGroupOf } from '../../../domain/objective/grafanaRules';
import { type Objective } from '../../../domain/objective/schema';
import { own } from '../../../domain/record/own';
import { deleteRuleGroup, ruleGroup, writeRuleGroup } from '../../../grafana/alerting/ruler';
import { mayEditRules } from '../../../grafana/alerting/rules';
import { absoluteUrl } from '../../../grafana/navigation';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { type RequestError } from '../../../grafana/request';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { objectivePath } from '../../../shared/objectives/paths';
import { useServices } from '../../../shared/services/useServices';

/** Whether an objective alerts in Grafana, and the ways to make it, mend it and end it. */
export function useAlerting(key: string, objective: Objective) {
  const client = useQueryClient();
  const { source } = usePrometheus(objective.dataSource);
  const { record: services } = useServices();
  const name = objectiveGroup(key);
  const queryKey = ['objectives', 'rules', name];
  const read = useQuery<Awaited<ReturnType<typeof ruleGroup>> | null, RequestError>({
    queryKey,
    queryFn: async ({ signal }) => (await ruleGroup(ROOT_FOLDER.uid, name, signal)) ?? null,
    retry: false,
  });
  const { data: mayEdit = false } = useQuery({
    queryKey: ['reminders', 'may-edit', ROOT_FOLDER.uid],
    queryFn: ({ signal }) => mayEditRules(ROOT_FOLDER.uid, signal),
  });
  const [runbook] = (objective.service && services && own(services.services, objective.service)?.runbooks) || [];
  const terms = {
    prometheus: source?.uid ?? '',
    url: absoluteUrl(objectivePath(key)),
    ...(runbook && { runbookUrl: runbook.url.startsWith('/') ? absoluteUrl(runbook.url) : runbook.url }),
  };
  const write = useMutation({
    mutationFn: async ({ wanted, overwrite = false }: { wanted?: Objective; overwrite?: boolean }) => {
      const current = await ruleGroup(ROOT_FOLDER.uid, name); // the last writer of a group wins: as short before as can be
      const group = objectiveGroupOf(current, key, wanted, terms, overwrite);
      await (group ? writeRuleGroup(ROOT_FOLDER.uid, group) : deleteRuleGroup(ROOT_FOLDER.uid, name));
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
    meta: { failed: t('objectives.alerting.failed', 'The alert rules could not be changed') },
  });
  return {
    source,
    mayEdit,
    standing: read.data === undefined ? undefined : alertingStanding(read.data ?? undefined, key, objective, terms),
    error: read.error,
    refetch: () => void read.refetch(),
    isWriting: write.isPending,
    writeError: write.error,
    make: (wanted = objective, overwrite = false) => write.mutateAsync({ wanted, overwrite }),
    end: () => write.mutateAsync({}),
  };
}
