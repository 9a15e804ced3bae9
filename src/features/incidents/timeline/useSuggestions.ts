import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { alertChanges, alertWindow, firingExpression, withoutRepeats } from '../../../domain/incident/alertHistory';
import { type Happening } from '../../../domain/incident/happening';
import { type Incident } from '../../../domain/incident/kind';
import { beginning } from '../../../domain/incident/rules';
import { type Suggestion, suggestionsFor, suggestionWindow } from '../../../domain/incident/suggestions';
import { knownServices, matchersOf } from '../../../domain/services/services';
import { happenings } from '../../../grafana/alerting/happenings';
import { queryRange } from '../../../grafana/prometheus/prometheus';
import { type RequestError } from '../../../grafana/request';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useServices } from '../../../shared/services/useServices';

const REFRESH = 60_000;
const NONE: Happening[] = [];

interface Suggestions {
  suggestions: Suggestion[];
  /** Why Grafana tells of no alerts and annotations. */
  error: RequestError | null;
  /** Why the data source tells of no alerts. */
  sourceError: RequestError | null;
}

/** Entries that alerts' histories and annotations offer for this incident; asked for only where they can be accepted. */
export function useSuggestions(incident: Incident, enabled: boolean): Suggestions {
  const content = useContentLanguage();
  const { name, milestones } = incident;
  const begins = beginning(milestones);
  const ends = milestones.resolved ?? milestones.closed;
  const asking = {
    refetchInterval: ends ? (false as const) : REFRESH,
    staleTime: REFRESH,
    retry: false,
  };
  const { data: noted = NONE, error } = useQuery<Happening[], RequestError>({
    queryKey: ['happenings', name, begins, ends],
    queryFn: ({ signal }) => {
      const now = suggestionWindow(incident, Date.now());
      return now ? happenings(now.from, now.to, signal) : [];
    },
    enabled: enabled && begins !== undefined,
    ...asking,
  });
  const { uid, expr } = useFiring(incident);
  const { data: changes = NONE, error: sourceError } = useQuery<Happening[], RequestError>({
    queryKey: ['alert-changes', name, begins, ends, uid, expr],
    queryFn: async ({ signal }) => {
      const now = suggestionWindow(incident, Date.now());
      const window = now && alertWindow(now);
      return uid && window ? alertChanges((await queryRange(uid, expr, { ...window, signal })).result, window) : [];
    },
    enabled: enabled && begins !== undefined && uid !== undefined,
    ...asking,
  });
  const { timeline, services, alerts, language } = incident;
  const suggestions = useMemo(
    () =>
      enabled
        ? suggestionsFor({ timeline, services, alerts }, withoutRepeats(noted, changes), language ?? content)
        : [],
    [enabled, timeline, services, alerts, noted, changes, language, content]
  );
  return { suggestions, error, sourceError };
}

/** The question after firing alerts of the affected services, and the Prometheus that has them. */
function useFiring({ services, alerts }: Incident): { uid: string | undefined; expr: string } {
  const { record: register, isPending } = useServices();
  const { source } = usePrometheus();
  return useMemo(() => {
    const affected = knownServices(register, services).map(([, service]) => service);
    const own = [...new Set(affected.map(({ dataSource }) => dataSource))];
    return {
      uid: isPending ? undefined : ((own.length === 1 ? own[0] : undefined) ?? source?.uid),
      expr: firingExpression(
        matchersOf(affected),
        Object.values(alerts ?? {}).map((alert) => alert.name)
      ),
    };
  }, [register, isPending, services, alerts, source]);
}
