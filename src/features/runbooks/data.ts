import { useCallback } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type CommandOf } from '../../domain/incident/commands';
import { type Keyed } from '../../domain/record/inOrder';
import { type AlertRule } from '../../domain/runbook/coverage';
import { judgeStep } from '../../domain/runbook/judge';
import { runKind } from '../../domain/runbook/run';
import { runbookKind } from '../../domain/runbook/runbook';
import { type StepAnswer, emptyRun, isStarted, type RunbookRun } from '../../domain/runbook/runSchema';
import { emptyRunbook, type Runbook, type StepOf } from '../../domain/runbook/schema';
import { HOUR_SECONDS } from '../../domain/time/units';
import { firingAlerts } from '../../grafana/alerting/alerts';
import { firings, mayEditRules } from '../../grafana/alerting/rules';
import { dataSources } from '../../grafana/dataSources';
import { newId } from '../../grafana/ids';
import { queryInstant, queryRange } from '../../grafana/prometheus/prometheus';
import { currentPerson } from '../../grafana/user';
import { useOutbox } from '../../shared/records/OutboxProvider';
import { type RecordView, useRecord } from '../../shared/records/useRecord';
import { useSend } from '../../shared/records/useSend';
import { runbookRunPath } from '../../shared/runbooks/paths';

const newRunbook = () => emptyRunbook(newId());

/** A runbook, also one that was written a moment ago and is still on its way; absent where there is none. */
export function useRunbook(name: string): RecordView<Runbook> & { isAbsent: boolean } {
  const view = useRecord(runbookKind, name, { initial: newRunbook });
  return { ...view, isAbsent: view.record?.version === 0 };
}

export function useRunbookSend(name: string) {
  return useSend(runbookKind, name, { initial: newRunbook });
}

export function useRun(name: string): RecordView<RunbookRun> & { isAbsent: boolean } {
  const initial = useCallback(() => emptyRun(name), [name]);
  const view = useRecord(runKind, name, { initial });
  return { ...view, isAbsent: view.record !== undefined && !isStarted(view.record) };
}

export function useRunSend(name: string) {
  return useSend(runKind, name, { initial: useCallback(() => emptyRun(name), [name]) });
}

/** What a query says now, with all that is needed to see later how that came about. Throws RequestError. */
export async function askStep(
  step: Pick<StepOf<'query'>, 'comparison' | 'threshold' | 'unit'>,
  expr: string,
  dataSource: string,
  signal?: AbortSignal
): Promise<StepAnswer> {
  const { result, warnings } = await queryInstant(dataSource, expr, { signal });
  const { comparison, threshold, unit } = step;
  const { verdict, value } = judgeStep(
    step,
    result.map((sample) => sample.value)
  );
  const seconds = result.length > 0 ? result[0].time : Date.now() / 1000;
  return {
    expr,
    dataSource,
    at: new Date(seconds * 1000).toISOString(),
    series: result.length,
    ...(verdict && { verdict }),
    ...(value !== undefined && { value: Number.isFinite(value) ? value : String(value) }),
    ...(comparison && { comparison }),
    ...(threshold !== undefined && { threshold }),
    ...(unit && { unit }),
    ...(warnings.length > 0 && { warnings: warnings.slice(0, 10) }),
  };
}

/** Whether an alert of this name fires, of Grafana's rules or those of a Prometheus; that it does not is said only when all answered. */
export async function askAlert(alert: string, signal?: AbortSignal): Promise<StepAnswer> {
  const sources = ['grafana', ...dataSources().map(({ uid }) => uid)];
  const answers = await Promise.allSettled(sources.map((source) => firingAlerts(source, signal)));
  const said = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const firing = said.filter(({ name }) => name === alert).length;
  const isKnown = answers.every(({ status }) => status === 'fulfilled');
  return {
    verdict: firing > 0 ? 'fail' : isKnown ? 'pass' : 'nodata',
    value: firing,
    at: new Date().toISOString(),
    series: firing,
  };
}

/** The last hour of a query, for its graph. */
export function useGraph(uid: string | undefined, expr: string | undefined) {
  return useQuery({
    queryKey: ['runbook-graph', uid, expr],
    queryFn: async ({ signal }) => {
      const end = Math.floor(Date.now() / 1000);
      const { result } = await queryRange(uid ?? '', expr ?? '', { start: end - HOUR_SECONDS, end, step: 30, signal });
      return { series: result.slice(0, 20), total: result.length, span: { start: end - HOUR_SECONDS, end } };
    },
    enabled: uid !== undefined && expr !== undefined,
    refetchInterval: 60_000,
    retry: false,
  });
}

/** Writes into the timeline of the incident that a run is for; kept in the outbox like everything else. */
export function useIncidentNote(incident: string | undefined, run: string): (text: string) => void {
  const outbox = useOutbox();
  return useCallback(
    (text) => {
      if (incident) {
        const link = runbookRunPath(run);
        const command: CommandOf<'note'> = { ...stamp(), type: 'note', kind: 'runbook', text, link };
        void outbox.send('incident', incident, command);
      }
    },
    [outbox, incident, run]
  );
}

export function useIncidentAction(incident: string | undefined): (title: string) => void {
  const outbox = useOutbox();
  return useCallback(
    (title) => {
      if (incident) {
        const action = { title, type: 'process', nature: 'preventive', state: 'open' } as const;
        const command: CommandOf<'addAction'> = { ...stamp(), type: 'addAction', action };
        void outbox.send('incident', incident, command);
      }
    },
    [outbox, incident]
  );
}

function stamp() {
  return { id: newId(), at: new Date().toISOString(), by: currentPerson() };
}

/** Whether this person may write into the group that the rule belongs to. */
export function useMayEditRule({ uid, folderUid }: AlertRule): boolean {
  const { data } = useQuery({
    queryKey: ['may-edit-rules', folderUid],
    queryFn: ({ signal }) => mayEditRules(folderUid ?? '', signal),
    enabled: uid !== undefined && folderUid !== undefined,
    staleTime: 60_000,
  });
  return data ?? false;
}

/** Firings by source; a source that cannot say is absent, and its rules read "unknown". */
export function useFirings(): Map<string, Map<string, number>> | undefined {
  const { data } = useQuery({
    queryKey: ['firings'],
    queryFn: async ({ signal }) => {
      const sources = ['grafana', ...dataSources().map(({ uid }) => uid)];
      const answers = await Promise.allSettled(sources.map((source) => firings(source, signal)));
      return new Map(
        sources.flatMap((source, index): Array<[string, Map<string, number>]> => {
          const answer = answers[index];
          return answer.status === 'fulfilled' ? [[source, answer.value]] : [];
        })
      );
    },
    staleTime: 300_000,
  });
  return data;
}

/** What a query that is being written says now. */
export function useQueryPreview(step: Keyed<StepOf<'query'>>, expr: string | undefined, uid: string | undefined) {
  const { comparison, threshold } = step;
  return useQuery({
    queryKey: ['runbook-preview', uid, expr, comparison, threshold],
    queryFn: ({ signal }) => askStep(step, expr ?? '', uid ?? '', signal),
    enabled: uid !== undefined && expr !== undefined,
    retry: false,
  });
}
