import { useMemo } from 'react';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { type IncidentHead } from '../../domain/incident/head';
import { type Counts, errorRatio, isImpossible, remaining, sli } from '../../domain/objective/burnRate';
import { type Computed, type computedFrom } from '../../domain/objective/computed';
import {
  type AppliedExclusion,
  type Exclusions,
  exclusionsOf,
  plannedByService,
  withoutExcluded,
  withoutExcludedCounts,
} from '../../domain/objective/exclusion';
import { kindOf } from '../../domain/objective/kinds/kinds';
import { burnOf, type Measurement } from '../../domain/objective/measurement';
import { countsDues, factorsOf, recordsMeasure } from '../../domain/objective/records';
import { definitionOf, type Objective, type Reading } from '../../domain/objective/schema';
import {
  isAsked,
  isByHand,
  goodShare,
  isBudgeted,
  isSurelyWithin,
  lastReading,
  type ObjectiveState,
  shownShare,
  objectiveState,
} from '../../domain/objective/state';
import { type Due, readDues } from '../../domain/record/dues';
import { overlap, type Span, windowAt } from '../../domain/time/window';
import { dataSources, resolvePrometheus } from '../../grafana/dataSources';
import { type MeasuredObjective, measureObjective } from '../../grafana/objectives/measureObjective';
import { teamZone } from '../../grafana/settings';
import { useSettings } from '../hooks/useSettings';
import { readIncidents, useHeadsSince } from '../incidents/useIncidentHeads';
import { headKeys } from '../records/keys';
import { useServerMemory } from './useServerMemory';

/** Why there is no value, or only an old one. */
export type Problem =
  | { code: 'needs'; system: string }
  | { code: 'noDataSource' }
  | { code: 'dataSourceGone'; uid: string }
  | { code: 'failed'; error: unknown }
  | { code: 'noSamples' }
  | { code: 'noTraffic' }
  | { code: 'impossible'; share: number }
  | { code: 'notANumber' }
  | { code: 'allExcluded' }
  | { code: 'tooMany'; series: number }
  | { code: 'stale'; since: number }
  | { code: 'noReading' }
  | { code: 'expired'; since: number }
  | { code: 'noRecords'; left: number }
  | { code: 'noFailure' | 'running' }
  | { code: 'factors'; missing: string[] };

export interface ObjectiveRow {
  key: string;
  objective: Objective;
  /** Undefined while it is being found out. */
  state?: ObjectiveState;
  /** What the state is judged by: the share over the window, or the value. */
  value?: number;
  /** The last five minutes. */
  current?: number;
  /** Of the error budget; may be negative. */
  remaining?: number;
  burn?: number;
  /** Without what is excluded. */
  measurement?: Measurement;
  /** As Prometheus answered, what is excluded included. */
  measured?: MeasuredObjective;
  /** What value and budget would be without the exclusions; absent where none touches the window. */
  raw?: { value?: number; remaining?: number };
  /** Exclusions that concern the objective, whenever they are. */
  excluded: AppliedExclusion[];
  reading?: Reading;
  computed?: Computed;
  /** The three factors of OEE. */
  factors?: Array<{ key: string; name: string; value?: number }>;
  problem?: Problem;
  warnings: string[];
  isPending: boolean;
  /** When it was last found out, milliseconds. */
  updatedAt?: number;
  refetch: () => void;
}

const REFRESH = 30_000;
export const measurementKey = ['objective'] as const;

/** Incidents whose records are read for what heads do not tell. */
const MOST_RECORDS = 100;

interface Options {
  exclusions?: Exclusions;
  /** Where the factors of an OEE are looked for, shown or not. */
  among?: Array<[string, Objective]>;
  /** How far back the slices go at least, seconds. */
  reach?: number;
  /** Gauges: every hour is shown by itself, not only their trend. */
  isHourly?: boolean;
  /** False for overviews: what would need whole records is left open instead of reading them. */
  readsRecords?: boolean;
}

/** Finds out where objectives stand, all of them with as few requests as possible, and again every 30 seconds. */
export function useMeasurements(
  shown: Array<[string, Objective]>,
  { exclusions, among = [], reach, isHourly, readsRecords = true }: Options = {}
): ObjectiveRow[] {
  const objectives = [...shown, ...factorsBeside(shown, among)];
  const { settings, isPending: settingsPending } = useSettings();
  const sources = useMemo(() => dataSources(), []);
  const fallback = useMemo(() => resolvePrometheus(settings, sources)?.uid, [settings, sources]);
  const uidOf = ({ dataSource }: Objective) => dataSource ?? (settingsPending ? undefined : fallback);

  const client = useQueryClient();
  const memory = useServerMemory();
  const results = useQueries({
    queries: objectives.map(([key, objective]) => {
      const definition = definitionOf(objective);
      const uid = uidOf(objective);
      const excluded = exclusionsOf(exclusions, key, objective).map(({ start, end }) => ({ start, end }));
      const trend = [...measurementKey, uid, definition, ...(reach || excluded.length > 0 ? [reach, excluded] : [])];
      const isFiner = isHourly && kindOf(objective.indicator).value !== undefined;
      return {
        queryKey: [...trend, ...(isFiner ? ['hourly'] : [])],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          measureObjective(definition, uid ?? '', { memory, signal, reach, excluded, isHourly: isFiner }),
        ...(isFiner && { placeholderData: () => client.getQueryData<MeasuredObjective>(trend) }),
        enabled: uid !== undefined && isAsked(objective),
        refetchInterval: REFRESH,
        staleTime: REFRESH / 2,
        retry: false,
      };
    }),
  });

  const needsIncidents = objectives.some(([, { indicator }]) => recordsMeasure(indicator) !== undefined);
  const incidents = useHeadsSince({ since: earliest(objectives), enabled: needsIncidents });
  const heads = incidents.isKnown ? incidents.incidents : undefined;
  const records = useDues(objectives, heads, readsRecords);
  // only where something is computed
  const formulas = useQuery({
    queryKey: ['objective-formulas'],
    queryFn: async () => {
      const { computedFrom: compute } = await import('../../domain/objective/computed');
      return { compute };
    },
    enabled: needsIncidents,
    staleTime: Infinity,
    structuralSharing: false,
  });

  const rows = objectives.map(([key, objective], index): ObjectiveRow => {
    const { data, error, isPending, refetch, dataUpdatedAt } = results[index];
    const base = {
      key,
      objective,
      warnings: data?.warnings ?? [],
      refetch: () => void refetch(),
      isPending: false,
      excluded: exclusionsOf(exclusions, key, objective),
      updatedAt: dataUpdatedAt || undefined,
    };
    const { indicator, needs } = objective;
    if (needs) {
      return { ...base, state: 'noData', problem: { code: 'needs', system: needs } };
    }
    if (isByHand(objective)) {
      return { ...base, ...byHand(objective) };
    }
    if (factorsOf(indicator)) {
      return base; // below, once the factors are known
    }
    if (recordsMeasure(indicator)) {
      return {
        ...base,
        ...fromRecords(objective, incidents.error ?? formulas.error, {
          compute: formulas.data?.compute,
          heads,
          ...records,
          zone: teamZone(settings),
          exclusions,
        }),
        isPending: (incidents.isPending || formulas.isPending) && !incidents.error && !formulas.error,
        refetch: incidents.refetch,
      };
    }
    const uid = uidOf(objective);
    if (uid === undefined) {
      return settingsPending
        ? { ...base, isPending: true }
        : { ...base, state: 'noData', problem: { code: 'noDataSource' } };
    }
    if (error && !data) {
      const isGone = !sources.some((source) => source.uid === uid);
      return {
        ...base,
        state: 'noData',
        problem: isGone ? { code: 'dataSourceGone', uid } : { code: 'failed', error },
      };
    }
    if (!data) {
      return { ...base, isPending };
    }
    const row = { ...base, ...fromPrometheus(objective, data, base.excluded) };
    return error ? { ...row, state: staled(row.state), problem: { code: 'failed', error } } : row;
  });
  return rows.slice(0, shown.length).map((row) => {
    const factors = factorsOf(row.objective.indicator);
    return factors ? { ...row, ...oee(row, factors, rows) } : row;
  });
}

/** OEE is a product of others: they are measured along with it. */
function factorsBeside(
  shown: Array<[string, Objective]>,
  among: Array<[string, Objective]>
): Array<[string, Objective]> {
  const factors = shown.flatMap(([, { indicator }]) => factorsOf(indicator) ?? []);
  return among.filter(([key]) => factors.includes(key) && !shown.some(([own]) => own === key));
}

/** Where the longest window of those from records begins, seconds. */
function earliest(objectives: Array<[string, Objective]>): number {
  const now = Date.now() / 1000;
  return objectives.reduce(
    (first, [, { indicator, window }]) =>
      recordsMeasure(indicator) ? Math.min(first, windowAt(window, now).start) : first,
    now
  );
}

/** What was last known stays on screen when the next question fails, but it is not current any more. */
function staled(state: ObjectiveState | undefined): ObjectiveState {
  return state === undefined || state === 'noData' ? 'noData' : 'stale';
}

interface Dues {
  /** By incident; absent while they are being read. */
  dues?: Record<string, Due[]>;
  /** Incidents whose record would have to be read, and was not. */
  unread: number;
}

/** When reviews and actions were due and done, from the records of those incidents whose heads do not tell. */
export function useDues(
  objectives: Array<[string, Objective]>,
  heads: IncidentHead[] | undefined,
  mayRead = true
): Dues {
  const client = useQueryClient();
  const isNeeded = objectives.some(([, { indicator }]) => countsDues(indicator));
  const wanted = useMemo(
    () => (isNeeded ? heads?.filter(hidesDues).map(({ name }) => name) : undefined),
    [isNeeded, heads]
  );
  const asked = useMemo(() => (mayRead ? wanted?.slice(0, MOST_RECORDS) : undefined) ?? [], [mayRead, wanted]);
  const { data } = useQuery({
    queryKey: [...headKeys.of('incident'), 'dues', asked],
    queryFn: async () => {
      const { duesOf } = await import('../../domain/incident/dues');
      const found: Record<string, Due[]> = {};
      await readIncidents(client, asked, ({ record }) => record && (found[record.name] = duesOf(record)));
      return found;
    },
    enabled: asked.length > 0,
    staleTime: 2 * REFRESH,
  });
  const known = wanted?.length === 0 ? NONE : data;
  return {
    ...(wanted && known && { dues: known }),
    unread: (wanted?.length ?? 0) - (data ? Object.keys(data).length : asked.length),
  };
}

const NONE: Record<string, Due[]> = {};

/** Whether the record may tell more than the head, of an incident that counts. */
function hidesDues(head: IncidentHead): boolean {
  const { drill, status, duplicateOf, complete, review, reviewDue, openActions, closedActions } = head;
  const counts = !drill && status !== 'void' && duplicateOf === undefined;
  const hasDues = review !== undefined || reviewDue !== undefined || openActions + closedActions > 0;
  return counts && readDues(head.dues) === undefined && (!complete || hasDues);
}

function fromPrometheus(
  objective: Objective,
  measured: MeasuredObjective,
  excluded: AppliedExclusion[]
): Partial<ObjectiveRow> {
  if (isBudgeted(objective)) {
    return fromCounts(objective, measured, excluded);
  }
  const { measurement } = measured;
  const state = objectiveState(objective, measurement);
  const common = { state, measurement, measured };
  const { value, current, lastSeen, tooMany, notANumber } = measurement;
  return {
    ...common,
    value,
    current,
    problem: tooMany
      ? { code: 'tooMany', series: tooMany }
      : notANumber
        ? { code: 'notANumber' }
        : state === 'noData'
          ? { code: 'noSamples' }
          : state === 'stale' && lastSeen !== undefined
            ? { code: 'stale', since: lastSeen }
            : undefined,
  };
}

function fromCounts(
  objective: Objective,
  measured: MeasuredObjective,
  excluded: AppliedExclusion[]
): Partial<ObjectiveRow> {
  const { measurement: asked } = measured;
  const { now, counts: all, slices, window, recent, over = {}, lastSeen } = asked;
  const touches = (span: Span) => excluded.some((each) => overlap(each, span) > 0);
  const corrected = (found: Counts | undefined, span: Span) =>
    found && touches(span) ? withoutExcludedCounts(found, slices, span, excluded) : found;
  const counts = corrected(all, window);
  const burnt = Object.entries(over).map(([seconds, found]): [string, Counts | undefined] => [
    seconds,
    corrected(found, { start: now - Number(seconds), end: now }),
  ]);
  const measurement: Measurement =
    excluded.length > 0
      ? { ...asked, counts, slices: withoutExcluded(slices, excluded), ...burnOf(objective, Object.fromEntries(burnt)) }
      : asked;
  const target = goodShare(objective);
  const left = (of: Counts | undefined) => (of && target !== undefined ? { remaining: remaining(of, target) } : {});
  const state = objectiveState(objective, measurement);
  const isWrong = counts !== undefined && isImpossible(counts);
  return {
    state,
    measurement,
    measured,
    ...(counts && !isWrong && { value: shownShare(objective, counts) }),
    current: measurement.current ?? (recent && !isImpossible(recent) ? shownShare(objective, recent) : undefined),
    ...(!isWrong && left(counts)),
    ...(!isWrong && touches(window) && all && { raw: { value: shownShare(objective, all), ...left(all) } }),
    burn: isWrong ? undefined : measurement.burn,
    problem: isWrong
      ? { code: 'impossible', share: sli(counts) ?? 0 }
      : state === 'noData'
        ? { code: all && !counts ? 'allExcluded' : lastSeen === undefined ? 'noSamples' : 'noTraffic' }
        : state === 'stale' && lastSeen !== undefined
          ? { code: 'stale', since: lastSeen }
          : undefined,
  };
}

function byHand(objective: Objective): Partial<ObjectiveRow> {
  const reading = lastReading(objective);
  if (!reading) {
    return { state: 'noData', problem: { code: 'noReading' } };
  }
  const now = Date.now() / 1000;
  const expires = Date.parse(reading.expires) / 1000;
  const state = objectiveState(objective, {
    now,
    value: reading.value,
    lastSeen: Date.parse(reading.at) / 1000,
    expires,
  });
  return {
    state,
    value: reading.value,
    current: reading.value,
    reading,
    problem: state === 'stale' ? { code: 'expired', since: expires } : undefined,
  };
}

interface Records {
  compute?: typeof computedFrom;
  heads?: IncidentHead[];
  dues?: Record<string, Due[]>;
  unread: number;
  zone: string;
  exclusions?: Exclusions;
}

function fromRecords(
  objective: Objective,
  error: Error | null,
  { compute, heads, dues, unread, zone, exclusions }: Records
): Partial<ObjectiveRow> {
  const { indicator, service } = objective;
  const measure = recordsMeasure(indicator);
  if (!measure || !heads || !compute) {
    return error ? { state: 'noData', problem: { code: 'failed', error } } : {};
  }
  const isOfDues = countsDues(indicator);
  if (isOfDues && !dues) {
    return {};
  }
  const now = Date.now() / 1000;
  const window = windowAt(objective.window, now);
  const found = compute(measure, heads, {
    window,
    now,
    zone,
    service,
    planned: plannedByService(exclusions),
    dues,
  });
  const computed = isOfDues && unread > 0 ? { ...found, unread: (found.unread ?? 0) + unread } : found;
  const { value, atLeast } = computed;
  if (value === undefined && atLeast !== undefined) {
    // no failure for long enough says that the target is kept; for a shorter time it says nothing yet
    const isKept = isSurelyWithin(objective, atLeast);
    const state = isKept === undefined ? 'noData' : isKept ? 'met' : 'breached';
    const code = computed.running ? 'running' : 'noFailure';
    return { state, computed, ...(isKept === undefined && { problem: { code } }) };
  }
  const state = objectiveState(objective, { now, value, lastSeen: now });
  return {
    state,
    value,
    current: value,
    computed,
    problem: value === undefined ? { code: 'noRecords', left: computed.incomplete } : undefined,
  };
}

/** Availability × performance × quality, each the good share of its own objective. */
function oee(row: ObjectiveRow, keys: string[], rows: ObjectiveRow[]): Partial<ObjectiveRow> {
  if (keys.length === 0) {
    return { state: 'noData', problem: { code: 'factors', missing: [] } };
  }
  const parts = keys.map((key) => ({ key, row: rows.find((other) => other.key === key) }));
  const factors = parts.map(({ key, row: part }) => ({
    key,
    name: part?.objective.name ?? key,
    value: part?.measurement?.counts && goodOf(part.measurement.counts),
  }));
  if (parts.some(({ row: part }) => part?.isPending)) {
    return { factors, isPending: true };
  }
  const missing = factors.filter(({ value }) => value === undefined).map(({ name }) => name);
  if (missing.length > 0) {
    return { factors, state: 'noData', problem: { code: 'factors', missing } };
  }
  const value = factors.reduce((product, factor) => product * (factor.value ?? 0), 1);
  const lastSeen = Math.min(...parts.map(({ row: part }) => part?.measurement?.lastSeen ?? 0));
  const now = Math.max(...parts.map(({ row: part }) => part?.measurement?.now ?? 0));
  const state = objectiveState(row.objective, { now, value, lastSeen });
  return {
    factors,
    value,
    current: value,
    state,
    problem: state === 'stale' ? { code: 'stale', since: lastSeen } : undefined,
  };
}

function goodOf(counts: Counts): number | undefined {
  return errorRatio(counts) === undefined ? undefined : sli(counts);
}
