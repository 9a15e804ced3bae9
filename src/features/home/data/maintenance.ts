import { useMemo } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { titledIn } from '../../../domain/maintenance/exampleTitles';
import { type Handed, handedOfHead, ledgerOf, ledgerOfHead, WEEKS } from '../../../domain/maintenance/ledger';
import { PLAN_NAME, type PlanHead, plannedTasks, PLANS, readPlanHead } from '../../../domain/maintenance/planHead';
import { type TaskStanding, taskStandings } from '../../../domain/maintenance/task';
import { type Week } from '../../../domain/maintenance/week';
import { weekName } from '../../../domain/maintenance/weekName';
import { localDateOf, weekOf } from '../../../domain/time/recurrence';
import { MINUTE_MS } from '../../../domain/time/units';
import { RecordError, type Stored } from '../../../grafana/records/store';
import { textLanguage } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { useSettings, useTeamZone } from '../../../shared/hooks/useSettings';
import { headKeys, recordKeys } from '../../../shared/records/keys';
import { useOutboxState } from '../../../shared/records/OutboxProvider';
import { useHeads } from '../../../shared/records/useHeads';
import { type Told, useTold } from '../../../shared/records/useTold';
import { type KnownWeek, type Part } from './part';

export interface HomeMaintenance extends Part {
  /** Most urgent first. */
  standings: TaskStanding[];
  /** What of this week was handed to others. */
  handed: Handed;
  zone: string;
  hasPlan: boolean;
  /** Earlier weeks cannot be listed: what was done before is not known. */
  historyError: Error | null;
}

const PLAN: Told<PlanHead> = {
  shelf: PLANS,
  name: PLAN_NAME,
  read: readPlanHead,
  fromRecord: async (signal) => (await import('./fromRecords')).planFromRecord(signal),
  absent: { zone: 'UTC', tasks: {} },
};

/** Older storage gives no heads: so many of the newest weeks are read instead. */
const MOST_RECORDS = 8;
const NONE: Handed = {};
const NO_WEEKS: KnownWeek[] = [];

/** Where the team's maintenance stands now, from the heads of its plan and weeks. */
export function useHomeMaintenance(): HomeMaintenance {
  const teamZone = useTeamZone();
  const plan = useTold(PLAN);
  const now = new Date(Math.floor(useNow() / MINUTE_MS) * MINUTE_MS).toISOString();
  const zone = plan.told?.adopted ? plan.told.zone : teamZone;
  const thisWeek = weekName(weekOf(localDateOf(now, zone)));
  const weeks = useHeads(WEEKS, { limit: 1000, sort: '-name' });
  const { wasSaved } = useSettings();
  const isGone =
    !weeks.isPending && !weeks.error && !weeks.heads.some(({ name }) => name === thisWeek) && wasSaved(thisWeek);

  const untold = useMemo(
    () =>
      weeks.heads
        .filter(({ name, hasHead, head }) => !hasHead || (name === thisWeek && !handedOfHead(head)))
        .map(({ name }) => name)
        .slice(0, MOST_RECORDS),
    [weeks.heads, thisWeek]
  );
  const records = useWeekRecords(untold);
  const known = useMemo(() => {
    const read = records.data ?? NO_WEEKS;
    const names = new Set(read.map(({ name }) => name));
    const told = weeks.heads.flatMap(({ name, head }) =>
      names.has(name) ? [] : [{ name, ledger: ledgerOfHead(name, head), handed: handedOfHead(head) ?? NONE }]
    );
    return [...told, ...read];
  }, [weeks.heads, records.data]);
  const ledger = useMemo(() => ledgerOf(...known.map((week) => week.ledger)), [known]);
  const tasks = useMemo(() => plan.told && titledIn(plannedTasks(plan.told), textLanguage()), [plan.told]);
  return {
    // without this week nothing is known of what is due in it
    standings: useMemo(() => (tasks && !isGone ? taskStandings(tasks, ledger, now) : []), [tasks, isGone, ledger, now]),
    handed: known.find(({ name }) => name === thisWeek)?.handed ?? NONE,
    zone,
    hasPlan: Object.keys(plan.told?.tasks ?? {}).length > 0,
    isPending: plan.isPending || weeks.isPending || records.isLoading,
    error: plan.error ?? (isGone ? new RecordError('deleted', thisWeek) : null),
    historyError: weeks.error,
    refetch: () => {
      plan.refetch();
      weeks.refetch();
    },
  };
}

/** Weeks whose heads do not tell, and those in which this browser did something that Grafana does not know yet. */
function useWeekRecords(untold: string[]) {
  const client = useQueryClient();
  const { items } = useOutboxState();
  const queued = items.filter(({ kind, parked }) => kind === WEEKS.kind && !parked);
  const names = [...new Set([...queued.flatMap(({ name = [] }) => name), ...untold])];
  return useQuery({
    queryKey: [...headKeys.of(WEEKS.kind), 'told', names, queued.map(({ command }) => command?.id)],
    queryFn: async ({ signal }) =>
      (await import('./fromRecords')).weeksFromRecords(names, signal, {
        queued,
        seen: (name) => client.getQueryData<Stored<Week>>(recordKeys.one(WEEKS.kind, name))?.record,
      }),
    enabled: names.length > 0,
  });
}

/** What is overdue, and what is due until today ends; what may already be done and is due on a later day is not. */
export function dueToday(
  { standings: all, zone }: Pick<HomeMaintenance, 'standings' | 'zone'>,
  now: number
): TaskStanding[] {
  const today = localDateOf(new Date(now).toISOString(), zone);
  return all.filter(
    ({ current, overdueSince }) => overdueSince !== undefined || (current && localDateOf(current.due, zone) <= today)
  );
}
