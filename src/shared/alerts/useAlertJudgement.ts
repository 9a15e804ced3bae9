import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { historiesOf } from '../../domain/insights/alerts/histories';
import { alertTrend, judgeAlerts, type RuleHistory } from '../../domain/insights/alerts/judgement';
import { type AlertRule } from '../../domain/runbook/coverage';
import { type ServicesRegister } from '../../domain/services/services';
import { type Span } from '../../domain/time/window';
import { firedAlerts, grafanaSamples, grafanaStates, pastSilences } from '../../grafana/alerting/history';
import { alertRules } from '../../grafana/alerting/rules';
import { stateHistory } from '../../grafana/alerting/states';
import { dataSources } from '../../grafana/dataSources';
import { useIncidentHeads } from '../incidents/useIncidentHeads';
import { useServices } from '../services/useServices';

/** What could not be asked of a source, by its uid or `grafana`. */
export interface Unasked {
  source: string;
  what: 'rules' | 'history' | 'silences';
  error: unknown;
}

interface Asked {
  rules: AlertRule[];
  histories: RuleHistory[];
  silences: Awaited<ReturnType<typeof pastSilences>>;
  missing: Unasked[];
  /** Grafana keeps no history of its alerts, or gave only the newest of it. */
  noHistory: boolean;
  isCut: boolean;
}

const FRESH = 5 * 60_000;

/** Every alert rule that the person may see, judged by the incidents of a period (seconds). */
export function useAlertJudgement(period: Span) {
  const { record: services, isPending: servicesPending } = useServices();
  const heads = useIncidentHeads({ since: period.start });
  const asked = useQuery({
    queryKey: ['alerts', 'asked', period.start, period.end, services?.id ?? ''],
    queryFn: ({ signal }) => ask(period, services, signal),
    enabled: !servicesPending,
    staleTime: FRESH,
    retry: false,
  });
  const { data } = asked;
  const judged = useMemo(() => {
    if (!data) {
      return undefined;
    }
    const options = { period, now: period.end, silences: data.silences };
    return {
      judgement: judgeAlerts(data.histories, heads.incidents, options),
      trend: alertTrend(data.histories, heads.incidents, options),
    };
  }, [data, heads.incidents, period]);
  return {
    ...judged,
    asked: data,
    incidents: heads.incidents,
    services,
    isPending: asked.isPending || heads.isPending,
    error: heads.error ?? asked.error,
    refetch: () => {
      heads.refetch();
      void asked.refetch();
    },
  };
}

async function ask(period: Span, services: ServicesRegister | undefined, signal: AbortSignal): Promise<Asked> {
  const missing: Unasked[] = [];
  const or = async <T>(source: string, what: Unasked['what'], answer: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      signal.throwIfAborted();
      missing.push({ source, what, error });
      return otherwise;
    }
  };
  const uids = dataSources().map(({ uid }) => uid);
  const nothing = { series: [], grid: { ...period, step: 1 } };
  const kept = stateHistory();
  const [rules, fired, own, silences] = await Promise.all([
    Promise.all(['grafana', ...uids].map((source) => or(source, 'rules', alertRules(source, signal), []))),
    Promise.all(uids.map((uid) => or(uid, 'history', firedAlerts(uid, period, { signal }), nothing))),
    or('grafana', 'history', grafanaHistory(period, kept, signal), { alerts: [], samples: nothing, isCut: false }),
    or('grafana', 'silences', pastSilences(signal), []),
  ]);
  const known = rules.flat();
  const samples = [
    ...fired.map((answer, index) => ({ answer, source: uids[index] ?? '' })),
    { answer: own.samples, source: 'grafana' },
  ];
  const histories = historiesOf(
    known,
    [
      ...samples.flatMap(({ answer, source }) =>
        answer.series.map((series) => ({ source, kind: 'samples' as const, series, grid: answer.grid }))
      ),
      ...own.alerts.map((alert) => ({ source: 'grafana', kind: 'states' as const, ...alert, grid: period })),
    ],
    services
  );
  const hasOwn = known.some(({ source }) => source === 'grafana');
  return {
    rules: known,
    histories,
    silences,
    missing,
    noHistory: hasOwn && own.alerts.length === 0 && own.samples.series.length === 0,
    isCut: own.isCut,
  };
}

/** From the metric where Grafana writes one and it has something, else from its history of states. */
async function grafanaHistory(
  period: Span,
  { metric, dataSource }: ReturnType<typeof stateHistory>,
  signal: AbortSignal
) {
  if (dataSource) {
    const samples = await grafanaSamples(dataSource, metric, period, signal);
    if (samples.series.length > 0) {
      return { alerts: [], samples, isCut: false };
    }
  }
  return { ...(await grafanaStates(period, signal)), samples: { series: [], grid: { ...period, step: 1 } } };
}
