import { useMemo } from 'react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type Counts, errorRatio, remaining, sli } from '../../domain/burnRate';
import { readIncidentHead, type IncidentHead } from '../../domain/incidentHead';
import {
  definitionOf,
  goodShare,
  isBudgeted,
  lastReading,
  type Objective,
  type ObjectiveState,
  type Reading,
  shownShare,
  stateOf,
} from '../../domain/objective';
import { type Measurement } from '../../domain/objectiveQueries';
import { type Computed, computedFrom, counted } from '../../domain/objectiveRecords';
import { slug } from '../../domain/record';
import { windowAt } from '../../domain/window';
import { listHeads } from '../../grafana/records/search';
import { dataSources, resolvePrometheus } from '../../grafana/settings';
import { headKeys } from '../records/keys';
import { useSettings } from '../useSettings';
import { type Measured, measureObjective } from './measureObjective';

/** Why there is no value, or only an old one. */
export type Problem =
  | { code: 'needs'; system: string }
  | { code: 'noDataSource' }
  | { code: 'dataSourceGone'; uid: string }
  | { code: 'failed'; error: unknown }
  | { code: 'noSamples' }
  | { code: 'noTraffic' }
  | { code: 'notANumber' }
  | { code: 'tooMany'; series: number }
  | { code: 'stale'; since: number }
  | { code: 'noReading' }
  | { code: 'expired'; since: number }
  | { code: 'noRecords'; left: number }
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
  measurement?: Measurement;
  measured?: Measured;
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

export const REFRESH = 30_000;
const INCIDENTS = { limit: 10_000, sort: '-name' } as const;

/** Finds out where objectives stand, all of them with as few requests as possible, and again every 30 seconds. */
export function useMeasurements(objectives: Array<[string, Objective]>): ObjectiveRow[] {
  const { settings, isPending: settingsPending } = useSettings();
  const sources = useMemo(() => dataSources(), []);
  const fallback = useMemo(() => resolvePrometheus(settings, sources)?.uid, [settings, sources]);
  const uidOf = ({ dataSource }: Objective) => dataSource ?? (settingsPending ? undefined : fallback);

  const results = useQueries({
    queries: objectives.map(([, objective]) => {
      const definition = definitionOf(objective);
      const uid = uidOf(objective);
      return {
        queryKey: ['objective', uid, definition],
        queryFn: ({ signal }: { signal: AbortSignal }) => measureObjective(definition, uid ?? '', { signal }),
        enabled: uid !== undefined && isAsked(objective),
        refetchInterval: REFRESH,
        staleTime: REFRESH / 2,
        retry: false,
      };
    }),
  });

  const needsIncidents = objectives.some(
    ([, { indicator }]) => indicator.kind === 'computed' && indicator.measure !== 'oee'
  );
  const incidents = useQuery({
    queryKey: headKeys.list('incident', INCIDENTS),
    queryFn: ({ signal }) => listHeads('incident', INCIDENTS, signal),
    enabled: needsIncidents,
    staleTime: REFRESH,
    refetchInterval: 2 * REFRESH,
  });
  const heads = useMemo(() => incidents.data?.heads.map(readIncidentHead), [incidents.data]);

  const rows = objectives.map(([key, objective], index): ObjectiveRow => {
    const { data, error, isPending, refetch, dataUpdatedAt } = results[index];
    const base = {
      key,
      objective,
      warnings: data?.warnings ?? [],
      refetch: () => void refetch(),
      isPending: false,
      updatedAt: dataUpdatedAt || undefined,
    };
    const { indicator, needs } = objective;
    if (needs) {
      return { ...base, state: 'noData', problem: { code: 'needs', system: needs } };
    }
    if (indicator.kind === 'manual') {
      return { ...base, ...byHand(objective) };
    }
    if (indicator.kind === 'computed') {
      return indicator.measure === 'oee'
        ? base // below, once the factors are known
        : {
            ...base,
            ...fromRecords(objective, heads, incidents.error),
            isPending: incidents.isPending,
            refetch: () => void incidents.refetch(),
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
    const row = { ...base, ...fromPrometheus(objective, data) };
    return error ? { ...row, state: staled(row.state), problem: { code: 'failed', error } } : row;
  });
  return rows.map((row) =>
    row.objective.indicator.kind === 'computed' && row.objective.indicator.measure === 'oee'
      ? { ...row, ...oee(row, rows) }
      : row
  );
}

function isAsked({ indicator: { kind }, needs }: Objective): boolean {
  return !needs && kind !== 'manual' && kind !== 'computed';
}

/** What was last known stays on screen when the next question fails, but it is not current any more. */
function staled(state: ObjectiveState | undefined): ObjectiveState {
  return state === undefined || state === 'noData' ? 'noData' : 'stale';
}

function fromPrometheus(objective: Objective, measured: Measured): Partial<ObjectiveRow> {
  const { measurement } = measured;
  const state = stateOf(objective, measurement);
  const common = { state, measurement, measured };
  if (isBudgeted(objective)) {
    const { counts, recent, burn, lastSeen } = measurement;
    const target = goodShare(objective);
    return {
      ...common,
      ...(counts && { value: shownShare(objective, counts) }),
      current: measurement.current ?? (recent && shownShare(objective, recent)),
      ...(counts && target !== undefined && { remaining: remaining(counts, target) }),
      burn,
      problem:
        state === 'noData'
          ? { code: lastSeen === undefined ? 'noSamples' : 'noTraffic' }
          : state === 'stale' && lastSeen !== undefined
            ? { code: 'stale', since: lastSeen }
            : undefined,
    };
  }
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

function byHand(objective: Objective): Partial<ObjectiveRow> {
  const reading = lastReading(objective);
  if (!reading) {
    return { state: 'noData', problem: { code: 'noReading' } };
  }
  const now = Date.now() / 1000;
  const expires = Date.parse(reading.expires) / 1000;
  const state = stateOf(objective, { now, value: reading.value, lastSeen: Date.parse(reading.at) / 1000, expires });
  return {
    state,
    value: reading.value,
    current: reading.value,
    reading,
    problem: state === 'stale' ? { code: 'expired', since: expires } : undefined,
  };
}

function fromRecords(
  objective: Objective,
  heads: IncidentHead[] | undefined,
  error: Error | null
): Partial<ObjectiveRow> {
  const { indicator, service } = objective;
  if (indicator.kind !== 'computed' || !heads) {
    return error ? { state: 'noData', problem: { code: 'failed', error } } : {};
  }
  const now = Date.now() / 1000;
  const window = windowAt(objective.window, now);
  const computed = computedFrom(indicator.measure, counted(heads, window, service && slug(service)), window);
  const { value } = computed;
  const state = stateOf(objective, { now, value, lastSeen: now });
  return {
    state,
    value,
    current: value,
    computed,
    problem: value === undefined ? { code: 'noRecords', left: computed.incomplete } : undefined,
  };
}

/** Availability × performance × quality, each the good share of its own objective. */
function oee(row: ObjectiveRow, rows: ObjectiveRow[]): Partial<ObjectiveRow> {
  const { indicator } = row.objective;
  if (indicator.kind !== 'computed' || !indicator.factors) {
    return { state: 'noData', problem: { code: 'factors', missing: [] } };
  }
  const parts = Object.values(indicator.factors).map((key) => ({ key, row: rows.find((other) => other.key === key) }));
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
  const state = stateOf(row.objective, { now, value, lastSeen });
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
