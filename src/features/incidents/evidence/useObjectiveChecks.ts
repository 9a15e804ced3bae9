import { useQuery } from '@tanstack/react-query';
import { type Incident } from '../../../domain/incident/kind';
import { type ObjectiveCheck } from '../../../domain/incident/rules';
import { queryInstant } from '../../../grafana/prometheus/prometheus';
import { useSignals } from './useSignals';

const NONE: ObjectiveCheck[] = [];

/** Whether the affected services' objectives are back inside their targets over the last five minutes; unknown ones are left out. */
export function useObjectiveChecks(incident: Incident, enabled: boolean): ObjectiveCheck[] {
  const { signals } = useSignals(incident.services);
  const { data } = useQuery({
    queryKey: ['objective-checks', signals.map(({ uid, expr }) => [uid, expr])],
    queryFn: async ({ signal: stop }) => {
      const checks = await Promise.allSettled(
        signals.map(async ({ name, uid, expr, wider, isInside }) => {
          const ask = async (query: string) => (await queryInstant(uid, query, { signal: stop })).result[0]?.value;
          const value = (await ask(expr)) ?? (wider ? await ask(wider) : undefined);
          return isInside && value !== undefined && Number.isFinite(value)
            ? [{ objective: name, inside: isInside(value) }]
            : [];
        })
      );
      return checks.flatMap((check) => (check.status === 'fulfilled' ? check.value : []));
    },
    enabled: enabled && signals.length > 0,
    refetchInterval: 30_000,
    retry: false,
  });
  return data ?? NONE;
}
