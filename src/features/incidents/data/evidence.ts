import { t } from '@grafana/i18n';
import { useMutation, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type Incident } from '../../../domain/incident/kind';
import { type ObjectiveCheck } from '../../../domain/incident/rules';
import { type Evidence, type Measure } from '../../../domain/incident/schema';
import { type Instant } from '../../../domain/record/record';
import { queryInstant } from '../../../grafana/prometheus/prometheus';
import { captureQuery, captureSignal, captureSignals, lastHour, type EvidenceQuery } from './capture';
import { useSendIncident } from './incidents';
import { type AskedSignal, useSignals } from './signals';

const REFRESH = 30_000;
const BEFORE = 6 * 3_600_000;
const NONE: ObjectiveCheck[] = [];

/** Asks for evidence that a person looks at before it is kept. */
export function useCapture() {
  return useMutation({ mutationFn: (query: EvidenceQuery) => captureQuery(query) });
}

/** Keeps what the signals say now. */
export function useCaptureSignals(incident: Incident, signals: AskedSignal[]) {
  const send = useSendIncident(incident.name);
  return useMutation({
    mutationFn: () => captureSignals(signals, 'hand'),
    onSuccess: (captured) => captured.forEach((evidence) => send({ type: 'capture', evidence })),
    meta: { failed: t('incidents.signals.failed', 'The signals could not be captured') },
  });
}

/** The last hour of each signal, asked again while somebody looks. */
export function useSignalAnswers(signals: AskedSignal[]): Array<UseQueryResult<Evidence, Error>> {
  return useQueries({
    queries: signals.map((signal) => ({
      queryKey: ['signal', signal.uid, signal.expr, signal.key],
      queryFn: ({ signal: stop }: { signal: AbortSignal }) => captureSignal(signal, { signal: stop }),
      refetchInterval: REFRESH,
      retry: false,
    })),
  });
}

/** The evidence itself, or the same asked about the hours before `until` where it begins later than that. */
export function useEvidenceBefore(evidence: Evidence, until: Instant | undefined): Evidence | undefined {
  const { title, datasource: uid, expr, unit, from } = evidence;
  const isLater = until !== undefined && Date.parse(from) > Date.parse(until);
  const { data } = useQuery({
    queryKey: ['signal-before', uid, expr, until],
    queryFn: ({ signal }) => {
      const to = until ?? from;
      return captureQuery(
        { title, uid, expr, unit, from: new Date(Date.parse(to) - BEFORE).toISOString(), to },
        signal
      );
    },
    enabled: isLater,
    staleTime: Infinity,
    retry: false,
  });
  return isLater ? data : evidence;
}

/** The same question over the same time (does it still say the same?) and over the last hour. */
export function useRunAgain({ title, datasource: uid, expr, from, to, unit, digest }: Evidence) {
  return useMutation({
    mutationFn: async () => {
      const [same, now] = await Promise.all([
        captureQuery({ title, uid, expr, from, to, unit }),
        captureQuery({ title, uid, expr, ...lastHour(), unit }),
      ]);
      return { isSame: same.digest === digest, then: same.value, now: now.value };
    },
  });
}

/** Whether the affected services' objectives are back inside their targets over the last five minutes; unknown ones are left out. */
export function useObjectiveChecks(incident: Incident, enabled: boolean): ObjectiveCheck[] {
  const { signals } = useSignals(incident.services);
  const { data } = useQuery({
    queryKey: ['objective-checks', signals.map(({ uid, expr }) => [uid, expr])],
    queryFn: async ({ signal: stop }) => {
      const checks = await Promise.allSettled(
        signals.map(async ({ name, uid, expr, isInside }) => {
          // never that of all services: how the others are says nothing of those affected
          const value = (await queryInstant(uid, expr, { signal: stop })).result[0]?.value;
          return isInside && value !== undefined && Number.isFinite(value)
            ? [{ objective: name, inside: isInside(value) }]
            : [];
        })
      );
      return checks.flatMap((check) => (check.status === 'fulfilled' ? check.value : []));
    },
    enabled: enabled && signals.length > 0,
    refetchInterval: REFRESH,
    retry: false,
  });
  return data ?? NONE;
}

/** The value of an action's success measure now; null without data. */
export function useMeasureNow({ expr }: Measure, uid: string | undefined) {
  return useQuery({
    queryKey: ['measure', uid, expr],
    queryFn: async ({ signal }) => (await queryInstant(uid ?? '', expr, { signal })).result[0]?.value ?? null,
    enabled: uid !== undefined,
    retry: false,
    staleTime: 30_000,
  });
}
