import { useCallback, useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import {
  type ChecklistRegister,
  CHECKLISTS_NAME,
  checklistKind,
  emptyChecklists,
} from '../../domain/maintenance/checklist';
import { defaultChecklists, listIn, MAINTENANCE_CHECKLIST } from '../../domain/maintenance/checklistDefaults';
import { ledgerOf, ledgerOfHead, ledgerOfWeek } from '../../domain/maintenance/ledger';
import { emptyPlan, type Plan, PLAN_NAME, planKind, plannedTasks, titledIn } from '../../domain/maintenance/plan';
import { type Ledger, type TaskStanding, taskStandings } from '../../domain/maintenance/task';
import { type Week, type WeekCommand, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { type Instant } from '../../domain/record/record';
import { localDateOf, shiftWeek, weekOf } from '../../domain/time/recurrence';
import { MINUTE_MS } from '../../domain/time/units';
import { read, type RecordError, type Stored } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { textLanguage } from '../../grafana/user';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useNow } from '../hooks/useNow';
import { useTeamZone } from '../hooks/useSettings';
import { recordKeys } from '../records/keys';
import { useHeads } from '../records/useHeads';
import { type RecordView, useRecord } from '../records/useRecord';
import { type Draft, type Sent, useSend } from '../records/useSend';
import { useChecklistsSend, usePlanSend } from './send';
import { useEmptyWeek, useWeek } from './useWeek';

/** The team's plan; without any task, and in the team's zone, until somebody acts on it. */
export function usePlan(): RecordView<Plan> & { adopt: () => void } {
  const zone = useTeamZone();
  const view = useRecord(planKind, PLAN_NAME, { initial: emptyPlan });
  const send = usePlanSend();
  const { record } = view;
  const plan = useMemo(
    () =>
      record && { ...record, ...(!record.adopted && { zone }), tasks: titledIn(plannedTasks(record), textLanguage()) },
    [record, zone]
  );
  const adopt = useCallback(() => {
    if (plan && !plan.adopted) {
      send({ type: 'adopt', id: 'adopt-plan', zone: plan.zone, tasks: plan.tasks });
    }
  }, [plan, send]);
  return { ...view, record: plan, adopt };
}

/** The team's checklists; the built-in ones until somebody saves one. */
export function useChecklists(): RecordView<ChecklistRegister> & { adopt: () => void } {
  const language = useContentLanguage();
  const view = useRecord(checklistKind, CHECKLISTS_NAME, { initial: emptyChecklists });
  const send = useChecklistsSend();
  const { record } = view;
  const register = useMemo(() => {
    if (!record) {
      return record;
    }
    const { [MAINTENANCE_CHECKLIST]: example, ...checklists } = record.checklists;
    return {
      ...record,
      checklists: {
        ...(!record.adopted && defaultChecklists(language)),
        ...(example && { [MAINTENANCE_CHECKLIST]: listIn(example, textLanguage()) }),
        ...checklists,
      },
    };
  }, [record, language]);
  const adopt = useCallback(() => {
    if (register && !register.adopted) {
      send({ type: 'adopt', id: 'adopt-checklists', checklists: register.checklists });
    }
  }, [register, send]);
  return { ...view, record: register, adopt };
}

/** Sends to a week's record. The first act of a team also fixes the plan it acted on. */
export function useWeekSend(isoWeek: string): (draft: Draft<WeekCommand>) => Sent<Week> {
  const { adopt } = usePlan();
  const send = useSend(weekKind, weekName(isoWeek), { initial: useEmptyWeek(isoWeek) });
  return useCallback(
    (draft) => {
      adopt();
      return send(draft);
    },
    [adopt, send]
  );
}

export interface Maintenance {
  plan?: Plan;
  /** What Grafana holds as the plan: it may be damaged. */
  storedPlan?: Stored<Plan>;
  ledger: Ledger;
  /** Most urgent first. */
  standings: TaskStanding[];
  now: Instant;
  zone: string;
  /** ISO week of the team. */
  thisWeek: string;
  isPending: boolean;
  /** The plan or this week cannot be read: nothing can be said. */
  error: { error: RequestError | RecordError; name: string } | undefined;
  /** Earlier weeks cannot be listed: what was done before is not known. */
  historyError: RequestError | null;
  refetch: () => void;
}

const LEGACY_WEEKS = 8;

/** Where the team's maintenance stands now, from the plan, this and the last week's records, and the heads of all others. */
export function useMaintenance(): Maintenance {
  const planView = usePlan();
  const teamZone = useTeamZone();
  const time = useNow();
  const now = new Date(Math.floor(time / MINUTE_MS) * MINUTE_MS).toISOString();
  const plan = planView.record;
  const zone = plan?.zone ?? teamZone;
  const thisWeek = weekOf(localDateOf(now, zone));
  const current = useWeek(thisWeek);
  const previous = useWeek(shiftWeek(thisWeek, -1), false);
  const {
    heads,
    error: headsError,
    isPending: headsPending,
    refetch: refetchHeads,
  } = useHeads(weekKind, { limit: 1000, sort: '-name' });
  // older storage gives no heads: the last few records are read instead
  const headless = useMemo(() => heads.filter(({ hasHead }) => !hasHead).slice(0, LEGACY_WEEKS), [heads]);
  const records = useQueries({
    queries: headless.map(({ name }) => ({
      queryKey: recordKeys.one(weekKind.kind, name),
      queryFn: ({ signal }: { signal: AbortSignal }) => read(weekKind, name, signal),
    })),
    combine: (results) => results.flatMap(({ data }) => data?.record ?? []),
  });
  const ledger = useMemo(() => {
    const known = [...records, previous.record, current.record].filter((week) => week !== undefined);
    const names = new Set(known.map(({ id }) => id));
    return ledgerOf(
      ...heads.filter(({ name }) => !names.has(name)).map(({ name, head }) => ledgerOfHead(name, head)),
      ...known.map(ledgerOfWeek)
    );
  }, [heads, records, previous.record, current.record]);
  const failed = planView.error
    ? { error: planView.error, name: PLAN_NAME }
    : current.error && { error: current.error, name: weekName(thisWeek) };
  return {
    plan,
    storedPlan: planView.stored,
    ledger,
    standings: useMemo(() => (plan ? taskStandings(plan.tasks, ledger, now) : []), [plan, ledger, now]),
    now,
    zone,
    thisWeek,
    isPending: planView.isPending || current.isPending || headsPending,
    error: failed ?? undefined,
    historyError: headsError,
    refetch: () => {
      planView.refetch();
      current.refetch();
      refetchHeads();
    },
  };
}
