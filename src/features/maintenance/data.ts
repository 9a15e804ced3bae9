import { useCallback, useMemo } from 'react';
import { useMutation, useQueries } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { type Checklist, judgeQuery, type QueryItem } from '../../domain/maintenance/checklistItem';
import { runIdOf } from '../../domain/maintenance/run';
import {
  type Ledger,
  type Occurrence,
  occurrenceKey,
  occurrencesOf,
  type OccurrenceState,
  occurrenceState,
  type Task,
} from '../../domain/maintenance/task';
import {
  type ItemOutcome,
  type Promised,
  type ChecklistRun,
  type Week,
  weekOfName,
} from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { inOrder } from '../../domain/record/inOrder';
import { isRefused } from '../../domain/record/outcome';
import { type Instant } from '../../domain/record/record';
import { addDays, localDateOf, startOfDay, weekDates, weekOf } from '../../domain/time/recurrence';
import { newId } from '../../grafana/ids';
import { queryInstant } from '../../grafana/prometheus/prometheus';
import { read, type Stored } from '../../grafana/records/store';
import { type Maintenance, useWeekSend } from '../../shared/maintenance/useMaintenance';
import { useWeek } from '../../shared/maintenance/useWeek';
import { recordKeys } from '../../shared/records/keys';
import { useHeads } from '../../shared/records/useHeads';
import { type Sent } from '../../shared/records/useSend';
import { runPath } from './paths';

export function promiseOf(found: Occurrence, task: Task): Promised {
  const { date, due, opens, closes, team = task.team } = found;
  return { task: found.task, date, due, opens, closes, title: task.title, ...(team && { team }) };
}

export interface Row {
  key: string;
  task: Task;
  /** One per weekday, Monday first; undefined where the task is not due. */
  days: Array<{ found: Occurrence; state: OccurrenceState } | undefined>;
}

/** Tasks that are due in a week, or in use now, with their occurrences by weekday. */
export function rowsOf(tasks: Record<string, Task>, week: string, zone: string, ledger: Ledger, now: Instant): Row[] {
  const dates = weekDates(week);
  const [from, to] = [startOfDay(dates[0], zone), startOfDay(addDays(dates[6], 1), zone)];
  return inOrder(tasks)
    .map(({ key, ...task }) => {
      const found = occurrencesOf(key, task, from, to, ledger);
      const days = dates.map((date) => {
        const one = found.find((candidate) => candidate.date === date);
        return one && { found: one, state: occurrenceState(one, ledger, now) };
      });
      return { key, task, days };
    })
    .filter(({ task, days }) => !task.retired || days.some(Boolean));
}

/** All occurrences that are due between the start of `first` and the end of `last`, both ISO weeks. */
export function occurrencesIn(
  { plan, ledger, zone }: Pick<Maintenance, 'plan' | 'ledger' | 'zone'>,
  first: string,
  last: string
): Occurrence[] {
  const from = startOfDay(weekDates(first)[0], zone);
  const to = startOfDay(addDays(weekDates(last)[6], 1), zone);
  return Object.entries(plan?.tasks ?? {}).flatMap(([key, task]) => occurrencesOf(key, task, from, to, ledger));
}

/** Starts a run in the week it belongs to and opens it. */
export function useStartChecklistRun(
  week: string
): (key: string, checklist: Checklist, occurrence?: Promised) => Sent<Week> {
  const send = useWeekSend(week);
  const { record } = useWeek(week);
  const navigate = useNavigate();
  return useCallback(
    (key, { version, title, items, signOff, before, onFailure }, occurrence) => {
      const run = occurrence && record ? runIdOf(record, occurrence) : newId();
      const sent = send({
        type: 'startRun',
        run,
        checklist: key,
        version,
        title,
        items,
        ...(signOff && { needsSignOff: true }),
        ...(before && { before }),
        ...(onFailure && { onFailure }),
        ...(occurrence && { occurrence }),
      });
      if (!isRefused(sent)) {
        navigate(runPath(week, run));
      }
      return sent;
    },
    [send, navigate, week, record]
  );
}

/** The run that is under way for an occurrence, if any. */
export function openRunOf(
  week: Week | undefined,
  occurrence: Pick<Occurrence, 'task' | 'date'>
): { id: string; run: ChecklistRun } | undefined {
  const found = Object.entries(week?.runs ?? {}).find(
    ([, run]) =>
      !run.finished && !run.abandoned && run.occurrence && occurrenceKey(run.occurrence) === occurrenceKey(occurrence)
  );
  return found && { id: found[0], run: found[1] };
}

/** Weeks that have a record, newest first. */
export function useWeeks() {
  return useHeads(weekKind, { limit: 1000, sort: '-name' });
}

/** The records of these weeks, of those that have one by the heads. */
export function useWeekRecords(heads: Array<{ name: string }>, weeks: string[]): Week[] {
  const known = heads.flatMap(({ name }) => (weeks.includes(weekOfName(name) ?? '') ? [name] : []));
  return useQueries({
    queries: known.map((name) => ({
      queryKey: recordKeys.one(weekKind.kind, name),
      queryFn: ({ signal }: { signal: AbortSignal }) => read(weekKind, name, signal),
    })),
    combine: recordsOf,
  });
}

function recordsOf(results: Array<{ data?: Stored<Week> }>): Week[] {
  return results.flatMap(({ data }) => data?.record ?? []);
}

export function useToday({ now, zone }: Pick<Maintenance, 'now' | 'zone'>): { today: string; week: string } {
  return useMemo(() => {
    const today = localDateOf(now, zone);
    return { today, week: weekOf(today) };
  }, [now, zone]);
}

/** What Prometheus says about one item now, with everything needed to see later how that came about. */
export async function askItem(dataSource: string, item: QueryItem, signal?: AbortSignal): Promise<ItemOutcome> {
  const { result, warnings } = await queryInstant(dataSource, item.expr, { signal });
  const { verdict, value } = judgeQuery(
    item,
    result.map((sample) => sample.value)
  );
  const seconds = result.length ? result[0].time : Date.now() / 1000;
  const labels = labelsText(result.find((sample) => sample.value === value)?.labels ?? {});
  return {
    verdict,
    ...(value !== undefined && { value: Number.isFinite(value) ? value : String(value) }),
    ...(item.unit && { unit: item.unit }),
    query: {
      expr: item.expr,
      comparison: item.comparison,
      threshold: item.threshold,
      ...(item.tolerance && { tolerance: item.tolerance }),
      dataSource,
      at: new Date(seconds * 1000).toISOString(),
      series: result.length,
      ...(labels && { labels }),
      ...(warnings.length && { warnings: warnings.slice(0, 10) }),
    },
  };
}

const MAX_LABELS = 500;

/** As PromQL writes them, cut where they are many. */
function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const text = pairs.length ? `{${pairs.join(', ')}}` : '';
  return text.length > MAX_LABELS ? `${text.slice(0, MAX_LABELS - 1)}…` : text;
}

interface Check {
  item: string;
  outcome?: ItemOutcome;
  error?: unknown;
}

/** Asks all query items together; one that fails does not stop the others. */
export function useChecks(onOutcome: (item: string, outcome: ItemOutcome) => void) {
  return useMutation({
    mutationFn: async ({
      items,
      defaultSource,
    }: {
      items: Array<{ key: string; item: QueryItem }>;
      defaultSource?: string;
    }): Promise<Check[]> =>
      Promise.all(
        items.map(async ({ key, item }) => {
          const dataSource = item.dataSource ?? defaultSource;
          if (!dataSource) {
            return { item: key };
          }
          try {
            const outcome = await askItem(dataSource, item);
            onOutcome(key, outcome);
            return { item: key, outcome };
          } catch (error) {
            return { item: key, error };
          }
        })
      ),
  });
}
